"""Track records: how good a holder's, outlet's, school's, topic's or horizon's forecasts were, beside what was easy.

The formulas are those of `tertius.measures.scores`, written over columns so that a million forecasts take a second.
"""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from datetime import date
from typing import TYPE_CHECKING, Any

import numpy as np
import polars as pl
import polars.selectors as cs
from numpy.typing import NDArray

from tertius.errors import UnknownName
from tertius.ledger.distributions import NumberRecord, score_distributions
from tertius.ledger.frame import LeftOut, Scorable, scorable
from tertius.ledger.store import Ledger
from tertius.present.numbers import count, decimal
from tertius.provenance import Provenance

if TYPE_CHECKING:
    import altair as alt

__all__ = [
    "BY",
    "CLIP",
    "FEW",
    "STRENGTH",
    "CalibrationBin",
    "Scores",
    "TrackRecord",
    "score_forecasts",
    "scores",
]

BY = ("holder", "outlet", "school", "topic", "horizon")
"""What a track record can be of."""

CLIP = 1e-3
"""Probabilities are moved this far from 0 and 1 before their logarithm is taken, and counted."""

STRENGTH = 20.0
"""Questions of an unremarkable forecaster that each record is mixed with."""

FEW = 30
"""Below so many resolved questions a score says more about luck than about its holder."""

_HORIZONS = ((31, "up to a month"), (183, "1 to 6 months"), (366, "6 to 12 months"), (731, "1 to 2 years"))


@dataclass(frozen=True, slots=True)
class CalibrationBin:
    """Forecasts in [low, high), how often they came true, and Jeffreys' 90 % interval of that."""

    low: float
    high: float
    n: int
    mean_forecast: float
    mean_outcome: float
    outcome_low: float
    outcome_high: float


@dataclass(frozen=True, slots=True)
class TrackRecord:
    """How the forecasts under one name did. Scores are means over forecasts, 0 is best; None where nothing is due.

    Attributes
    ----------
    name
        Of the holder, outlet, school, topic or horizon; None where the forecasts name none.
    n, resolved, questions
        Forecasts made; those of them that count; the questions these are about.
    brier, log, clipped
        Brier score; log score in nats, and how many forecasts were moved for it.
    time_weighted
        Brier score of each holder on each question over the time a forecast stood, averaged.
    best, worst
        Brier scores that the ranges allowed: had the number behind the words been the luckiest, or the unluckiest.
    shrunk
        The Brier score mixed with `STRENGTH` questions of the average of all.
    baseline_brier, no_change_brier
        Of the base rate at the time, and of the status quo, on the same forecasts.
    crowd_brier, brier_beside_crowd
        Of the other holders' mean on the day, and of these forecasts, where there were others.
    skill
        1 - brier / baseline_brier.
    reliability, resolution, uncertainty
        Murphy's parts of the Brier score of forecasts rounded to whole per cent, partly answered ones left out.
    sharpness, discrimination
        Variance of the forecasts; mean forecast where it happened less where it did not.
    calibration
        The bins that hold a forecast.
    """

    name: str | None
    n: int
    resolved: int = 0
    questions: int = 0
    brier: float | None = None
    log: float | None = None
    clipped: int = 0
    time_weighted: float | None = None
    best: float | None = None
    worst: float | None = None
    shrunk: float | None = None
    baseline_brier: float | None = None
    no_change_brier: float | None = None
    crowd_brier: float | None = None
    brier_beside_crowd: float | None = None
    skill: float | None = None
    reliability: float | None = None
    resolution: float | None = None
    uncertainty: float | None = None
    sharpness: float | None = None
    discrimination: float | None = None
    calibration: tuple[CalibrationBin, ...] = ()


