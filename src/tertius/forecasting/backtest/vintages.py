"""Ideal points as they could have been estimated at an origin, from all votes or from one half of them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tertius.atlas.rollcalls import year_of
from tertius.forecasting.backtest.history import FIRST_YEAR, Half, History
from tertius.measures.ideal_points import Schedule

__all__ = ["SCHEDULE", "Vintage", "estimate", "vintage_years"]

Array = NDArray[np.float64]

SCHEDULE = Schedule(sweeps=700, burn_in=300, thin=7, chains=1, threads=1)
"""A tenth of the default: means differ from the kept estimates' by less than their standard deviation."""

SEED = 1978


@dataclass(frozen=True, slots=True, eq=False)
class Vintage:
    """Posterior means of positions, (n_states, n_years) from 1946 to `origin`, NaN where a state has none.

    Standardised over all state-sessions of the vintage itself, as an estimate of that day would be.
    """

    origin: int
    half: Half
    place: Array


def vintage_years(origins: range, every: int) -> tuple[int, ...]:
    """The origins at which positions are estimated anew; an origin uses the newest of them up to itself."""
    return tuple(range(origins.start, origins.stop, every))


def estimate(history: History, origin: int, half: Half, schedule: Schedule = SCHEDULE) -> Vintage:
    """Positions from the votes of one half known at the origin; a pure function of them."""
    from tertius.alignment.ideal_points import fit

    known = history.known_at(origin).half(half)
    drawn = fit(known.votes, schedule=schedule, seed=SEED)
    row = {state: k for k, state in enumerate(history.states)}
    place = np.full((len(history.states), origin - FIRST_YEAR + 1), np.nan)
    rows = [row[int(state)] for state in drawn.ballots.state]
    place[rows, drawn.ballots.session + year_of(0) - FIRST_YEAR] = drawn.mean()
    return Vintage(origin, half, place)
