"""What the months of an event score say of a year's tie, and which months are public."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tertius.alignment.monthly_ties import newest_scores, tie_by_months
from tertius.measures.kalman import monthly_with_year

EVENTS = {"loading": [0.03], "level": [0.1], "noise": [0.01], "own_phi": [0.9], "own_var": [0.008]}
YEAR = np.full(12, 0.4)


def test_one_month_speaks_by_the_regression_of_the_year_on_it():
    months = np.full(12, np.nan)
    months[5] = 0.6
    transition, _, variance = monthly_with_year(0.95, 1.0)
    together = 0.03 * variance * np.mean([transition[0, 0, 0] ** abs(5 - k) for k in range(12)])
    slope = together / (0.03**2 * variance + 0.008 + 0.01)
    mean, sd = tie_by_months(months, EVENTS, 0, 0.95)
    assert mean == pytest.approx(slope * (0.6 - 0.1))
    assert sd == pytest.approx(np.sqrt(1 - slope * together))


def test_a_year_of_months_says_what_joint_draws_of_tie_and_score_say():
    rng = np.random.default_rng(1)
    n = 200_000
    transition, shock, variance = monthly_with_year(0.95, 1.0)
    phi = transition[0, 0, 0]
    tie, own = np.sqrt(variance) * rng.standard_normal(n), np.sqrt(0.008) * rng.standard_normal(n)
    whole, score = np.zeros(n), np.zeros((12, n))
    for t in range(12):
        if t:
            tie = phi * tie + np.sqrt(shock) * rng.standard_normal(n)
            own = 0.9 * own + np.sqrt(0.008 * (1 - 0.9**2)) * rng.standard_normal(n)
        whole += tie / 12
        score[t] = 0.1 + 0.03 * tie + own + 0.1 * rng.standard_normal(n)
    slope = np.linalg.lstsq(score.T - 0.1, whole, rcond=None)[0]
    mean, sd = tie_by_months(YEAR, EVENTS, 0, 0.95)
    assert mean == pytest.approx(float(slope @ (YEAR - 0.1)), abs=0.03)
    assert sd == pytest.approx(float(np.std(whole - (score.T - 0.1) @ slope)), abs=0.01)


@given(st.lists(st.booleans(), min_size=12, max_size=12).filter(any))
def test_more_months_never_leave_more_doubt(seen):
    some = np.where(seen, YEAR, np.nan)
    assert tie_by_months(YEAR, EVENTS, 0, 0.95)[1] <= tie_by_months(some, EVENTS, 0, 0.95)[1] + 1e-12 < 1 + 1e-9


def test_a_score_at_its_level_leaves_the_tie_where_it_was():
    assert tie_by_months(np.full(12, 0.1), EVENTS, 0, 0.95)[0] == pytest.approx(0)


def test_months_that_were_not_over_by_the_day_are_not_read(shipped):
    year, months = newest_scores(shipped, 2, 710, as_of=date(2020, 7, 15))["gdelt_score"]
    # May was over on 31 May, and its 30 days of lag too; June's were not.
    assert year == 2020
    assert np.isfinite(months).tolist() == [True] * 5 + [False] * 7


def test_a_pair_that_was_never_scored_has_no_months(shipped, tiny_atlas):
    assert newest_scores(shipped, 2, 365, as_of=date(2026, 11, 22)) == {}
    assert newest_scores(tiny_atlas, 2, 710, as_of=date(2026, 11, 22)) == {}
