"""The balance of monthly events between a state and a pole, year by year: China's dyads, the only ones scored."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import polars as pl
from numpy.typing import NDArray

from tertius.atlas.columns import column
from tertius.atlas.store import Atlas

__all__ = ["FEWEST_MONTHS", "SCORE", "event_balance"]

Array = NDArray[np.float64]

SCORE = "gdelt_score"
"""GDELT from 2002; ICEWS ended in 2023 and scores the same pairs."""

FEWEST_MONTHS = 10
"""Months of a year that must be scored."""


def event_balance(
    atlas: Atlas, pole: int, states: tuple[int, ...], years: range, *, as_of: date | None = None
) -> Array:
    """Mean of the months' scores of every state with the pole, (n_states, n_years), from -10 to 10.

    NaN where a pair is not scored, where fewer than `FEWEST_MONTHS` of the year are, and with
    `as_of` in months that were not public by then.
    """
    out = np.full((len(states), len(years)), np.nan)
    if "months" not in atlas.manifest["tables"]:
        return out
    months = atlas.table("months").filter((pl.col("a") == pole) | (pl.col("b") == pole)).drop_nulls(SCORE)
    if as_of is not None:
        newest = as_of - timedelta(days=column(SCORE).lag_days)
        months = months.filter(pl.col("month").dt.month_end() <= newest)
    other = pl.when(pl.col("a") == pole).then("b").otherwise("a").alias("state")
    yearly = (
        months.group_by(other, pl.col("month").dt.year().alias("year"))
        .agg(pl.col(SCORE).cast(pl.Float64).mean().alias("mean"), pl.len().alias("n"))
        .filter(pl.col("n") >= FEWEST_MONTHS)
        .collect()
    )
    row = {state: k for k, state in enumerate(states)}
    for state, year, mean in yearly.select("state", "year", "mean").iter_rows():
        if state in row and year in years:
            out[row[state], year - years[0]] = mean
    return out
