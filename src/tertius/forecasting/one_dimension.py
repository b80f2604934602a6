"""T1c, the companion on one line: a net move of a state's ideal point by at least .3 within the horizon.

The move is the change of the three-year mean of B's position, less the median change of all
states. The line runs toward the United States; C appears nowhere in it.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray

from tertius.measures.realignment import net_change, trailing_mean

__all__ = ["THRESHOLD_1D", "Line", "line_of", "place_on_line", "windows_of"]

Array = NDArray[np.float64]

THRESHOLD_1D = 0.3
"""In standard deviations over all state-sessions of the estimate."""


@dataclass(frozen=True, slots=True, eq=False)
class Line:
    """Every state's place on the line and its net moves: arrays (n_states, n_years), NaN where not placed.

    A column of `net` belongs to the year in which its windows start. `sign` is 1 where "toward
    A" is toward the United States, and -1 where A is on the other end.
    """

    horizon: int
    states: tuple[int, ...]
    years: tuple[int, ...]
    place: Array
    net: Array
    sign: int = 1

    def labels(self) -> tuple[NDArray[np.int64], NDArray[np.int64], Array]:
        """State, starting year and outcome (1 where T1c holds in the direction of `sign`) of every window."""
        return windows_of(self.states, self.years, self.sign * self.net, THRESHOLD_1D)


def windows_of(
    states: tuple[int, ...], years: tuple[int, ...], value: Array, threshold: float
) -> tuple[NDArray[np.int64], NDArray[np.int64], Array]:
    """State, starting year and outcome (1 from the threshold on) of every window with a value, by state, then year."""
    rows, columns = np.nonzero(np.isfinite(value))
    outcomes = (value[rows, columns] >= threshold).astype(float)
    return np.array(states)[rows], np.array(years)[columns], outcomes


def place_on_line(
    positions: pl.DataFrame, states: tuple[int, ...], years: tuple[int, ...], *, of: str = "mean"
) -> Array:
    """Positions of a table (`cow`, `year`, `of`) as (n_states, n_years); NaN where the table has none."""
    row = {state: k for k, state in enumerate(states)}
    out = np.full((len(states), len(years)), np.nan)
    for cow, year, value in positions.select("cow", "year", of).iter_rows():
        if cow in row and years and years[0] <= year <= years[-1]:
            out[row[cow], year - years[0]] = value
    return out


def line_of(place: Array, states: tuple[int, ...], years: tuple[int, ...], *, horizon: int, sign: int = 1) -> Line:
    """Net moves from yearly positions, with the smoothing of T1: three-year means, two years needed."""
    smooth = trailing_mean(place)
    net, _ = net_change(smooth, horizon=horizon)
    return Line(horizon, states, years, smooth, net, sign)
