"""How far apart the capitals of two states lie."""

from __future__ import annotations

import polars as pl

__all__ = ["capital_distances"]

EARTH = 6371.0
"""Mean radius of the Earth in kilometres."""


def capital_distances(capitals: pl.DataFrame, pairs: pl.DataFrame) -> pl.DataFrame:
    """`a`, `b`, `year`, `capital_distance`: great-circle kilometres, for the pairs and years given.

    A state's capital is the one it had on 31 December, or its first where it was not yet a
    state: Belarus voted from 1945.
    """
    seats = capitals.sort("cow", "start").select("cow", "start", "latitude", "longitude")
    years = pl.concat([pairs.select(pl.col(side).alias("cow"), "year") for side in ("a", "b")]).unique()
    dated = years.with_columns(pl.date(pl.col("year").cast(pl.Int32), 12, 31).alias("day")).sort("cow", "day")
    at = dated.join_asof(
        seats.sort("cow", "start"), left_on="day", right_on="start", by="cow", check_sortedness=False
    ).drop("start", "day")
    first = seats.group_by("cow", maintain_order=True).first()
    placed = at.join(first, on="cow", how="left", suffix="_first").select(
        "cow", "year", *(pl.coalesce(c, f"{c}_first").radians().alias(c) for c in ("latitude", "longitude"))
    )
    both = pairs.select("a", "b", "year").join(placed, left_on=("a", "year"), right_on=("cow", "year"), how="left")
    both = both.join(placed, left_on=("b", "year"), right_on=("cow", "year"), how="left", suffix="_b")
    north, far_north = pl.col("latitude"), pl.col("latitude_b")
    half = ((north - far_north) / 2).sin() ** 2 + north.cos() * far_north.cos() * (
        (pl.col("longitude") - pl.col("longitude_b")) / 2
    ).sin() ** 2
    distance = 2 * EARTH * half.clip(0, 1).sqrt().arcsin()
    return both.select("a", "b", "year", distance.round(0).cast(pl.Int16).alias("capital_distance"))
