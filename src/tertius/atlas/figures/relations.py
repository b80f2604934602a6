"""Tsinghua's scores of China's relations, brought to yearly bands: a comparison, not the table."""

from __future__ import annotations

import polars as pl

from tertius.atlas.figures.codes import coded

__all__ = ["relation_bands"]

CHINA = 710
MONTHS = 12


def relation_bands(scores: pl.DataFrame) -> pl.DataFrame:
    """Per partner and full year the band of the year's mean score.

    The authors' six degrees, each three points wide: -3 confrontation, -2 tension,
    -1 bad, 0 ordinary, 1 good, 2 friendship.
    """
    band = (pl.col("score").mean() / 3).floor().clip(-3, 2).cast(pl.Int8)
    yearly = scores.with_columns(pl.col("month").dt.year().cast(pl.Int16).alias("year"))
    return (
        coded(yearly, "partner", year="year", into="code")
        .group_by(pl.col("code").alias("partner"), "year")
        .agg(band.alias("tsinghua_band"), pl.len().alias("months"))
        .filter(pl.col("months") == MONTHS)
        .select(
            pl.min_horizontal("partner", pl.lit(CHINA, pl.Int16)).alias("a"),
            pl.max_horizontal("partner", pl.lit(CHINA, pl.Int16)).alias("b"),
            "year",
            "tsinghua_band",
        )
    )
