"""Pools: by hand, and where nothing has been earned, nothing is pushed."""

import numpy as np
import pytest
from scipy.special import expit, logit

from tertius.errors import ImpossibleQuestion
from tertius.measures.aggregation import ENOUGH, fit_extremising, track_record_weights, weighted_logit_mean
from tertius.measures.scores import logit_pool


def timid_world(n):
    """Forecasters whose log odds are half of what the world's are."""
    rng = np.random.default_rng(2)
    true = rng.normal(0, 1.5, n)
    return [expit(true[i] / 2 + rng.normal(0, 0.05, 3)) for i in range(n)], (rng.random(n) < expit(true)).astype(float)


def test_under_a_hundred_resolved_questions_nothing_is_extremised():
    panels, o = timid_world(ENOUGH - 1)
    assert fit_extremising(panels, o) == (1.0, 0)


def test_timid_forecasters_are_pushed_outwards_by_what_they_lacked():
    panels, o = timid_world(2000)
    a, n = fit_extremising(panels, o)
    assert n == 2000
    assert a == pytest.approx(2, abs=0.25)


def test_equal_weights_are_the_plain_pool():
    assert weighted_logit_mean([0.6, 0.7, 0.8], [2, 2, 2]) == pytest.approx(float(logit_pool([0.6, 0.7, 0.8])))
    assert weighted_logit_mean([0.6, 0.7, 0.8], [1, 1, 1], a=2.5) == pytest.approx(0.9002, abs=5e-5)


def test_all_weight_on_one_is_that_one():
    assert weighted_logit_mean([0.6, 0.9], [0, 1]) == pytest.approx(0.9)


@pytest.mark.parametrize("weights", [[0, 0], [-1, 2], [1]])
def test_weights_that_say_nothing_are_refused(weights):
    with pytest.raises(ImpossibleQuestion, match="weight"):
        weighted_logit_mean([0.6, 0.9], weights)


def test_a_certain_forecaster_would_outvote_all():
    with pytest.raises(ImpossibleQuestion, match="strictly between"):
        weighted_logit_mean([0.5, 1.0], [1, 1])


def test_without_a_record_all_weigh_the_same():
    assert track_record_weights([np.nan, np.nan], [0, 0], typical=0.2) == pytest.approx([0.5, 0.5])


def test_a_short_lucky_record_counts_little_and_a_long_one_much():
    lucky, proven, nobody = track_record_weights([0.0, 0.05, np.nan], [1, 200, 0], typical=0.2)
    assert nobody < lucky < proven
    assert lucky / nobody < 1.1


def test_panels_and_outcomes_must_match():
    with pytest.raises(ImpossibleQuestion, match="one outcome a panel"):
        fit_extremising([[0.5]], [1, 0])


def test_the_fit_is_invariant_to_swapping_yes_and_no():
    panels, o = timid_world(300)
    swapped = fit_extremising([1 - p for p in panels], 1 - o)
    assert fit_extremising(panels, o).a == pytest.approx(swapped.a, rel=1e-6)
    assert logit(0.5) == 0
