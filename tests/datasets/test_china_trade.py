"""China's trade with 25 partners: both flows in millions, an unbalanced panel, no covariates."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import polars as pl
import pytest

from tertius.datasets.china_trade import CHINA_TRADE

SAMPLE = Path(__file__).parents[1] / "samples" / "china_trade" / "panel_clean.csv"
TEXT = SAMPLE.read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def trade(real: Callable[..., pl.DataFrame]) -> pl.DataFrame:
    return real(CHINA_TRADE)


def test_it_reads_its_sample():
    row = CHINA_TRADE.read(SAMPLE).row(0, named=True)
    assert row == {
        "partner": "RU",
        "partner_name": "Russia",
        "month": date(2002, 1, 1),
        "exports": 200.5,
        "imports": 450.25,
    }


def test_covariates_and_the_total_are_left_out():
    assert CHINA_TRADE.read(SAMPLE).columns == ["partner", "partner_name", "month", "exports", "imports"]


def test_a_repeated_row_is_refused(refuses):
    assert refuses(CHINA_TRADE, TEXT + TEXT.splitlines()[-1] + "\n", "one row per").row == 9


def test_an_unknown_partner_is_refused_also_namibia_whose_code_reads_na(refuses):
    error = refuses(CHINA_TRADE, TEXT.replace("IR,Iran,2016", "NA,Namibia,2016"), "partner is one of")
    assert "NA" in error.found


@pytest.mark.parametrize("month", ["2002-13-01", "2002-01-15", "Jan 2002", ""])
def test_what_is_not_the_first_of_a_month_is_refused(month: str, refuses):
    assert refuses(CHINA_TRADE, TEXT.replace("2002-01-01", month, 1), "month is never null").row == 2


def test_a_negative_value_is_refused(refuses):
    refuses(CHINA_TRADE, TEXT.replace("190,400", "-190,400"), "exports is at least 0")


def test_text_for_a_number_is_refused(refuses):
    refuses(CHINA_TRADE, TEXT.replace("190,400", "190m,400"), "Trade_Exports is a number")


def test_a_renamed_column_is_refused(refuses):
    refuses(CHINA_TRADE, TEXT.replace("Trade_Imports", "Imports"), r"columns \['Trade_Imports'\] must be there")


def test_a_file_cut_short_is_refused(refuses):
    refuses(CHINA_TRADE, TEXT[: TEXT.rindex("2023-10") + 12], "is never null")


def test_a_web_page_is_refused(refuses):
    refuses(CHINA_TRADE, "<html><body>404</body></html>", "a table with a header line")


def test_another_encoding_is_refused(refuses):
    refuses(CHINA_TRADE, TEXT.replace("Iran", "Ir\u00e1n").encode("latin1"), "utf-8 text")


def test_the_real_file_has_the_rows_and_months_of_the_manifest(trade):
    assert trade.height == 6_685
    assert (trade["month"].min(), trade["month"].max()) == (date(2002, 1, 1), date(2025, 10, 1))
    assert trade["partner"].n_unique() == 25


def test_the_panel_is_unbalanced_as_the_manifest_says(trade):
    span = {p: (a, b) for p, a, b in trade.group_by("partner").agg(a=pl.min("month"), b=pl.max("month")).rows()}
    assert span["RU"][1] == date(2025, 9, 1)
    assert span["IN"][0] == date(2004, 4, 1)
    assert (span["IR"][0].year, span["IR"][1].year) == (2016, 2023)
    assert span["AE"][1] == span["VN"][1] == date(2024, 3, 1)


def test_values_are_millions_as_china_reports_them(trade):
    # China's customs gave the trade with Russia in 2023 as 240 billion dollars.
    year = trade.filter(pl.col("partner") == "RU", pl.col("month").dt.year() == 2023)
    assert year["exports"].sum() + year["imports"].sum() == pytest.approx(240_000, rel=0.02)
    assert "FOB" in CHINA_TRADE.columns["exports"].about
    assert "CIF" in CHINA_TRADE.columns["imports"].about
