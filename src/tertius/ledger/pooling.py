"""All forecasts that stand on a question as one, in four ways, and what speaks against pushing it outwards."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
import polars as pl

from tertius.errors import TertiusError
from tertius.ledger.frame import scorable
from tertius.ledger.held import Held, Unpooled, held
from tertius.ledger.shared_sources import Shared, shared, shared_by_most
from tertius.ledger.store import Ledger
from tertius.measures.aggregation import ENOUGH, fit_extremising, track_record_weights, weighted_logit_mean
from tertius.measures.scores import logit_pool
from tertius.present.numbers import count, decimal, percent

__all__ = ["CLIP", "Pool", "Weighted", "pool"]

CLIP = 1e-3
"""Probabilities are moved this far from 0 and 1 before their log odds are taken, and counted."""

_NO_RECORD = 0.25
"""The Brier score of always saying one half: what is typical where nobody has a record. All weights are equal then."""


@dataclass(frozen=True, slots=True)
class Weighted:
    """A standing forecast and the weight of its holder's record: how many questions, their Brier score."""

    forecast: Held
    weight: float
    questions: int
    brier: float | None

    def to_dict(self) -> dict[str, Any]:
        """As plain values."""
        return {
            **self.forecast.to_dict(),
            "weight": self.weight,
            "record": {"questions": self.questions, "brier": self.brier},
        }


@dataclass(frozen=True, slots=True)
class Pool:
    """The forecasts on a question as one.

    Attributes
    ----------
    members
        One a holder.
    mean, median, logit_mean, weighted
        Of the probabilities, ranges by their middle; of the log odds with a = 1, alike for all and by track record.
    low, high
        The mean log odds had every range meant its low, or its high end.
    a, fitted_on
        The power on the log odds that served the resolved questions of this ledger best, and how many
        these were; 1 and 0 where there are under 100.
    extremised
        The mean log odds with that power; None where it is not fitted, or most share their information.
    resolved
        Questions answered yes or no, with two or more forecasters: what `a` could be fitted on.
    clipped
        How many forecasts were moved from 0 or 1.
    """

    question: str
    text: str
    closes: date
    as_of: date
    members: tuple[Weighted, ...]
    mean: float
    median: float
    logit_mean: float
    weighted: float
    low: float
    high: float
    a: float
    fitted_on: int
    extremised: float | None
    resolved: int
    shared: tuple[Shared, ...]
    clipped: int
    unpooled: Unpooled

    @property
    def caveats(self) -> tuple[str, ...]:
        """Why the pool may be more sure than its members have a right to be, and what is not in it."""
        said = [self._power()]
        if self.shared:
            said.append(
                "They share information, a reason not to extremise: " + " ".join(s.explain() for s in self.shared)
            )
        if not any(m.questions for m in self.members):
            said.append("No holder has a resolved question in this ledger: all weigh the same.")
        if self.clipped:
            said.append(f"{count(self.clipped)} said 0 or 1 and were taken for {CLIP:g} or {1 - CLIP:g}.")
        if self.unpooled.conditional:
            said.append(f"{count(self.unpooled.conditional)} spoke under a condition and are left out.")
        if self.unpooled.words_only:
            said.append(f"{count(self.unpooled.words_only)} used words that no scale turns into a range.")
        return tuple(said)

    def _power(self) -> str:
        if not self.fitted_on:
            return (
                f"a = 1: {count(self.resolved)} resolved questions of this ledger have two or more forecasters; "
                f"extremising is fitted from {ENOUGH} on."
            )
        said = f"a = {decimal(self.a)} was fitted on {count(self.fitted_on)} resolved questions of this ledger"
        if self.extremised is None:
            return f"{said}; it is not applied, as over half share an outlet or a document."
        return f"{said} and gives {percent(self.extremised)}."

    def explain(self) -> str:
        """The pool in a paragraph."""
        n = len(self.members)
        said = f"{self.question}: {count(n)} forecaster{'s' * (n != 1)}, mean {percent(self.mean)}"
        said += f", median {percent(self.median)}, mean log odds {percent(self.logit_mean)}"
        said += f", by track record {percent(self.weighted)}."
        if self.low < self.high:
            said += f" Their ranges allow {percent(self.low)} to {percent(self.high)}."
        return " ".join((said, *self.caveats))

    def to_frame(self) -> pl.DataFrame:
        """A row a forecaster: what they hold, its weight, and the questions and Brier score of their record."""
        return pl.DataFrame(
            {
                **{c: [getattr(m.forecast, c) for m in self.members] for c in _COLUMNS},
                **{c: [getattr(m, c) for m in self.members] for c in ("weight", "questions", "brier")},
            },
            schema_overrides={"outlet": pl.String, "low": pl.Float64, "high": pl.Float64, "brier": pl.Float64},
        )

    def to_dict(self) -> dict[str, Any]:
        """As plain values; the shape that `--json` prints."""
        plain = ("mean", "median", "logit_mean", "weighted", "low", "high", "a", "fitted_on", "extremised", "resolved")
        return {
            "question": self.question,
            "text": self.text,
            "closes": self.closes.isoformat(),
            "as_of": self.as_of.isoformat(),
            "forecasters": len(self.members),
            **{name: getattr(self, name) for name in plain},
            "shared": [s.to_dict() for s in self.shared],
            "members": [m.to_dict() for m in self.members],
            "clipped": self.clipped,
            "left_out": {"conditional": self.unpooled.conditional, "words_only": self.unpooled.words_only},
            "caveats": list(self.caveats),
        }


