"""The list made by hand: what each row must hold, and how it is laid out by state and year."""

from __future__ import annotations

import csv
import re
from datetime import date

import numpy as np
import polars as pl
import pytest

from tertius.forecasting.listed_events import LISTED, YEARS, listed_with
from tertius.states import find


def test_every_row_is_of_two_states_that_were_and_says_what_and_where_to_check():
    rows = LISTED()
    assert len(rows) >= 25
    assert len({(e.cow, e.left_cow, e.year, e.month, e.kind) for e in rows}) == len(rows)
    for e in rows:
        assert find(e.state, on=e.year) == find(e.cow)
        assert find(e.left, on=e.year) == find(e.left_cow)
        assert e.cow != e.left_cow
        assert e.year in YEARS
        assert e.month is None or 1 <= e.month <= 12
        assert e.kind in {"treaty", "forces", "relations"}
        assert len(e.what) > 15
        assert re.search(r"[A-Z]\w+", e.source)


def test_rows_are_in_order_and_over_the_world():
    rows = LISTED()
    assert [e.year for e in rows] == sorted(e.year for e in rows)
    assert len({e.cow // 100 for e in rows}) >= 7
    assert {2, 200, 220, 365, 710} <= {e.left_cow for e in rows}


def test_egypt_left_the_soviet_union_twice_and_china_never():
    years = range(1946, 2026)
    with_russia = listed_with(365, (651, 710), years)
    assert [years[t] for t in np.flatnonzero(with_russia[0] == 1)] == [1972, 1976]
    assert [years[t] for t in np.flatnonzero(with_russia[1] == 1)] == [1979]
    assert not (listed_with(710, (651,), years) == 1).any()


def test_outside_the_years_of_the_list_nothing_is_known():
    found = listed_with(365, (651,), range(1946, 2027))
    assert np.isnan(found[0, :2]).all()
    assert np.isfinite(found[0, 2:-2]).all()
    assert np.isnan(found[0, -2:]).all()


@pytest.mark.parametrize(("day", "last"), [(date(1977, 1, 29), 1975), (date(1977, 1, 30), 1976)])
def test_a_year_is_known_when_it_was_over(day, last):
    years = range(1970, 1990)
    found = listed_with(365, (651, 520), years, as_of=day)
    assert years[int(np.flatnonzero(np.isfinite(found[0])).max())] == last
    assert not (found[1] == 1).any()


def test_a_treaty_that_cow_saw_end_ended_in_the_month_of_the_list(read_real):
    pacts = read_real("cow_alliances").filter(~pl.col("right_censored"))
    ends = {(frozenset((r["cow_a"], r["cow_b"])), r["end"].year, r["end"].month) for r in pacts.iter_rows(named=True)}
    found = {
        (e.state, e.year)
        for e in LISTED()
        if e.kind == "treaty" and (frozenset((e.cow, e.left_cow)), e.year, e.month) in ends
    }
    # Albania left in September 1968; COW dates its end to the march into Prague in August.
    assert found == {
        ("Yugoslavia", 1949),
        ("Egypt", 1951),
        ("Hungary", 1956),
        ("Iraq", 1959),
        ("Pakistan", 1972),
        ("Egypt", 1976),
        ("New Zealand", 1986),
    }


def test_relations_broken_with_the_united_states_left_no_mission_there(real_vault):
    path = real_vault / "us_diplomatic_missions" / "mission_status_range_cow_v0.1.csv"
    with path.open(encoding="utf-8", newline="") as file:
        gone = {
            (int(r["country_code_cow"]), *map(int, r["date_start"].split("-")[:2]))
            for r in csv.DictReader(file)
            if r["us_mission_status"] == "None"
        }
    broken = {(e.cow, e.year, e.month) for e in LISTED() if e.kind == "relations" and e.left_cow == 2}
    # In Caracas staff stayed until March 2019, and the list of missions counts an embassy through.
    assert broken - gone == {(101, 2019, 1)}
    assert len(broken & gone) == 4
