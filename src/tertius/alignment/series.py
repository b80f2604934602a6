"""One indicator of one pair through time, with how far it was observed."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tertius.alignment.indicators import Indicator, Verdict

__all__ = ["Series"]

Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Series:
    """One indicator of one pair: a value a year, NaN where nothing was observed.

    `low` and `high` bound 90 % of the draws and are NaN where there is no interval; `inner`,
    where given, bounds 50 %.
    """

    indicator: Indicator
    years: tuple[int, ...]
    values: Array
    low: Array
    high: Array
    datasets: tuple[str, ...]
    note: str = ""
    inner: tuple[Array, Array] | None = None

    @property
    def first(self) -> int | None:
        """The first year with an observation."""
        seen = np.flatnonzero(np.isfinite(self.values))
        return self.years[int(seen[0])] if len(seen) else None

    @property
    def last(self) -> int | None:
        """The last year with an observation: no line is drawn past it."""
        seen = np.flatnonzero(np.isfinite(self.values))
        return self.years[int(seen[-1])] if len(seen) else None

    def at(self, year: int) -> tuple[float, float, float]:
        """Value, low and high in a year; NaN outside the series."""
        if year not in self.years:
            return (np.nan, np.nan, np.nan)
        i = self.years.index(year)
        return (float(self.values[i]), float(self.low[i]), float(self.high[i]))

    @property
    def verdict(self) -> Verdict | None:
        """What the newest value says of the tie; None without one."""
        return None if self.last is None else self.indicator.verdict(self.at(self.last)[0])
