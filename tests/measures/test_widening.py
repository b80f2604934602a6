"""A wider spread makes a rare move likelier: by hand, and against its definition."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tertius.measures.widening import factors, widened

LARGEST = 10.0


def test_by_hand():
    # 5 % lies 1.6449 standard deviations out; with four times the variance 0.8224: 20.54 %.
    assert 1 / (1 + np.exp(-widened(np.log(0.05 / 0.95), 4.0))) == pytest.approx(0.2054, abs=1e-4)


def test_no_wider_is_no_different():
    before = np.linspace(-40, 5, 91)
    assert widened(before, 1.0) == pytest.approx(before, abs=1e-6)


def test_an_even_chance_stays_even_and_a_likely_move_gets_less_likely():
    assert widened(0.0, 3.0) == pytest.approx(0.0, abs=1e-12)
    assert widened(2.0, 3.0) < 2.0


@given(st.floats(-30, -0.01), st.floats(1.01, 10))
def test_a_rare_move_gets_likelier_but_never_likely(log_odds, variance):
    assert log_odds < widened(log_odds, variance) < 0


def test_one_leader_is_averaged_over_the_horizon():
    centres, (draws,) = factors([3.0], np.array([0.0, -1.0]), share=0.4, largest=LARGEST)
    # Three times the variance in two years of five: (3 x 2 + 3) / 5.
    assert centres == pytest.approx([1.8])
    # A draw one scale below the mean says that nothing widens.
    assert draws == pytest.approx([1.8, 1.0])


def test_several_leaders_add_their_variance():
    centres, _ = factors([3.0, 1.5], np.zeros(1), share=0.4, largest=LARGEST)
    assert centres == pytest.approx([1.8, 2.0])


def test_no_draw_goes_beyond_the_largest_factor_nor_below_none():
    _, (low, both) = factors([3.0, 3.0], np.array([-1e6, 1e6]), share=1.0, largest=LARGEST)
    assert low == pytest.approx([1 / LARGEST, LARGEST])
    assert both == pytest.approx([1 / LARGEST, 2 * LARGEST - 1])
