"""Logistic regression from a known rate: closed forms, the likelihood's own maximum, and what cannot be fitted."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.optimize import minimize
from scipy.special import expit, logit

from tertius.errors import ImpossibleQuestion
from tertius.measures.penalised_logistic import clustered_covariance, fit_logistic


def drawn(n: int = 300, k: int = 3, seed: int = 0) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    rng = np.random.default_rng(seed)
    x = np.column_stack((np.ones(n), rng.normal(size=(n, k - 1))))
    o = (rng.random(n) < expit(x @ np.array([-2.0, 0.8, -0.4])[:k])).astype(float)
    return x, o, rng.uniform(0.2, 2.0, n)


def test_an_intercept_alone_is_the_log_odds_of_the_rate():
    o = np.array([1.0] * 3 + [0.0] * 9)
    (b,) = fit_logistic(np.ones((12, 1)), o, penalty=0.0)
    assert b == pytest.approx(logit(0.25))


def test_an_intercept_beyond_the_offset_makes_up_the_difference():
    o = np.array([1.0] * 3 + [0.0] * 9)
    (b,) = fit_logistic(np.ones((12, 1)), o, penalty=0.0, offset=1.0)
    assert b == pytest.approx(logit(0.25) - 1.0)


def test_a_case_of_weight_two_is_two_cases():
    x, o, _ = drawn(40)
    twice = fit_logistic(np.vstack((x, x[:7])), np.append(o, o[:7]), penalty=1.0)
    weights = np.where(np.arange(40) < 7, 2.0, 1.0)
    assert fit_logistic(x, o, penalty=1.0, weights=weights) == pytest.approx(twice)


@pytest.mark.parametrize("seed", range(5))
def test_the_maximum_is_that_of_a_general_optimiser(seed):
    x, o, w = drawn(seed=seed)
    held, toward, offset = np.array([0.5, 4.0, 1.0]), np.array([0.0, 1.0, 0.0]), -0.3

    def cost(b: np.ndarray) -> float:
        z = offset + x @ b
        return -(w * (o * z - np.log1p(np.exp(z)))).sum() + (held * (b - toward) ** 2).sum() / 2

    wanted = minimize(cost, toward, method="BFGS", options={"gtol": 1e-9}).x
    found = fit_logistic(x, o, penalty=held, weights=w, offset=offset, toward=toward)
    assert found == pytest.approx(wanted, abs=1e-5)


def test_a_penalty_without_end_leaves_the_coefficients_where_they_are_held():
    x, o, _ = drawn()
    assert fit_logistic(x, o, penalty=1e12, toward=(0.1, 0.2, 0.3)) == pytest.approx((0.1, 0.2, 0.3), abs=1e-6)


def test_no_event_at_all_has_a_maximum_under_a_penalty_and_none_without():
    x, o = np.ones((20, 1)), np.zeros(20)
    assert fit_logistic(x, o, penalty=1.0)[0] < 0
    with pytest.raises(ImpossibleQuestion, match="no coefficients maximise"):
        fit_logistic(x, o, penalty=0.0)


def test_the_covariance_of_blocks_of_one_is_the_sandwich_written_as_a_loop():
    x, o, w = drawn(60)
    b = fit_logistic(x, o, penalty=1.0, weights=w)
    p = expit(x @ b)
    curve = sum(w[i] * p[i] * (1 - p[i]) * np.outer(x[i], x[i]) for i in range(60)) + np.eye(3)
    meat = sum(w[i] ** 2 * (o[i] - p[i]) ** 2 * np.outer(x[i], x[i]) for i in range(60))
    wanted = np.linalg.inv(curve) @ meat @ np.linalg.inv(curve)
    found = clustered_covariance(x, o - p, p, np.arange(60), penalty=1.0, weights=w)
    assert found == pytest.approx(wanted)


def test_copies_within_a_block_do_not_narrow_the_doubt():
    x, o, _ = drawn(50)
    p = expit(x @ fit_logistic(x, o, penalty=0.0))
    one = clustered_covariance(x, o - p, p, np.arange(50), penalty=0.0)
    many = clustered_covariance(
        np.tile(x, (4, 1)), np.tile(o - p, 4), np.tile(p, 4), np.tile(np.arange(50), 4), penalty=0.0
    )
    assert many == pytest.approx(one)


@pytest.mark.parametrize(
    "spoil",
    [
        {"o": np.full(4, 0.5)},
        {"x": np.full((4, 1), np.nan)},
        {"weights": np.array([1.0, 1.0, 1.0, -1.0])},
        {"penalty": -1.0},
        {"o": np.zeros(3)},
    ],
    ids=["half an outcome", "a missing predictor", "a negative weight", "a negative penalty", "unequal lengths"],
)
def test_what_cannot_be_fitted_is_refused(spoil):
    given = {"x": np.ones((4, 1)), "o": np.array([0.0, 1.0, 0.0, 1.0]), "penalty": 1.0} | spoil
    with pytest.raises(ImpossibleQuestion):
        fit_logistic(given["x"], given["o"], penalty=given["penalty"], weights=given.get("weights", 1.0))


def test_coefficients_that_cannot_be_told_apart_are_refused():
    x = np.ones((10, 2))
    with pytest.raises(ImpossibleQuestion, match="told apart"):
        clustered_covariance(x, np.zeros(10), np.full(10, 0.5), np.arange(10), penalty=0.0)
