"""The state list: several spells a state, codes that are nobody else's, and a list that closes."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import polars as pl
import pytest

from tertius.datasets.cow_states import COW_STATES


@pytest.fixture(scope="module")
def real(read_real) -> pl.DataFrame:
    return read_real("cow_states")


def test_a_state_can_have_several_spells(sample_of, tmp_path: Path, real: pl.DataFrame):
    sample = COW_STATES.read(*sample_of(COW_STATES, tmp_path))
    assert sample.filter(pl.col("cow") == 255)["start"].to_list() == [date(1816, 1, 1), date(1990, 10, 3)]
    assert (real.height, real["cow"].n_unique()) == (244, 217)


def test_abbreviations_are_not_iso(real: pl.DataFrame):
    names = dict(real.select("cow", "abbreviation").rows())
    assert [names[cow] for cow in (255, 200, 732, 816)] == ["GMY", "UKG", "ROK", "DRV"]


def test_germany_yemen_and_vietnam_change_their_codes(real: pl.DataFrame):
    ends = {cow: end for cow, end in real.select("cow", "end").rows() if cow in (260, 265, 678, 680, 817)}
    assert ends == {
        260: date(1990, 10, 2),
        265: date(1990, 10, 2),
        678: date(1990, 5, 21),
        680: date(1990, 5, 21),
        817: date(1975, 4, 30),
    }


def test_serbia_follows_yugoslavia_on_the_same_day(real: pl.DataFrame):
    spells = real.filter(pl.col("cow") == 345).sort("start").select("name", "start", "end").rows()
    assert spells[1:] == [
        ("Yugoslavia", date(1944, 10, 20), date(2006, 6, 3)),
        ("Serbia", date(2006, 6, 3), date(2024, 12, 31)),
    ]


def test_the_list_closes_on_the_last_day_of_2024(real: pl.DataFrame):
    assert real["end"].max() == date(2024, 12, 31)
    assert real.filter(pl.col("end") == date(2024, 12, 31)).height > 190
    assert (real["start"] < real["end"]).all()
