"""T3, realignment as people mean it: a move in the votes, and something harder that moved the same way.

T1b or T1c, and with it at least one of: a shift of arms imports, of trade or of the balance of
events from C to A by a standard deviation of all states' shifts, or a hard event (T2). Events
are scored for China and 25 partners only, from 2002.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import numpy as np
from numpy.typing import NDArray

from tertius.atlas.store import Atlas
from tertius.forecasting.event_balance import event_balance
from tertius.forecasting.hard_events import FIGURES as EVENT_FIGURES
from tertius.forecasting.hard_events import any_event, hard_events
from tertius.forecasting.listed_events import listed_with
from tertius.forecasting.one_dimension import THRESHOLD_1D
from tertius.forecasting.pole_figures import pole_figures
from tertius.forecasting.targets import THRESHOLD

__all__ = ["FIGURES", "corroborated", "corroborations", "evidence_with", "in_full_view", "shifted"]

Array = NDArray[np.float64]

SHARES: Mapping[str, str] = {"arms": "arms_share", "trade": "trade_share"}

FIGURES = (*SHARES.values(), *EVENT_FIGURES)
"""Columns of the atlas that bear a move out."""

CHINA = 710


def corroborated(closeness: Array, line: Array, evidence: Mapping[str, Array]) -> Array:
    """T3 by the year a window starts: 1, 0 or NaN, (n_states, n_years).

    Parameters
    ----------
    closeness, line : (n_states, n_years) arrays
        Net moves toward A of T1 and of the ideal point; NaN where not known.
    evidence : mapping of str to (n_states, n_years) array
        1, 0 or NaN of each thing that can bear the move out; of `corroborations`.

    Returns
    -------
    (n_states, n_years) array
        1 where a move is borne out by anything; 0 where there was none, or it was in full view
        and nothing bore it out; NaN where T1 is not known, or the line is not and T1 did not
        move, or a move that nothing bore out was not in full view. What is known depends on what
        came, so a rate is taken of the windows `in_full_view` only.
    """
    moved = (closeness >= THRESHOLD) | (line >= THRESHOLD_1D)
    borne = (np.stack(list(evidence.values())) == 1).any(axis=0)
    out = np.where(moved, np.where(borne, 1.0, np.where(in_full_view(evidence), 0.0, np.nan)), 0.0)
    out[np.isnan(closeness) | (~moved & np.isnan(line))] = np.nan
    return out


def in_full_view(evidence: Mapping[str, Array]) -> NDArray[np.bool_]:
    """Windows in which whatever could bear a move out was observed to their end, moved or not: (n_states, n_years).

    Trade and every kind of hard event are required of the state itself, arms of the year: a
    state without imports of arms has no share that could shift. Events of China with 25 partners
    bear out where they are scored and are required of nobody.
    """
    observed = ~np.isnan(evidence["trade"]) & ~np.isnan(evidence["events"])
    # A hard event is known where it happened, also in years that no record covers: there nobody has a 0.
    return observed & (evidence["events"] == 0).any(axis=0) & np.isfinite(evidence["arms"]).any(axis=0)


def corroborations(with_a: Mapping[str, Array], with_c: Mapping[str, Array], *, horizon: int) -> dict[str, Array]:
    """What can bear a move toward A out: shifts of arms, of trade and of events, and hard events.

    `with_a` and `with_c` are of `evidence_with`.
    """
    found = {name: shifted(with_a[share] - with_c[share], horizon=horizon) for name, share in SHARES.items()}
    # With one pole scored and the other not, the one that is speaks alone.
    sides = (with_a["balance"], -with_c["balance"])
    scored = [np.isfinite(side) for side in sides]
    gap = np.where(scored[0], sides[0], 0.0) + np.where(scored[1], sides[1], 0.0)
    found["balance"] = shifted(np.where(scored[0] | scored[1], gap, np.nan), horizon=horizon)
    return found | {"events": any_event(hard_events(with_a, with_c, horizon=horizon))}


def evidence_with(
    atlas: Atlas, pole: int, states: tuple[int, ...], years: range, *, as_of: date | None = None
) -> dict[str, Array]:
    """Everything of every state with a pole that T2 and T3 read, by name, (n_states, n_years).

    The columns of `FIGURES`, `break` of the list made by hand, and `balance` of events, which is
    NaN for a pole other than China; with `as_of` only what was public on the day.
    """
    found = pole_figures(atlas, pole, FIGURES, states, years, as_of=as_of)
    nothing = np.full((len(states), len(years)), np.nan)
    # Of other poles one pair alone is scored, that with China: no field to measure a shift by.
    balance = event_balance(atlas, pole, states, years, as_of=as_of) if pole == CHINA else nothing
    return found | {"break": listed_with(pole, states, years, as_of=as_of), "balance": balance}


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
