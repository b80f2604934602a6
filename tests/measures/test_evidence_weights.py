"""Log odds moved by uncertain pieces of evidence."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import t

from tertius.errors import ImpossibleQuestion
from tertius.measures.evidence_weights import FREEDOM, moved_log_odds, parts, standard_draws

NUMBER = st.floats(-5, 5)


def drawn(n: int, k: int, seed: int = 1):
    return standard_draws(n, k, rng=np.random.default_rng(seed))


def test_by_hand():
    assert parts([0.4, -0.2], [1.0, 2.0], discount=0.5).tolist() == [0.2, -0.2]


@given(st.lists(st.tuples(NUMBER, NUMBER), min_size=1, max_size=8), st.floats(0, 1))
def test_a_part_is_discount_times_weight_times_value(pairs, discount):
    means, values = zip(*pairs, strict=True)
    assert parts(means, values, discount=discount) == pytest.approx([discount * m * v for m, v in pairs], abs=1e-12)


def test_what_is_not_known_adds_nothing():
    assert parts([0.4, -0.2], [np.nan, 1.0], discount=1).tolist() == [0.0, -0.2]
    assert str(parts([-0.4], [np.nan], discount=1)[0]) == "0.0"


@given(st.integers(1, 5), st.floats(0, 1))
def test_the_draws_are_the_sum_written_as_a_loop(k, discount):
    d = drawn(7, k)
    rng = np.random.default_rng(k)
    means, scales, values, sds = rng.normal(size=(4, k))
    found = moved_log_odds((-2.0, 0.3), (means, abs(scales)), (values, abs(sds)), discount=discount, draws=d)
    for i in range(7):
        total = -2.0 + 0.3 * d.start[i]
        for j in range(k):
            weight = means[j] + abs(scales[j]) * d.weights[i, j]
            total += discount * weight * (values[j] + abs(sds[j]) * d.values[i, j])
        assert found[i] == pytest.approx(total, abs=1e-12)


def test_not_known_widens_nothing():
    d = drawn(500, 2)
    one = moved_log_odds((0.0, 0.2), ([0.4, 0.4], [0.5, 0.5]), ([1.0, np.nan], [0.1, np.nan]), discount=1, draws=d)
    alone = 0.2 * d.start + (0.4 + 0.5 * d.weights[:, 0]) * (1.0 + 0.1 * d.values[:, 0])
    assert one == pytest.approx(alone, abs=1e-12)


def test_values_may_differ_from_draw_to_draw():
    d = drawn(5, 1)
    by_draw = np.arange(5.0)[:, None]
    found = moved_log_odds((0.0, 0.0), ([1.0], [0.0]), (by_draw, [0.0]), discount=1, draws=d)
    assert found.tolist() == [0.0, 1.0, 2.0, 3.0, 4.0]


def test_weights_are_of_a_t_with_three_degrees_of_freedom():
    weights = drawn(20_000, 1).weights[:, 0]
    for q in (0.05, 0.25, 0.75, 0.95):
        assert np.quantile(weights, q) == pytest.approx(t.ppf(q, FREEDOM), abs=0.06)


def test_one_seed_one_set_of_numbers():
    assert all(np.array_equal(x, y) for x, y in zip(drawn(9, 2), drawn(9, 2), strict=True))
    assert not np.array_equal(drawn(9, 2, 1).weights, drawn(9, 2, 2).weights)


@pytest.mark.parametrize("discount", [-0.1, 1.1, float("nan")])
def test_a_discount_outside_0_to_1_is_refused(discount):
    with pytest.raises(ImpossibleQuestion, match="discount"):
        parts([1.0], [1.0], discount=discount)


def test_weights_without_values_are_refused():
    with pytest.raises(ImpossibleQuestion, match="a weight for every value"):
        parts([1.0, 2.0], [1.0], discount=1)