@dataclass(frozen=True, slots=True)
class Scores:
    """Track records, the most questions first, and what is not in them; `numbers` are the scores of distributions."""

    by: str
    as_of: date
    records: tuple[TrackRecord, ...]
    left_out: LeftOut
    numbers: tuple[NumberRecord, ...] = ()

    @property
    def caveats(self) -> tuple[str, ...]:
        """What a reader must know before comparing two names."""
        said: list[str] = []
        few = sum(1 for r in self.records if r.questions < FEW)
        if few:
            said.append(
                f"{count(few)} of {count(len(self.records))} have fewer than {FEW} resolved questions: "
                "their scores are mostly luck, and `shrunk` says what is left of them."
            )
        out = self.left_out
        if out.not_due:
            early = f", {count(out.early)} of them on questions answered early" if out.early else ""
            said.append(
                f"{count(out.not_due)} forecasts are not due{early}; counting early answers would favour those "
                "who said yes."
            )
        for n, why in (
            (out.overdue, "wait for somebody to resolve their question, which has closed"),
            (out.condition_open, "hang on a condition that nobody has resolved"),
            (out.void, "are void"),
            (out.words_only, "are words that no scale turns into a range"),
            (out.late, "were made after the day of the answer"),
            (out.withdrawn, "were withdrawn or corrected"),
        ):
            if n:
                said.append(f"{count(n)} forecasts {why}.")
        return tuple(said)

    @property
    def provenance(self) -> Provenance:
        """What was counted; the ledger itself is the source, and no data product stands behind it."""
        due = sum(r.resolved for r in self.records)
        return Provenance(
            steps=(f"{count(due)} forecasts of the ledger, due and answered by {self.as_of.isoformat()}",)
        )

    def plot(self) -> alt.LayerChart:
        """The calibration of all records together: what was forecast, how often it came true."""
        from tertius.ledger.chart import calibration_chart

        return calibration_chart(self)

    def _repr_html_(self) -> str:
        from tertius.present.card import card

        said, notes = self.explain(), " ".join(self.caveats)
        return card(
            f"Track records by {self.by}", said.removesuffix(notes).strip(), self.caveats, self.provenance.steps[0]
        )

    def to_frame(self) -> pl.DataFrame:
        """A row a record, without the bins."""
        columns = [f.name for f in fields(TrackRecord) if f.name != "calibration"]
        return pl.DataFrame(
            {name: [getattr(r, name) for r in self.records] for name in columns},
            schema_overrides={"name": pl.String},
        )

    def to_list(self) -> list[dict[str, Any]]:
        """As plain values, a record's name under what it is the name of; the shape that `--json` prints."""
        names = [f.name for f in fields(TrackRecord) if f.name not in {"name", "calibration"}]
        places = [f.name for f in fields(CalibrationBin)]
        return [
            {
                self.by: record.name,
                **{name: getattr(record, name) for name in names},
                "calibration": [{place: getattr(b, place) for place in places} for b in record.calibration],
                "numbers": [n.to_dict() for n in self.numbers if self.by == "holder" and n.holder == record.name],
            }
            for record in self.records
        ]

    def explain(self) -> str:
        """The record in a paragraph: how many, how good all of them together, what was left out."""
        due = sum(r.resolved for r in self.records)
        made = sum(r.n for r in self.records)
        said = f"{count(due)} of {count(made)} forecasts are due and answered by {self.as_of.isoformat()}."
        scored = [r for r in self.records if r.brier is not None]
        if scored:
            whole = sum(r.resolved for r in scored)
            together = [
                _mean([(getattr(r, name), r.resolved) for r in scored])
                for name in ("brier", "baseline_brier", "no_change_brier")
            ]
            said += (
                f" Over all {count(whole)} the mean Brier score is {decimal(together[0], 3)}, where the base rate of "
                f"the day would have had {decimal(together[1], 3)} and no change {decimal(together[2], 3)}."
            )
        return " ".join((said, *self.caveats))


def _mean(parts: list[tuple[float | None, int]]) -> float | None:
    """The mean of group means, each weighing as many forecasts as it has; None where one of them is not known."""
    if any(value is None for value, _ in parts):
        return None
    return sum(float(value or 0.0) * n for value, n in parts) / sum(n for _, n in parts)


def scores(ledger: Ledger, *, by: str = "holder", as_of: date | None = None) -> Scores:
    """The track records of a ledger on a day, today by default."""
    when = as_of or date.today()  # noqa: DTZ011 (a person's day)
    found = score_forecasts(scorable(ledger, as_of=when), by=by, as_of=when)
    return replace(found, numbers=score_distributions(ledger, as_of=when) if found.left_out.numbers else ())


def score_forecasts(found: Scorable, *, by: str = "holder", as_of: date) -> Scores:
    """Track records of forecasts that were arranged for scoring, grouped by one of `BY`.

    Raises
    ------
    UnknownName
        For another grouping.
    """
    if by not in BY:
        raise UnknownName("grouping of a track record", by, BY)
    frame, made = _named(found.frame, by), _named(found.made, by)
    totals = made.group_by("name").len("n")
    typical = float(frame.select(((pl.col("p") - pl.col("outcome")) ** 2).mean()).item() or 0.0)
    table = (
        totals.join(_means(frame), on="name", how="left", nulls_equal=True)
        .join(_murphy(frame), on="name", how="left", nulls_equal=True)
        .with_columns(
            pl.col("resolved", "questions", "clipped").fill_null(0),
            ((pl.col("questions") * pl.col("brier") + STRENGTH * typical) / (pl.col("questions") + STRENGTH)).alias(
                "shrunk"
            ),
            pl.when(pl.col("baseline_brier") > 0).then(1 - pl.col("brier") / pl.col("baseline_brier")).alias("skill"),
        )
        # The order of a parallel sum shows in the last digits; nobody reads these.
        .with_columns(cs.float().round(10))
        .sort("questions", "resolved", "n", "name", descending=[True, True, True, False])
    )
    bins = _bins(frame)
    names = [f.name for f in fields(TrackRecord) if f.name != "calibration"]
    records = tuple(
        TrackRecord(*values, calibration=bins.get(values[0], ())) for values in table.select(names).iter_rows()
    )
    return Scores(by, as_of, records, found.left_out)


