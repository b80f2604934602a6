"""US Census trade: months in rows, groups marked, and no zeros for months that had not happened."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest

from tertius.datasets.us_census_trade import US_CENSUS_TRADE

CSV = Path(__file__).parents[1] / "samples" / "us_census_trade" / "country.csv"
Rows = list[list[str]]
ROWS: Rows = list(csv.reader(CSV.read_text(encoding="utf-8").splitlines()))


def row_of(code: str, name: str, january: str = "1.0") -> list[str]:
    """One more line of 2022."""
    return ["2022", code, name, january, *ROWS[1][4:]]


@pytest.fixture(scope="session")
def trade(real: Callable[..., pl.DataFrame]) -> pl.DataFrame:
    return real(US_CENSUS_TRADE)


@pytest.fixture
def book(tmp_path: Path, workbook: Callable[[Path, str, Rows], Path]) -> Callable[..., bytes]:
    def of(rows: Rows, sheet: str = "country") -> bytes:
        return workbook(tmp_path / "made.xlsx", sheet, rows).read_bytes()

    return of


@pytest.fixture
def sample(tmp_path: Path, book: Callable[..., bytes]) -> pl.DataFrame:
    path = tmp_path / "sample.xlsx"
    path.write_bytes(book(ROWS))
    return US_CENSUS_TRADE.read(path)


def test_it_reads_its_sample(sample):
    assert sample.height == 7 * 12 + 1
    assert sample.filter(partner="5700", year=2022, month=3).select("imports", "exports").row(0) == (12.0, 5.5)


def test_2023_is_january_only(sample):
    assert sample.filter(year=2023).select("month", "imports", "exports").rows() == [(1, 38.0, 13.0)]


def test_year_totals_are_no_month(sample):
    assert sample.filter(partner="5700", year=2022)["imports"].max() == 21.0


def test_groups_the_world_and_unallocated_trade_are_marked(sample):
    kinds = dict(sample.select("partner", "kind").unique().rows())
    assert kinds == {
        "5700": "territory",
        "4621": "territory",
        "4610": "territory",
        "0003": "group",
        "0004": "group",
        "0015": "world",
        "8220": "unallocated",
    }


def test_a_repeated_row_is_refused(book, refuses):
    error = refuses(US_CENSUS_TRADE, book([*ROWS, ROWS[-1]]), "one row per", name="sample.xlsx")
    assert error.row == 9


def test_an_unknown_kind_of_code_is_refused(book, refuses):
    rows = [*ROWS, row_of("9999", "Atlantis")]
    refuses(US_CENSUS_TRADE, book(rows), "kind is never null", name="sample.xlsx")


def test_text_for_a_number_is_refused(book, refuses):
    rows = [*ROWS, row_of("1220", "Canada", january="(D)")]
    assert refuses(US_CENSUS_TRADE, book(rows), "IJAN is a number", name="sample.xlsx").row == 10


def test_a_newer_release_is_refused_until_its_last_month_is_declared(book, refuses):
    february = ROWS[0].index("IFEB")
    rows = [*ROWS[:-1], [*ROWS[-1][:february], "31.5", *ROWS[-1][february + 1 :]]]
    error = refuses(US_CENSUS_TRADE, book(rows), "nothing but zeros after month 1 of 2023", name="sample.xlsx")
    assert error.row == 9


def test_a_renamed_column_is_refused(book, refuses):
    rows = [["Year", *ROWS[0][1:]], *ROWS[1:]]
    refuses(US_CENSUS_TRADE, book(rows), r"columns \['year'\] must be there", name="sample.xlsx")


def test_another_sheet_is_refused(book, refuses):
    refuses(US_CENSUS_TRADE, book(ROWS, sheet="Sheet1"), "whole, readable file", name="sample.xlsx")


def test_a_file_cut_short_or_of_another_kind_is_refused(book, refuses):
    for content in (book(ROWS)[:900], b"<html>moved</html>", "year,CTY_CODE".encode("utf-16"), b""):
        refuses(US_CENSUS_TRADE, content, "whole, readable file", name="sample.xlsx")


def test_the_real_file_has_the_rows_and_years_of_the_manifest(trade):
    assert trade.select("partner", "year").unique().height == 8_474
    assert (trade["year"].min(), trade["year"].max()) == (1985, 2023)
    assert trade.filter(year=2023)["month"].unique().to_list() == [1]
    assert trade.height == (8_474 - 245) * 12 + 245


def test_territories_add_up_to_the_world_and_groups_count_them_again(trade):
    year = trade.filter(year=2021).group_by("kind").agg(pl.col("imports").sum())
    total = dict(year.rows())
    assert total["territory"] + total.get("unallocated", 0.0) == pytest.approx(total["world"], rel=1e-6)
    assert total["group"] > total["world"]


def test_values_are_nominal_millions(trade):
    # The United States imported goods for 3.2 trillion dollars in 2022.
    world = trade.filter(year=2022, kind="world")["imports"].sum()
    assert world == pytest.approx(3.2e6, rel=0.02)


def test_only_one_of_the_two_worlds_is_the_world_not_seasonally_adjusted(trade):
    worlds = trade.filter(pl.col("partner_name").str.starts_with("World")).select("partner", "partner_name", "kind")
    assert set(worlds.unique().rows()) == {
        ("0004", "World, Seasonally Adjusted", "group"),
        ("0015", "World, Not Seasonally Adjusted", "world"),
    }


def test_the_soviet_union_and_russia_both_trade_in_1992(trade):
    year = trade.filter(year=1992).group_by("partner").agg(pl.col("exports").sum())
    exports = dict(year.rows())
    assert exports["4610"] > 0
    assert exports["4621"] > 0
