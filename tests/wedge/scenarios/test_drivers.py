"""What the sizes of drivers were measured on."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from tertius.wedge.scenarios.drivers import AFTER_A_NEW_LEADER


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
