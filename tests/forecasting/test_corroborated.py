"""T3: a move counts when something harder bears it out, and is not known where nothing harder was observed."""

from __future__ import annotations

from datetime import date

import numpy as np

from tertius.forecasting.corroborated import corroborated, corroborations, evidence_with, shifted

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
    quiet = np.zeros((12, 6))
    none = {"atop_defense": quiet, "mid_hostility": quiet, "break": quiet, "balance": np.full((12, 6), NOT)}
    with_a = {"arms_share": rising, "trade_share": steady, **none}
    with_c = {"arms_share": steady, "trade_share": steady, **none}
    assert corroborations(with_a, with_c, horizon=2)["arms"][0, 1] == 1
    assert corroborations(with_c, with_a, horizon=2)["arms"][0, 1] == 0


def test_events_bear_a_move_out_where_one_pole_alone_is_scored():
    quiet = np.zeros((12, 6))
    none = dict.fromkeys(("atop_defense", "mid_hostility", "break", "arms_share", "trade_share"), quiet)
    souring = np.full((12, 6), 2.0)
    souring[0, 3:], souring[1, 3:] = -1.0, 4.0
    with_c = {**none, "balance": souring}
    unscored = {**none, "balance": np.full((12, 6), NOT)}
    found = corroborations(unscored, with_c, horizon=2)["balance"]
    # Events with C turned sour for the first state and friendly for the second.
    assert found[:3, 1].tolist() == [1, 0, 0]
    assert corroborations(with_c, unscored, horizon=2)["balance"][:3, 1].tolist() == [0, 1, 0]
    assert np.isnan(corroborations(unscored, unscored, horizon=2)["balance"]).all()


def test_a_listed_break_bears_a_move_out(shipped):
    states, years = (651, 520), range(1970, 1985)
    with_a, with_c = (evidence_with(shipped, pole, states, years) for pole in (2, 365))
    events = corroborations(with_a, with_c, horizon=5)["events"]
    assert events[0, years.index(1971)] == events[1, years.index(1976)] == 1
    then = evidence_with(shipped, 365, states, years, as_of=date(1977, 2, 1))["break"]
    assert then[0, years.index(1976)] == 1
    assert np.isnan(then[:, years.index(1977) :]).all()
