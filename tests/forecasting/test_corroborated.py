"""T3: a move counts when something harder bears it out, and is not known where nothing harder was observed."""

from __future__ import annotations

from datetime import date

import numpy as np

from tertius.forecasting.corroborated import (
    corroborated,
    corroborations,
    evidence_with,
    in_full_view,
    shifted,
)

NOT = np.nan


def seen(arms: list[float], trade: list[float], events: list[float]) -> dict[str, np.ndarray]:
    """Evidence of one state by year, and of a quiet second one that holds every record open."""
    own = {"arms": arms, "trade": trade, "events": events}
    return {name: np.array([values, [0.0] * len(values)]) for name, values in own.items()}


def both(values: list[float]) -> np.ndarray:
    return np.array([values, [0.0] * len(values)])


def test_a_move_needs_a_witness():
    closeness, line = both([0.2, 0.2, 0.2, 0.0, NOT]), both([NOT, 0.0, 0.0, 0.1, 0.5])
    evidence = seen([1.0, 0.0, NOT, 1.0, 1.0], [NOT, 0.0, 0.0, 1.0, 1.0], [NOT, 0.0, 0.0, 1.0, 1.0])
    assert np.array_equal(corroborated(closeness, line, evidence)[0], [1, 0, 0, 0, NOT], equal_nan=True)


def test_a_move_that_nothing_bore_out_is_unknown_where_trade_or_events_were_not_observed():
    closeness = both([0.2, 0.2, 0.0])
    evidence = seen([0.0, 0.0, 0.0], [NOT, 0.0, NOT], [0.0, NOT, 0.0])
    assert np.array_equal(corroborated(closeness, both([0.0] * 3), evidence)[0], [NOT, NOT, 0], equal_nan=True)


def test_without_a_place_on_the_line_no_move_is_unknown():
    evidence = seen([0.0], [0.0], [0.0])
    assert np.isnan(corroborated(both([0.0]), both([NOT]), evidence)[0, 0])


def test_the_line_alone_can_make_the_move():
    one = np.ones((1, 1))
    evidence = {"arms": one, "trade": one, "events": one}
    assert corroborated(np.zeros((1, 1)), 0.3 * one, evidence)[0, 0] == 1


def test_past_a_record_nobody_is_in_view_whatever_came():
    """In the second year trade, in the third events, in the fourth arms have ended for everybody."""
    trade = np.array([[0.0, NOT, 1.0, 0.0], [1.0, NOT, 0.0, 0.0]])
    events = np.array([[0.0, 0.0, 1.0, 0.0], [0.0, 1.0, NOT, 1.0]])
    arms = np.array([[NOT, 0.0, 0.0, NOT], [0.0, 1.0, 0.0, NOT]])
    assert in_full_view({"arms": arms, "trade": trade, "events": events}).tolist() == [[True, False, False, False]] * 2


def test_being_in_view_does_not_depend_on_the_move(shipped):
    """No window that ends after trade and disputes do is in view, though some events of then are listed."""
    states, years = shipped.final_rollcalls.states, range(2000, 2020)
    with_a, with_c = (evidence_with(shipped, pole, states, years) for pole in (2, 365))
    evidence = corroborations(with_a, with_c, horizon=5)
    view = in_full_view(evidence)
    assert view[:, years.index(2009)].any()
    assert (evidence["events"][:, years.index(2010) :] == 1).any()
    assert not view[:, years.index(2010) :].any()


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
