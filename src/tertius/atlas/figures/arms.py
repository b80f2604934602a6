"""Who arms whom: shares of five years' deliveries of major arms."""

from __future__ import annotations

import polars as pl

from tertius.atlas.figures.codes import coded

__all__ = ["RETIREMENT", "arms_concentration", "arms_shares", "arms_stocks", "importers"]

WINDOW = 5
FIRST, LAST = 1950, 2025
DIGITS = 4

RETIREMENT = 0.05
"""Share of a stock of arms that is retired each year: a convention of this project."""


def arms_shares(orders: pl.DataFrame) -> pl.DataFrame:
    """Per pair and year each one's share in the other's arms imports over the five years to it.

    One row for every pair of which either imported from the other in those years.
    """
    shares = _shares(orders).drop_nulls("supplier")
    one = shares.rename({"recipient": "a", "supplier": "b", "share": "arms_share_a"}).filter(pl.col("a") < pl.col("b"))
    two = shares.rename({"recipient": "b", "supplier": "a", "share": "arms_share_b"}).filter(pl.col("a") < pl.col("b"))
    return one.join(two, on=("a", "b", "year"), how="full", coalesce=True).select(
        "a", "b", "year", "arms_share_a", "arms_share_b"
    )


def arms_concentration(orders: pl.DataFrame) -> pl.DataFrame:
    """Per state and year the Herfindahl concentration of its arms imports over suppliers."""
    return (
        _shares(orders)
        .sort("share")
        .group_by(pl.col("recipient").alias("state"), "year")
        .agg((pl.col("share").cast(pl.Float64) ** 2).sum().round(DIGITS).cast(pl.Float32).alias("arms_hhi"))
    )


def importers(orders: pl.DataFrame) -> pl.DataFrame:
    """State-years in which a state had received any arms in five years: the base of every share."""
    return _shares(orders).select(pl.col("recipient").alias("state"), "year").unique()


def arms_stocks(orders: pl.DataFrame) -> pl.DataFrame:
    """Each supplier's share in what a state has received since 1950 and not retired: `RETIREMENT` a year.

    Spare parts and training tie a state to what stands in its depots, not to last year's
    deliveries. One row a state, supplier and year in which the share is at least a thousandth.
    """
    delivered = _delivered(orders)
    last = pl.lit(LAST + 1)
    age = pl.col("year") - pl.col("delivered")
    kept = (
        delivered.with_columns(pl.int_ranges(pl.col("delivered"), last).alias("year"))
        .explode("year")
        .with_columns(pl.col("tiv") * (1 - RETIREMENT) ** age)
    )
    return (
        _yearly(kept)
        .filter(pl.col("supplier").is_not_null() & (pl.col("share") >= 0.001))
        .select(pl.col("recipient").alias("state"), "supplier", "year", "share")
        .sort("state", "supplier", "year")
    )


def _shares(orders: pl.DataFrame) -> pl.DataFrame:
    """`recipient`, `supplier` (null for what is no state), `year`, `share` of the recipient's five-year total.

    An order's volume is spread evenly over its years of delivery.
    """
    counted = (
        _delivered(orders)
        .with_columns(pl.int_ranges(pl.col("delivered"), pl.col("delivered") + WINDOW).alias("year"))
        .explode("year")
        .filter(pl.col("year").is_between(FIRST + WINDOW - 1, LAST))
    )
    return _yearly(counted)


def _delivered(orders: pl.DataFrame) -> pl.DataFrame:
    """`to`, `source`, `tiv` and the year in which it was `delivered`: an order a row and year of delivery."""
    return (
        orders.filter(pl.col("tiv_delivered").is_not_null() & pl.col("delivery_years").is_not_null())
        .select(
            pl.col("recipient").alias("to"),
            pl.col("supplier").alias("source"),
            (pl.col("tiv_delivered") / pl.col("delivery_years").list.len()).alias("tiv"),
            pl.col("delivery_years").alias("delivered"),
        )
        .explode("delivered")
    )


def _yearly(counted: pl.DataFrame) -> pl.DataFrame:
    """Volumes by recipient, supplier and year as shares of the recipient's total of the year."""
    known = coded(coded(counted, "to", year="year", into="recipient"), "source", year="year", into="supplier")
    yearly = (
        known.filter(pl.col("recipient").is_not_null())
        .group_by("recipient", "supplier", "year")
        .agg(pl.col("tiv").sort().sum())
        .sort("recipient", "supplier", "year")
    )
    total = pl.col("tiv").sum().over("recipient", "year")
    return (
        yearly.with_columns((pl.col("tiv") / total).round(DIGITS).cast(pl.Float32).alias("share"))
        .filter(total > 0)
        .select("recipient", "supplier", pl.col("year").cast(pl.Int16), "share")
    )
