"""Sobol's indices: published values, a linear model by hand, and SciPy's own estimator."""

from __future__ import annotations

import numpy as np
import pytest

from tertius.errors import ImpossibleQuestion
from tertius.measures.sensitivity import sobol


def at(function, one, two):
    """Values at A, at B, and at A with each column of B."""
    mixtures = []
    for i in range(one.shape[1]):
        mixed = one.copy()
        mixed[:, i] = two[:, i]
        mixtures.append(function(mixed))
    return function(one), function(two), mixtures


def ishigami(x):
    return np.sin(x[:, 0]) + 7 * np.sin(x[:, 1]) ** 2 + 0.1 * x[:, 2] ** 4 * np.sin(x[:, 0])


def test_ishigami_has_its_published_indices():
    # Ishigami and Homma 1990 with a = 7, b = .1: S = (.3139, .4424, 0), ST = (.5576, .4424, .2437).
    from scipy.stats import qmc

    both = qmc.Sobol(6, rng=1).random(2**14)
    one, two = (np.pi * (2 * half - 1) for half in (both[:, :3], both[:, 3:]))
    found = sobol(*at(ishigami, one, two))
    assert found.first == pytest.approx((0.3139, 0.4424, 0), abs=0.01)
    assert found.total == pytest.approx((0.5576, 0.4424, 0.2437), abs=0.01)


def test_of_a_linear_model_the_indices_are_shares_of_variance():
    rng = np.random.default_rng(2)
    one, two = rng.standard_normal((2, 60_000, 3))
    found = sobol(*at(lambda x: x @ np.array([3.0, 2.0, 1.0]), one, two))
    assert found.first == pytest.approx((9 / 14, 4 / 14, 1 / 14), abs=0.015)
    assert found.total == pytest.approx((9 / 14, 4 / 14, 1 / 14), abs=0.015)


def test_of_a_product_all_is_interaction():
    rng = np.random.default_rng(3)
    one, two = rng.standard_normal((2, 60_000, 2))
    found = sobol(*at(lambda x: x[:, 0] * x[:, 1], one, two))
    assert found.first == pytest.approx((0, 0), abs=0.02)
    assert found.total == pytest.approx((1, 1), abs=0.03)


def test_it_is_scipys_estimator():
    from scipy.stats import sobol_indices

    rng = np.random.default_rng(4)
    one, two = rng.uniform(-np.pi, np.pi, (2, 512, 3))
    at_a, at_b, mixed = at(ishigami, one, two)
    ours = sobol(at_a, at_b, mixed)
    theirs = sobol_indices(
        func={"f_A": at_a[None].copy(), "f_B": at_b[None].copy(), "f_AB": np.array(mixed)[:, None].copy()}, n=512
    )
    assert ours.first == pytest.approx(theirs.first_order.ravel(), abs=1e-12)
    assert ours.total == pytest.approx(theirs.total_order.ravel(), abs=1e-12)


def test_correlated_inputs_taken_together_make_the_whole():
    rng = np.random.default_rng(5)
    one, two = rng.multivariate_normal([0, 0], [[1, 0.9], [0.9, 1]], (2, 20_000))
    # The group's mixture is the second sample itself.
    found = sobol(one.sum(1), two.sum(1), [two.sum(1)])
    assert found.first == pytest.approx([1], abs=0.03)
    assert found.total == pytest.approx([1], abs=0.03)


def test_what_does_not_vary_has_no_indices():
    found = sobol(np.ones(10), np.ones(10), [np.ones(10)])
    assert np.isnan(found.first).all()
    assert np.isnan(found.total).all()


@pytest.mark.parametrize("samples", [((1, 2), (1, 2, 3), [(1, 2)]), ((1,), (1,), [(1,)]), ((1, 2), (1, 2), [(1,)])])
def test_samples_that_do_not_fit_are_refused(samples):
    with pytest.raises(ImpossibleQuestion, match="same number of values"):
        sobol(*samples)
