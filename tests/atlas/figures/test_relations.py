"""Tsinghua's scores in bands, full years only."""

from __future__ import annotations

from datetime import date

import polars as pl
import pytest

from tertius.atlas.figures.relations import relation_bands


def scores(partner: str, year: int, values: list[float]) -> pl.DataFrame:
    months = [date(year, m, 1) for m in range(1, len(values) + 1)]
    return pl.DataFrame({"partner": partner, "month": months, "score": values})


@pytest.mark.parametrize(
    ("score", "band"),
    [
        (-9, -3),
        (-6.1, -3),
        (-6, -2),
        (-3.1, -2),
        (-3, -1),
        (-0.1, -1),
        (0, 0),
        (2.9, 0),
        (3, 1),
        (5.9, 1),
        (6, 2),
        (9, 2),
    ],
)
def test_a_degree_is_three_points_wide_and_the_ends_are_closed(score, band):
    assert relation_bands(scores("Russia", 2000, [score] * 12)).rows() == [(365, 710, 2000, band)]


def test_the_mean_of_the_year_decides():
    assert relation_bands(scores("Japan", 2000, [9.0] * 6 + [-9.0] * 5 + [-8.9])).rows() == [(710, 740, 2000, 0)]


def test_a_year_with_eleven_months_says_nothing():
    assert relation_bands(scores("Japan", 2025, [1.0] * 11)).is_empty()


def test_germany_before_1990_is_west_germany():
    frame = pl.concat([scores("Germany", year, [1.0] * 12) for year in (1975, 1989, 1990, 1995)])
    assert relation_bands(frame).sort("year").select("a", "year").rows() == [
        (260, 1975),
        (260, 1989),
        (255, 1990),
        (255, 1995),
    ]


def test_russia_is_the_soviet_union_and_vietnam_the_north():
    frame = pl.concat([scores("Russia", 1960, [-1.0] * 12), scores("Vietnam", 1965, [7.0] * 12)])
    assert relation_bands(frame).sort("b").rows() == [(365, 710, 1960, -1), (710, 816, 1965, 2)]
