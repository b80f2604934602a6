"""The gravity residual by hand, and against least squares with a column a state."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tertius.errors import ImpossibleQuestion
from tertius.measures.two_way import two_way_residual


def symmetric(n: int, seed: int) -> np.ndarray:
    half = np.random.default_rng(seed).normal(size=(n, n))
    return half + half.T


def test_what_two_levels_and_distance_explain_leaves_nothing():
    level, distance = np.array([1.0, -2.0, 0.5, 3.0, 0.0]), symmetric(5, 0)
    y = level[:, None] + level[None, :] - 1.5 * distance
    left = two_way_residual(y, distance)
    assert np.isnan(np.diag(left)).all()
    np.testing.assert_allclose(left[~np.eye(5, dtype=bool)], 0, atol=1e-10)


def test_one_pair_apart_from_the_rest_stands_out():
    y = np.ones((6, 6))
    y[0, 1] = y[1, 0] = 4.0
    left = two_way_residual(y)
    assert np.nanargmax(left) in {1, 6}
    assert left[0, 1] == left[1, 0] > 1


@settings(max_examples=30, deadline=None)
@given(n=st.integers(5, 8), seed=st.integers(0, 1000), gone=st.integers(0, 3))
def test_it_is_least_squares_with_a_column_a_state(n, seed, gone):
    y, distance = symmetric(n, seed), symmetric(n, seed + 1)
    rng = np.random.default_rng(seed)
    for _ in range(gone):
        i, j = rng.choice(n, 2, replace=False)
        y[i, j] = y[j, i] = np.nan
    left = two_way_residual(y, distance, fewest=1)
    rows = [(i, j) for i in range(n) for j in range(i) if np.isfinite(y[i, j])]
    design = np.zeros((len(rows), n + 1))
    for r, (i, j) in enumerate(rows):
        design[r, [i, j]] = 1
        design[r, n] = distance[i, j]
    values = np.array([y[i, j] for i, j in rows])
    fitted = design @ np.linalg.lstsq(design, values, rcond=None)[0]
    np.testing.assert_allclose([left[i, j] for i, j in rows], values - fitted, atol=1e-8)


def test_a_state_with_too_few_partners_is_left_out():
    y = symmetric(6, 3)
    y[0, 2:] = y[2:, 0] = np.nan
    left = two_way_residual(y, fewest=3)
    assert np.isnan(left[0]).all()
    assert np.isfinite(left[2, 3])


def test_where_nothing_was_observed_nothing_is_left():
    assert np.isnan(two_way_residual(np.full((4, 4), np.nan))).all()


def test_the_input_is_not_changed():
    y = symmetric(5, 4)
    before = y.copy()
    two_way_residual(y, symmetric(5, 5))
    np.testing.assert_array_equal(y, before)


def test_arrays_that_are_not_square_are_refused():
    with pytest.raises(ImpossibleQuestion, match="square"):
        two_way_residual(np.zeros((3, 4)))
