"""CRPS of a weighted ensemble: by hand, against its definition as a loop, and against the unweighted one."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tertius.errors import ImpossibleQuestion
from tertius.measures.scores import crps_ensemble
from tertius.measures.weighted_ensemble import crps_weighted


def test_two_cases_by_hand():
    # X is 0 with weight 3 of 4, else 1: E|X - 1| = 3/4, E|X - X'| = 2 * 3/16.
    assert crps_weighted([0, 1], [3, 1], [1.0]) == pytest.approx([0.75 - 3 / 16])


numbers = st.floats(-5, 5)


@given(st.lists(st.tuples(numbers, st.floats(0.01, 3)), min_size=1, max_size=8), numbers)
def test_it_is_the_definition_as_a_loop(cases, y):
    x, w = np.array(cases).T
    w = w / w.sum()
    off = sum(wi * abs(xi - y) for xi, wi in zip(x, w, strict=True))
    apart = sum(wi * wj * abs(xi - xj) for xi, wi in zip(x, w, strict=True) for xj, wj in zip(x, w, strict=True))
    assert crps_weighted(x, w, [y])[0] == pytest.approx(off - apart / 2, abs=1e-9)


def test_equal_weights_are_the_plain_ensemble():
    rng = np.random.default_rng(2)
    x, y = rng.normal(size=50), rng.normal(size=9)
    assert crps_weighted(x, np.full(50, 0.3), y) == pytest.approx([crps_ensemble(x, one) for one in y])


def test_an_unknown_outcome_has_no_score():
    assert np.isnan(crps_weighted([0, 1], [1, 1], [np.nan, 0.5])).tolist() == [True, False]


@pytest.mark.parametrize(("x", "w"), [([], []), ([0, 1], [1]), ([0, np.nan], [1, 1]), ([0], [0]), ([0, 1], [1, -1])])
def test_what_is_no_ensemble_is_refused(x, w):
    with pytest.raises(ImpossibleQuestion):
        crps_weighted(x, w, [0.0])
