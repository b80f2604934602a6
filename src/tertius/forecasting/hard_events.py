"""T2, hard events: a pact of B with C ended, a new pact of B with A, force between B and C, or a break on the list.

The list, made by hand, holds treaties denounced, forces told to leave and relations broken.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

__all__ = ["EVENTS", "FIGURES", "FORCE", "any_event", "began", "ended", "hard_events", "reached"]

Array = NDArray[np.float64]

FORCE = 4
"""Hostility of a dispute from which it counts: force used."""

FIGURES = ("atop_defense", "mid_hostility")
"""Columns of the atlas that events are read from: pacts to 2018, disputes to 2014."""

EVENTS: Mapping[str, str] = {
    "pact_ended": "a defence pact of B with C in force at the start was out of force within the horizon (ATOP)",
    "new_pact": "a defence pact of B with A came into force that was not in force at the start (ATOP)",
    "force": f"a dispute of B with C reached hostility {FORCE}, force used, or 5, war (COW MID)",
    "break": "a treaty of B with C denounced or left, forces told to leave, or relations broken (list made by hand)",
}


def hard_events(with_a: Mapping[str, Array], with_c: Mapping[str, Array], *, horizon: int) -> dict[str, Array]:
    """T2 of every state between A and C, by kind: (n_states, n_years) by the year a window starts.

    Parameters
    ----------
    with_a, with_c : mapping of str to (n_states, n_years) array
        `atop_defense` of every state with A and with C, from `pole_figures`, and with C
        `mid_hostility` and `break`, from `listed_with`.
    horizon : int
        Years from the start to the end of a window.

    Returns
    -------
    dict of str to array
        1, 0, or NaN where the window is not covered; the kinds of `EVENTS`.
    """
    return {
        "pact_ended": ended(with_c["atop_defense"], horizon=horizon),
        "new_pact": began(with_a["atop_defense"], horizon=horizon),
        "force": reached(with_c["mid_hostility"], FORCE, horizon=horizon),
        "break": reached(with_c["break"], 1, horizon=horizon),
    }


def any_event(kinds: Mapping[str, Array]) -> Array:
    """T2: 1 where some event is known, 0 where every kind is known not to have happened, else NaN."""
    stacked = np.stack(list(kinds.values()))
    some = (stacked == 1).any(axis=0)
    return np.where(some, 1.0, np.where(np.isnan(stacked).any(axis=0), np.nan, 0.0))


def ended(in_force: Array, *, horizon: int) -> Array:
    """1 where what was in force at the start was not in some year to the end; 0 also where nothing was in force."""
    later = _later(in_force, horizon)
    gone = (later == 0).any(axis=0)
    known = np.isfinite(later).all(axis=0)
    happened = np.where(gone, 1.0, np.where(known, 0.0, np.nan))
    return np.where(np.isnan(in_force), np.nan, np.where(in_force == 1, happened, np.where(known, 0.0, np.nan)))


def began(in_force: Array, *, horizon: int) -> Array:
    """1 where nothing was in force at the start and something was in some year to the end."""
    return np.where(np.isnan(in_force), np.nan, ended(1 - in_force, horizon=horizon))


def reached(level: Array, threshold: float, *, horizon: int) -> Array:
    """1 where the level reached the threshold in some year after the start, to the end."""
    later = _later(level, horizon)
    happened = (later >= threshold).any(axis=0)
    return np.where(happened, 1.0, np.where(np.isfinite(later).all(axis=0), 0.0, np.nan))


def _later(values: Array, horizon: int) -> Array:
    """(horizon, n_states, n_years): the values 1 to `horizon` years on, NaN beyond the last."""
    out = np.full((horizon, *values.shape), np.nan)
    for ahead in range(1, horizon + 1):
        if ahead < values.shape[1]:
            out[ahead - 1, :, :-ahead] = values[:, ahead:]
    return out
