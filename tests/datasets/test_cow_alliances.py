"""COW alliances: open spells, empty spells, and what the file says of Russia and China."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import polars as pl
import pytest

from tertius.datasets.cow_alliances import COW_ALLIANCES
from tertius.errors import DataContractError


@pytest.fixture(scope="module")
def real(read_real) -> pl.DataFrame:
    return read_real("cow_alliances")


def test_an_open_alliance_has_no_end_and_is_right_censored(sample_of, tmp_path: Path):
    frame = COW_ALLIANCES.read(*sample_of(COW_ALLIANCES, tmp_path))
    assert frame.select("alliance", "end", "right_censored").rows() == [
        (901, None, True),
        (902, date(1900, 6, 17), False),
        (904, None, True),
    ]


def test_a_spell_that_ends_on_its_eve_is_left_out(sample_of, tmp_path: Path):
    assert 903 not in COW_ALLIANCES.read(*sample_of(COW_ALLIANCES, tmp_path))["alliance"].to_list()


def test_a_spell_that_ends_long_before_it_starts_is_refused(sample_of, tmp_path: Path):
    paths = sample_of(COW_ALLIANCES, tmp_path, lambda _, text: text.replace(b"17,6,1900", b"17,6,1890"))
    with pytest.raises(DataContractError, match="no sooner than it starts") as caught:
        COW_ALLIANCES.read(*paths)
    assert caught.value.row == 3


def test_an_end_and_a_right_censor_mark_contradict_each_other(sample_of, tmp_path: Path):
    paths = sample_of(COW_ALLIANCES, tmp_path, lambda _, text: text.replace(b"17,6,1900,0,0", b"17,6,1900,0,1"))
    with pytest.raises(DataContractError, match="open where right_censor is 1") as caught:
        COW_ALLIANCES.read(*paths)
    assert caught.value.row == 3


def test_half_a_date_is_refused(sample_of, tmp_path: Path):
    paths = sample_of(COW_ALLIANCES, tmp_path, lambda _, text: text.replace(b"17,6,1900", b",6,1900"))
    with pytest.raises(DataContractError, match="make a date") as caught:
        COW_ALLIANCES.read(*paths)
    assert caught.value.row == 3


def test_absence_inside_the_coverage_means_no_alliance():
    assert COW_ALLIANCES.absent_means == "zero"
    assert (COW_ALLIANCES.first_year, COW_ALLIANCES.last_year) == (1816, 2012)


def test_the_data_end_with_2012(real: pl.DataFrame):
    assert real["start"].min() == date(1816, 1, 1)
    assert real["end"].max() <= date(2012, 12, 31)
    assert real["start"].max().year == 2012


def test_1596_spells_are_open(real: pl.DataFrame):
    assert real["right_censored"].sum() == real["end"].null_count() == 1596


def test_eleven_empty_spells_are_left_out(real: pl.DataFrame):
    # The file has 3,222 rows; its Balkan Pact repeats three of the empty ones.
    assert real.height == 3222 - 11
    assert (real["end"] >= real["start"]).all()


def test_one_dyad_may_hold_several_alliances_at_once(real: pl.DataFrame):
    held = real.filter(
        (pl.col("cow_a") == 300)
        & (pl.col("cow_b") == 325)
        & (pl.col("start") <= date(1889, 6, 30))
        & (pl.col("end") >= date(1889, 6, 30))
    )
    assert held["alliance"].n_unique() == 5


def test_each_dyad_stands_once_smaller_code_first(real: pl.DataFrame):
    assert (real["cow_a"] < real["cow_b"]).all()


def test_an_empty_cell_is_unknown_and_not_a_no(real: pl.DataFrame):
    unknown = real.filter(pl.col("entente").is_null())
    assert unknown.select("alliance", "cow_a", "cow_b").rows() == [(122, 630, 640)]


def test_russia_and_china_were_allied_six_times(real: pl.DataFrame):
    spells = real.filter((pl.col("cow_a") == 365) & (pl.col("cow_b") == 710)).sort("start")
    assert spells["start"].dt.year().to_list() == [1896, 1937, 1945, 1950, 1962, 1996]
    treaty_of_1950 = spells.row(3, named=True)
    assert (treaty_of_1950["end"], treaty_of_1950["defense"]) == (date(1980, 2, 14), True)
    assert spells.row(5, named=True)["right_censored"]
    assert not spells.row(5, named=True)["defense"]
