"""A state's share of the world's capabilities."""

from __future__ import annotations

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tertius.atlas.figures.capabilities import COMPONENTS, capability_shares


def components(*rows: tuple) -> pl.DataFrame:
    schema = {"cow": pl.Int16, "year": pl.Int16, **dict.fromkeys(COMPONENTS, pl.Float64)}
    return pl.DataFrame(rows, schema=schema, orient="row")


def test_the_mean_of_six_shares():
    found = capability_shares(components((2, 2000, 3, 1, 1, 1, 1, 1), (365, 2000, 1, 1, 1, 1, 1, 1)))
    assert found["capability_share"].to_list() == [
        pytest.approx((0.75 + 5 * 0.5) / 6, abs=5e-5),
        pytest.approx((0.25 + 2.5) / 6, abs=5e-5),
    ]


def test_a_component_that_is_not_known_is_left_out_of_the_mean_and_is_no_zero():
    found = capability_shares(components((2, 2000, None, 1, 1, 1, 1, 1), (365, 2000, 5, 3, 3, 3, 3, 3)))
    assert found["capability_share"].to_list() == [0.25, pytest.approx((1 + 5 * 0.75) / 6, abs=5e-5)]


def test_a_state_of_which_nothing_is_known_has_no_share():
    found = capability_shares(components((2, 2000, *[None] * 6), (365, 2000, *[1.0] * 6)))
    assert found["capability_share"].to_list() == [None, 1.0]


def test_a_component_that_nobody_has_says_nothing_about_anybody():
    found = capability_shares(components((2, 2000, 0, 1, 1, 1, 1, 1), (365, 2000, 0, 1, 1, 1, 1, 1)))
    assert found["capability_share"].to_list() == [0.5, 0.5]


def test_years_do_not_mix_and_begin_in_1946():
    found = capability_shares(components((2, 1945, *[1.0] * 6), (2, 1946, *[1.0] * 6), (365, 1947, *[9.0] * 6)))
    assert found.rows() == [(2, 1946, 1.0), (365, 1947, 1.0)]


AMOUNT = st.one_of(st.none(), st.integers(1, 1000))


@given(st.lists(st.tuples(*[AMOUNT] * 6), min_size=2, max_size=6))
def test_it_equals_the_definition_as_a_loop(rows):
    found = capability_shares(components(*((n + 2, 2000, *row) for n, row in enumerate(rows))))["capability_share"]
    for row, share in zip(rows, found, strict=True):
        shares = [v / sum(r[k] or 0 for r in rows) for k, v in enumerate(row) if v is not None]
        assert share == (pytest.approx(sum(shares) / len(shares), abs=6e-5) if shares else None)
