"""Treaty obligations, year by year."""

from __future__ import annotations

from datetime import date

import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from tertius.atlas.figures.treaties import atop_years, cow_alliance_years

KINDS = ("defense", "neutrality", "nonaggression", "entente")
OWED = ("defense", "offense", "neutrality", "nonaggression", "consultation")


def alliances(*rows: tuple) -> pl.DataFrame:
    schema = {
        "cow_a": pl.Int16,
        "cow_b": pl.Int16,
        "start": pl.Date,
        "end": pl.Date,
        **dict.fromkeys(KINDS, pl.Boolean),
    }
    return pl.DataFrame(rows, schema=schema, orient="row")


def obligations(*rows: tuple) -> pl.DataFrame:
    schema = {"cow_a": pl.Int16, "cow_b": pl.Int16, "year": pl.Int16, **dict.fromkeys(OWED, pl.Boolean)}
    return pl.DataFrame(rows, schema=schema, orient="row")


def test_a_pact_holds_in_every_year_it_touches():
    # The Sino-Soviet treaty: 14 February 1950 to 11 April 1980.
    found = cow_alliance_years(alliances((365, 710, date(1950, 2, 14), date(1980, 4, 11), True, False, True, True)))
    assert sorted(found["year"]) == list(range(1950, 1981))
    assert found.select("a", "b", "cow_defense", "cow_neutrality").unique().rows() == [(365, 710, True, False)]


def test_an_open_pact_lasts_to_the_end_of_the_data_and_not_beyond():
    found = cow_alliance_years(alliances((2, 200, date(2010, 1, 1), None, True, False, False, False)))
    assert sorted(found["year"]) == [2010, 2011, 2012]


def test_years_before_1946_are_left_out():
    found = cow_alliance_years(alliances((200, 235, date(1900, 1, 1), date(1947, 1, 1), True, False, False, False)))
    assert sorted(found["year"]) == [1946, 1947]
    assert cow_alliance_years(alliances((2, 200, date(1917, 1, 1), date(1919, 1, 1), *[True] * 4))).is_empty()


def test_two_alliances_of_a_pair_add_up_kind_by_kind():
    found = cow_alliance_years(
        alliances(
            (2, 200, date(1950, 1, 1), date(1950, 12, 31), True, False, False, False),
            (200, 2, date(1950, 6, 1), date(1951, 1, 1), False, False, True, None),
        )
    ).sort("year")
    assert found.rows() == [(2, 200, 1950, True, False, True, False), (2, 200, 1951, False, False, True, False)]


def test_an_obligation_of_either_side_counts_for_the_pair():
    found = atop_years(
        obligations(
            (710, 365, 2018, False, False, False, True, False),
            (365, 710, 2018, False, False, False, False, True),
            (365, 710, 1945, True, True, True, True, True),
        )
    )
    assert found.rows() == [(365, 710, 2018, False, False, False, True, True)]


SPELL = st.tuples(
    st.sampled_from([2, 200, 365]),
    st.sampled_from([710, 740]),
    st.integers(1940, 2012),
    st.one_of(st.none(), st.integers(0, 30)),
    st.tuples(*[st.booleans()] * 3, st.sampled_from([True, False, None])),
)


@given(st.lists(SPELL, min_size=1, max_size=6))
def test_it_equals_the_definition_as_a_loop(spells):
    rows, wanted = [], {}
    for a, b, first, length, kinds in spells:
        last = None if length is None else min(2012, first + length)
        rows.append((a, b, date(first, 7, 1), last and date(last, 12, 31), *kinds))
        for year in range(max(1946, first), (last or 2012) + 1):
            old = wanted.get((a, b, year), (False,) * 4)
            wanted[a, b, year] = tuple(bool(x) or bool(y) for x, y in zip(old, kinds, strict=True))
    found = {(row[0], row[1], row[2]): row[3:] for row in cow_alliance_years(alliances(*rows)).rows()}
    assert found == wanted
