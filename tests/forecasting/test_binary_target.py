"""Targets of the backtest: which there are, and what counts."""

from __future__ import annotations

import numpy as np

from tertius.forecasting.binary_target import BACKTESTED, HORIZONS, BinaryTarget, backtested


def test_both_directions_both_horizons_and_both_poles_are_asked():
    assert len(BACKTESTED) == len({t.key for t in BACKTESTED}) == 16
    closeness = {(t.c, t.sign, t.horizon) for t in BACKTESTED if t.measure == "closeness"}
    assert closeness == {(c, s, h) for c in (365, 710) for s in (1, -1) for h in HORIZONS}
    assert {(t.threshold, t.sign, t.horizon) for t in BACKTESTED if t.measure == "line"} == {
        (x, s, h) for x in (0.3, 0.4) for s in (1, -1) for h in HORIZONS
    }


def test_a_move_counts_in_its_direction_from_the_threshold_on():
    net = np.array([0.15, 0.14, -0.15, -0.2, np.nan])
    toward = BinaryTarget("T1b toward", "closeness", 2, 365, 1, 0.15, 5)
    away = BinaryTarget("T1b away", "closeness", 2, 365, -1, 0.15, 5)
    assert np.array_equal(toward.outcome(net), [1, 0, 0, 0, np.nan], equal_nan=True)
    assert np.array_equal(away.outcome(net), [0, 0, 1, 1, np.nan], equal_nan=True)


def test_a_target_is_found_by_its_poles_or_not_at_all():
    assert backtested("T1b toward", 2, 710, 5).threshold == 0.15
    assert backtested("T1b toward", 710, 2, 5) is None
    assert backtested("T1b toward", 2, 710, 4) is None
