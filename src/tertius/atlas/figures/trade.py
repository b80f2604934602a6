"""Shares in each other's trade: from one table of all pairs to 2014, from national figures after it."""

from __future__ import annotations

import polars as pl

from tertius.atlas.figures.codes import coded

__all__ = [
    "baci_balances",
    "census_shares",
    "china_shares",
    "cow_trade_concentration",
    "cow_trade_shares",
    "imf_shares",
]

UNITED_STATES, RUSSIA, CHINA = 2, 365, 710
DIGITS = 5
MONTHS = 12

MACAO = "MAC"
"""ISO's code of Macao is COW's abbreviation of North Macedonia: among ISO codes it means no state."""


def cow_trade_shares(trade: pl.DataFrame) -> pl.DataFrame:
    """Each one's share in the other's total goods trade.

    A pair's trade is known when both directions are; a state's total is the sum over the
    partners with which it is known.
    """
    both = _both_ways(trade)
    totals = _totals(both)
    return (
        both.join(totals.rename({"state": "a", "total": "total_a"}), on=("a", "year"))
        .join(totals.rename({"state": "b", "total": "total_b"}), on=("b", "year"))
        .select(
            "a",
            "b",
            "year",
            _share("total_a").alias("trade_share_a"),
            _share("total_b").alias("trade_share_b"),
        )
    )


def cow_trade_concentration(trade: pl.DataFrame) -> pl.DataFrame:
    """Per state and year: Herfindahl concentration of trade over partners, and how many there are."""
    both = _both_ways(trade)
    each_way = pl.concat(
        [
            both.select(pl.col("a").alias("state"), "year", "value"),
            both.select(pl.col("b").alias("state"), "year", "value"),
        ]
    )
    total = pl.col("value").sum()
    return (
        each_way.filter(pl.col("value") > 0)
        .group_by("state", "year")
        .agg(
            ((pl.col("value") / total) ** 2).sum().round(DIGITS).cast(pl.Float32).alias("trade_hhi"),
            pl.len().cast(pl.Int16).alias("trade_partners"),
        )
    )


def imf_shares(trade: pl.DataFrame) -> pl.DataFrame:
    """Every partner's share in Russia's trade; a year counts when both flows are there."""
    known = (
        trade.group_by("partner", "kind", "year")
        .agg(pl.col("value").sum(), pl.col("value").is_not_null().sum().alias("flows"))
        .filter(pl.col("flows") == 2)
    )
    world = known.filter(pl.col("kind") == "world").select("year", pl.col("value").alias("total"))
    partners = known.filter((pl.col("kind") == "territory") & (pl.col("partner") != MACAO)).join(world, on="year")
    return _one_sided(partners, "imf_trade_share", "partner", of=RUSSIA)


def census_shares(trade: pl.DataFrame) -> pl.DataFrame:
    """Every partner's share in the trade of the United States; only years with twelve months."""
    yearly = (
        trade.group_by("partner_name", "kind", "year")
        .agg((pl.col("imports") + pl.col("exports")).sum().alias("value"), pl.col("month").n_unique().alias("months"))
        .filter(pl.col("months") == MONTHS)
    )
    world = yearly.filter(pl.col("kind") == "world").select("year", pl.col("value").alias("total"))
    partners = yearly.filter(pl.col("kind") == "territory").join(world, on="year")
    return _one_sided(partners, "census_trade_share", "partner_name", of=UNITED_STATES)


def china_shares(trade: pl.DataFrame) -> pl.DataFrame:
    """China's reported trade with each of 25 partners in US$ billion, and each one's share in their sum.

    Only partners with twelve months in a year count in it, so the sum leaves most of
    the world out and the share is an upper bound.
    """
    yearly = (
        trade.group_by("partner", pl.col("month").dt.year().cast(pl.Int64).alias("year"))
        .agg((pl.col("exports") + pl.col("imports")).sum().alias("value"), pl.col("month").n_unique().alias("months"))
        .filter(pl.col("months") == MONTHS)
    )
    partners = yearly.join(yearly.group_by("year").agg(pl.col("value").sum().alias("total")), on="year")
    amounts = _sided(partners, "partner", of=CHINA).select(
        "a", "b", "year", (pl.col("value") / 1000).round(1).cast(pl.Float32).alias("china_trade_usd")
    )
    return _one_sided(partners, "china_trade_share", "partner", of=CHINA).join(amounts, on=("a", "b", "year"))


