"""Which terms have earned their place by an origin, from forecasts that had come due by then and nothing else."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tertius.forecasting.backtest.forecasts import Forecasts, Rows, Truth, Votes, column_of, rows_of, unheld
from tertius.forecasting.backtest.origin import PAIRINGS, Asked
from tertius.forecasting.binary_target import BinaryTarget
from tertius.forecasting.terms import TERMS_OF
from tertius.measures.block_bootstrap import mean_spans

__all__ = [
    "FEWEST_ORIGINS",
    "Choice",
    "Earned",
    "blocks_of",
    "choices",
    "chosen",
    "earned",
    "joint_tasks",
    "model_of",
    "surprise",
]

Array = NDArray[np.float64]

FEWEST_ORIGINS = 15
"""Origins that must have come due before a term can be said to have earned anything: three five-year blocks."""

BLOCK_YEARS = 5
CLIP = 1e-3
DRAWS = 400
SEED = 1907

TRIAD = frozenset({2, 365, 710})
"""The first triad is listed, never used for tuning."""


@dataclass(frozen=True, slots=True)
class Earned:
    """What a term saved of the log score of the rate, in nats a forecast, with its 90 % interval; above 0 is better."""

    term: str
    gain: float
    low: float
    high: float
    by: str
    n: int

    @property
    def kept(self) -> bool:
        """Whether the whole interval is above 0."""
        return self.low > 0


@dataclass(frozen=True, slots=True)
class Choice:
    """The terms of the model at one origin; no term is the rate itself."""

    origin: int
    terms: tuple[str, ...]

    @property
    def column(self) -> str:
        """The method whose forecasts are the model's."""
        return column_of(self.terms)


def surprise(p: Array, outcome: Array) -> Array:
    """Log score of every forecast, in nats, forecasts below .001 and above .999 moved there."""
    kept = np.clip(p, CLIP, 1 - CLIP)
    return -np.where(outcome == 1, np.log(kept), np.log1p(-kept))


def blocks_of(rows: Rows) -> dict[str, NDArray[np.int64]]:
    """The two kinds of block: all years of a state, and all states of five years."""
    return {"state": rows.state.astype(np.int64), "five-year block": rows.origin // BLOCK_YEARS}


def earned(rows: Rows, term: str, states: tuple[int, ...]) -> Earned | None:
    """What one term earned over these forecasts, the first triad left out; None where too few origins came due."""
    return next(iter(_all_earned(rows, (term,), states, np.ones(len(rows), dtype=bool))), None)


def _all_earned(
    rows: Rows, terms: tuple[str, ...], states: tuple[int, ...], due: NDArray[np.bool_]
) -> tuple[Earned, ...]:
    """What each term earned over the forecasts marked as due; a term without enough origins is left out."""
    outsiders = due & np.array([s not in TRIAD for s in states])[rows.state]
    kept: dict[bytes, tuple[NDArray[np.bool_], list[str]]] = {}
    for term in terms:
        column = unheld(term)
        if column in rows.p:
            keep = outsiders & np.isfinite(rows.p[column])
            kept.setdefault(keep.tobytes(), (keep, []))[1].append(term)
    found: dict[str, Earned] = {}
    # Terms known of the same forecasts share their resamples.
    for keep, together in kept.values():
        if len(np.unique(rows.origin[keep])) < FEWEST_ORIGINS:
            continue
        outcome = rows.outcome[keep]
        rate = surprise(rows.p["recency"][keep], outcome)
        gains = [rate - surprise(rows.p[unheld(term)][keep], outcome) for term in together]
        blocks = {name: block[keep] for name, block in blocks_of(rows).items()}
        spans = mean_spans(gains, blocks, rng=np.random.default_rng(SEED), draws=DRAWS)
        for term, gain, span in zip(together, gains, spans, strict=True):
            found[term] = Earned(term, float(gain.mean()), span.low, span.high, span.by, len(gain))
    return tuple(found[term] for term in terms if term in found)


def chosen(both: Iterable[Rows], origin: int, states: tuple[int, ...]) -> tuple[str, ...]:
    """Terms whose gain was surely above 0 by the origin, with the same votes and with disjoint halves alike."""
    terms: tuple[str, ...] | None = None
    for rows in both:
        asked = TERMS_OF[rows.target.measure] if terms is None else terms
        due = rows.origin + rows.target.horizon <= origin
        terms = tuple(e.term for e in _all_earned(rows, asked, states, due) if e.kept) if asked else ()
    return terms or ()


def joint_tasks(
    forecasts: Forecasts, truth: Truth, targets: tuple[BinaryTarget, ...], origins: range
) -> tuple[Asked, ...]:
    """The sets of two terms or more that had earned their places, as tasks to fit them together."""
    sets: dict[int, list[tuple[str, tuple[tuple[str, ...], ...]]]] = {}
    for target in targets:
        both = [rows_of(forecasts, truth, target, votes, origins) for votes in ("same", "disjoint")]
        for origin in origins:
            terms = chosen(both, origin, truth.states)
            if len(terms) > 1:
                sets.setdefault(origin, []).append((target.key, (terms,)))
    return tuple(Asked(origin, pairing, tuple(wanted)) for origin, wanted in sets.items() for pairing in PAIRINGS)


def choices(both: Mapping[Votes, Rows], states: tuple[int, ...], origins: range) -> tuple[Choice, ...]:
    """The model of every origin, in order: each is learned from forecasts that had come due by then."""
    return tuple(Choice(origin, chosen(both.values(), origin, states)) for origin in origins)


def model_of(rows: Rows, made: tuple[Choice, ...]) -> Array:
    """The model's forecasts, (n,): at each origin its choice."""
    out = np.full(len(rows), np.nan)
    for choice in made:
        here = rows.origin == choice.origin
        if here.any():
            out[here] = rows.p[choice.column][here]
    return out
