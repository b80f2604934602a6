"""What the backtest found: frozen values, and the same as plain ones for JSON and back."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any, cast

import numpy as np
import polars as pl

from tertius.errors import ImpossibleQuestion, TertiusError
from tertius.measures.recalibration import slope_of_bins
from tertius.present.card import card
from tertius.present.numbers import count, decimal, percent, signed

__all__ = [
    "ALARM",
    "TOO_HIGH",
    "Backtest",
    "Calibration",
    "ChoiceRecord",
    "EarnedRecord",
    "Era",
    "MethodScore",
    "MoveRecord",
    "ReliabilityBin",
    "TargetRecord",
    "TriadForecast",
]

ALARM = 0.15
"""A Brier skill above this is leakage until shown otherwise."""

TOO_HIGH = 1.2
"""Mean forecast over the share that came, from which a kind of forecast is called too high."""


@dataclass(frozen=True, slots=True)
class MethodScore:
    """One method on one target: Brier score, skill over the recency-weighted rate with its 90 % interval, and more.

    `auc` is over all forecasts, `auc_within` within years: "who" without "when". None where
    a value does not exist, such as the AUC without events.
    """

    method: str
    brier: float
    log_score: float
    skill: float | None
    skill_low: float | None
    skill_high: float | None
    by: str
    auc: float | None
    auc_within: float | None
    slope: float | None


@dataclass(frozen=True, slots=True)
class Era:
    """The model's record over some origins."""

    first: int
    last: int
    n: int
    events: int
    brier: float
    recency: float
    skill: float | None


@dataclass(frozen=True, slots=True)
class EarnedRecord:
    """What one term saved of the rate's log score, over all development forecasts."""

    term: str
    gain: float
    low: float
    high: float
    by: str
    n: int
    kept: bool


@dataclass(frozen=True, slots=True)
class ReliabilityBin:
    """Forecasts of one bin and the share that came true."""

    low: float
    high: float
    n: int
    mean_forecast: float
    mean_outcome: float


@dataclass(frozen=True, slots=True)
class TargetRecord:
    """One target, one horizon, one kind of votes: the model against its references."""

    target: str
    a: str
    c: str | None
    horizon: int
    votes: str
    words: str
    n: int
    events: int
    first: int
    last: int
    brier: float
    references: Mapping[str, float]
    skill: float | None
    skill_low: float | None
    skill_high: float | None
    auc: float | None
    slope: float | None
    model: MethodScore
    position: MethodScore
    eras: tuple[Era, ...]
    earned: tuple[EarnedRecord, ...]
    holdout: Era | None
    reliability: tuple[ReliabilityBin, ...]

    @property
    def is_the_rate(self) -> bool:
        """Whether no term ever entered, so that the model is the recency-weighted rate and its skill is 0 by name."""
        return self.skill_low == self.skill_high == 0

    @property
    def position_beats_model(self) -> bool:
        """Whether the whole interval of position's skill lies above the model's skill."""
        low = self.position.skill_low
        return low is not None and self.skill is not None and low > self.skill

    @property
    def mean_said(self) -> float:
        """The mean of the model's forecasts."""
        return sum(b.n * b.mean_forecast for b in self.reliability) / self.n

    @property
    def mean_came(self) -> float:
        """The share of them that came."""
        return self.events / self.n


@dataclass(frozen=True, slots=True)
class Calibration:
    """Whether the forecasts meant what they said, all targets together.

    `pooled` is the calibration slope of all forecasts, `within` the slope with an intercept for
    each target, C, horizon and kind of votes: what is left when it counts for nothing that one
    target is commoner than another. `too_high` counts the kinds of `kinds` whose mean forecast
    is at least `TOO_HIGH` times what came.
    """

    pooled: float | None
    within: float | None
    mean_said: float
    mean_came: float
    too_high: int
    kinds: int


@dataclass(frozen=True, slots=True)
class MoveRecord:
    """T1 itself, the size of the move, by its continuous ranked probability score (in the unit of the move)."""

    measure: str
    a: str
    c: str | None
    horizon: int
    votes: str
    n: int
    crps: Mapping[str, float]
    skill: float | None
    skill_low: float | None
    skill_high: float | None


@dataclass(frozen=True, slots=True)
class ChoiceRecord:
    """The terms of a target's model from the origin on."""

    target: str
    a: str
    c: str | None
    horizon: int
    origin: int
    terms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TriadForecast:
    """One forecast of the first triad, with what came."""

    target: str
    a: str
    b: str
    c: str | None
    horizon: int
    origin: int
    rate: float
    position: float
    model: float
    move: float
    outcome: int


