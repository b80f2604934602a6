"""ATOP obligations: directed, listed only where there are any, ending with 2018."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

from tertius.datasets.atop import ATOP

OBLIGATIONS = ("defense", "offense", "neutrality", "nonaggression", "consultation")


@pytest.fixture(scope="module")
def real(read_real) -> pl.DataFrame:
    return read_real("atop")


def test_a_promise_may_go_one_way(sample_of, tmp_path: Path):
    frame = ATOP.read(*sample_of(ATOP, tmp_path))
    assert dict(frame.select("cow_a", "defense").rows()[2:4]) == {2: True, 740: False}
    assert ATOP.directed


def test_absence_inside_the_coverage_means_no_obligation():
    assert ATOP.absent_means == "zero"


def test_every_pair_stands_in_both_directions(real: pl.DataFrame):
    turned = real.select("year", cow_a="cow_b", cow_b="cow_a")
    assert real.join(turned, on=["cow_a", "cow_b", "year"], how="anti").is_empty()


def test_492_promises_of_defence_are_not_returned(real: pl.DataFrame):
    turned = real.select("year", "defense", cow_a="cow_b", cow_b="cow_a")
    both = real.join(turned, on=["cow_a", "cow_b", "year"], suffix="_back")
    assert both.filter(pl.col("defense") & ~pl.col("defense_back")).height == 492


def test_170_rows_hold_none_of_the_five(real: pl.DataFrame):
    assert real.filter(~pl.any_horizontal(OBLIGATIONS)).height == 170


def test_russia_and_china_2018_owe_nonaggression_and_consultation(real: pl.DataFrame):
    last = real.filter((pl.col("cow_a") == 365) & (pl.col("cow_b") == 710) & (pl.col("year") == 2018))
    assert last.select(OBLIGATIONS).row(0) == (False, False, False, True, True)


def test_the_data_end_with_2018(real: pl.DataFrame):
    assert real["year"].max() == ATOP.last_year == 2018
