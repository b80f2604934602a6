"""Figures of every state with one pole, year by year, out of the atlas's pairs."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import numpy as np
import polars as pl
from numpy.typing import NDArray

from tertius.atlas.columns import DYADS, column
from tertius.atlas.store import Atlas
from tertius.provenance import known_at

__all__ = ["pole_figures"]

Array = NDArray[np.float64]

_NAMES = frozenset(c.name for c in DYADS)


def pole_figures(
    atlas: Atlas, pole: int, names: Sequence[str], states: tuple[int, ...], years: range, *, as_of: date | None = None
) -> dict[str, Array]:
    """Columns of the pair of each state and the pole, each (n_states, n_years).

    A directed column is named without its ending (`trade_share`) and read from the state's
    side: the pole's share in the state's trade. NaN where the atlas has null or no such pair,
    and with `as_of` in years that were not public on the day.
    """
    mine = {name: name if name in _NAMES else f"{name}_a" for name in names}
    theirs = {name: name if name in _NAMES else f"{name}_b" for name in names}
    turned = pl.col("a") == pole
    values = [pl.when(turned).then(theirs[n]).otherwise(mine[n]).cast(pl.Float64).alias(n) for n in names]
    other = pl.when(turned).then("b").otherwise("a").cast(pl.Int64).alias("state")
    inside = pl.col("year").is_between(years[0], years[-1])
    pairs = atlas.table("dyads").filter((turned | (pl.col("b") == pole)) & inside).select(other, "year", *values)
    row = pl.DataFrame({"state": states, "row": range(len(states))}, schema={"state": pl.Int64, "row": pl.Int64})
    found = pairs.collect().join(row, on="state")
    rows, columns = found["row"].to_numpy(), found["year"].to_numpy().astype(np.int64) - years[0]
    out: dict[str, Array] = {}
    for name in names:
        grid = np.full((len(states), len(years)), np.nan)
        grid[rows, columns] = found[name].fill_null(float("nan")).to_numpy()
        if as_of is not None:
            lag = column(mine[name]).lag_days
            grid[:, [known_at(year, lag) > as_of for year in years]] = np.nan
        out[name] = grid
    return out
