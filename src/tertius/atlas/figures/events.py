"""Monthly scores of China's dealings with 25 partners, from two event databases side by side."""

from __future__ import annotations

import polars as pl

from tertius.atlas.figures.codes import coded

__all__ = ["event_months"]

CHINA = 710
DIGITS = 2


def event_months(gdelt: pl.DataFrame, icews: pl.DataFrame) -> pl.DataFrame:
    """One row a pair and month, `a`, `b`, `month`, `gdelt_score`, `icews_score`: both directions together."""
    named = [_months(frame, f"{name}_score") for name, frame in (("gdelt", gdelt), ("icews", icews))]
    return named[0].join(named[1], on=("a", "b", "month"), how="full", coalesce=True).sort("a", "b", "month")


def _months(scores: pl.DataFrame, name: str) -> pl.DataFrame:
    dated = scores.filter(pl.col("direction") == "both").with_columns(pl.col("month").dt.year().alias("year"))
    other, china = pl.col("code"), pl.lit(CHINA, pl.Int16)
    return (
        coded(dated, "partner", year="year", into="code")
        .filter(pl.col("score").is_not_null())
        .select(
            pl.min_horizontal(other, china).alias("a"),
            pl.max_horizontal(other, china).alias("b"),
            "month",
            pl.col("score").round(DIGITS).cast(pl.Float32).alias(name),
        )
    )