@dataclass(frozen=True, slots=True)
class Backtest:
    """The whole record.

    `inputs` is a hash of votes and figures, `settings` what was asked.
    """

    inputs: str
    settings: Mapping[str, Any]
    targets: tuple[TargetRecord, ...]
    moves: tuple[MoveRecord, ...]
    choices: tuple[ChoiceRecord, ...]
    triad: tuple[TriadForecast, ...]
    pooled_slope: float | None
    pooled: tuple[ReliabilityBin, ...]
    suspects: tuple[str, ...]

    @property
    def suspected_leakage(self) -> bool:
        """Whether any skill is above what honest forecasts of realignment reach."""
        return bool(self.suspects)

    @property
    def calibration(self) -> Calibration:
        """Slopes pooled and within targets, and the level; `within` is of the bins of `TargetRecord.reliability`."""
        n = sum(t.n for t in self.targets)
        return Calibration(
            pooled=self.pooled_slope,
            within=_slope(self.targets, apart=True),
            mean_said=sum(t.n * t.mean_said for t in self.targets) / n,
            mean_came=sum(t.events for t in self.targets) / n,
            too_high=sum(t.mean_said >= TOO_HIGH * t.mean_came for t in self.targets),
            kinds=len(self.targets),
        )

    def find(self, target: str, a: str, c: str | None, horizon: int, votes: str = "same") -> TargetRecord | None:
        """One record; None where the backtest has none."""
        wanted = (target, a, c, horizon, votes)
        return next((t for t in self.targets if (t.target, t.a, t.c, t.horizon, t.votes) == wanted), None)

    def choice(self, target: str, a: str, c: str | None, horizon: int, origin: int) -> ChoiceRecord | None:
        """The model of one target at one origin; the newest before it where there is none of its own."""
        of_target = [c_ for c_ in self.choices if (c_.target, c_.a, c_.c, c_.horizon) == (target, a, c, horizon)]
        return max((c_ for c_ in of_target if c_.origin <= origin), key=lambda c_: c_.origin, default=None)

    def only(self, horizon: int | None) -> Backtest:
        """The part of one horizon, or everything; the pooled slope of a part is that of its bins.

        Raises
        ------
        ImpossibleQuestion
            A horizon the backtest does not have.
        """
        if horizon is None:
            return self
        known = sorted({t.horizon for t in self.targets})
        if horizon not in known:
            raise ImpossibleQuestion(
                f"the method was not asked of history over {horizon} years",
                found=f"horizons of {' and '.join(map(str, known))} years",
                hint="leave --horizon out to see all",
            )
        targets = tuple(t for t in self.targets if t.horizon == horizon)
        return replace(
            self,
            targets=targets,
            moves=tuple(m for m in self.moves if m.horizon == horizon),
            choices=tuple(c for c in self.choices if c.horizon == horizon),
            triad=tuple(t for t in self.triad if t.horizon == horizon),
            pooled_slope=_slope(targets, apart=False),
            pooled=_pooled(targets),
        )

    def explain(self) -> str:
        """The finding in a few sentences."""
        honest = [t for t in self.targets if t.votes == "disjoint" and t.skill is not None]
        skills = sorted(t.skill for t in honest if t.skill is not None)
        n = sum(t.n for t in self.targets)
        lead = f"{count(n)} forecasts of {len(self.targets)} kinds were scored."
        if self.suspects:
            lead = f"Suspected leakage: {'; '.join(self.suspects)}. {lead}"
        if skills:
            above = sum(1 for t in honest if t.skill_low is not None and t.skill_low > 0)
            lead += (
                f" With predictors and outcomes from disjoint halves of the votes the model's Brier skill over the "
                f"recency-weighted rate runs from {signed(skills[0])} to {signed(skills[-1])}; in {above} of "
                f"{len(skills)} its 90 % interval is above nought."
            )
        found = self.calibration
        pooled, within = ("not known" if v is None else decimal(v) for v in (found.pooled, found.within))
        return (
            f"{lead} The calibration slope is {pooled} pooled over targets and {within} within them; 1 is right. "
            f"On average {percent(found.mean_said)} was said and {percent(found.mean_came)} came; "
            f"{found.too_high} of {found.kinds} kinds said at least {decimal(TOO_HIGH, 1)} times what came."
        )

    def to_frame(self) -> pl.DataFrame:
        """One row a target, horizon and kind of votes."""
        keep = ("target", "a", "c", "horizon", "votes", "n", "events", "brier", "skill", "skill_low", "skill_high")
        rows = [{k: getattr(t, k) for k in keep} | {"auc": t.auc, "slope": t.slope} for t in self.targets]
        return pl.DataFrame(rows, infer_schema_length=None)

    def to_dict(self) -> dict[str, Any]:
        """Everything as plain values: what `--json` prints; a number that does not exist is null."""
        # Four digits: what bins of six give is the same before and after they were kept.
        told = {k: round(v, 4) if isinstance(v, float) else v for k, v in asdict(self.calibration).items()}
        said = {"calibration": told, "explained": self.explain()}
        return _plain(asdict(self)) | {"suspected_leakage": self.suspected_leakage} | said

    def _repr_html_(self) -> str:
        worst = max((t.skill for t in self.targets if t.skill is not None), default=0.0)
        return card("Asked of history", self.explain(), (f"The largest skill is {percent(worst)}.",), "")

    @staticmethod
    def from_dict(record: Mapping[str, Any]) -> Backtest:
        """The record from its plain values.

        Raises
        ------
        TertiusError
            The values are not those of a backtest.
        """
        try:
            return Backtest(
                record["inputs"],
                record["settings"],
                tuple(_target(t) for t in record["targets"]),
                tuple(MoveRecord(**m) for m in record["moves"]),
                tuple(_choice(c) for c in record["choices"]),
                tuple(TriadForecast(**t) for t in record["triad"]),
                record["pooled_slope"],
                tuple(ReliabilityBin(**b) for b in record["pooled"]),
                tuple(record["suspects"]),
            )
        except (KeyError, TypeError) as e:
            raise TertiusError(
                "the kept backtest cannot be read", found=str(e), hint="make it again: tertius backtest --run"
            ) from None


