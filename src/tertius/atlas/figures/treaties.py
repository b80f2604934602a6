"""Treaty obligations between two states, year by year."""

from __future__ import annotations

import polars as pl

__all__ = ["atop_years", "cow_alliance_years"]

_COW = ("defense", "neutrality", "nonaggression", "entente")
_ATOP = ("defense", "offense", "neutrality", "nonaggression", "consultation")
LAST_COW_YEAR = 2012


def cow_alliance_years(alliances: pl.DataFrame) -> pl.DataFrame:
    """Per pair and year whether a pact of each kind was in force on any day of it.

    A pair may have several alliances at once; an open one lasts to the end of the data.
    """
    last = pl.col("end").dt.year().fill_null(LAST_COW_YEAR)
    return (
        alliances.with_columns(pl.int_ranges(pl.col("start").dt.year(), last + 1).alias("year"))
        .explode("year")
        .filter(pl.col("year") >= 1946)
        .select(
            pl.min_horizontal("cow_a", "cow_b").cast(pl.Int16).alias("a"),
            pl.max_horizontal("cow_a", "cow_b").cast(pl.Int16).alias("b"),
            pl.col("year").cast(pl.Int16),
            *(pl.col(kind).fill_null(value=False).alias(f"cow_{kind}") for kind in _COW),
        )
        .group_by("a", "b", "year")
        .agg(pl.col(f"cow_{kind}").any() for kind in _COW)
    )


def atop_years(obligations: pl.DataFrame) -> pl.DataFrame:
    """Per pair and year whether either owes the other each kind of obligation."""
    return (
        obligations.filter(pl.col("year") >= 1946)
        .select(
            pl.min_horizontal("cow_a", "cow_b").cast(pl.Int16).alias("a"),
            pl.max_horizontal("cow_a", "cow_b").cast(pl.Int16).alias("b"),
            pl.col("year").cast(pl.Int16),
            *(pl.col(kind).alias(f"atop_{kind}") for kind in _ATOP),
        )
        .group_by("a", "b", "year")
        .agg(pl.col(f"atop_{kind}").any() for kind in _ATOP)
    )
