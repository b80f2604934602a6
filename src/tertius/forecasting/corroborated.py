"""T3, realignment as people mean it: a move in the votes, and something harder that moved the same way.

T1b or T1c, and with it at least one of: a shift of arms imports or of trade from C to A by a
standard deviation of all states' shifts, or a hard event (T2). The balance of events between
states, which the definition also allows, is not in the atlas.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from tertius.forecasting.hard_events import FIGURES as EVENT_FIGURES
from tertius.forecasting.hard_events import any_event, hard_events
from tertius.forecasting.one_dimension import THRESHOLD_1D
from tertius.forecasting.targets import THRESHOLD

__all__ = ["FIGURES", "corroborated", "corroborations", "shifted"]

Array = NDArray[np.float64]

SHARES: Mapping[str, str] = {"arms": "arms_share", "trade": "trade_share"}

FIGURES = (*SHARES.values(), *EVENT_FIGURES)
"""Columns of the atlas that bear a move out."""


def corroborated(closeness: Array, line: Array, evidence: Mapping[str, Array]) -> Array:
    """T3 by the year a window starts: 1, 0 or NaN, (n_states, n_years).

    Parameters
    ----------
    closeness, line : (n_states, n_years) arrays
        Net moves toward A of T1 and of the ideal point; NaN where not known.
    evidence : mapping of str to (n_states, n_years) array
        1, 0 or NaN of each thing that can bear the move out.

    Returns
    -------
    (n_states, n_years) array
        1 where a move is borne out, 0 where there was none or nothing observed bore it out, NaN
        where T1 is not known, or a move was made and none of the evidence was observed.
    """
    moved = (closeness >= THRESHOLD) | (line >= THRESHOLD_1D)
    stacked = np.stack(list(evidence.values()))
    out = np.where(moved, np.where((stacked == 1).any(axis=0), 1.0, 0.0), 0.0)
    out[moved & np.isnan(stacked).all(axis=0)] = np.nan
    out[np.isnan(closeness)] = np.nan
    return out


def corroborations(with_a: Mapping[str, Array], with_c: Mapping[str, Array], *, horizon: int) -> dict[str, Array]:
    """What can bear a move toward A out: shifts of arms and of trade, and hard events.

    `with_a` and `with_c` hold the columns of `FIGURES` from `pole_figures`.
    """
    found = {name: shifted(with_a[share] - with_c[share], horizon=horizon) for name, share in SHARES.items()}
    return found | {"events": any_event(hard_events(with_a, with_c, horizon=horizon))}


def shifted(gap: Array, *, horizon: int) -> Array:
    """1 where the gap rose by at least the standard deviation of all states' changes from that start."""
    change = np.full_like(gap, np.nan)
    if horizon < gap.shape[1]:
        change[:, :-horizon] = gap[:, horizon:] - gap[:, :-horizon]
    known = np.isfinite(change)
    n = known.sum(axis=0)
    held = np.where(known, change, 0.0)
    mean = held.sum(axis=0) / np.maximum(n, 1)
    spread = np.sqrt(np.where(known, (change - mean) ** 2, 0.0).sum(axis=0) / np.maximum(n - 1, 1))
    # With a handful of states a standard deviation is no yardstick.
    usable = known & (n >= 10) & (spread > 0)
    return np.where(usable, (change >= spread).astype(float), np.nan)
