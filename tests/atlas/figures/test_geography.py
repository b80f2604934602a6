"""Distances of capitals by hand, with the capital of the year."""

from __future__ import annotations

from datetime import date

import polars as pl
import pytest

from tertius.atlas.figures.geography import capital_distances

CAPITALS = pl.DataFrame(
    {
        "cow": pl.Series([1, 2, 3, 3], dtype=pl.Int16),
        "capital": ["Pole", "Equator", "Old", "New"],
        "start": [date(1816, 1, 1), date(1816, 1, 1), date(1990, 1, 1), date(2000, 6, 1)],
        "end": [date(2024, 12, 31), date(2024, 12, 31), date(2000, 5, 31), date(2024, 12, 31)],
        "latitude": [90.0, 0.0, 0.0, 0.0],
        "longitude": [0.0, 0.0, 90.0, 180.0],
    }
)


def distance(a: int, b: int, year: int) -> int:
    pairs = pl.DataFrame([(a, b, year)], schema=dict.fromkeys(("a", "b", "year"), pl.Int16), orient="row")
    return capital_distances(CAPITALS, pairs)["capital_distance"].item()


def test_from_the_pole_to_the_equator_is_a_quarter_of_the_way_round():
    assert distance(1, 2, 1950) == 10_008  # 6,371 km x pi / 2


@pytest.mark.parametrize(("year", "km"), [(1999, 10_008), (2000, 20_015), (2025, 20_015)])
def test_the_capital_of_31_december_counts(year, km):
    assert distance(2, 3, year) == km


def test_a_state_not_yet_there_has_its_first_capital():
    assert distance(2, 3, 1950) == 10_008
