"""Truncated normal numbers against SciPy's distribution, in the body and where probabilities have no digits left."""

import math

import numpy as np
import pytest
from scipy import special, stats

from tertius.measures.truncated_normal import draw_below, draw_between, log_mass, mass

KEY, TWIST = np.uint64(3), np.uint64(4)


@pytest.mark.parametrize("high", [3.0, 0.0, -2.0, -7.9, -8.1, -12.0, -37.0])
def test_numbers_below_a_bound_follow_the_truncated_distribution(high: float):
    x = np.array([draw_below(KEY, TWIST, at, high) for at in range(4_000)])
    assert x.max() <= high
    share = np.exp(special.log_ndtr(x) - special.log_ndtr(high))
    assert stats.kstest(share, "uniform").pvalue > 0.001


@pytest.mark.parametrize(
    ("low", "high"),
    [(-1.0, 0.5), (0.2, 0.3), (5.0, 9.0), (7.9, 8.2), (-8.2, -7.9), (9.0, 9.5), (-30.0, -20.0), (-40.0, 40.0)],
)
def test_numbers_between_two_bounds_follow_the_truncated_distribution(low: float, high: float):
    x = np.array([draw_between(KEY, TWIST, at, low, high) for at in range(4_000)])
    assert low <= x.min() <= x.max() <= high
    if low > 0:
        x, low, high = -x, -high, -low
    top = special.log_ndtr(high)
    share = np.exp(special.log_ndtr(x) - top) - np.exp(special.log_ndtr(low) - top)
    share /= 1 - np.exp(special.log_ndtr(low) - top)
    assert stats.kstest(share, "uniform").pvalue > 0.001


@pytest.mark.parametrize(("low", "high"), [(-1.0, 0.5), (5.0, 5.01), (9.0, 9.5), (-25.0, -20.0), (-3.0, 40.0)])
def test_the_logarithm_of_the_mass_agrees_with_scipy(low: float, high: float):
    definition = stats.truncnorm(low, high)
    reference = stats.norm.logpdf(0.5 * (low + high)) - definition.logpdf(0.5 * (low + high))
    assert log_mass(low, high) == pytest.approx(reference, abs=1e-8)


def test_no_width_is_no_mass():
    assert log_mass(1.0, 1.0) == -math.inf
    assert log_mass(2.0, 1.0) == -math.inf


def test_half_lines_have_the_mass_of_the_distribution_function():
    assert log_mass(-math.inf, -20.0) == pytest.approx(special.log_ndtr(-20.0), rel=1e-9)
    assert log_mass(20.0, math.inf) == pytest.approx(special.log_ndtr(-20.0), rel=1e-9)


def test_the_table_says_0_where_it_cannot_tell():
    assert mass(-12.0, -9.0) == 0.0
    assert mass(9.0, 12.0) == 0.0
    assert mass(-0.5, 1.5) == pytest.approx(special.ndtr(1.5) - special.ndtr(-0.5), rel=1e-12)
