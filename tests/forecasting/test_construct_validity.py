"""Known realignments against the labels: the statistic by hand, and what the list may hold."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from tertius.errors import OutsideCoverage
from tertius.forecasting.construct_validity import CASES, LABELS, _best, construct_validity
from tertius.states import find


def test_the_best_of_four_windows_counts():
    net = np.array([[0.0, 0.5, np.nan, 0.1, 0.2, np.nan, np.nan, np.nan]])
    best = _best(net)
    # Of 1953 (the fourth year): starts 1951 to 1954.
    assert best[0, 3] == 0.5
    assert best[0, 5] == 0.2
    assert np.isnan(best[0, 7])


def test_the_list_is_of_35_states_that_existed_between_two_others():
    cases = CASES()
    assert len(cases) == len({(c.cow, c.year) for c in cases}) == 35
    for case in cases:
        state = find(case.cow)
        # A successor has its predecessor's number: Yugoslavia is Serbia's.
        assert find(case.state, on=case.year) == state
        assert any(s.touches(date(case.year, 1, 1), date(case.year, 12, 31)) for s in state.cow_spells)
        assert 2 in {case.toward, case.away}
        assert case.cow not in {case.toward, case.away}
        assert case.what


def test_before_and_after_the_cold_war_both_have_cases():
    years = [c.year for c in CASES()]
    assert (sum(y < 1992 for y in years), sum(y > 1999 for y in years)) == (28, 6)


def test_without_positions_of_its_own_votes_it_says_so(tiny_atlas):
    with pytest.raises(OutsideCoverage, match="T1c cannot be computed"):
        construct_validity(tiny_atlas)


def test_every_label_has_its_row(shipped):
    found = construct_validity(shipped)
    assert [(r.target, r.threshold) for r in found.rows] == list(LABELS)
    for row in found.rows:
        assert row.all[1] + len(row.not_computable) == 35
        assert row.all[1] - row.all[0] == len(row.missed)
        assert found.of(row.target, row.threshold) == row
