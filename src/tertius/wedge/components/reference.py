"""Figures of the powers and of the states asked about, as known on a day, and where a figure stands among them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Literal

import numpy as np
import polars as pl
from numpy.typing import ArrayLike, NDArray

from tertius.atlas.columns import column
from tertius.atlas.store import Atlas
from tertius.measures.base_rates import Z90
from tertius.provenance import known_at
from tertius.wedge.components.component import Asked, Value

__all__ = [
    "DRIFT",
    "DRIFT_ELSE",
    "LARGEST",
    "OLDEST",
    "POWERS",
    "Figures",
    "age",
    "figures_of",
    "in_units",
    "measured",
    "not_known",
    "stale",
    "standardised",
    "yardstick",
]

Array = NDArray[np.float64]

POWERS = 30
"""How many states are the powers: those with the largest share of the world's capabilities, newest year known."""

LARGEST = 3.0
"""No figure counts for more than three units: one far outside its population says no more than that."""

OLDEST = 15.0
"""Years on the day after which a figure adds nothing: a convention, since three terms of office lie between."""

DRIFT: Mapping[str, float] = {"rift": 0.3, "threat": 0.35, "asymmetry": 0.12, "leadership": 0.0}
"""Standard deviation, in units and per root year, by which a component may have moved since its newest figure.

Measured over stretches of 6 and 10 years from 1986 to 2016 between seven pairs of powers: the standard deviation is
.28 of the rift, .33 of the threat, .12 of the asymmetry per root year. A chance of a new leader already runs over the
years since its list ends."""

DRIFT_ELSE = 0.15
"""Of a component that has no population to measure it in: a convention."""

FIRST_YEAR = 1946
SHARES = ("trade_share", "imf_trade_share", "census_trade_share", "china_trade_share", "sanctions_by")
BOTH_WAYS = ("mid_hostility",)
FEWEST = 20


@dataclass(frozen=True, slots=True, eq=False)
class Figures:
    """Yearly figures among the powers and the states asked about; NaN where none was public on the day.

    `grids[name]` is (n, n, n_years) from 1946: of `trade_share` the second state's share in the
    first's trade, of `sanctions_by` the cases of the first against the second.
    `powers` (n,) marks the reference population.
    """

    states: tuple[int, ...]
    powers: NDArray[np.bool_]
    years: NDArray[np.int64]
    grids: dict[str, Array]
    day: date

    def at(self, *codes: int) -> tuple[int, ...]:
        """Rows of states, by COW number."""
        return tuple(self.states.index(code) for code in codes)

    def newest(self, name: str, of: int, on: int) -> tuple[int, float] | None:
        """Year and value of the newest figure of one pair, rows as `at` gives them; None where there is none."""
        known = np.flatnonzero(np.isfinite(self.grids[name][of, on]))
        return (int(self.years[known[-1]]), float(self.grids[name][of, on, known[-1]])) if len(known) else None

    def last(self, name: str) -> Array:
        """(n, n) newest figure of every pair, NaN where there is none or it is stale."""
        fresh = np.array([not stale(int(year), self.day) for year in self.years])
        grid = np.where(fresh, self.grids[name], np.nan)
        seen = np.isfinite(grid)
        at = grid.shape[2] - 1 - np.argmax(seen[:, :, ::-1], axis=2)
        return np.take_along_axis(grid, at[:, :, None], axis=2)[:, :, 0]

    def in_place_of_b(self, a: int, c: int) -> NDArray[np.intp]:
        """Rows of the powers that could stand in B's place between A and C: all but these two."""
        found = np.flatnonzero(self.powers)
        return found[(found != a) & (found != c)]


def figures_of(asked: Asked) -> Figures:
    """The figures for a question; read once for all components of one question."""
    return _figures(asked.atlas, asked.day, (asked.a.cow, asked.b.cow, asked.c.cow))


