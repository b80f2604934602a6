"""Whether forecasts mean what they say: by hand, and nothing lost between the bins."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from tertius.errors import ImpossibleQuestion
from tertius.measures.calibration import calibration_bins, discrimination, sharpness

shares = arrays(float, 20, elements=st.floats(0, 1))


def test_three_forecasts_fall_into_their_tenths():
    bins = calibration_bins([0.05, 0.05, 1.0], [0, 1, 1])
    assert (bins[0].n, bins[0].mean_forecast, bins[0].mean_outcome) == (2, 0.05, 0.5)
    assert (bins[9].n, bins[9].mean_outcome) == (1, 1.0)
    assert len(bins) == 10
    assert sum(b.n for b in bins) == 3


def test_a_forecast_on_an_edge_belongs_to_the_upper_bin():
    assert calibration_bins([0.1], [0])[1].n == 1


def test_an_empty_bin_knows_nothing():
    empty = calibration_bins([0.05], [0])[5]
    assert np.isnan(empty.mean_outcome)
    assert (empty.outcome_low, empty.outcome_high) == (0, 1)


@given(shares, arrays(int, 20, elements=st.integers(0, 1)))
def test_bins_keep_every_forecast_and_every_event(p, o):
    bins = [b for b in calibration_bins(p, o, edges=(0, 0.03, 0.5, 1)) if b.n]
    assert sum(b.n for b in bins) == 20
    assert sum(b.n * b.mean_outcome for b in bins) == pytest.approx(o.sum())
    assert sum(b.n * b.mean_forecast for b in bins) == pytest.approx(p.sum())
    for b in bins:
        assert b.outcome_low <= b.mean_outcome <= b.outcome_high
        assert b.low <= b.mean_forecast <= b.high + 1e-12


def test_always_the_same_is_not_sharp():
    assert sharpness([0.3, 0.3]) == 0
    assert sharpness([0, 1]) == 0.25


def test_discrimination_is_the_gap_between_yes_and_no():
    assert discrimination([0.9, 0.7, 0.2], [1, 1, 0]) == pytest.approx(0.6)
    assert np.isnan(discrimination([0.9, 0.7], [1, 1]))


@pytest.mark.parametrize(("p", "o"), [([0.2], [0, 1]), ([20], [1]), ([0.2], [2]), ([np.nan], [1])])
def test_what_is_not_a_share_is_refused(p, o):
    with pytest.raises(ImpossibleQuestion):
        calibration_bins(p, o)


def test_edges_must_rise_from_nothing_to_certainty():
    with pytest.raises(ImpossibleQuestion, match="edges from 0 to 1"):
        calibration_bins([0.2], [1], edges=(0, 0.5, 0.4, 1))
