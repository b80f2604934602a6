"""Russia's trade as the IMF holds it: blanks are missing, groups are marked, 2022 and later are mirror data."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest

from tertius.datasets.imf_russia_trade import IMF_RUSSIA_TRADE

SAMPLE = Path(__file__).parents[1] / "samples" / "imf_russia_trade" / "RU_trade.csv"
TEXT = SAMPLE.read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def trade(real: Callable[..., pl.DataFrame]) -> pl.DataFrame:
    return real(IMF_RUSSIA_TRADE)


def test_it_reads_its_sample_in_long_form():
    frame = IMF_RUSSIA_TRADE.read(SAMPLE)
    assert frame.height == 8 * 9
    assert frame.filter(partner="CHN", flow="imports", year=2023)["value"].item() == 250
    assert frame.filter(partner="CHN", flow="exports", year=2023)["value"].item() == 240


def test_the_byte_order_mark_is_no_part_of_the_first_column():
    assert TEXT.startswith("\ufeff")
    assert IMF_RUSSIA_TRADE.read(SAMPLE)["reporter"].unique().to_list() == ["RUS"]


def test_a_blank_cell_is_null_and_not_zero():
    frame = IMF_RUSSIA_TRADE.read(SAMPLE)
    assert frame.filter(partner="GBR", year=2024)["value"].to_list() == [None]
    assert (frame["value"].drop_nulls() > 0).all()


def test_codes_that_begin_with_g_are_groups_only_when_digits_follow():
    kinds = dict(IMF_RUSSIA_TRADE.read(SAMPLE).select("partner", "kind").unique().rows())
    assert kinds == {
        "CHN": "territory",
        "GBR": "territory",
        "TUV": "territory",
        "G998": "group",
        "GX901": "group",
        "G001": "world",
        "TX898": "unallocated",
    }


def test_figures_from_2022_are_marked_as_mirror_data():
    frame = IMF_RUSSIA_TRADE.read(SAMPLE)
    assert frame.filter("mirror")["year"].unique().sort().to_list() == [2022, 2023, 2024]


def test_a_repeated_row_is_refused(refuses):
    refuses(IMF_RUSSIA_TRADE, TEXT + TEXT.splitlines()[-1] + "\n", "one row per")


def test_an_unknown_flow_is_refused(refuses):
    refuses(IMF_RUSSIA_TRADE, TEXT.replace('"XG_FOB_USD"', '"XG_FOB_EUR"'), "INDICATOR.ID is one of")


def test_another_scale_is_refused(refuses):
    assert refuses(IMF_RUSSIA_TRADE, TEXT.replace('"6","Millions"', '"3","Thousands"'), "SCALE.ID is one of").row == 2


def test_another_reporter_is_refused(refuses):
    refuses(IMF_RUSSIA_TRADE, TEXT.replace('"RUS","Russian', '"BLR","Russian'), "reporter is one of")


def test_an_unknown_kind_of_partner_is_refused(refuses):
    assert refuses(IMF_RUSSIA_TRADE, TEXT.replace('"TX898"', '"ZZ9"'), "kind is never null").row == 6


def test_text_in_a_year_is_refused(refuses):
    error = refuses(IMF_RUSSIA_TRADE, TEXT.replace('"0.002"', '"n.a."'), "2017 is a number")
    assert error.row == 8


def test_a_missing_year_is_refused(refuses):
    refuses(IMF_RUSSIA_TRADE, TEXT.replace('"2024"', '"2024 Q4"'), r"columns \['2024'\] must be there")


def test_a_file_cut_short_is_refused(refuses):
    refuses(IMF_RUSSIA_TRADE, TEXT[:-40], "whole, readable file")


def test_a_web_page_is_refused(refuses):
    refuses(IMF_RUSSIA_TRADE, "<!DOCTYPE html><p>Access denied</p>", "a table with a header line")


def test_another_encoding_is_refused(refuses):
    content = TEXT.removeprefix("\ufeff").replace("Tuvalu", "T\u00favalu").encode("latin1")
    assert refuses(IMF_RUSSIA_TRADE, content, "utf-8 text").row == 8


def test_the_real_file_has_the_rows_and_years_of_the_manifest(trade):
    assert trade.select("partner", "flow").unique().height == 470
    assert trade.height == 470 * 9
    assert (trade["year"].min(), trade["year"].max()) == (2016, 2024)


def test_some_cells_of_2024_are_blank(trade):
    assert trade.filter(year=2024)["value"].null_count() == 93


def test_groups_and_territories_together_count_trade_more_than_once(trade):
    year = trade.filter(year=2021, flow="exports")
    world = year.filter(kind="world")["value"].item()
    parts = year.filter(pl.col("kind").is_in(["territory", "unallocated"]))["value"].sum()
    assert parts == pytest.approx(world, rel=0.001)
    assert year.filter(pl.col("kind") != "world")["value"].sum() > 2 * world


def test_values_are_millions_of_dollars(trade):
    # Russia's exports of 2021 were close to half a trillion dollars.
    world = trade.filter(year=2021, flow="exports", kind="world")["value"].item()
    assert 4.5e5 < world < 5.5e5


def test_imports_are_cif_and_exports_fob():
    assert "(CIF)" in IMF_RUSSIA_TRADE.columns["flow"].about
    assert "(FOB)" in IMF_RUSSIA_TRADE.columns["flow"].about
