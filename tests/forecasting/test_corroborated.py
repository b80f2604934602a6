"""T3: a move counts when something harder bears it out, and is not known where nothing harder was observed."""

from __future__ import annotations

import numpy as np

from tertius.forecasting.corroborated import corroborated, corroborations, shifted

NOT = np.nan


def test_a_move_needs_a_witness():
    closeness = np.array([[0.2, 0.2, 0.2, 0.0, NOT]])
    line = np.array([[NOT, 0.0, 0.0, 0.1, 0.5]])
    evidence = {"arms": np.array([[1.0, 0.0, NOT, 1.0, 1.0]]), "events": np.array([[NOT, NOT, NOT, 1.0, 1.0]])}
    assert np.array_equal(corroborated(closeness, line, evidence), [[1, 0, NOT, 0, NOT]], equal_nan=True)


def test_the_line_alone_can_make_the_move():
    one = np.ones((1, 1))
    assert corroborated(np.zeros((1, 1)), 0.3 * one, {"arms": one})[0, 0] == 1


def test_a_shift_is_a_standard_deviation_of_all_states_shifts():
    gap = np.zeros((12, 4))
    change = np.linspace(-1, 1, 12)
    gap[:, 2:] = change[:, None]
    found = shifted(gap, horizon=2)
    assert np.array_equal(found[:, 0], (change >= change.std(ddof=1)).astype(float))
    assert np.isnan(found[:, 2:]).all()


def test_five_states_give_no_yardstick():
    assert np.isnan(shifted(np.random.default_rng(0).normal(size=(5, 6)), horizon=2)).all()


def test_a_shift_from_c_to_a_counts_and_one_from_a_to_c_does_not():
    steady = np.full((12, 6), 0.2)
    rising = steady.copy()
    rising[0, 3:] = 0.9
    rising[1, 3:] = 0.25
    none = {"atop_defense": np.zeros((12, 6)), "mid_hostility": np.zeros((12, 6))}
    with_a = {"arms_share": rising, "trade_share": steady, **none}
    with_c = {"arms_share": steady, "trade_share": steady, **none}
    assert corroborations(with_a, with_c, horizon=2)["arms"][0, 1] == 1
    assert corroborations(with_c, with_a, horizon=2)["arms"][0, 1] == 0