def _named(frame: pl.DataFrame, by: str) -> pl.DataFrame:
    """The frame with a column `name` to group by."""
    if by != "horizon":
        return frame.with_columns(pl.col(by).alias("name"))
    days = pl.col("horizon_days")
    name = pl.when(days <= _HORIZONS[0][0]).then(pl.lit(_HORIZONS[0][1]))
    for most, words in _HORIZONS[1:]:
        name = name.when(days <= most).then(pl.lit(words))
    return frame.with_columns(name.otherwise(pl.lit("over 2 years")).alias("name"))


def _means(frame: pl.DataFrame) -> pl.DataFrame:
    p, o = pl.col("p"), pl.col("outcome")
    kept = p.clip(CLIP, 1 - CLIP)
    low, high = pl.coalesce("low", "p"), pl.coalesce("high", "p")
    with_crowd = pl.when(pl.col("crowd").is_not_null())
    worst = pl.max_horizontal((low - o) ** 2, (high - o) ** 2)
    return frame.group_by("name").agg(
        pl.len().alias("resolved"),
        pl.col("question").n_unique().alias("questions"),
        ((p - o) ** 2).mean().alias("brier"),
        -(o * kept.log() + (1 - o) * (1 - kept).log()).mean().alias("log"),
        (kept != p).sum().alias("clipped"),
        ((o.clip(low, high) - o) ** 2).mean().alias("best"),
        worst.mean().alias("worst"),
        ((pl.col("base_rate") - o) ** 2).mean().alias("baseline_brier"),
        ((pl.col("no_change") - o) ** 2).mean().alias("no_change_brier"),
        ((pl.col("crowd") - o) ** 2).mean().alias("crowd_brier"),
        (((p - o) ** 2 * pl.col("weight")).sum() / pl.col("weight").sum()).alias("time_weighted"),
        with_crowd.then((p - o) ** 2).mean().alias("brier_beside_crowd"),
        p.var(ddof=0).alias("sharpness"),
        (p.filter(o == 1).mean() - p.filter(o == 0).mean()).alias("discrimination"),
    )


def _murphy(frame: pl.DataFrame) -> pl.DataFrame:
    told = frame.filter(pl.col("outcome").is_in([0.0, 1.0])).with_columns((pl.col("p") * 100).round().alias("percent"))
    values = told.group_by("name", "percent").agg(pl.len().alias("size"), pl.col("outcome").sum().alias("yes"))
    n, f = pl.col("size").sum(), pl.col("yes").sum() / pl.col("size").sum()
    own = pl.col("yes") / pl.col("size")
    return values.group_by("name").agg(
        ((pl.col("size") * (pl.col("percent") / 100 - own) ** 2).sum() / n).alias("reliability"),
        ((pl.col("size") * (own - f) ** 2).sum() / n).alias("resolution"),
        (f * (1 - f)).alias("uncertainty"),
    )


def _bins(frame: pl.DataFrame) -> dict[str | None, tuple[CalibrationBin, ...]]:
    tenth = (pl.col("p") * 10 + 1e-9).floor().clip(0, 9).cast(pl.Int8).alias("tenth")
    table = (
        frame.group_by("name", tenth)
        .agg(pl.len().alias("n"), pl.col("p").mean().alias("said"), pl.col("outcome").sum().alias("yes"))
        .sort("name", "tenth")
    )
    low, high = _intervals(table.get_column("yes").to_numpy(), table.get_column("n").to_numpy())
    found: dict[str | None, list[CalibrationBin]] = {}
    for (name, place, n, said, yes), bottom, top in zip(table.iter_rows(), low, high, strict=True):
        found.setdefault(name, []).append(
            CalibrationBin(place / 10, (place + 1) / 10, n, said, yes / n, float(bottom), float(top))
        )
    return {name: tuple(bins) for name, bins in found.items()}


def _intervals(yes: NDArray[np.float64], n: NDArray[np.int64]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """`tertius.measures.base_rates.jeffreys` of many counts at once."""
    # Half a second to load, and what is kept needs none of it.
    from scipy.special import betaincinv

    events = np.minimum(yes, n)
    a, b = events + 0.5, n - events + 0.5
    return np.where(events == 0, 0.0, betaincinv(a, b, 0.05)), np.where(events == n, 1.0, betaincinv(a, b, 0.95))
