"""The difference that a scenario makes, draw by draw: its middle, its intervals, and how often it is above zero."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

__all__ = ["Difference", "Interval", "difference"]

Array = NDArray[np.float64]

LEVELS = np.arange(1, 100) / 100


@dataclass(frozen=True, slots=True)
class Interval:
    """A median with the interval that holds half of the draws, and the one that holds nine tenths."""

    median: float
    low50: float
    high50: float
    low90: float
    high90: float


@dataclass(frozen=True, slots=True, eq=False)
class Difference:
    """Scenario less baseline, or one branch less another, with the same random numbers in both.

    Attributes
    ----------
    points, log_odds : Interval
        In probability (0.01 is one percentage point), and in log odds.
    above : float
        Share of draws in which it is above zero; a draw at exactly zero counts half.
    quantiles : (99,) array
        Of the difference in probability, at 1 % to 99 %; read-only.
    draws : (n,) array
        The difference in probability of every draw; read-only.
    """

    points: Interval
    log_odds: Interval
    above: float
    quantiles: Array
    draws: Array

    def to_dict(self) -> dict[str, Any]:
        """Plain values, without the draws."""
        return {
            "points": {name: getattr(self.points, name) for name in Interval.__slots__},
            "log_odds": {name: getattr(self.log_odds, name) for name in Interval.__slots__},
            "above_zero": self.above,
            "quantiles": [round(float(q), 6) for q in self.quantiles],
        }


def difference(of: Array, less: Array) -> Difference:
    """The difference of two numbers given as log odds, (n,) each, draw by draw."""
    points = _probability(of) - _probability(less)
    above = (np.count_nonzero(points > 0) + np.count_nonzero(points == 0) / 2) / len(points)
    quantiles = np.quantile(points, LEVELS)
    for array in (points, quantiles):
        array.flags.writeable = False
    return Difference(_interval(points), _interval(of - less), above, quantiles, points)


def _interval(draws: Array) -> Interval:
    return Interval(*map(float, np.quantile(draws, (0.5, 0.25, 0.75, 0.05, 0.95))))


def _probability(log_odds: Array) -> Array:
    return np.asarray(1 / (1 + np.exp(-log_odds)))
