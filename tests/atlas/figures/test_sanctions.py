"""Sanction cases in force between two states."""

from __future__ import annotations

from itertools import count

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tertius.atlas.figures.sanctions import EU_MEMBERS, sanction_years
from tertius.states import code_of, find


def cases(*rows: tuple[list[str], list[str], int, int]) -> pl.DataFrame:
    numbers = count(1)
    schema = {
        "case": pl.Int16,
        "targets": pl.List(pl.String),
        "senders": pl.List(pl.String),
        "first_year": pl.Int16,
        "last_year": pl.Int16,
    }
    return pl.DataFrame([(next(numbers), *row) for row in rows], schema=schema, orient="row")


def counted(frame: pl.DataFrame) -> dict[tuple[int, int, int], tuple[int, int]]:
    return {row[:3]: row[3:] for row in sanction_years(frame).rows()}


def test_a_case_counts_in_each_of_its_years_for_the_side_that_sends():
    assert counted(cases((["Russia"], ["United States"], 2014, 2015))) == {
        (2, 365, 2014): (1, 0),
        (2, 365, 2015): (1, 0),
    }
    assert counted(cases((["United States"], ["Russia"], 2014, 2014))) == {(2, 365, 2014): (0, 1)}


def test_cases_of_both_sides_add_up():
    frame = cases(*[(["Russia"], ["United States"], 2022, 2022)] * 3, (["United States"], ["Russia"], 2022, 2022))
    assert counted(frame) == {(2, 365, 2022): (3, 1)}


def test_a_joint_case_counts_once_for_each_sender_and_each_target():
    frame = cases((["Belarus", "Russia"], ["United States", "Canada", "United States"], 2022, 2022))
    assert counted(frame) == {
        (2, 365, 2022): (1, 0),
        (2, 370, 2022): (1, 0),
        (20, 365, 2022): (1, 0),
        (20, 370, 2022): (1, 0),
    }


def test_the_united_nations_are_no_sender():
    frame = cases((["Iraq"], ["UN"], 1990, 1990), (["Iraq"], ["UN", "United States"], 1991, 1991))
    assert counted(frame) == {(2, 645, 1991): (1, 0)}


def test_the_union_stands_for_its_members_of_the_year():
    def senders(year: int) -> int:
        return len(sanction_years(cases((["Iran"], ["EU"], year, year))))

    assert [senders(y) for y in (1957, 1958, 1973, 1981, 1986, 1995, 2004, 2007, 2013, 2019, 2020, 2023)] == [
        0, 6, 9, 10, 12, 15, 25, 27, 28, 28, 27, 27
    ]  # fmt: skip


def test_every_member_of_the_union_is_a_state_in_each_of_its_years():
    for member, (first, last) in EU_MEMBERS.items():
        for year in range(first, min(last, 2025) + 1):
            assert code_of(member, on=year) is not None, (member, year)


def test_germany_in_the_union_is_the_germany_of_the_year():
    pairs = counted(cases((["Iran"], ["EU"], 1985, 1985), (["Iran"], ["EU"], 1995, 1995)))
    assert (260, 630, 1985) in pairs
    assert (255, 630, 1995) in pairs
    assert (255, 630, 1985) not in pairs


def test_a_member_named_beside_the_union_counts_once():
    assert counted(cases((["Iran"], ["EU", "France"], 1995, 1995)))[220, 630, 1995] == (1, 0)


def test_no_state_sanctions_itself():
    assert counted(cases((["France", "Iran"], ["France"], 1995, 1995))) == {(220, 630, 1995): (1, 0)}


@pytest.mark.parametrize(("year", "code"), [(1985, 678), (1990, 679), (2015, 679)])
def test_the_producers_north_yemen_is_yemen_after_the_union(year, code):
    assert list(counted(cases((["Yemen, North"], ["United States"], year, year)))) == [(2, code, year)]


@pytest.mark.parametrize("body", ["NATO", "League of Arab States", "Western countries", "CoCom", "Hong Kong"])
def test_what_is_no_state_is_nobodys_tie(body):
    assert counted(cases((["Russia"], [body, "United States"], 2014, 2014), ([body], ["Russia"], 2014, 2014))) == {
        (2, 365, 2014): (1, 0)
    }


STATES = ["Russia", "China", "United States", "France"]


@given(
    st.lists(
        st.tuples(
            st.lists(st.sampled_from(STATES), min_size=1, max_size=2),
            st.lists(st.sampled_from([*STATES, "UN"]), min_size=1, max_size=3),
            st.integers(2000, 2003),
            st.integers(0, 2),
        ),
        min_size=1,
        max_size=6,
    )
)
def test_it_equals_the_count_in_a_loop(rows):
    wanted: dict = {}
    for targets, senders, first, length in rows:
        for year in range(first, first + length + 1):
            pairs = {(find(s).cow, find(t).cow) for s in senders if s != "UN" for t in targets}
            for sender, target in pairs:
                if sender != target:
                    key = (min(sender, target), max(sender, target), year)
                    by_a, by_b = wanted.get(key, (0, 0))
                    wanted[key] = (by_a + (sender < target), by_b + (sender > target))
    assert counted(cases(*((t, s, first, first + length) for t, s, first, length in rows))) == wanted
