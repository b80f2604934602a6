"""The latent tie of every state with the poles as a forecaster could have had it: cut, fitted by vintage, filtered.

What all pairs share is estimated on the pairs with a pole and a random sample of others;
then only the pairs with a pole are followed. A year's tie uses what was public when its
session had closed: figures that come out a year late enter the year's tie too late and
are taken in before the next.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from tertius.alignment.latent_ties import TieOptions, fit_parameters
from tertius.alignment.tie_panel import FIRST_YEAR, TIE_INDICATORS, TiePanel, tie_panel
from tertius.alignment.vote_evidence import vote_evidence
from tertius.atlas.columns import column
from tertius.atlas.rollcalls import RollCalls, year_of
from tertius.atlas.store import Atlas
from tertius.measures.kalman import track
from tertius.measures.latent_factor import FactorModel, FactorPanel, yearly_space
from tertius.provenance import known_at

if TYPE_CHECKING:
    from tertius.forecasting.backtest.history import History

__all__ = ["LAGS", "TieFigures", "fit_ties_of", "model_of_arrays", "tie_figures", "ties_with"]

Array = NDArray[np.float64]

OTHERS = 900
"""Pairs without a pole, beside about 600 with one."""

SEED = 1946
LAGS = tuple(max(column(c).lag_days for c in i.columns) for i in TIE_INDICATORS[1:])
"""Days after the end of its year until a figure is public, of every indicator but the votes."""


@dataclass(frozen=True, slots=True, eq=False)
class TieFigures:
    """All indicators of the tie but votes, of some pairs: `values` is (n_pairs, n_years, 5) from 1946 on.

    `pairs` is (n_pairs, 2) COW codes; a pair with a pole names it first.
    """

    pairs: NDArray[np.int64]
    values: Array

    def known_at(self, day: date) -> TieFigures:
        """The same with NaN where a year's figure was not public on the day."""
        values = self.values.copy()
        for k, lag in enumerate(LAGS):
            late = [known_at(FIRST_YEAR + t, lag) > day for t in range(values.shape[1])]
            values[:, late, k] = np.nan
        return replace(self, values=values)

    def digest(self) -> str:
        """A hash of everything in it."""
        sha = hashlib.sha256(np.ascontiguousarray(self.pairs).tobytes())
        sha.update(np.ascontiguousarray(self.values).tobytes())
        return sha.hexdigest()


def tie_figures(atlas: Atlas, states: tuple[int, ...], poles: tuple[int, ...], years: range) -> TieFigures:
    """The figures of every pair with a pole and of a sample of other pairs, drawn without a look at any figure.

    A figure net of the states' levels is net of all pairs of its own year, sampled or not.
    """
    low, high = (np.array(sorted(states))[k] for k in np.triu_indices(len(states), k=1))
    with_pole = np.isin(low, poles) | np.isin(high, poles)
    outside = np.flatnonzero(~with_pole)
    drawn = np.random.default_rng(SEED).choice(outside, min(OTHERS, len(outside)), replace=False)
    rows = np.concatenate([np.flatnonzero(with_pole), np.sort(drawn)])
    sorted_pairs = np.stack((low[rows], high[rows]), axis=1).astype(np.int64)
    no_votes = atlas.final_rollcalls.where(np.zeros(len(atlas.final_rollcalls), dtype=bool))
    found = tie_panel(atlas, as_of=date(years[-1] + 3, 1, 1), votes=no_votes, pairs=sorted_pairs.astype(np.int16))
    values = np.full((len(rows), len(years), len(LAGS)), np.nan)
    place = {(int(a), int(b)): k for k, (a, b) in enumerate(sorted_pairs)}
    held = min(len(years), found.panel.y.shape[1])
    values[[place[int(a), int(b)] for a, b in found.pairs], :held] = found.panel.y[:, :held, 1:]
    second = np.isin(sorted_pairs[:, 1], poles) & ~np.isin(sorted_pairs[:, 0], poles)
    return TieFigures(np.where(second[:, None], sorted_pairs[:, ::-1], sorted_pairs), values)


