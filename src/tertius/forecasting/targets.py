"""What is forecast: a net move of at least .15 toward A, relative to C, within the horizon (T1b).

g(B, A) is B's agreement with A over the contested votes of a session, r = g(B, A) - g(B, C),
r* its three-year mean, and M(t, h) = r*(t + h) - r*(t) less the median of the same over all
states. The median takes out what A, C and the agenda did; the means ask for persistence.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tertius.alignment.votes import agreement_with
from tertius.atlas.rollcalls import RollCalls
from tertius.measures.realignment import net_change, trailing_mean

__all__ = ["THRESHOLD", "Field", "Window", "field"]

Array = NDArray[np.float64]

THRESHOLD = 0.15
"""A window counts when M(t, h) is at least this; r runs from -1 to 1."""


@dataclass(frozen=True, slots=True)
class Window:
    """One state's move between two years: where it stood, where it went, and what all others did."""

    state: int
    start: int
    end: int
    before: float
    after: float
    median: float
    value: float

    @property
    def counts(self) -> bool:
        """Whether the net move reaches the threshold."""
        return self.value >= THRESHOLD


@dataclass(frozen=True, slots=True, eq=False)
class Field:
    """Every state between two poles: relative closeness and net moves, year by year.

    `relative` (r*) and `net` (M) are (n_states, n_years), `median` (n_years,). The poles
    themselves are NaN. A column of `net` belongs to the year in which its windows start.
    """

    a: int
    c: int
    horizon: int
    states: tuple[int, ...]
    years: tuple[int, ...]
    relative: Array
    net: Array
    median: Array

    def windows(self, *, since: int, of: frozenset[int] | None = None) -> tuple[Window, ...]:
        """Every window that starts in `since` or later and has an outcome, by state, then year."""
        found: list[Window] = []
        for row, state in enumerate(self.states):
            if of is not None and state not in of:
                continue
            ended = (int(column) for column in np.flatnonzero(np.isfinite(self.net[row])))
            found += [self._window(row, column) for column in ended if self.years[column] >= since]
        return tuple(found)

    def labels(self) -> tuple[NDArray[np.int64], NDArray[np.int64], Array]:
        """State, starting year and outcome (1 where it counts) of every window, by state, then year."""
        rows, columns = np.nonzero(np.isfinite(self.net))
        outcomes = (self.net[rows, columns] >= THRESHOLD).astype(float)
        return np.array(self.states)[rows], np.array(self.years)[columns], outcomes

    def position(self, state: int) -> tuple[int, float] | None:
        """The newest year and r* of one state, or None where it has none."""
        if state not in self.states:
            return None
        row = self.relative[self.states.index(state)]
        seen = np.flatnonzero(np.isfinite(row))
        if not len(seen):
            return None
        newest = int(seen[-1])
        return self.years[newest], float(row[newest])

    def _window(self, row: int, column: int) -> Window:
        return Window(
            state=self.states[row],
            start=self.years[column],
            end=self.years[column] + self.horizon,
            before=float(self.relative[row, column]),
            after=float(self.relative[row, column + self.horizon]),
            median=float(self.median[column]),
            value=float(self.net[row, column]),
        )


def field(votes: RollCalls, a: int, c: int, *, horizon: int, fewest: int = 1) -> Field:
    """Measure every state's closeness to A against C, and its net moves, from the votes given.

    A state is placed in a session in which it shares at least `fewest` contested votes with
    each pole.
    """
    closeness = agreement_with(votes, a, fewest=fewest) - agreement_with(votes, c, fewest=fewest)
    for pole in (a, c):
        if pole in votes.states:
            closeness[votes.states.index(pole)] = np.nan
    relative = trailing_mean(closeness, window=3, minimum=2)
    net, median = net_change(relative, horizon=horizon)
    return Field(a, c, horizon, votes.states, tuple(votes.years), relative, net, median)
