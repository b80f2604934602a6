"""Calibration: a forecast that says what comes has slope 1, and a line held near itself does not chase noise."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.optimize import minimize
from scipy.special import expit, logit

from tertius.errors import ImpossibleQuestion
from tertius.measures.recalibration import Line, calibration_line, platt, recalibrate


def honest(n: int = 200_000, seed: int = 1) -> tuple[np.ndarray, np.ndarray]:
    rng = np.random.default_rng(seed)
    p = expit(rng.normal(-2, 1, n))
    return p, (rng.random(n) < p).astype(float)


def test_an_honest_forecast_has_slope_one_and_intercept_nought():
    assert calibration_line(*honest()) == pytest.approx((0, 1), abs=0.03)


def test_forecasts_twice_too_far_apart_have_slope_one_half():
    p, o = honest()
    assert calibration_line(expit(2 * logit(p)), o).slope == pytest.approx(0.5, abs=0.02)


@pytest.mark.parametrize(
    ("p", "o"),
    [([0.1, 0.1, 0.1], [0, 1, 0]), ([0.1, 0.2, 0.3], [0, 0, 0]), ([0.1, 0.2, 0.8], [0, 0, 1])],
    ids=["all forecasts alike", "nothing came", "perfectly separated"],
)
def test_a_line_that_does_not_exist_is_not_invented(p, o):
    assert np.isnan(calibration_line(p, o)).all()


def test_without_a_past_the_forecast_stays_as_it_is():
    line = platt([], [], strength=1.0)
    assert line == Line(0.0, 1.0)
    assert recalibrate([0.02, 0.3], line) == pytest.approx([0.02, 0.3])


def test_a_strong_prior_keeps_the_line_and_a_weak_one_lets_it_go():
    p, o = honest(2000)
    far = expit(2 * logit(p))
    assert platt(far, o, strength=1e9) == pytest.approx((0, 1), abs=1e-4)
    assert platt(far, o, strength=1e-6).slope == pytest.approx(calibration_line(far, o).slope, abs=1e-3)


def test_recalibrating_by_the_line_gives_slope_one():
    p, o = honest(20_000)
    far = expit(0.5 + 2 * logit(p))
    assert calibration_line(recalibrate(far, calibration_line(far, o)), o) == pytest.approx((0, 1), abs=1e-6)


@pytest.mark.parametrize("p", [[1.2], [-0.1], [float("nan")]])
def test_what_is_no_probability_is_refused(p):
    for ask in (lambda: calibration_line(p, [1]), lambda: platt(p, [1], strength=1.0)):
        with pytest.raises(ImpossibleQuestion):
            ask()


def test_the_line_is_the_maximum_of_the_likelihood():
    rng = np.random.default_rng(1)
    p = rng.uniform(0.02, 0.98, 400)
    o = (rng.random(400) < expit(0.3 + 0.6 * logit(p))).astype(float)

    def loss(at):
        m = expit(at[0] + at[1] * logit(p))
        return -(o * np.log(m) + (1 - o) * np.log(1 - m)).sum()

    wanted = minimize(loss, [0, 1], tol=1e-12).x
    assert calibration_line(p, o) == pytest.approx(wanted, abs=1e-4)