@lru_cache(maxsize=8)
def _figures(atlas: Atlas, day: date, codes: tuple[int, ...]) -> Figures:
    powers = _powers(atlas, day)
    states = tuple(sorted({*powers, *codes}))
    wanted = [*BOTH_WAYS, *(f"{name}_{side}" for name in SHARES for side in "ab")]
    rows = (
        atlas.table("dyads")
        .filter(pl.col("a").is_in(states) & pl.col("b").is_in(states) & (pl.col("year") <= day.year))
        .select("a", "b", "year", *(pl.col(name).cast(pl.Float64) for name in wanted))
        .collect()
    )
    years = np.arange(FIRST_YEAR, max(day.year, FIRST_YEAR) + 1)
    place = np.searchsorted(np.array(states), rows.select("a", "b").to_numpy())
    one, two = place[:, 0], place[:, 1]
    at = rows["year"].to_numpy().astype(np.int64) - FIRST_YEAR
    grids: dict[str, Array] = {}
    for name in (*BOTH_WAYS, *SHARES):
        sides = (name, name) if name in BOTH_WAYS else (f"{name}_a", f"{name}_b")
        grid = np.full((len(states), len(states), len(years)), np.nan)
        grid[one, two, at] = rows[sides[0]].fill_null(np.nan).to_numpy()
        grid[two, one, at] = rows[sides[1]].fill_null(np.nan).to_numpy()
        lag = column(sides[0]).lag_days
        grid[:, :, ~np.isin(years, _public(lag, day))] = np.nan
        grids[name] = grid
    return Figures(states, np.isin(states, powers), years, grids, day)


def _powers(atlas: Atlas, day: date) -> tuple[int, ...]:
    """The largest states by share of capabilities, in the newest year that was public on the day."""
    lag = column("capability_share").lag_days
    rows = atlas.table("states").select("state", "year", "capability_share").collect()
    state, year, share = (rows[name].to_numpy() for name in rows.columns)
    known = np.isfinite(share) & (year <= max(_public(lag, day), default=FIRST_YEAR - 1))
    if not known.any():
        return ()
    newest = known & (year == year[known].max())
    order = np.lexsort((state[newest], -share[newest]))
    return tuple(int(s) for s in state[newest][order][:POWERS])


def _public(lag: int, day: date) -> list[int]:
    """Years whose figures were public on the day."""
    return [year for year in range(FIRST_YEAR, day.year + 1) if known_at(year, lag) <= day]


def standardised(value: float, reference: Array) -> float | None:
    """How many units a figure lies from the median of its population, at most `LARGEST`.

    The population is that of the powers in B's place between the same A and C: a power in the
    middle of it leaves the base rate, which is of all states between the two, where it is. A
    unit is the width of the inner 90 % over 3.29, the standard deviation of a normal population;
    where that width is 0, since nearly all are alike, it is the plain standard deviation. None
    where fewer than twenty are known, or all are alike.
    """
    found = yardstick(reference)
    return None if found is None or not np.isfinite(value) else float(in_units(value, found))


def yardstick(reference: Array) -> tuple[float, float] | None:
    """The median of a population and the width of one unit in it; None where `standardised` has none."""
    known = reference[np.isfinite(reference)]
    if len(known) < FEWEST:
        return None
    low, middle, high = np.quantile(known, (0.05, 0.5, 0.95))
    unit = float((high - low) / (2 * Z90) or np.std(known))
    return (float(middle), unit) if unit > 0 else None


def in_units(values: ArrayLike, by: tuple[float, float]) -> Array:
    """Figures in units of a yardstick, at most `LARGEST`."""
    return np.asarray(np.clip((np.asarray(values, dtype=np.float64) - by[0]) / by[1], -LARGEST, LARGEST))


def age(year: int, day: date) -> float:
    """Years between the end of a year and the day, at least 0."""
    return max((day - date(year, 12, 31)).days / 365.25, 0.0)


def stale(year: int, day: date) -> bool:
    """Whether a figure of a year is older than `OLDEST` on the day."""
    return age(year, day) > OLDEST


def measured(
    key: str,
    units: Sequence[float],
    said: tuple[str, str],
    year: int,
    day: date,
    basis: tuple[str, ...],
) -> Value:
    """A component's value from its figures; not known where the oldest of them is stale.

    Parameters
    ----------
    units : (value, low, high) of the figure, in units
        The interval is widened by what may have changed since the figure's year.
    said : (figure, why)
        In words.
    """
    if stale(year, day):
        return not_known(
            key,
            f"The figures are of {year}, {age(year, day):.0f} years before the day: too old to add anything.",
            basis=basis,
        )
    value, low, high = units
    since = Z90 * DRIFT.get(key, DRIFT_ELSE) * age(year, day) ** 0.5
    below, above = ((end**2 + since**2) ** 0.5 for end in (min(low - value, 0.0), max(high - value, 0.0)))
    status: Literal["measured"] = "measured"
    return Value(key, value, value - below, value + above, said[0], year, status, said[1], basis)


def not_known(key: str, why: str, *, figure: str = "", basis: tuple[str, ...] = ()) -> Value:
    """A component of which nothing is known, and why."""
    return Value(key, None, None, None, figure, None, "not known", why, basis)