def fit_ties_of(known: History, origin: int, *, options: TieOptions | None = None) -> dict[str, Array]:
    """What all pairs share, estimated from what was known; plain arrays, read by `model_of_arrays`."""
    assert known.ties is not None, "a history without ties has no tie to fit"
    pairs = known.ties.pairs
    panel, rows = _panel(known, np.arange(len(pairs)), origin)
    how = replace(options or TieOptions(), sample=len(rows), threads=1)
    years = range(FIRST_YEAR, origin + 1)
    # `fit_parameters` draws its sample of these pairs: all of them.
    m = fit_parameters(TiePanel(date(origin + 1, 10, 31), years, pairs[rows].astype(np.int16), panel), how).model
    return {name: np.asarray(getattr(m, name), dtype=np.float64) for name in FactorModel.__dataclass_fields__}


def model_of_arrays(arrays: dict[str, Array]) -> FactorModel:
    """The model back from `fit_ties_of`."""
    of = {name: float(value) if value.ndim == 0 else value for name, value in arrays.items()}
    return FactorModel(**of)  # pyright: ignore[reportArgumentType]


def ties_with(known: History, poles: tuple[int, ...], model: FactorModel, origin: int) -> dict[int, Array]:
    """The tie of every state with each pole, (n_states, n_years) to the origin: each year's as known at that year.

    NaN for a pole with itself, and before a pair's first and after its last observed year.
    """
    assert known.ties is not None, "a history without ties has no tie to follow"
    pairs = known.ties.pairs
    panel, rows = _panel(known, np.flatnonzero(np.isin(pairs, poles).any(axis=1)), origin)
    normal = replace(model, freedom=np.inf, shock=model.shock_variance)
    yearly = yearly_space(normal)
    # Two steps a year: into the year, with what is public by its origin; and, with the year at rest, the rest.
    space = replace(
        yearly,
        transition=np.stack((yearly.transition[0], np.eye(yearly.shock.shape[1]))),
        shock=np.stack((yearly.shock[0], np.zeros(yearly.shock.shape[1]))),
    )
    late = np.array([False, *(known_at(1999, lag) > date(2000, 10, 31) for lag in LAGS)])
    y, extra = (np.repeat(a, 2, axis=1) for a in (panel.y, panel.extra))
    y[:, ::2, late], y[:, 1::2, ~late] = np.nan, np.nan
    found = track(y, space, extra=extra, span=(2 * panel.first, 2 * panel.last + 1), keep=1)
    tie = found.filtered_mean[:, ::2, 0]
    row = {state: k for k, state in enumerate(known.states)}
    out = {pole: np.full((len(known.states), origin - FIRST_YEAR + 1), np.nan) for pole in poles}
    for (a, b), path in zip(pairs[rows], tie, strict=True):
        for pole, other in ((int(a), int(b)), (int(b), int(a))):
            if pole in out:
                out[pole][row[other]] = path
    return out


def _panel(known: History, rows: NDArray[np.intp], origin: int) -> tuple[FactorPanel, NDArray[np.intp]]:
    """Votes and figures of some pairs to the origin, and which of the pairs had any."""
    assert known.ties is not None
    steps = origin - FIRST_YEAR + 1
    y = np.full((len(rows), steps, 1 + len(LAGS)), np.nan)
    held = min(steps, known.ties.values.shape[1])
    y[:, :held, 1:] = known.ties.values[rows, :held]
    extra = np.zeros(y.shape)
    _add_votes(y, extra, known.votes, known.ties.pairs[rows])
    any_seen = np.asarray(np.isfinite(y).any(axis=-1))
    some = any_seen.any(axis=1)
    y, extra, any_seen = y[some], extra[some], any_seen[some]
    first, last = np.argmax(any_seen, axis=1), steps - 1 - np.argmax(any_seen[:, ::-1], axis=1)
    return FactorPanel(y, extra, first.astype(np.int64), last.astype(np.int64)), rows[some]


def _add_votes(y: Array, extra: Array, votes: RollCalls, pairs: NDArray[np.int64]) -> None:
    """Kappa of each pair, session by session, and its sampling variance."""
    row = {state: k for k, state in enumerate(votes.states)}
    ours, theirs = (np.array([row[int(s)] for s in pairs[:, k]], dtype=np.int64) for k in (0, 1))
    of, place = np.unique(ours, return_inverse=True)
    for year in votes.years:
        held, t = np.flatnonzero(votes.session == year - year_of(0)), year - FIRST_YEAR
        if len(held) and t < y.shape[1]:
            kappa, variance = vote_evidence(votes.answers[:, held], votes.title[held], of=of)
            y[:, t, 0] = kappa[place, theirs]
            extra[:, t, 0] = np.nan_to_num(variance[place, theirs])
