"""Pacts ended, pacts begun, force used: by hand, and never known before the whole window is covered."""

from __future__ import annotations

import numpy as np

from tertius.forecasting.hard_events import EVENTS, any_event, began, ended, hard_events, reached

NOT = np.nan


def row(*values: float) -> np.ndarray:
    return np.array([values], dtype=float)


def test_a_pact_that_ends_within_the_horizon_has_ended():
    found = ended(row(1, 1, 1, 0, 0, 0), horizon=2)
    assert np.array_equal(found, row(0, 1, 1, 0, NOT, NOT), equal_nan=True)


def test_a_pact_that_never_was_cannot_end():
    assert np.array_equal(ended(row(0, 0, 0, 0), horizon=2), row(0, 0, NOT, NOT), equal_nan=True)


def test_an_end_is_known_before_the_window_is_over_and_its_absence_is_not():
    assert ended(row(1, 0), horizon=5)[0, 0] == 1
    assert np.isnan(ended(row(1, 1), horizon=5)[0, 0])


def test_a_new_pact_was_not_there_at_the_start():
    found = began(row(0, 0, 1, 1, 1), horizon=2)
    assert np.array_equal(found, row(1, 1, 0, NOT, NOT), equal_nan=True)


def test_force_counts_after_the_start_only():
    found = reached(row(5, 0, 3, 4, 0, 0), 4, horizon=2)
    assert np.array_equal(found, row(0, 1, 1, 0, NOT, NOT), equal_nan=True)


def test_a_year_not_covered_is_not_peace():
    assert np.isnan(reached(row(0, NOT, 0, 0), 4, horizon=2)[0, 0])
    assert reached(row(0, NOT, 4, 0), 4, horizon=2)[0, 0] == 1


def test_any_event_is_known_where_one_happened_or_all_are_known():
    kinds = {"a": row(1, 0, 0, NOT), "b": row(NOT, 0, NOT, NOT)}
    assert np.array_equal(any_event(kinds), row(1, 0, NOT, NOT), equal_nan=True)


def test_pacts_are_looked_for_with_the_right_pole():
    with_a = {"atop_defense": row(0, 1, 1)}
    with_c = {"atop_defense": row(1, 0, 0), "mid_hostility": row(0, 0, 5), "break": row(0, 1, 0)}
    found = hard_events(with_a, with_c, horizon=1)
    assert set(found) == set(EVENTS)
    assert [found[k][0, 0] for k in ("new_pact", "pact_ended", "force", "break")] == [1, 1, 0, 1]
    assert found["break"][0, 1] == 0
    assert found["force"][0, 1] == 1
