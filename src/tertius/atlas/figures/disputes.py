"""The highest hostility of two states' militarized disputes in a year."""

from __future__ import annotations

import polars as pl

__all__ = ["hostility_years"]


def hostility_years(disputes: pl.DataFrame, name: str, *, columns: tuple[str, ...]) -> pl.DataFrame:
    """Per pair and year the highest of the named columns over all disputes and both directions."""
    return (
        disputes.filter(pl.col("year") >= 1946)
        .select(
            pl.min_horizontal("cow_a", "cow_b").cast(pl.Int16).alias("a"),
            pl.max_horizontal("cow_a", "cow_b").cast(pl.Int16).alias("b"),
            pl.col("year").cast(pl.Int16),
            pl.max_horizontal(columns).cast(pl.Int8).alias(name),
        )
        .group_by("a", "b", "year")
        .agg(pl.col(name).max())
    )
