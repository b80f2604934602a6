"""Published ideal points, one column a release: releases are not on one scale and are never mixed."""

from __future__ import annotations

import polars as pl

__all__ = ["positions"]

DIGITS = 4

_RELEASES = {
    "un_ideal_points_2020": "ideal_point",
    "un_ideal_points_2024": "ideal_point",
    "un_ideal_points_2025": "ideal_point_fp",
}


def positions(releases: dict[str, pl.DataFrame]) -> pl.DataFrame:
    """Per state and year the estimate of each release; the last is on final-passage votes only."""
    found: pl.DataFrame | None = None
    for key, column in _RELEASES.items():
        name = f"ideal_point_{key[-4:]}"
        one = (
            releases[key]
            .filter(pl.col(column).is_not_null())
            .select(pl.col("cow").alias("state"), "year", pl.col(column).round(DIGITS).cast(pl.Float32).alias(name))
        )
        found = one if found is None else found.join(one, on=("state", "year"), how="full", coalesce=True)
    assert found is not None
    return found
