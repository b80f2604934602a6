"""Ties from General Assembly votes: agreement and kappa of pairs, with the doubt that repetition leaves.

Resolutions of one title come back year after year and are no independent evidence. All
intervals therefore resample titles, not votes, and draw all pairs together, so that what
one draw says about three states is said of the same votes.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tertius.atlas.rollcalls import RollCalls, year_of
from tertius.measures.similarity import agreement_of, kappa_of, modal_share_of

__all__ = [
    "MODAL_LIMIT",
    "VoteDraws",
    "VoteSeries",
    "agreement_with",
    "joint_draws",
    "vote_series",
]

Array = NDArray[np.float64]
Pairs = tuple[tuple[int, int], ...]

LEVELS = (-1.0, 0.0, 1.0)
FEWEST_FOR_INTERVAL = 10
"""Shared votes a session from which resampling says something."""

MODAL_LIMIT = 0.9
"""Kappa is used only where each state gives its commonest answer on less than this share of votes."""


@dataclass(frozen=True, slots=True, eq=False)
class VoteSeries:
    """Vote measures of some pairs, session by session.

    Arrays are (n_pairs, n_years), NaN where the pair shares no contested vote; `low`
    and `high` bound 90 % of the draws.
    """

    pairs: Pairs
    years: tuple[int, ...]
    n_votes: Array
    agreement: Array
    agreement_low: Array
    agreement_high: Array
    kappa: Array
    kappa_low: Array
    kappa_high: Array
    usable: NDArray[np.bool_]


@dataclass(frozen=True, slots=True, eq=False)
class VoteDraws:
    """Joint draws of the pairs' ties over one span of votes: arrays are (n_draws, n_pairs)."""

    pairs: Pairs
    n_votes: tuple[int, ...]
    n_titles: int
    agreement: Array
    kappa: Array
    usable: tuple[bool, ...]


def vote_series(votes: RollCalls, pairs: Pairs, *, draws: int, rng: np.random.Generator) -> VoteSeries:
    """Agreement and quadratic kappa of each pair in each session, labelled by its opening year."""
    years = tuple(votes.years)
    ours = votes.only({state for pair in pairs for state in pair})
    columns = [_one_session(ours.where(ours.session == y - year_of(0)), pairs, draws, rng) for y in years]
    stacked = {name: np.stack([c[name] for c in columns], axis=1) for name in columns[0]} if columns else {}
    empty = np.zeros((len(pairs), 0))
    return VoteSeries(
        pairs,
        years,
        n_votes=stacked.get("n", empty),
        agreement=stacked.get("agreement", empty),
        agreement_low=stacked.get("agreement_low", empty),
        agreement_high=stacked.get("agreement_high", empty),
        kappa=stacked.get("kappa", empty),
        kappa_low=stacked.get("kappa_low", empty),
        kappa_high=stacked.get("kappa_high", empty),
        usable=stacked.get("usable", empty).astype(bool),
    )


def joint_draws(votes: RollCalls, pairs: Pairs, *, draws: int, rng: np.random.Generator) -> VoteDraws:
    """Draws of all pairs' ties from the same resampled titles, over all the votes given."""
    by_title = _by_title(votes, pairs)
    whole = by_title.sum(axis=0)
    tables = _resampled(by_title, draws, rng)
    return VoteDraws(
        pairs,
        n_votes=tuple(int(t.sum()) for t in whole),
        n_titles=len(by_title),
        agreement=agreement_of(tables, LEVELS),
        kappa=kappa_of(tables, LEVELS),
        usable=tuple(bool(u) for u in _usable(whole)),
    )


def agreement_with(votes: RollCalls, state: int, *, fewest: int = 1) -> Array:
    """Every state's agreement with one state, session by session: (n_states, n_years).

    Mean of 1 - |x - y| / 2 over the contested votes both answered (Voeten 2000,
    doi:10.1162/002081800551181). NaN where they share less than `fewest`.
    """
    years = votes.years
    out = np.full((len(votes.states), len(years)), np.nan)
    target = votes.of(state)
    for column, year in enumerate(years):
        held = votes.session == year - year_of(0)
        apart = np.abs(votes.answers[:, held] - target[held])
        shared = np.isfinite(apart)
        n = shared.sum(axis=1)
        far = np.where(shared, apart, 0.0).sum(axis=1, dtype=float)
        some = n >= max(fewest, 1)
        out[some, column] = 1 - far[some] / (2 * n[some])
    return out


def _by_title(votes: RollCalls, pairs: Pairs) -> Array:
    """(n_titles, n_pairs, 3, 3): under each title, how often each pair gave each two answers."""
    titles, group = np.unique(votes.title, return_inverse=True)
    counted = np.zeros((len(titles), len(pairs), 3, 3))
    for p, (a, b) in enumerate(pairs):
        x, y = votes.of(a), votes.of(b)
        both = np.isfinite(x) & np.isfinite(y)
        cell = group[both] * 9 + (x[both].astype(int) + 1) * 3 + y[both].astype(int) + 1
        counted[:, p] = np.bincount(cell, minlength=len(titles) * 9).reshape(len(titles), 3, 3)
    return counted


def _resampled(by_title: Array, draws: int, rng: np.random.Generator) -> Array:
    """(draws, n_pairs, 3, 3): the tables under titles drawn with replacement."""
    n = len(by_title)
    if not n:
        return np.zeros((draws, *by_title.shape[1:]))
    picked = rng.integers(n, size=(draws, n))
    offsets = np.arange(draws)[:, None] * n
    times = np.bincount((picked + offsets).ravel(), minlength=draws * n).reshape(draws, n)
    return np.tensordot(times.astype(float), by_title, axes=1)


def _usable(tables: Array) -> NDArray[np.bool_]:
    """(n_pairs,): each state's commonest answer is on less than `MODAL_LIMIT` of the shared votes."""
    first, second = modal_share_of(tables), modal_share_of(tables.swapaxes(-1, -2))
    return (first < MODAL_LIMIT) & (second < MODAL_LIMIT)


def _one_session(votes: RollCalls, pairs: Pairs, draws: int, rng: np.random.Generator) -> dict[str, NDArray[Any]]:
    by_title = _by_title(votes, pairs)
    whole = by_title.sum(axis=0)
    tables = _resampled(by_title, draws, rng)
    out: dict[str, NDArray[Any]] = {"n": whole.sum(axis=(1, 2)), "usable": _usable(whole)}
    for name, measure in (("agreement", agreement_of), ("kappa", kappa_of)):
        out[name] = measure(whole, LEVELS)
        drawn = measure(tables, LEVELS)
        low, high = _bounds(drawn)
        # A handful of votes resampled is no interval: eight like answers would look certain.
        thin = out["n"] < FEWEST_FOR_INTERVAL
        low[thin], high[thin] = np.nan, np.nan
        out[f"{name}_low"], out[f"{name}_high"] = low, high
    return out


def _bounds(drawn: Array) -> tuple[Array, Array]:
    """The 5th and 95th percentile of each column, NaN where no draw is defined."""
    if len(drawn) and np.isfinite(drawn).all():
        return tuple(np.quantile(drawn, (0.05, 0.95), axis=0))
    low = np.full(drawn.shape[1], np.nan)
    high = low.copy()
    for column in range(drawn.shape[1]):
        defined = drawn[np.isfinite(drawn[:, column]), column]
        if len(defined):
            low[column], high[column] = np.quantile(defined, (0.05, 0.95))
    return low, high
