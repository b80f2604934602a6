"""Shares of goods in a flow, and economies: by hand from a few rows."""

from __future__ import annotations

import polars as pl
import pytest

from tertius.atlas.figures.arms import RETIREMENT, arms_stocks
from tertius.atlas.figures.products import economies, product_shares


def trade(rows):
    names = ("exporter", "importer", "year", "hs6", "trade_thousands")
    kinds = (pl.String, pl.String, pl.Int16, pl.Int32, pl.Float64)
    return pl.DataFrame(rows, schema=dict(zip(names, kinds, strict=True)), orient="row")


def test_six_digits_are_summed_to_four_but_for_fuels():
    found = product_shares(
        trade(
            [
                ("RUS", "CHN", 2021, 270900, 6e6),
                ("RUS", "CHN", 2021, 271121, 1e6),
                ("RUS", "CHN", 2021, 440710, 2e6),
                ("RUS", "CHN", 2021, 440799, 1e6),
            ]
        )
    )
    assert dict(found.select("good", "share").iter_rows()) == {270900: 0.6, 271121: 0.1, 4407: 0.3}
    assert found["flow"].to_list() == [10.0] * 3
    assert found.select("exporter", "importer").unique().rows() == [(365, 710)]


def test_shares_of_a_flow_sum_to_one(shipped):
    sums = shipped.table("products").group_by("exporter", "importer", "year").agg(pl.col("share").sum()).collect()
    assert sums.height == 14
    assert sums["share"].to_list() == pytest.approx([1.0] * 14, abs=1e-3)


def test_an_economy_is_one_figure_a_year(shipped):
    gdp = shipped.table("economies").filter(pl.col("year") == 2021).collect()
    found = dict(gdp.select("state", "gdp").iter_rows())
    # World Bank, current US$ billion, 2021: Russia 1,776 to 1,837, China 17,734, United States 22,996 to 23,681.
    assert found[365] == pytest.approx(1_800, rel=0.05)
    assert found[710] == pytest.approx(17_734, rel=0.02)


def test_an_economy_that_was_not_measured_has_no_row():
    kinds = {"exporter": pl.String, "importer": pl.String, "year": pl.Int16, "gdp_exporter": pl.Float64}
    rows = pl.DataFrame([("RUS", "CHN", 2021, 1776.4, None)], schema=kinds | {"gdp_importer": pl.Float64}, orient="row")
    assert economies(rows).rows() == [(365, 2021, 1776.0)]


def test_old_arms_weigh_less_in_a_stock():
    orders = pl.DataFrame(
        {
            "recipient": ["China", "China"],
            "supplier": ["Russia", "United States"],
            "tiv_delivered": [100.0, 100.0],
            "delivery_years": [[2000], [2010]],
        }
    )
    found = arms_stocks(orders).filter(pl.col("year") == 2010)
    share = dict(found.select("supplier", "share").iter_rows())
    old = (1 - RETIREMENT) ** 10
    assert share[365] == pytest.approx(old / (1 + old), abs=1e-4)
    assert share[2] == pytest.approx(1 / (1 + old), abs=1e-4)
