"""Base rates by hand, against their definitions, and how their intervals behave."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy.integrate import quad
from scipy.special import ndtr

from tertius.errors import ImpossibleQuestion
from tertius.measures.base_rates import Z90, block_interval, jeffreys, recency_weighted_rate, recency_weights

outcomes = arrays(float, 10, elements=st.sampled_from([0.0, 1.0, np.nan]))
ages = arrays(float, 10, elements=st.floats(0, 60))


def test_nine_tenths_of_a_normal_distribution_lie_within_its_90_percent_interval():
    assert ndtr(Z90) - ndtr(-Z90) == pytest.approx(0.9, abs=1e-15)


def test_a_case_counts_half_after_each_half_life():
    assert recency_weights([0, 6, 12, 3], 6).tolist() == [1, 0.5, 0.25, 0.5**0.5]


def test_an_infinite_half_life_weighs_all_cases_alike():
    assert recency_weights([0, 100], math.inf).tolist() == [1, 1]


@pytest.mark.parametrize("age", [-1, np.nan])
def test_a_case_from_the_future_is_leakage(age):
    with pytest.raises(ImpossibleQuestion, match="age"):
        recency_weights([3, age], 6)


@pytest.mark.parametrize("half_life", [0, -6, np.nan])
def test_a_half_life_is_positive(half_life):
    with pytest.raises(ImpossibleQuestion, match="half-life"):
        recency_weights([3], half_life)


def test_a_weighted_rate_by_hand():
    found = recency_weighted_rate([1, 0, 1], [0, 6, 12], half_life=6, prior_rate=0.1, prior_n=20)
    assert found.rate == pytest.approx((1 + 0.25 + 2) / (1.75 + 20))
    assert (found.n, found.events) == (3, 2)
    assert found.n_effective == pytest.approx(1.75**2 / (1 + 0.25 + 0.0625))


@given(outcomes, ages, st.floats(0, 1), st.floats(0, 50))
def test_a_weighted_rate_is_its_definition(o, a, prior_rate, prior_n):
    found = recency_weighted_rate(o, a, half_life=6, prior_rate=prior_rate, prior_n=prior_n)
    known = [(x, 0.5 ** (age / 6)) for x, age in zip(o, a, strict=True) if not math.isnan(x)]
    total = sum(w for _, w in known) + prior_n
    assert found.n == len(known)
    if total == 0:
        assert math.isnan(found.rate)
        assert math.isnan(found.low)
    else:
        assert found.rate == pytest.approx((sum(x * w for x, w in known) + prior_n * prior_rate) / total)
        assert 0 <= found.low <= found.rate + 1e-9
        assert found.rate - 1e-9 <= found.high <= 1


def test_an_open_case_is_not_a_case_where_it_did_not_happen():
    known = recency_weighted_rate([1, 0], [1, 2], half_life=6, prior_rate=0.5, prior_n=0)
    assert recency_weighted_rate([1, 0, np.nan], [1, 2, 0], half_life=6, prior_rate=0.5, prior_n=0) == known


def test_equal_ages_have_as_many_effective_cases_as_cases():
    found = recency_weighted_rate([1, 0, 0, 0], [5] * 4, half_life=6, prior_rate=0.5, prior_n=0)
    assert found.n_effective == pytest.approx(4)
    assert (found.low, found.high) == pytest.approx(jeffreys(1, 4))


def test_without_cases_the_rate_is_the_priors():
    found = recency_weighted_rate([], [], half_life=6, prior_rate=0.08, prior_n=20)
    assert found.rate == pytest.approx(0.08)
    assert (found.n, found.events, found.n_effective) == (0, 0, 0)
    assert (found.low, found.high) == pytest.approx(jeffreys(1.6, 20))


def test_more_prior_pulls_the_rate_further():
    rates = [
        recency_weighted_rate([1] * 5, [0] * 5, half_life=6, prior_rate=0.1, prior_n=n).rate for n in (0, 5, 20, 500)
    ]
    assert rates == sorted(rates, reverse=True)
    assert rates[0] == 1
    assert rates[-1] == pytest.approx(0.1, abs=0.01)


@pytest.mark.parametrize(("prior_rate", "prior_n"), [(1.1, 20), (-0.1, 20), (0.5, -1), (np.nan, 20), (0.5, np.nan)])
def test_a_prior_that_is_none_is_refused(prior_rate, prior_n):
    with pytest.raises(ImpossibleQuestion, match="prior"):
        recency_weighted_rate([1], [0], half_life=6, prior_rate=prior_rate, prior_n=prior_n)


@pytest.mark.parametrize(("o", "a"), [([0, 1], [1]), ([2], [1]), ([[0, 1]], [[1, 2]])])
def test_a_case_has_one_outcome_and_one_age(o, a):
    with pytest.raises(ImpossibleQuestion):
        recency_weighted_rate(o, a, half_life=6, prior_rate=0.5, prior_n=20)


@pytest.mark.parametrize(("events", "n"), [(1, 7), (3, 10), (59, 60), (2.5, 9.3)])
def test_jeffreys_cuts_equal_tails_off_its_beta(events, n):
    low, high = jeffreys(events, n, 0.95)

    def density(x):
        return x ** (events - 0.5) * (1 - x) ** (n - events - 0.5)

    whole, _ = quad(density, 0, 1)
    assert quad(density, 0, low)[0] / whole == pytest.approx(0.025, abs=1e-6)
    assert quad(density, high, 1)[0] / whole == pytest.approx(0.025, abs=1e-6)


def test_nothing_and_everything_reach_the_ends():
    assert jeffreys(0, 7).low == 0
    assert jeffreys(7, 7).high == 1
    assert 0 < jeffreys(0, 7).high < 0.5 < jeffreys(7, 7).low < 1


def test_no_case_is_no_knowledge():
    assert jeffreys(0, 0) == (0, 1)


@given(st.integers(0, 30), st.integers(0, 30), st.floats(0.5, 0.99))
def test_an_interval_holds_its_rate_and_mirrors(events, others, level):
    n = events + others
    low, high = jeffreys(events, n, level)
    assert 0 <= low <= high <= 1
    if n:
        assert low <= events / n <= high
    mirrored = jeffreys(others, n, level)
    assert (1 - mirrored.high, 1 - mirrored.low) == pytest.approx((low, high))


def test_jeffreys_covers_about_as_often_as_it_says():
    rng = np.random.default_rng(5)
    truth = 0.15
    inside = [low <= truth <= high for low, high in (jeffreys(k, 60, 0.9) for k in rng.binomial(60, truth, 4000))]
    assert np.mean(inside) == pytest.approx(0.9, abs=0.03)


@pytest.mark.parametrize(("events", "n", "level"), [(3, 2, 0.9), (-1, 2, 0.9), (1, 2, 90), (1, 2, 0), (np.nan, 2, 0.9)])
def test_an_impossible_count_or_level_is_refused(events, n, level):
    with pytest.raises(ImpossibleQuestion):
        jeffreys(events, n, level)


def test_blocks_that_hang_together_widen_the_interval():
    # Twenty blocks of ten cases, each block all events or none.
    o = np.repeat(np.arange(20) % 2, 10)
    by_case = block_interval(o, np.arange(200), rng=np.random.default_rng(1))
    by_block = block_interval(o, np.repeat(np.arange(20), 10), rng=np.random.default_rng(1))
    assert by_block.high - by_block.low > 2.5 * (by_case.high - by_case.low)
    assert by_case.low < 0.5 < by_case.high


def test_a_block_interval_is_its_definition():
    o, blocks, w = np.array([1, 0, 1, 1, 0, 0]), np.array(list("aabbcc")), np.array([1, 2, 1, 1, 0.5, 0.5])
    found = block_interval(o, blocks, w, rng=np.random.default_rng(9), level=0.8, draws=20_000)
    rng, rates = np.random.default_rng(10), []
    for _ in range(20_000):
        rows = np.concatenate([np.flatnonzero(blocks == b) for b in rng.choice(list("abc"), 3)])
        rates.append((w[rows] * o[rows]).sum() / w[rows].sum())
    assert found == pytest.approx(np.quantile(rates, [0.1, 0.9]), abs=0.02)


def test_the_same_seed_gives_the_same_interval():
    o, blocks = [1, 0, 0, 1, 0], [1, 1, 2, 2, 3]
    first, second = (block_interval(o, blocks, rng=np.random.default_rng(3)) for _ in range(2))
    assert first == second


def test_open_cases_and_weightless_blocks_are_left_out():
    rng = np.random.default_rng
    known = block_interval([1, 0, 0], [1, 1, 2], [1, 1, 1], rng=rng(3))
    assert block_interval([1, 0, 0, np.nan, 1], [1, 1, 2, 2, 3], [1, 1, 1, 1, 0], rng=rng(3)) == known


def test_no_event_in_any_block_says_little():
    assert block_interval([0, 0, 0], [1, 2, 3], rng=np.random.default_rng(1)) == (0, 0)


@pytest.mark.parametrize(("o", "blocks"), [([1, 0], ["RUS", "RUS"]), ([1, np.nan], ["RUS", "CHN"]), ([], [])])
def test_one_block_cannot_show_how_blocks_differ(o, blocks):
    with pytest.raises(ImpossibleQuestion, match="two or more blocks"):
        block_interval(o, blocks, rng=np.random.default_rng(1))


@pytest.mark.parametrize("weights", [[1, -1], [1, np.nan], [1, np.inf]])
def test_a_weight_that_is_no_weight_is_refused(weights):
    with pytest.raises(ImpossibleQuestion, match="weight"):
        block_interval([1, 0], [1, 2], weights, rng=np.random.default_rng(1))
