"""REIGN's leaders: days made of three columns, open ends, and the accents of a Latin-1 file."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import polars as pl
import pytest

from tertius.datasets.reign_leaders import REIGN_LEADERS

SAMPLE = Path(__file__).parents[1] / "samples" / "reign_leaders" / "leaderlist_3_21.csv"


@pytest.fixture(scope="session")
def leaders(real: Callable[..., pl.DataFrame]) -> pl.DataFrame:
    return real(REIGN_LEADERS)


def test_it_reads_its_sample():
    frame = REIGN_LEADERS.read(SAMPLE)
    row = frame.filter(cow=365, leader="Petrov").row(0, named=True)
    assert row["start"] == date(1964, 10, 14)
    assert (row["end_year"], row["end_month"]) == (1982, 11)
    assert frame.filter(leader="Baker")["end_year"].to_list() == [None]


def test_a_day_that_no_calendar_has_is_refused(refuses):
    refuses(REIGN_LEADERS, SAMPLE.read_text().replace("14,10,1964", "31,6,1964"), "make a date")


def test_a_name_with_an_accent_survives(tmp_path):
    path = tmp_path / "leaderlist_3_21.csv"
    path.write_bytes(SAMPLE.read_text().replace("Adams", "Ádáms").encode("latin-1"))
    assert "Ádáms" in REIGN_LEADERS.read(path)["leader"].to_list()


def test_leaders_of_russia_as_history_has_them(leaders):
    russia = leaders.filter(cow=365, leader="Gorbachev").row(0, named=True)
    assert russia["start"] == date(1985, 3, 11)
    assert (russia["end_year"], russia["end_month"]) == (1991, 8)
