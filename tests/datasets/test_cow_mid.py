"""Militarized disputes: unknown deaths, doubled directions, and which table tells hostility."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import polars as pl
import pytest

from tertius.datasets.cow_mid import COW_MID, COW_MID_DYADIC
from tertius.datasets.formats import read_r


@pytest.fixture(scope="module")
def paired(read_real) -> pl.DataFrame:
    return read_real("cow_mid")


@pytest.fixture(scope="module")
def dyadic(read_real) -> pl.DataFrame:
    return read_real("cow_mid_dyadic")


def highest(frame: pl.DataFrame) -> pl.DataFrame:
    """Highest hostility of each undirected dyad-year."""
    level = pl.max_horizontal("hostility_a", "hostility_b").max().cast(pl.Int64).alias("level")
    return frame.filter(pl.col("cow_a") < pl.col("cow_b")).group_by("cow_a", "cow_b", "year").agg(level)


def test_minus_nine_is_unknown_and_not_a_number(sample_of, tmp_path: Path):
    frame = COW_MID.read(*sample_of(COW_MID, tmp_path))
    assert frame.select("fatality_a", "fatality_b").row(0) == (0, None)
    dyadic = COW_MID_DYADIC.read(*sample_of(COW_MID_DYADIC, tmp_path))
    assert dyadic["fatality"].to_list() == [None, None, None, 4, 0]


def test_minus_nine_stands_in_the_rda_too(real_vault: Path, paired: pl.DataFrame):
    raw = read_r("cow_mid", real_vault / COW_MID.files[0].name, ("fatality1",), table="cow_mid_dirdisps")
    assert (raw["fatality1"] == -9).sum() == paired["fatality_a"].null_count() == 1510


def test_unknown_deaths_of_the_dyadic_table_are_null(dyadic: pl.DataFrame):
    assert dyadic["fatality"].null_count() == 118


def test_every_pair_stands_in_both_directions(paired: pl.DataFrame, dyadic: pl.DataFrame):
    keys = ["dispute", "cow_a", "cow_b", "year"]
    for frame in (paired, dyadic):
        turned = frame.select("dispute", "year", cow_a="cow_b", cow_b="cow_a")
        assert frame.join(turned, on=keys, how="anti").is_empty()


def test_one_dyad_year_may_hold_several_disputes(dyadic: pl.DataFrame):
    # The United States and Russia in 2000: disputes at levels 3, 4 and 3.
    both = (pl.col("cow_a") == 2) & (pl.col("cow_b") == 365) & (pl.col("year") == 2000)
    assert sorted(dyadic.filter(both)["hostility"].to_list()) == [3, 3, 4]


def test_states_that_never_met_are_at_war_only_in_the_paired_table(paired: pl.DataFrame, dyadic: pl.DataFrame):
    brazil_japan = (pl.col("cow_a") == 140) & (pl.col("cow_b") == 740) & (pl.col("year") == 1944)
    assert highest(paired).filter(brazil_japan)["level"].item() == 5
    assert highest(dyadic).filter(brazil_japan)["level"].item() == 4


def test_the_thinned_table_understates_82_dyad_years(real_vault: Path, paired: pl.DataFrame):
    names = {"ccode1": "cow_a", "ccode2": "cow_b", "hostlev1": "hostility_a", "hostlev2": "hostility_b"}
    path = real_vault / "cow_mid" / "cow_mid_ddydisps.rda"
    thinned = highest(read_r("cow_mid", path, (*names, "year"), table="cow_mid_ddydisps").rename(names))
    keys = ["cow_a", "cow_b", "year"]
    thinned = thinned.with_columns(pl.col(*keys).cast(pl.Int16))
    both = highest(paired).join(thinned, on=keys, suffix="_thinned")
    assert both.height == thinned.height == 5117
    assert (both["level"] > both["level_thinned"]).sum() == 82
    assert (both["level"] < both["level_thinned"]).sum() == 0


def test_hostility_is_the_higher_of_the_two_in_all_but_72_rows(dyadic: pl.DataFrame):
    higher = pl.max_horizontal("hostility_a", "hostility_b")
    assert dyadic.filter(higher < pl.col("hostility")).height == 68
    assert dyadic.filter(higher > pl.col("hostility")).height == 4


def test_six_episodes_end_before_the_year_they_stand_in(dyadic: pl.DataFrame):
    early = dyadic.filter(pl.col("ended").dt.year() < pl.col("year"))
    assert (early.height, early["dispute"].unique().to_list()) == (6, [4182])


def test_russia_and_china_fought_in_1969(dyadic: pl.DataFrame):
    in_1969 = dyadic.filter((pl.col("cow_a") == 365) & (pl.col("cow_b") == 710) & (pl.col("year") == 1969))
    assert in_1969["hostility"].max() >= 4


def test_the_data_end_with_2014(paired: pl.DataFrame, dyadic: pl.DataFrame):
    assert paired["year"].max() == dyadic["year"].max() == 2014
    assert dyadic["ended"].max() == date(2014, 12, 31)
    assert COW_MID.absent_means == COW_MID_DYADIC.absent_means == "zero"
