"""BACI trade of big pairs: thousands of dollars whatever the column says, and never a total."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest

from tertius.datasets.baci_trade import BACI_TRADE

ROWS = pl.read_csv(Path(__file__).parents[1] / "samples" / "baci_trade" / "baci_gravity_viz.csv")
TRIAD = {"USA", "RUS", "CHN"}


@pytest.fixture(scope="session")
def trade(real: Callable[..., pl.DataFrame]) -> pl.DataFrame:
    return real(BACI_TRADE)


def saved(frame: pl.DataFrame) -> bytes:
    out = io.BytesIO()
    frame.write_parquet(out)
    return out.getvalue()


def changed(value: pl.Expr) -> bytes:
    return saved(ROWS.with_columns(value))


def test_it_reads_its_sample_without_the_model_columns(tmp_path):
    path = tmp_path / "sample.parquet"
    path.write_bytes(saved(ROWS))
    frame = BACI_TRADE.read(path)
    assert frame.columns == ["exporter", "importer", "year", "trade_thousands", "gdp_exporter", "gdp_importer"]
    assert frame.filter(exporter="RUS", importer="CHN", year=2021)["trade_thousands"].item() == 70_000_000


def test_a_repeated_row_is_refused(refuses):
    frame = ROWS
    error = refuses(BACI_TRADE, saved(pl.concat([frame, frame.tail(1)])), "one row per", name="sample.parquet")
    assert error.row == 6


def test_a_value_in_dollars_is_refused(refuses):
    content = changed(pl.col("trade_value_usd_millions") * 1000)
    refuses(BACI_TRADE, content, "trade_thousands is at most", name="sample.parquet")


def test_a_year_that_is_not_whole_is_refused(refuses):
    refuses(BACI_TRADE, changed(pl.col("year") + 0.5), "year is a number of type Int16", name="sample.parquet")


def test_a_missing_value_is_refused(refuses):
    content = changed(pl.lit(None, dtype=pl.Float64).alias("trade_value_usd_millions"))
    refuses(BACI_TRADE, content, "trade_thousands is never null", name="sample.parquet")


def test_a_renamed_column_is_refused(refuses):
    content = saved(ROWS.rename({"iso_o": "origin"}))
    error = refuses(BACI_TRADE, content, r"columns \['iso_o'\] must be there", name="sample.parquet")
    assert "origin" in error.found


@pytest.mark.parametrize("content", [saved(ROWS)[:-200], b"<html>", "year,iso_o\n".encode("utf-16"), b""])
def test_a_file_cut_short_or_of_another_kind_is_refused(content: bytes, refuses):
    refuses(BACI_TRADE, content, "a whole Parquet file", name="sample.parquet")


def test_the_real_file_has_the_rows_and_years_of_the_manifest(trade):
    assert trade.height == 5_848
    assert (trade["year"].min(), trade["year"].max()) == (2005, 2021)
    assert trade["year"].value_counts()["count"].unique().to_list() == [344]


def test_the_column_named_millions_is_in_thousands(trade):
    # BACI itself: USA to CHN in 2021 is 150,129,797 thousand dollars.
    value = trade.filter(exporter="USA", importer="CHN", year=2021)["trade_thousands"].item()
    assert value == pytest.approx(150_129_797, abs=1)
    assert BACI_TRADE.columns["trade_thousands"].unit == "current US$ thousands"


def test_all_six_directions_of_the_triad_are_there_in_every_year(trade):
    inside = trade.filter(pl.col("exporter").is_in(TRIAD), pl.col("importer").is_in(TRIAD))
    assert inside.height == 6 * 17


def test_partners_are_a_sample_so_a_total_is_wrong(trade):
    assert len(set(trade["importer"]) | set(trade["exporter"])) == 21
    assert any("sum over partners" in caveat for caveat in BACI_TRADE.caveats)
