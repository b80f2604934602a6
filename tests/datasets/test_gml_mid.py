"""Corrected disputes: they end in 2010 and differ from the Correlates of War on purpose."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

from tertius.datasets.formats import read_r
from tertius.datasets.gml_mid import GML_MID


@pytest.fixture(scope="module")
def real(read_real) -> pl.DataFrame:
    return read_real("gml_mid")


def highest(frame: pl.DataFrame) -> pl.DataFrame:
    level = pl.max_horizontal("hostility_a", "hostility_b").max().cast(pl.Int64).alias("level")
    return frame.filter(pl.col("cow_a") < pl.col("cow_b")).group_by("cow_a", "cow_b", "year").agg(level)


def test_unknown_deaths_are_null(sample_of, tmp_path: Path, real: pl.DataFrame):
    frame = GML_MID.read(*sample_of(GML_MID, tmp_path))
    assert frame["fatality_b"].to_list() == [None, 0, 4]
    assert real["fatality_a"].null_count() == 72


def test_it_differs_from_the_correlates_of_war_on_purpose(real: pl.DataFrame, read_real):
    theirs = read_real("cow_mid").filter(pl.col("year") <= 2010)
    dropped = set(theirs["dispute"].to_list()) - set(real["dispute"].to_list())
    assert len(dropped) > 100


def test_every_pair_stands_in_both_directions(real: pl.DataFrame):
    turned = real.select("dispute", "year", cow_a="cow_b", cow_b="cow_a")
    assert real.join(turned, on=["dispute", "cow_a", "cow_b", "year"], how="anti").is_empty()


def test_the_thinned_table_understates_77_dyad_years(real_vault: Path, real: pl.DataFrame):
    names = {"ccode1": "cow_a", "ccode2": "cow_b", "hostlev1": "hostility_a", "hostlev2": "hostility_b"}
    path = real_vault / "gml_mid" / "gml_mid_ddydisps.rda"
    thinned = highest(read_r("gml_mid", path, (*names, "year"), table="gml_mid_ddydisps").rename(names))
    keys = ["cow_a", "cow_b", "year"]
    both = highest(real).join(thinned.with_columns(pl.col(*keys).cast(pl.Int16)), on=keys, suffix="_thinned")
    assert both.height == thinned.height == 4642
    assert (both["level"] > both["level_thinned"]).sum() == 77


def test_the_data_end_with_2010(real: pl.DataFrame):
    assert (real["year"].min(), real["year"].max()) == (1816, 2010)
