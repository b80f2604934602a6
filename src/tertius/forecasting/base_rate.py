"""The recency-weighted base rate: how often such a move happened, recent years counting more.

Moves shrank over the decades, so the long-run rate is a straw man. Each window's weight
halves with every six years of age; the rate is shrunk toward the long-run rate with the
weight of twenty windows.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

import numpy as np

from tertius.forecasting.targets import Field
from tertius.measures.base_rates import Rate, block_interval, jeffreys, recency_weighted_rate, recency_weights
from tertius.measures.scores import brier

__all__ = [
    "HALF_LIFE",
    "JEFFREYS",
    "PSEUDO_WINDOWS",
    "BaseRate",
    "Labelled",
    "Record",
    "base_rate",
    "long_run_rate",
    "recent_rate",
    "record",
]

HALF_LIFE = 6.0
"""Years after which a window counts half."""

PSEUDO_WINDOWS = 20.0
"""Weight of the long-run rate, in windows of age zero."""

LEVEL = 0.9
BLOCK_YEARS = 5
DRAWS = 500
FIRST_ORIGIN = 1978

JEFFREYS = "Jeffreys"
"""Stands in `BaseRate.interval_by` where nothing could be resampled."""


@dataclass(frozen=True, slots=True)
class BaseRate:
    """The recency-weighted rate with its interval, and the counts behind it.

    The interval is the wider of two block bootstraps, by state and by five-year block
    of starts: windows of one state overlap, and states move together. Where no window
    counted a bootstrap knows nothing, and it is Jeffreys' with one case a state. In either
    case it holds Jeffreys' interval on the effective number of windows, every `horizon`-th
    counted: with few moves a bootstrap repeats them and looks too sure.
    """

    probability: float
    low: float
    high: float
    interval_by: str
    long_run: float
    n: int
    events: int
    n_effective: float
    last_start: int


@dataclass(frozen=True, slots=True)
class Record:
    """Mean Brier scores of forecasts made each year from `first` to `last`, with labels known by then."""

    first: int
    last: int
    n: int
    events: int
    recency: float
    long_run: float
    no_change: float


class Labelled(Protocol):
    """Moves of a target: whatever has a horizon and says of each window whether it counted."""

    @property
    def horizon(self) -> int:
        """Years from the start to the end of a window."""
        ...

    def labels(self) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """State, starting year and outcome of every window."""
        ...


def base_rate(moves: Labelled, *, rng: np.random.Generator) -> BaseRate | None:
    """The rate over every state's windows; None where no window has ended yet."""
    states, starts, outcomes = moves.labels()
    if not len(outcomes):
        return None
    ages = starts.max() - starts
    rate = recent_rate(outcomes, ages)
    low, high, by = _interval(states, ages, outcomes, rng)
    independent = rate.n_effective / moves.horizon
    least, most = jeffreys(rate.rate * independent, independent, level=LEVEL)
    return BaseRate(
        probability=rate.rate,
        low=min(low, least, rate.rate),
        high=max(high, most, rate.rate),
        interval_by=by,
        long_run=float(outcomes.mean()),
        n=len(outcomes),
        events=int(outcomes.sum()),
        n_effective=rate.n_effective,
        last_start=int(starts.max()),
    )


def record(moves: Field) -> Record | None:
    """How this rate would have scored when asked each year of all states, beside two simpler ones.

    A forecast made in year t uses only windows that had ended by t.
    """
    _, starts, outcomes = moves.labels()
    if not len(outcomes):
        return None
    forecasts: list[tuple[float, float]] = []
    scored: list[np.ndarray] = []
    origins: list[int] = []
    for origin in range(FIRST_ORIGIN, int(starts.max()) + 1):
        ended = starts + moves.horizon <= origin
        asked = starts == origin
        if not ended.any() or not asked.any():
            continue
        # Aged as in the answer: from the newest window that had ended.
        recent = recent_rate(outcomes[ended], starts[ended].max() - starts[ended])
        forecasts.append((recent.rate, float(outcomes[ended].mean())))
        scored.append(outcomes[asked])
        origins.append(origin)
    if not scored:
        return None
    truth = np.concatenate(scored)
    recency, long_run_p = (
        np.concatenate([np.full(len(o), f[k]) for f, o in zip(forecasts, scored, strict=True)]) for k in (0, 1)
    )
    return Record(
        first=origins[0],
        last=origins[-1],
        n=len(truth),
        events=int(truth.sum()),
        recency=brier(recency, truth),
        long_run=brier(long_run_p, truth),
        no_change=brier(np.zeros(len(truth)), truth),
    )


def recent_rate(outcomes: np.ndarray, ages: np.ndarray) -> Rate:
    """The recency-weighted rate, shrunk toward the long-run rate of the same windows."""
    return recency_weighted_rate(
        outcomes, ages, half_life=HALF_LIFE, prior_rate=long_run_rate(outcomes), prior_n=PSEUDO_WINDOWS
    )


def long_run_rate(outcomes: np.ndarray) -> float:
    """The plain rate; with no event among n windows half an event in n + 1, for never is no probability."""
    return float(outcomes.mean()) if outcomes.any() else 0.5 / (len(outcomes) + 1)


def _interval(
    states: np.ndarray, ages: np.ndarray, outcomes: np.ndarray, rng: np.random.Generator
) -> tuple[float, float, str]:
    """Low, high, and what was resampled: the wider of the bootstraps that have two blocks or more."""
    weights = recency_weights(ages, HALF_LIFE)
    blocks = {"state": states, "five-year block": ages // BLOCK_YEARS}
    usable = {name: block for name, block in blocks.items() if len(np.unique(block)) > 1}
    if not outcomes.any() or not usable:
        n = len(np.unique(states))
        low, high = jeffreys(n * float(outcomes.mean()), n, level=LEVEL)
        return low, high, JEFFREYS
    spans = {
        name: block_interval(outcomes, block, weights=weights, rng=rng, level=LEVEL, draws=DRAWS)
        for name, block in usable.items()
    }
    wider = max(spans, key=lambda name: spans[name][1] - spans[name][0])
    low, high = (_shrunk(end, float(weights.sum()), long_run_rate(outcomes)) for end in spans[wider])
    return low, high, wider


def _shrunk(rate: float, weight: float, toward: float) -> float:
    return (rate * weight + toward * PSEUDO_WINDOWS) / (weight + PSEUDO_WINDOWS)
