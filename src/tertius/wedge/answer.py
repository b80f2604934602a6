"""The answer to "Can A pry B away from C?": a probability, what it is compared with, what it rests on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, Literal

import polars as pl

from tertius.alignment.dependence import Exposure
from tertius.forecasting.base_rate import BaseRate, Record
from tertius.forecasting.companions import Companion
from tertius.forecasting.data_forecast import DataForecast, NotOffered
from tertius.forecasting.reference import ReferenceClass
from tertius.forecasting.terms import TERMS
from tertius.present.card import card
from tertius.present.names import capital, possessive, the
from tertius.present.numbers import percent, percent_apart, percent_range
from tertius.provenance import Provenance
from tertius.states import State
from tertius.triangle.triangle import Triangle

if TYPE_CHECKING:
    import altair as alt

    from tertius.wedge.weighing import Weighing

__all__ = ["STALE_YEARS", "Answer", "Assessment", "Coverage", "Question"]

STALE_YEARS = 2.0
"""An indicator whose newest figure is older than this on the day of asking is too old to speak of today."""


@dataclass(frozen=True, slots=True)
class Question:
    """Can A pry B away from C, asked on a day, over a horizon of years, with a stated target.

    `resolution` says on which figures, and when, the answer turns out right or wrong.
    """

    a: State
    b: State
    c: State
    as_of: date
    horizon: int
    target: str
    resolution: str = ""

    @property
    def text(self) -> str:
        """The question as a person asks it."""
        return f"Can {the(self.a.name)} pry {the(self.b.name)} away from {the(self.c.name)}?"

    @property
    def ahead(self) -> str:
        """The horizon in words: "5 years", "1 year"."""
        return f"{self.horizon} {'years' if self.horizon > 1 else 'year'}"


@dataclass(frozen=True, slots=True)
class Answer:
    """One number with its interval (90 %), its words on a named scale, and what kind it is."""

    probability: float
    low: float
    high: float
    words: str
    scale: str
    kind: Literal["base_rate", "data", "judged"]


@dataclass(frozen=True, slots=True)
class Coverage:
    """How far one indicator reaches for these three states, and how old its newest figure is."""

    indicator: str
    label: str
    first: int
    last: int
    age_years: float
    dataset: str
    stale: bool


@dataclass(frozen=True, slots=True, eq=False)
class Assessment:
    """Everything one page says about one question."""

    question: Question
    answer: Answer
    answers: tuple[Answer, ...]
    base_rate: BaseRate
    data: DataForecast | None
    not_offered: tuple[NotOffered, ...]
    weighed: Weighing
    companions: tuple[Companion, ...]
    record: Record | None
    position: tuple[int, float]
    references: tuple[ReferenceClass, ...]
    triangle: Triangle
    dependence: tuple[Exposure, ...]
    coverage: tuple[Coverage, ...]
    warning: str
    out_of_reach: str
    provenance: Provenance
    caveats: tuple[str, ...]

    def explain(self) -> str:
        """The answer in two or three sentences, each with a figure or a name in it."""
        q, r = self.question, self.base_rate
        year, value = self.position
        side = "above" if value > 0 else "below"
        rate = next(a for a in self.answers if a.kind == "base_rate")
        first = (
            f"{percent(rate.probability)} ({percent_range(rate.low, rate.high)}), "
            f"{rate.words}: that is how often a state made such a move in {q.ahead}, recent years "
            f"counting more ({r.events} of {r.n:,} windows over the whole record, {percent(r.long_run)})."
        )
        second = (
            f"In the three years to {year} {possessive(q.b.name)} agreement with {the(q.a.name)} on contested UN votes "
            f"was {abs(value):.2f} {side} its agreement with {the(q.c.name)}, each from 0 to 1; the target is a rise "
            "of that difference by at least 0.15 more than the median state's."
        )
        own = self.references[-1]
        third = f"{capital(the(q.b.name))} itself made it in {own.events} of {own.n} windows." if own.n else ""
        nearer = f"It already stands nearer to {the(q.a.name)}: the question asks for still more." if value > 0 else ""
        return " ".join(filter(None, (self._moved_by_terms(), first, second, nearer, third)))

    def _moved_by_terms(self) -> str:
        """What the data add to the base rate, in a sentence; empty where they add nothing."""
        if self.data is None or not self.data.terms:
            return ""
        up = self.data.probability > self.data.base
        stands, base = percent_apart(self.data.probability, self.data.base, finest=1)
        most = max(self.data.contributions, key=lambda c: abs(c.log_odds)).term
        meant = "; ".join(f"{t} is {TERMS[t]}" for t in self.data.terms)
        return (
            f"The data put it at {stands} "
            f"({percent_range(self.data.low, self.data.high)}), {'above' if up else 'below'} the base rate of {base}, "
            f"mostly by {most}. Its terms: {meant}."
        )

    def to_frame(self) -> pl.DataFrame:
        """Every window that counted, one row each: `reference`, `state`, `start`, `end`, `value`, …."""
        from tertius.states import iso3

        rows = [
            (r.name, iso3(w.state), w.start, w.end, w.before, w.after, w.median, w.value)
            for r in self.references
            for w in r.windows
        ]
        names = ("reference", "state", "start", "end", "before", "after", "median", "value")
        kinds = (pl.String, pl.String, pl.Int32, pl.Int32, pl.Float64, pl.Float64, pl.Float64, pl.Float64)
        return pl.DataFrame(rows, schema=dict(zip(names, kinds, strict=True)), orient="row")

    def plot(self) -> alt.HConcatChart:
        """The triangle's three ties on one time axis."""
        return self.triangle.plot()

    def to_dict(self) -> dict[str, Any]:
        """The whole answer as plain values: what `--json` prints."""
        from tertius.wedge.record import as_record

        return as_record(self)

    def _repr_html_(self) -> str:
        return card(self.question.text, self.explain(), self.caveats, self.provenance.note())
