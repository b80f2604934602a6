"""A state's share of the world's capabilities, computed anew from the six components."""

from __future__ import annotations

import polars as pl

__all__ = ["capability_shares"]

COMPONENTS = (
    "military_expenditure",
    "military_personnel",
    "iron_and_steel",
    "energy",
    "population",
    "urban_population",
)
DIGITS = 4


def capability_shares(components: pl.DataFrame) -> pl.DataFrame:
    """Per state and year the mean of its shares in the six components that are known for it.

    Singer, Bremer & Stuckey's (1972) index. Null where none is known.
    """
    shares = [
        pl.when(total > 0).then(pl.col(c) / total) for c in COMPONENTS for total in [pl.col(c).sum().over("year")]
    ]
    return (
        components.filter(pl.col("year") >= 1946)
        .sort("year", "cow")
        .select(
            pl.col("cow").cast(pl.Int16).alias("state"),
            pl.col("year").cast(pl.Int16),
            pl.mean_horizontal(shares).round(DIGITS).cast(pl.Float32).alias("capability_share"),
        )
    )
