"""Open rivalries: the table in the package is what the producers' own file gives."""

from __future__ import annotations

import polars as pl

from tertius.atlas.figures.rivalries import FIRST_YEAR, LAST_YEAR, open_rivalries, rivalry_spells


def test_years_by_hand():
    """One that ended before 1946 is left out; one that began before counts from then; codes are put in order."""
    rows = {
        "cow_a": [2, 710, 2],
        "cow_b": [20, 365, 365],
        "first_year": [1900, 1958, 1930],
        "last_year": [1931, 1989, 1950],
    }
    assert open_rivalries(pl.DataFrame(rows)).rows() == [(2, 365, 1946, 1950), (365, 710, 1958, 1989)]


def test_the_table_is_that_of_the_producers_file(read_real):
    assert open_rivalries(read_real("tss_rivalries")).rows() == list(rivalry_spells())


def test_years_are_of_the_list_and_no_pair_is_open_twice():
    seen: dict[tuple[int, int], int] = {}
    for a, b, first, last in rivalry_spells():
        assert a < b
        assert FIRST_YEAR <= first <= last <= LAST_YEAR
        assert seen.get((a, b), 0) < first
        seen[a, b] = last
