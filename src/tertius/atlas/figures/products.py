"""What two states sell each other, good by good, and how large their economies are."""

from __future__ import annotations

import polars as pl

from tertius.atlas.figures.codes import coded

__all__ = ["economies", "product_shares"]

DIGITS = 6

FUELS = 27
"""Chapter of the Harmonized System."""


def product_shares(trade: pl.DataFrame) -> pl.DataFrame:
    """Each good's share in the flow from one state to another, and that flow's size.

    `exporter`, `importer` (COW codes), `year`, `good`, `share` (0 to 1) and `flow` (US$ billion,
    the whole flow, the same on every row of it). A good is a four-digit heading of the
    Harmonized System; in chapter 27 a six-digit one, which tells piped gas from shipped gas.
    """
    known = coded(coded(trade, "exporter", year="year", into="from"), "importer", year="year", into="to")
    keys = ("from", "to", "year")
    goods = (
        known.with_columns(
            pl.when(pl.col("hs6") // 10_000 == FUELS).then("hs6").otherwise(pl.col("hs6") // 100).alias("good")
        )
        .sort(*keys, "hs6")
        .group_by(*keys, "good", maintain_order=True)
        .agg(pl.col("trade_thousands").sum())
    )
    whole = pl.col("trade_thousands").sum().over(keys)
    return goods.select(
        pl.col("from").alias("exporter"),
        pl.col("to").alias("importer"),
        "year",
        "good",
        (pl.col("trade_thousands") / whole).round(DIGITS).alias("share"),
        (whole / 1e6).round(1).alias("flow"),
    ).sort("exporter", "importer", "year", "good")


def economies(trade: pl.DataFrame) -> pl.DataFrame:
    """`state`, `year` and `gdp` in current US$ billion, for the economies of the gravity data."""
    sides = pl.concat(
        [
            trade.select(pl.col(side).alias("iso3"), "year", pl.col(f"gdp_{side}").round(0).alias("gdp"))
            for side in ("exporter", "importer")
        ]
    ).drop_nulls()
    known = coded(sides, "iso3", year="year", into="state").drop_nulls("state")
    return known.group_by("state", "year").agg(pl.col("gdp").max()).sort("state", "year")
