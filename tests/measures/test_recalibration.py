"""Calibration: a forecast that says what comes has slope 1, and a line that does not exist is not invented."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.optimize import minimize
from scipy.special import expit, logit

from tertius.errors import ImpossibleQuestion
from tertius.measures.recalibration import calibration_line, slope_of_bins


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


@pytest.mark.parametrize("p", [[1.2], [-0.1], [float("nan")]])
def test_what_is_no_probability_is_refused(p):
    with pytest.raises(ImpossibleQuestion):
        calibration_line(p, [1])


def test_the_line_is_the_maximum_of_the_likelihood():
    rng = np.random.default_rng(1)
    p = rng.uniform(0.02, 0.98, 400)
    o = (rng.random(400) < expit(0.3 + 0.6 * logit(p))).astype(float)

    def loss(at):
        m = expit(at[0] + at[1] * logit(p))
        return -(o * np.log(m) + (1 - o) * np.log(1 - m)).sum()

    wanted = minimize(loss, [0, 1], tol=1e-12).x
    assert calibration_line(p, o) == pytest.approx(wanted, abs=1e-4)


def bins(p: np.ndarray, o: np.ndarray, group: np.ndarray) -> np.ndarray:
    """Mean forecast, share that came, count and group of twenty bins of equal size in each group."""
    rows = []
    for one in np.unique(group):
        order = np.flatnonzero(group == one)[np.argsort(p[group == one])]
        rows += [(p[part].mean(), o[part].mean(), len(part), one) for part in np.array_split(order, 20)]
    return np.array(rows).T


def test_the_slope_of_bins_is_that_of_the_forecasts_in_them():
    p, o = honest(20_000)
    for stretch in (1.0, 2.0):
        said = expit(stretch * logit(p))
        assert slope_of_bins(*bins(said, o, np.zeros(len(o)))) == pytest.approx(
            calibration_line(said, o).slope, abs=0.05
        )


def test_an_intercept_for_each_group_takes_out_that_one_is_commoner():
    """Forecasts that know the rate of their group and nothing else, and jitter."""
    rng = np.random.default_rng(5)
    group = np.repeat([0, 1, 2], 20_000)
    rate = np.array([0.02, 0.08, 0.3])[group]
    p = expit(logit(rate) + rng.normal(0, 0.3, len(rate)))
    found = bins(p, (rng.random(len(rate)) < rate).astype(float), group)
    assert slope_of_bins(*found[:3], np.zeros(60)) > 0.85
    assert slope_of_bins(*found) == pytest.approx(0.0, abs=0.1)


def test_the_slope_within_groups_is_the_maximum_of_the_likelihood():
    p, came, n, group = np.array(
        [[0.1, 0.12, 50, 0], [0.2, 0.15, 40, 0], [0.3, 0.4, 30, 1], [0.5, 0.45, 60, 1], [0.6, 0.7, 20, 1]]
    ).T

    def loss(b: np.ndarray) -> float:
        z = b[group.astype(int)] + b[2] * logit(p)
        return float((n * (np.logaddexp(0, z) - came * z)).sum())

    best = minimize(loss, np.array([0.0, 0.0, 1.0]), method="Nelder-Mead", options={"xatol": 1e-7, "fatol": 1e-10})
    assert slope_of_bins(p, came, n, group) == pytest.approx(best.x[2], abs=1e-4)


@pytest.mark.parametrize(
    ("p", "came"),
    [
        ([0.2, 0.2], [0.1, 0.3]),
        ([0.1, 0.2], [0.0, 0.0]),
        ([0.1, 0.2], [1.0, 1.0]),
        ([0.1, 0.2], [0.0, 1.0]),
        ([0.1, 0.2], [1.0, 0.0]),
    ],
    ids=["one forecast", "nothing came", "all came", "parted", "parted the wrong way"],
)
def test_bins_that_decide_no_slope_have_none(p, came):
    assert np.isnan(slope_of_bins(p, came, [10, 10], [0, 0]))


def test_a_group_without_events_says_nothing_of_the_slope():
    p, came, n = [0.1, 0.2, 0.1, 0.3], [0.1, 0.3, 0.0, 0.0], [40, 40, 50, 50]
    assert slope_of_bins(p, came, n, [0, 0, 1, 1]) == pytest.approx(slope_of_bins(p[:2], came[:2], n[:2], [0, 0]))


def test_a_bin_that_is_no_probability_is_refused():
    with pytest.raises(ImpossibleQuestion, match="a forecast is a probability"):
        slope_of_bins([1.2, 0.1], [0.1, 0.2], [10, 10], [0, 0])
