"""New leaders: the table in the package is what REIGN's own file gives."""

from __future__ import annotations

from datetime import date

import polars as pl

from tertius.atlas.figures.leaders import FIRST_YEAR, LAST_YEAR, leader_years, new_leaders


def test_years_by_hand():
    spells = pl.DataFrame(
        {"cow": [2, 2, 2, 365], "start": [date(1930, 5, 1), date(1961, 1, 20), date(1961, 7, 1), date(2021, 2, 1)]}
    )
    assert new_leaders(spells).rows() == [(2, 1946, 1961)]


def test_the_table_is_that_of_the_producers_file(read_real):
    rows = new_leaders(read_real("reign_leaders"))
    kept = [(cow, first, year) for cow, (first, years) in leader_years().items() for year in sorted(years)]
    assert rows.rows() == sorted(kept)


def test_years_are_whole_years():
    years = [y for _, ys in leader_years().values() for y in ys]
    assert (min(years), max(years)) == (FIRST_YEAR, LAST_YEAR)
    assert {1985, 1991} <= leader_years()[365][1]