def _slope(targets: tuple[TargetRecord, ...], *, apart: bool) -> float | None:
    """The calibration slope of the targets' bins, with an intercept for each target or one for all."""
    rows = [
        (b.mean_forecast, b.mean_outcome, b.n, k if apart else 0) for k, t in enumerate(targets) for b in t.reliability
    ]
    slope = slope_of_bins(*np.array(rows, dtype=np.float64).reshape(-1, 4).T)
    return slope if math.isfinite(slope) else None


def _pooled(targets: tuple[TargetRecord, ...]) -> tuple[ReliabilityBin, ...]:
    """The targets' bins of the same edges put together."""
    same: dict[tuple[float, float], list[ReliabilityBin]] = {}
    for b in sorted((b for t in targets for b in t.reliability), key=lambda b: b.low):
        same.setdefault((b.low, b.high), []).append(b)
    out: list[ReliabilityBin] = []
    for (low, high), bins in same.items():
        n = sum(b.n for b in bins)
        said, came = sum(b.n * b.mean_forecast for b in bins), sum(b.n * b.mean_outcome for b in bins)
        out.append(ReliabilityBin(low, high, n, said / n, came / n))
    return tuple(out)


def _choice(row: Mapping[str, Any]) -> ChoiceRecord:
    terms: tuple[str, ...] = tuple(row["terms"])
    rest: dict[str, Any] = {k: v for k, v in row.items() if k != "terms"}
    return ChoiceRecord(terms=terms, **rest)


def _target(row: Mapping[str, Any]) -> TargetRecord:
    parts: dict[str, Any] = {
        "model": MethodScore(**row["model"]),
        "position": MethodScore(**row["position"]),
        "eras": tuple(Era(**e) for e in row["eras"]),
        "earned": tuple(EarnedRecord(**e) for e in row["earned"]),
        "holdout": Era(**row["holdout"]) if row["holdout"] else None,
        "reliability": tuple(ReliabilityBin(**b) for b in row["reliability"]),
    }
    return TargetRecord(**{**row, **parts})


def _plain(value: object) -> Any:
    if isinstance(value, dict):
        return {str(k): _plain(v) for k, v in cast("dict[object, object]", value).items()}
    if isinstance(value, list | tuple):
        return [_plain(v) for v in cast("list[object]", value)]
    if isinstance(value, float):
        return round(value, 6) if math.isfinite(value) else None
    return value
