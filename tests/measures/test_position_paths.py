"""Paths of positions: the filter and the smoother against their definitions."""

import numpy as np
import pytest
from scipy import stats

from tertius.measures.position_paths import draw_filtered, draw_smoothed, draw_step_weights, standardise

KEY = np.uint64(9)
PATH, START = np.array([0, 1, 2], dtype=np.int32), np.array([0, 3])
STEP = np.array([0.3, 0.2, 0.4])
EVIDENCE = np.array([[4.0, 2.0], [1.0, -1.5], [2.0, 3.0]])


def drawn(draw, n: int = 20_000) -> np.ndarray:
    out = np.empty((n, 3))
    for sweep in range(n):
        position = np.array([0.5, 0.1, -0.4])
        draw(KEY, np.uint64(sweep), 0, PATH, START, STEP, EVIDENCE, position)
        out[sweep] = position
    return out


def test_the_filter_draws_the_first_session_around_the_second_and_the_rest_forwards():
    x = drawn(draw_filtered)
    mean = (0.1 / 0.3 + 2.0) / (1 / 0.3 + 4.0)
    assert x[:, 0].mean() == pytest.approx(mean, abs=0.02)
    assert x[:, 0].var() == pytest.approx(1 / (1 / 0.3 + 4.0), rel=0.05)
    residual = x[:, 2] - (x[:, 1] / 0.4 + 3.0) / (1 / 0.4 + 2.0)
    assert abs(residual.mean()) < 0.02
    assert abs(np.corrcoef(residual, x[:, 1])[0, 1]) < 0.03


def test_the_smoother_draws_from_the_joint_distribution():
    precision = np.diag(EVIDENCE[:, 0]).astype(float)
    precision[0, 0] += 1.0
    for k in (1, 2):
        precision[k - 1 : k + 1, k - 1 : k + 1] += np.array([[1, -1], [-1, 1]]) / STEP[k]
    covariance = np.linalg.inv(precision)
    x = drawn(draw_smoothed)
    assert np.allclose(x.mean(axis=0), covariance @ EVIDENCE[:, 1], atol=0.02)
    assert np.allclose(np.cov(x.T), covariance, atol=0.015)


@pytest.mark.parametrize("draw", [draw_filtered, draw_smoothed])
def test_a_state_seen_once_has_the_standard_normal_prior(draw):
    out = np.empty(5_000)
    for sweep in range(out.size):
        position = np.array([2.0])
        draw(
            KEY,
            np.uint64(sweep),
            0,
            np.zeros(1, dtype=np.int32),
            np.array([0, 1]),
            np.array([0.5]),
            np.zeros((1, 2)),
            position,
        )
        out[sweep] = position[0]
    assert stats.kstest(out, "norm").pvalue > 0.001


def test_a_large_step_gets_a_large_variance():
    step, position = np.full(3, 0.25), np.array([0.0, 0.0, 5.0])
    variances = np.empty((2_000, 3))
    for sweep in range(len(variances)):
        out = step.copy()
        draw_step_weights(KEY, np.uint64(sweep), 0, 4.0, PATH, START, step, position, out)
        variances[sweep] = out
    # Given the step, 1/variance is gamma((nu + 1) / 2) over (nu + d²/s²) / 2 * s².
    assert (1 / variances[:, 1]).mean() == pytest.approx(2.5 / (0.25 * 2.0), rel=0.05)
    assert (1 / variances[:, 2]).mean() == pytest.approx(2.5 / (0.25 * (4.0 + 100.0) / 2), rel=0.05)
    assert (variances[:, 0] == 0.25).all()


def test_standardising_clips_first():
    position = np.array([-9.0, 0.0, 4.0])
    standardise(5.0, position)
    clipped = np.array([-5.0, 0.0, 4.0])
    assert np.allclose(position, (clipped - clipped.mean()) / clipped.std())
