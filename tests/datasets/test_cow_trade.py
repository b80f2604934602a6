"""COW trade: imports of the first state from the second; missing stays missing."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pandas as pd
import polars as pl
import pytest
import rdata

from tertius.datasets.cow_trade import COW_TRADE
from tertius.errors import DataContractError

ROWS = pd.read_csv(Path(__file__).parents[1] / "samples" / "cow_trade" / "cow_trade_ddy.csv", dtype="float64")
Real = Callable[..., pl.DataFrame]


@pytest.fixture(scope="session")
def trade(real: Real) -> pl.DataFrame:
    return real(COW_TRADE)


def saved(tmp_path: Path, change: Callable[[pd.DataFrame], pd.DataFrame]) -> bytes:
    """The sample, changed, as R would save it."""
    path = tmp_path / "changed.rds"
    rdata.write_rds(path, change(ROWS))
    return path.read_bytes()


@pytest.fixture
def sample(tmp_path: Path) -> pl.DataFrame:
    path = tmp_path / "sample.rds"
    rdata.write_rds(path, ROWS)
    return COW_TRADE.read(path)


def test_it_reads_its_sample(sample):
    assert sample.filter(importer=2, exporter=365, year=1992)["imports"].item() == 500.0
    assert sample.filter(importer=365, exporter=2, year=1992)["imports"].item() == 2000.0


def test_missing_trade_is_null_and_no_trade_is_zero(sample):
    assert sample.filter(importer=2, exporter=20)["imports"].item() is None
    assert sample.filter(importer=2, exporter=31)["imports"].item() == 0.0


def test_the_interpolated_flow_is_not_read_for_a_missing_one(sample):
    assert ROWS["smoothflow1"].notna().all()
    assert sample["imports"].null_count() == 2
    assert set(COW_TRADE.columns) == {"importer", "exporter", "year", "imports"}


def test_a_repeated_row_is_refused(tmp_path, refuses):
    content = saved(tmp_path, lambda f: pd.concat([f, f.tail(1)], ignore_index=True))
    error = refuses(COW_TRADE, content, "one row per", name="sample.rds")
    assert error.row == 8


def test_minus_nine_is_refused_as_a_value(tmp_path, refuses):
    content = saved(tmp_path, lambda f: f.assign(flow1=f.flow1.fillna(-9.0)))
    assert refuses(COW_TRADE, content, "imports is at least 0", name="sample.rds").row == 5


def test_a_year_outside_the_version_is_refused(tmp_path, refuses):
    content = saved(tmp_path, lambda f: f.assign(year=f.year + 10))
    refuses(COW_TRADE, content, "year is at most 2014", name="sample.rds")


def test_a_renamed_column_is_refused(tmp_path, refuses):
    content = saved(tmp_path, lambda f: f.rename(columns={"flow1": "imports1"}))
    assert "imports1" in refuses(COW_TRADE, content, r"columns \['flow1'\] must be there", name="sample.rds").found


def test_a_file_cut_short_or_of_another_kind_is_refused(tmp_path, refuses):
    whole = saved(tmp_path, lambda f: f)
    for content in (whole[: len(whole) // 2], b"<!DOCTYPE html>", "ccode,year".encode("utf-16"), b""):
        refuses(COW_TRADE, content, "whole, readable file", name="sample.rds")


def test_a_file_that_is_not_there_is_refused(tmp_path):
    with pytest.raises(DataContractError):
        COW_TRADE.read(tmp_path / "nowhere.rds")


def test_the_real_file_has_the_rows_and_years_of_the_manifest(trade):
    assert trade.height == 1_347_308
    assert (trade["year"].min(), trade["year"].max()) == (1870, 2014)


def test_flow1_is_what_the_first_state_imports_from_the_second(trade):
    # United States imports from China in 2014 were several times its exports there.
    pair = trade.filter(pl.col("year") == 2014)
    bought = pair.filter(importer=2, exporter=710)["imports"].item()
    sold = pair.filter(importer=710, exporter=2)["imports"].item()
    assert bought > 2 * sold


def test_every_pair_is_listed_in_both_directions(trade):
    mirror = trade.select(pl.col("importer").alias("exporter"), pl.col("exporter").alias("importer"), "year")
    assert trade.join(mirror, on=["importer", "exporter", "year"], how="anti").is_empty()


def test_3_8_percent_are_missing_and_more_than_half_of_the_rest_is_zero(trade):
    assert trade["imports"].is_null().mean() == pytest.approx(0.038, abs=0.0005)
    assert (trade["imports"].drop_nulls() == 0).mean() > 0.5


def test_this_copy_holds_whole_millions(trade):
    known = trade["imports"].drop_nulls()
    assert (known == known.round()).all()


def test_the_soviet_union_and_russia_are_both_365(trade):
    years = trade.filter(importer=365)["year"]
    assert years.min() < 1917
    assert years.max() == 2014
