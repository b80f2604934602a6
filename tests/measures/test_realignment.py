"""Moves from one pole toward another, net of what everyone did."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from tertius.measures.realignment import net_change, trailing_mean

values = st.one_of(st.floats(-1, 1, width=32), st.just(float("nan")))
panels = arrays(np.float64, st.tuples(st.integers(1, 5), st.integers(1, 12)), elements=values)


def test_a_mean_needs_two_of_three_years():
    found = trailing_mean(np.array([0.2, np.nan, 0.4, np.nan, np.nan, 0.6]))
    assert found == pytest.approx([np.nan, np.nan, 0.3, np.nan, np.nan, np.nan], nan_ok=True)


def test_the_first_year_has_no_past_to_smooth_with():
    assert trailing_mean(np.array([1.0, 2.0, 3.0, 4.0])) == pytest.approx([np.nan, 1.5, 2.0, 3.0], nan_ok=True)


def test_a_move_is_net_of_the_median():
    r = np.array([[0.0, 0.1, 0.5], [0.0, 0.1, 0.2], [0.0, 0.3, 0.1]])
    net, median = net_change(r, horizon=1)
    assert median == pytest.approx([0.1, 0.1, np.nan], nan_ok=True)
    assert net[:, 0] == pytest.approx([0.0, 0.0, 0.2])
    assert net[:, 1] == pytest.approx([0.3, 0.0, -0.3])


def test_what_moves_everyone_alike_is_no_move():
    r = np.random.default_rng(0).normal(size=(6, 9))
    shifted, _ = net_change(r + np.arange(9) * 0.3, horizon=3)
    plain, _ = net_change(r, horizon=3)
    np.testing.assert_allclose(shifted, plain, atol=1e-12)


@pytest.mark.parametrize("horizon", [3, 4, 0])
def test_a_horizon_beyond_the_record_leaves_nothing(horizon):
    net, median = net_change(np.ones((2, 3)), horizon=horizon)
    assert np.isnan(net).all()
    assert np.isnan(median).all()


def test_the_input_is_left_alone():
    r = np.array([[0.1, 0.2, np.nan]])
    before = r.copy()
    net_change(trailing_mean(r), horizon=1)
    np.testing.assert_array_equal(r, before)


@given(panels)
@settings(max_examples=60, deadline=None)
def test_the_trailing_mean_against_a_loop(panel):
    found = trailing_mean(panel)
    for i, row in enumerate(panel):
        for t in range(len(row)):
            seen = [v for v in row[max(0, t - 2) : t + 1] if np.isfinite(v)]
            wanted = sum(seen) / len(seen) if len(seen) >= 2 else np.nan
            assert found[i, t] == pytest.approx(wanted, nan_ok=True, abs=1e-12)


@given(panels, st.integers(1, 6))
@settings(max_examples=60, deadline=None)
def test_the_net_change_against_a_loop(panel, horizon):
    net, median = net_change(panel, horizon=horizon)
    n_years = panel.shape[1]
    for t in range(n_years):
        changes = [row[t + horizon] - row[t] if t + horizon < n_years else np.nan for row in panel]
        seen = sorted(c for c in changes if np.isfinite(c))
        middle = np.nan
        if seen:
            half = len(seen) // 2
            middle = seen[half] if len(seen) % 2 else (seen[half - 1] + seen[half]) / 2
        assert median[t] == pytest.approx(middle, nan_ok=True, abs=1e-12)
        for i, change in enumerate(changes):
            assert net[i, t] == pytest.approx(change - middle, nan_ok=True, abs=1e-12)
