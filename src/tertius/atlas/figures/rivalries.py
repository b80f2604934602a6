"""Years in which two states were strategic rivals: `rivalries.csv`, one row a pair and stretch of years."""

from __future__ import annotations

import csv
from functools import cache
from importlib import resources

import polars as pl

__all__ = ["FIRST_YEAR", "LAG_DAYS", "LAST_YEAR", "open_rivalries", "rivalry_spells"]

FIRST_YEAR, LAST_YEAR = 1946, 2020
"""Whole years of the list; a rivalry that lasts to 2020 was still open when it was closed."""

LAG_DAYS = 30


def open_rivalries(rivalries: pl.DataFrame) -> pl.DataFrame:
    """`a`, `b`, `first`, `last` of every rivalry that was open in a year covered; the smaller code is `a`."""
    return (
        rivalries.filter(pl.col("last_year") >= FIRST_YEAR)
        .select(
            pl.min_horizontal("cow_a", "cow_b").cast(pl.Int32).alias("a"),
            pl.max_horizontal("cow_a", "cow_b").cast(pl.Int32).alias("b"),
            pl.col("first_year").cast(pl.Int32).clip(FIRST_YEAR).alias("first"),
            pl.col("last_year").cast(pl.Int32).alias("last"),
        )
        .unique()
        .sort("a", "b", "first")
    )


@cache
def rivalry_spells() -> tuple[tuple[int, int, int, int], ...]:
    """Every row of the table: two states, the first and the last year; 1946 where it began before."""
    text = resources.files("tertius.atlas.figures").joinpath("rivalries.csv").read_text(encoding="utf-8")
    rows = csv.DictReader(text.splitlines())
    return tuple((int(r["a"]), int(r["b"]), int(r["first"]), int(r["last"])) for r in rows)
