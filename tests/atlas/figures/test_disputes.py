"""The highest hostility of two states in a year."""

from __future__ import annotations

import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from tertius.atlas.figures.disputes import hostility_years

SIDES = ("hostility_a", "hostility_b")


def disputes(*rows: tuple[int, int, int, int, int]) -> pl.DataFrame:
    return pl.DataFrame(rows, schema=dict.fromkeys(("cow_a", "cow_b", "year", *SIDES), pl.Int16), orient="row")


def test_the_higher_side_of_the_worst_dispute_counts():
    found = hostility_years(
        disputes((365, 710, 1969, 4, 2), (710, 365, 1969, 1, 5), (365, 710, 1970, 1, 1)), "x", columns=SIDES
    )
    assert found.sort("year").rows() == [(365, 710, 1969, 5), (365, 710, 1970, 1)]
    assert found["x"].dtype == pl.Int8


def test_disputes_before_1946_are_left_out():
    assert hostility_years(disputes((255, 365, 1941, 5, 5)), "x", columns=SIDES).is_empty()


@given(
    st.lists(
        st.tuples(
            st.sampled_from([2, 365]),
            st.sampled_from([710, 740]),
            st.integers(1944, 1949),
            st.integers(1, 5),
            st.integers(1, 5),
        ),
        min_size=1,
    )
)
def test_it_equals_the_maximum_in_a_loop(rows):
    wanted: dict = {}
    for a, b, year, one, two in rows:
        if year >= 1946:
            wanted[a, b, year] = max(wanted.get((a, b, year), 0), one, two)
    turned = [
        (b, a, year, one, two) if i % 2 else (a, b, year, one, two) for i, (a, b, year, one, two) in enumerate(rows)
    ]
    found = hostility_years(disputes(*turned), "x", columns=SIDES)
    assert {row[:3]: row[3] for row in found.rows()} == wanted