_COLUMNS = ("id", "holder", "outlet", "made", "p", "low", "high")


def pool(ledger: Ledger, question: str, *, as_of: date | None = None) -> Pool:
    """Pool what stands on a question on a day, today by default.

    Weights come from the holders' records on the other questions that are due and answered in this
    ledger, drawn toward equality where a record is short.

    Raises
    ------
    TertiusError
        When nobody holds a probability of the question, or there is no such question.

    References
    ----------
    .. [1] Satopää, Baron, Foster, Mellers, Tetlock & Ungar (2014), International
       Journal of Forecasting 30(2). https://doi.org/10.1016/j.ijforecast.2013.09.009
    """
    when = as_of or date.today()  # noqa: DTZ011 (a person's day)
    asked = held(ledger, question, as_of=when)
    if not asked.held:
        raise TertiusError(
            f"nobody holds a probability of {question} on {when.isoformat()}",
            found=f"{asked.unpooled.conditional} conditional, {asked.unpooled.words_only} in words alone",
            hint=f"tertius ledger add {question} --p 0.1",
        )
    past = scorable(ledger, as_of=when).frame.filter(pl.col("question") != int(question[1:]))
    members = _weighted(asked.held, past)
    said = np.array([m.forecast.p for m in members])
    p = np.clip(said, CLIP, 1 - CLIP)
    low, high = (
        np.clip(
            [getattr(m.forecast, end) if m.forecast.low is not None else m.forecast.p for m in members], CLIP, 1 - CLIP
        )
        for end in ("low", "high")
    )
    panels, outcomes = _panels(past)
    fitted = fit_extremising(tuple(panels), outcomes)
    groups = shared(asked.held)
    apply = fitted.n > 0 and not shared_by_most(asked.held, groups)
    return Pool(
        *(question, asked.text, asked.closes, when, members, float(said.mean()), float(np.median(said))),
        *(float(logit_pool(p)), weighted_logit_mean(p, [m.weight for m in members])),
        *(float(logit_pool(low)), float(logit_pool(high)), fitted.a, fitted.n),
        *(float(logit_pool(p, fitted.a)) if apply else None, len(panels), groups),
        *(int((p != said).sum()), asked.unpooled),
    )


def _weighted(found: tuple[Held, ...], past: pl.DataFrame) -> tuple[Weighted, ...]:
    """Each holder with the weight of their record on other questions."""
    error = (pl.col("p") - pl.col("outcome")) ** 2
    typical = past.select(error.mean()).item()
    names = [h.holder for h in found]
    records = past.with_columns(pl.col("holder").cast(pl.String)).filter(pl.col("holder").is_in(names))
    by_holder = records.group_by("holder").agg(error.mean().alias("brier"), pl.col("question").n_unique().alias("n"))
    known = {holder: (brier, n) for holder, brier, n in by_holder.iter_rows()}
    brier, n = zip(*(known.get(name, (None, 0)) for name in names), strict=True)
    scores = [float("nan") if b is None else b for b in brier]
    weights = track_record_weights(scores, n, typical=_NO_RECORD if typical is None else typical)
    return tuple(Weighted(*row) for row in zip(found, map(float, weights), n, brier, strict=True))


def _panels(past: pl.DataFrame) -> tuple[list[list[float]], list[float]]:
    """The last word of each forecaster on every question answered yes or no that two or more spoke on."""
    last = (
        past.filter(pl.col("outcome").is_in([0.0, 1.0]))
        .sort("made", maintain_order=True)
        .group_by("question", "holder", maintain_order=True)
        .agg(pl.col("p", "outcome").last())
        .group_by("question", maintain_order=True)
        .agg(pl.col("p").clip(CLIP, 1 - CLIP), pl.col("outcome").first())
        .filter(pl.col("p").list.len() > 1)
    )
    return last.get_column("p").to_list(), last.get_column("outcome").to_list()
