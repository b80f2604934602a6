"""A wider spread makes a rare move likelier: by hand, against SciPy's normal, and against history."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tertius.wedge.scenarios.widening import AFTER_A_NEW_LEADER, LARGEST_FACTOR, factors, widened


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
    centres, (draws,) = factors([3.0], np.array([0.0, -1.0]), share=0.4)
    # Three times the variance in two years of five: (3 x 2 + 3) / 5.
    assert centres == pytest.approx([1.8])
    # A draw one scale below the mean says that nothing widens.
    assert draws == pytest.approx([1.8, 1.0])


def test_several_leaders_add_their_variance():
    centres, _ = factors([3.0, 1.5], np.zeros(1), share=0.4)
    assert centres == pytest.approx([1.8, 2.0])


def test_no_draw_goes_beyond_the_largest_factor_nor_below_none():
    _, (low, both) = factors([3.0, 3.0], np.array([-1e6, 1e6]), share=1.0)
    assert low == pytest.approx([1 / LARGEST_FACTOR, LARGEST_FACTOR])
    assert both == pytest.approx([1 / LARGEST_FACTOR, 2 * LARGEST_FACTOR - 1])


def test_the_factor_is_what_history_shows(shipped):
    """Variance of net moves over two years, windows with a new leader in their first two years against all others."""
    from tertius.alignment.ties import votes_known
    from tertius.atlas.figures.leaders import LAST_YEAR, leader_years
    from tertius.forecasting.targets import field

    leaders = leader_years()
    votes = votes_known(shipped, date(2026, 11, 22))
    found = {}
    for c in (710, 365):
        moves = field(votes, 2, c, horizon=2)
        after, other = [], []
        for row, column in zip(*np.nonzero(np.isfinite(moves.net)), strict=True):
            state, year = moves.states[row], moves.years[column]
            if state in leaders and max(1950, leaders[state][0]) <= year <= LAST_YEAR - 2:
                new = leaders[state][1] & {year, year + 1}
                (after if new else other).append(moves.net[row, column])
        found[c] = np.var(after) / np.var(other), len(after), len(other)
    assert found[710][0] == pytest.approx(1.47, abs=0.02)
    assert found[365][0] == pytest.approx(1.44, abs=0.02)
    assert found[710][1:] == (2250, 5586)
    assert found[365][1:] == (2830, 6912)
    assert pytest.approx(np.mean([found[710][0], found[365][0]]), abs=0.06) == AFTER_A_NEW_LEADER
