"""The figure that decides a forecast of realignment: B's net move between two poles, from the atlas's agreements."""

from __future__ import annotations

from datetime import date

import numpy as np
import polars as pl

from tertius.atlas.store import Atlas
from tertius.errors import OutsideCoverage
from tertius.measures.realignment import net_change, trailing_mean

__all__ = ["closed_on", "net_move"]

WINDOW = 3


def closed_on(session_year: int) -> date:
    """The day on which the votes of the session that opened in a year are all public: 31 October of the next."""
    return date(session_year + 1, 10, 31)


def net_move(atlas: Atlas, poles: tuple[int, int], state: int, years: tuple[int, int]) -> float:
    """How far a state moved toward the first pole, relative to the second, net of the median state.

    Parameters
    ----------
    atlas : Atlas
        Its column `agreement` of pairs is read.
    poles : tuple of int
        COW codes of A and C.
    state : int
        COW code of B.
    years : tuple of int
        Start and end of the window; each end is the mean of three years, two of them needed.

    Returns
    -------
    float
        M(start, end - start), from -2 to 2.

    Raises
    ------
    OutsideCoverage
        When either end cannot be formed from the atlas.
    """
    start, end = years
    span = list(range(start - WINDOW + 1, end + 1))
    toward, away = (_agreement(atlas, pole, span) for pole in poles)
    field = sorted((toward.keys() & away.keys()) - set(poles))
    relative = np.array([np.array(toward[s]) - np.array(away[s]) for s in field]).reshape(len(field), len(span))
    net, _ = net_change(trailing_mean(relative), horizon=end - start)
    value = net[field.index(state), WINDOW - 1] if state in field else np.nan
    if not np.isfinite(value):
        raise OutsideCoverage(
            "the atlas has no figure",
            found=f"agreement of COW {state} with {poles[0]} and {poles[1]}, {start} to {end}",
        )
    return float(value)


def _agreement(atlas: Atlas, pole: int, span: list[int]) -> dict[int, list[float]]:
    """Every state's agreement with a pole, a value a year of the span, NaN where they share no vote."""
    rows = (
        atlas.table("dyads")
        .filter(((pl.col("a") == pole) | (pl.col("b") == pole)) & pl.col("year").is_between(span[0], span[-1]))
        .select(pl.when(pl.col("a") == pole).then("b").otherwise("a").alias("state"), "year", "agreement")
        .collect()
    )
    found: dict[int, list[float]] = {}
    for state, year, value in rows.iter_rows():
        found.setdefault(int(state), [float("nan")] * len(span))[int(year) - span[0]] = (
            float("nan") if value is None else float(value)
        )
    return found
