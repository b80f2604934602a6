"""The compiled normal functions against SciPy, in the body and far into the tails."""

import numpy as np
from scipy import special

from tertius.measures.normal import log_ndtr, ndtr, ndtri


def test_the_distribution_function_agrees_with_scipy_to_2_in_1e12():
    x = np.linspace(-8, 8, 20_001)
    ours = np.array([ndtr(value) for value in x.tolist()])
    assert np.abs(ours / special.ndtr(x) - 1).max() < 2e-12


def test_beyond_the_table_the_distribution_function_stays_at_its_edge():
    assert ndtr(-40.0) == ndtr(-8.0)
    assert ndtr(40.0) == 1.0 - special.ndtr(-8.0)


def test_the_quantile_function_agrees_with_scipy_down_to_1e_minus_32():
    p = np.concatenate((np.linspace(1e-6, 1 - 1e-6, 20_001), 10.0 ** np.linspace(-32, -1, 5_000)))
    ours = np.array([ndtri(value) for value in p.tolist()])
    assert np.abs(ours - special.ndtri(p)).max() < 1e-13


def test_the_quantile_of_one_half_is_zero():
    assert abs(ndtri(0.5)) < 1e-15


def test_a_probability_below_the_table_is_taken_for_its_last_row():
    assert ndtri(1e-300) == ndtri(2.0**-107)


def test_the_logarithm_agrees_with_scipy_forty_deviations_out():
    x = np.linspace(-40, 4, 4_001)
    ours = np.array([log_ndtr(value) for value in x.tolist()])
    assert np.abs(ours - special.log_ndtr(x)).max() < 1e-7
    assert np.abs(ours / special.log_ndtr(x) - 1).max() < 1e-9
