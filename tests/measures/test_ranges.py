"""Ranges, quantiles and forecasts that change: by hand, by integration, and against another library."""

import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.integrate import quad

from tertius.errors import ImpossibleQuestion
from tertius.measures.ranges import crps_quantiles, range_brier, time_weighted
from tertius.measures.scores import crps_ensemble


def test_unlikely_and_it_did_not_happen():
    got = range_brier(0.1, 0.3, 0)
    assert (float(got.middle), float(got.best), float(got.worst)) == pytest.approx((0.04, 0.01, 0.09))


def test_a_range_that_holds_the_outcome_might_have_been_perfect():
    assert float(range_brier(0, 0.3, 0).best) == 0
    assert float(range_brier(0, 1, 1).worst) == 1


@given(st.floats(0, 1), st.floats(0, 1), st.floats(0, 1), st.integers(0, 1))
def test_every_number_inside_scores_between_best_and_worst(a, b, within, o):
    low, high = min(a, b), max(a, b)
    p = low + within * (high - low)
    got = range_brier(low, high, o)
    assert float(got.best) - 1e-12 <= (p - o) ** 2 <= float(got.worst) + 1e-12
    assert got.best <= got.middle <= got.worst


def test_an_upside_down_range_is_refused():
    with pytest.raises(ImpossibleQuestion, match="lower to a higher"):
        range_brier(0.3, 0.1, 0)


def test_a_forecast_counts_for_as_long_as_it_stood():
    assert time_weighted([0.25, 0.01], [0, 30], 40) == pytest.approx((0.25 * 30 + 0.01 * 10) / 40)
    assert time_weighted([0.25], [10], 10) == 0.25


@pytest.mark.parametrize(("s", "b", "end"), [([], [], 1), ([1, 1], [2, 1], 3), ([1], [5], 4), ([1, 2], [1], 4)])
def test_times_out_of_order_are_refused(s, b, end):
    with pytest.raises(ImpossibleQuestion, match="in the order"):
        time_weighted(s, b, end)


def test_one_quantile_is_a_point():
    assert float(crps_quantiles([0.5], [3.0], 5.0)) == 2.0


def test_quantiles_of_a_uniform_give_its_crps():
    levels = np.arange(1, 1000) / 1000
    # CRPS of U(0, 1) at y: y^3/3 + (1 - y)^3/3.
    assert float(crps_quantiles(levels, levels, 0.3)) == pytest.approx(0.3**3 / 3 + 0.7**3 / 3, abs=1e-5)


@given(st.lists(st.floats(-5, 5), min_size=3, max_size=3), st.floats(-8, 8))
def test_it_is_the_integral_of_the_squared_distance_of_the_distributions(values, y):
    levels, q = np.array([0.1, 0.5, 0.9]), np.sort(np.round(values, 2))

    def distance(x):
        inside = np.interp(x, q, levels) if q[0] < q[-1] else 0.5
        f = 0.0 if x < q[0] else 1.0 if x > q[-1] else float(inside)
        return (f - (x >= y)) ** 2

    knots = sorted({*q, y, -9.0, 9.0})
    if len({*q}) < 3:
        return
    wanted = sum(quad(distance, a, b, limit=200)[0] for a, b in itertools.pairwise(knots))
    assert float(crps_quantiles(levels, q, y)) == pytest.approx(wanted, abs=1e-6)


def test_quantiles_out_of_order_are_refused():
    with pytest.raises(ImpossibleQuestion, match="rise with their levels"):
        crps_quantiles([0.1, 0.9], [2.0, 1.0], 0)


def test_another_library_agrees_to_nine_digits():
    sr = pytest.importorskip("scoringrules")
    rng = np.random.default_rng(4)
    draws, y = rng.normal(size=(50, 31)), rng.normal(size=50)
    assert crps_ensemble(draws, y) == pytest.approx(sr.crps_ensemble(y, draws, estimator="nrg"), abs=1e-9)
    mean, sd = rng.normal(size=50), rng.uniform(0.1, 3, 50)
    from tertius.measures.scores import brier, crps_normal

    assert crps_normal(mean, sd, y) == pytest.approx(sr.crps_normal(y, mean, sd), abs=1e-9)
    p, o = rng.random(50), rng.integers(0, 2, 50)
    assert brier(p, o) == pytest.approx(float(np.mean(sr.brier_score(o.astype(float), p))), abs=1e-9)