def baci_balances(trade: pl.DataFrame) -> pl.DataFrame:
    """(flow a to b - flow b to a) / their sum, for pairs with both flows; a ratio, so no unit."""
    known = coded(coded(trade, "exporter", year="year", into="source"), "importer", year="year", into="target")
    flows = known.select("source", "target", "year", pl.col("trade_thousands").alias("flow")).drop_nulls()
    back = flows.rename({"source": "target", "target": "source", "flow": "back"})
    balance = (pl.col("flow") - pl.col("back")) / (pl.col("flow") + pl.col("back"))
    return (
        flows.join(back, on=("source", "target", "year"))
        .filter(pl.col("source") < pl.col("target"))
        .select(
            pl.col("source").alias("a"),
            pl.col("target").alias("b"),
            pl.col("year").cast(pl.Int16),
            balance.round(4).cast(pl.Float32).alias("baci_balance"),
        )
    )


def _both_ways(trade: pl.DataFrame) -> pl.DataFrame:
    """Per pair and year the sum of both flows, where both are known."""
    return (
        trade.filter((pl.col("year") >= 1946) & pl.col("imports").is_not_null())
        .select(
            pl.min_horizontal("importer", "exporter").cast(pl.Int16).alias("a"),
            pl.max_horizontal("importer", "exporter").cast(pl.Int16).alias("b"),
            pl.col("year").cast(pl.Int16),
            "imports",
        )
        .group_by("a", "b", "year")
        .agg(pl.col("imports").sort().sum().alias("value"), pl.len().alias("flows"))
        .filter(pl.col("flows") == 2)
        .sort("a", "b", "year")
    )


def _totals(both: pl.DataFrame) -> pl.DataFrame:
    sides = [both.select(pl.col(side).alias("state"), "year", "value") for side in ("a", "b")]
    return pl.concat(sides).group_by("state", "year").agg(pl.col("value").sort().sum().alias("total"))


def _share(total: str) -> pl.Expr:
    return pl.when(pl.col(total) > 0).then(pl.col("value") / pl.col(total)).round(DIGITS).cast(pl.Float32)


def _one_sided(partners: pl.DataFrame, measure: str, name: str, *, of: int) -> pl.DataFrame:
    """The partners' shares in one state's trade, in the column of whichever side that state is on."""
    share = (pl.col("value") / pl.col("total")).round(DIGITS).cast(pl.Float32)
    return _sided(partners, name, of=of).select(
        "a",
        "b",
        "year",
        pl.when(pl.col("a") == of).then(share).alias(f"{measure}_a"),
        pl.when(pl.col("b") == of).then(share).alias(f"{measure}_b"),
    )


def _sided(partners: pl.DataFrame, name: str, *, of: int) -> pl.DataFrame:
    """`value` and `total` by pair and year; a partner that is no state is left out.

    Partners that are one state in that year are added up: the Census Bureau lists the
    USSR, empty, beside Russia until 1996.
    """
    other = pl.col("partner_code")
    return (
        coded(partners, name, year="year", into="partner_code")
        .filter(other.is_not_null() & (other != of))
        .group_by(
            pl.min_horizontal(other, pl.lit(of, pl.Int16)).alias("a"),
            pl.max_horizontal(other, pl.lit(of, pl.Int16)).alias("b"),
            pl.col("year").cast(pl.Int16),
        )
        .agg(pl.col("value").sort().sum(), pl.col("total").first())
    )
