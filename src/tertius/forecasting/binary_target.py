"""A question with yes or no for an answer, asked of every state each year: what moves, how far, within how long."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from tertius.forecasting.one_dimension import THRESHOLD_1D
from tertius.forecasting.targets import THRESHOLD
from tertius.states import iso3

__all__ = ["BACKTESTED", "HORIZONS", "MEASURES", "POLES", "BinaryTarget", "backtested"]

Array = NDArray[np.float64]
Measure = Literal["closeness", "line"]

MEASURES: tuple[Measure, ...] = ("closeness", "line")

HORIZONS = (3, 5)
"""Years ahead for which the method has a record."""

USA, RUSSIA, CHINA = 2, 365, 710
POLES = ((USA, RUSSIA), (USA, CHINA))
"""A and C for which it has one."""

FAR_1D = 0.4
"""The larger threshold on the line, of which earlier results exist."""


@dataclass(frozen=True, slots=True)
class BinaryTarget:
    """A net move of at least `threshold`, toward A (`sign` 1) or away from it (-1), within `horizon` years.

    `measure` is "closeness" (T1: agreement with A less agreement with C) or "line" (T1c: the
    ideal point, which has no C).
    """

    name: str
    measure: Measure
    a: int
    c: int | None
    sign: int
    threshold: float
    horizon: int

    @property
    def key(self) -> str:
        """A name no other target has."""
        return f"{self.name} {iso3(self.a)}-{iso3(self.c) if self.c else 'line'} {self.horizon}"

    @property
    def words(self) -> str:
        """The question in words."""
        way = "toward" if self.sign > 0 else "away from"
        what = "closeness" if self.measure == "closeness" else "ideal point"
        return f"{what} moves {way} A by {self.threshold:g} or more, net of the median, in {self.horizon} years"

    def outcome(self, net: Array) -> Array:
        """1 where the net move counts, 0 where it does not, NaN where it is not known."""
        return np.where(np.isfinite(net), (self.sign * net >= self.threshold).astype(float), np.nan)


def _targets() -> tuple[BinaryTarget, ...]:
    made: list[BinaryTarget] = []
    for horizon in HORIZONS:
        made += [
            BinaryTarget(f"T1b {way}", "closeness", a, c, sign, THRESHOLD, horizon)
            for a, c in POLES
            for way, sign in (("toward", 1), ("away", -1))
        ]
        made += [
            BinaryTarget(f"{name} {way}", "line", USA, None, sign, threshold, horizon)
            for name, threshold in (("T1c", THRESHOLD_1D), ("1-D .4", FAR_1D))
            for way, sign in (("toward", 1), ("away", -1))
        ]
    return tuple(made)


BACKTESTED: tuple[BinaryTarget, ...] = _targets()
"""Every target of the backtest."""


def backtested(name: str, a: int, c: int | None, horizon: int) -> BinaryTarget | None:
    """The target of that name between those poles; None where the backtest has none."""
    return next((t for t in BACKTESTED if (t.name, t.a, t.c, t.horizon) == (name, a, c, horizon)), None)
