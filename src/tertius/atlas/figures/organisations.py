"""How many intergovernmental organisations two states are both in."""

from __future__ import annotations

import polars as pl

__all__ = ["shared_organisations"]


def shared_organisations(memberships: pl.DataFrame) -> pl.DataFrame:
    """Per pair and year from 1946 the number of shared full memberships."""
    return memberships.filter(pl.col("year") >= 1946).select(
        pl.col("cow_a").alias("a"), pl.col("cow_b").alias("b"), "year", pl.col("shared").alias("shared_igos")
    )
