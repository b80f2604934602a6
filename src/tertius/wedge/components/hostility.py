"""How hostile one state is to another: disputes remembered, each halved in eight years, and sanctions in force."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from tertius.atlas.figures.rivalries import FIRST_YEAR, LAG_DAYS, LAST_YEAR, rivalry_spells
from tertius.provenance import known_at
from tertius.wedge.components.reference import Figures, age

__all__ = [
    "HALF_LIFE",
    "HALF_LIVES",
    "dispute_said",
    "hostility",
    "remembered",
    "rivalry_said",
    "rivals",
    "sanctions_said",
]

Array = NDArray[np.float64]

HALF_LIFE = 8.0
"""Years in which a dispute's weight halves: a convention of this project."""

HALF_LIVES = (4.0, 16.0)
"""The shortest and longest that would be as defensible; they bound the interval."""

WAR = 5.0


def remembered(figures: Figures, half_life: float = HALF_LIFE) -> Array:
    """(n, n) worst dispute of each pair, 0 none to 1 a war ending today; NaN where no year was observed.

    Hostility from 0 to 5 over 5, halved every `half_life` years.
    """
    ages = np.array([age(int(year), figures.day) for year in figures.years])
    faded = figures.grids["mid_hostility"] / WAR * 0.5 ** (ages / half_life)
    seen = np.isfinite(faded).any(axis=2)
    return np.where(seen, np.max(np.nan_to_num(faded, nan=0.0), axis=2), np.nan)


def hostility(figures: Figures, half_life: float = HALF_LIFE) -> Array:
    """(n, n) hostility of the first state toward the second, 0 to 2: disputes remembered, and sanctions by the first.

    n cases in force count n / (n + 1), so that the first weighs most. NaN where neither was
    observed; where one was not, the other stands alone.
    """
    disputes, cases = remembered(figures, half_life), figures.last("sanctions_by")
    pressed = cases / (cases + 1)
    neither = np.isnan(disputes) & np.isnan(pressed)
    return np.where(neither, np.nan, np.nan_to_num(disputes) + np.nan_to_num(pressed))


def rivals(figures: Figures) -> Array:
    """(n, n) 1 where two states were strategic rivals in the newest year known, else 0; NaN before any is known."""
    last = _rivals_to(figures)
    if last is None:
        return np.full((len(figures.states), len(figures.states)), np.nan)
    row = {code: at for at, code in enumerate(figures.states)}
    found = np.zeros((len(row), len(row)))
    for a, b, first, end in rivalry_spells():
        if a in row and b in row and first <= last <= end:
            found[row[a], row[b]] = found[row[b], row[a]] = 1.0
    return found


def _rivals_to(figures: Figures) -> int | None:
    """The newest year of the list of rivalries that was public on the day."""
    years = [year for year in range(FIRST_YEAR, LAST_YEAR + 1) if known_at(year, LAG_DAYS) <= figures.day]
    return years[-1] if years else None


def rivalry_said(figures: Figures, of: int, on: int) -> str:
    """Whether two states are rivals, or when they last were, in words."""
    last = _rivals_to(figures)
    if last is None:
        return "rivalries not observed"
    pair = tuple(sorted((figures.states[of], figures.states[on])))
    ends = [min(end, last) for a, b, first, end in rivalry_spells() if (a, b) == pair and first <= last]
    if not ends:
        return f"no strategic rivalry to {last}"
    return f"strategic rivals ({last})" if max(ends) == last else f"strategic rivals until {max(ends)}"


def dispute_said(figures: Figures, of: int, on: int) -> str:
    """The newest dispute of a pair in words, or to what year there was none."""
    seen = figures.grids["mid_hostility"][of, on]
    known = np.flatnonzero(np.isfinite(seen))
    if not len(known):
        return "disputes not observed"
    hostile = np.flatnonzero(np.nan_to_num(seen) > 0)
    last = int(figures.years[known[-1]])
    if not len(hostile):
        return f"no militarized dispute to {last}"
    return (
        f"last militarized dispute in {figures.years[hostile[-1]]}, hostility {seen[hostile[-1]]:.0f} of 5 "
        f"(list to {last})"
    )


def sanctions_said(figures: Figures, of: int, on: int) -> str:
    """Sanction cases of one against the other in words."""
    newest = figures.newest("sanctions_by", of, on)
    if newest is None:
        return "sanctions not observed"
    year, cases = newest
    return f"{cases:.0f} sanction {'case' if cases == 1 else 'cases'} in force ({year})"
