"""Terms look back only, by hand on small courses, and by poisoning what comes after."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from tertius.forecasting.backtest.history import FIRST_YEAR, Figure, History
from tertius.forecasting.binary_target import BinaryTarget
from tertius.forecasting.targets import field
from tertius.forecasting.terms import TERMS, TERMS_OF, Course, closeness_course, line_course, terms_of

T1B = BinaryTarget("T1b toward", "closeness", 2, 365, 1, 0.15, 5)
T1C = BinaryTarget("T1c toward", "line", 2, None, 1, 0.3, 5)


def test_closeness_is_that_of_the_target(made_up):
    course = closeness_course(made_up, 2, 365, through=2000)
    wanted = field(made_up.votes, 2, 365, horizon=5)
    assert np.array_equal(course.place[:, 1960 - FIRST_YEAR :], wanted.relative, equal_nan=True)
    assert np.isnan(course.place[:, : 1960 - FIRST_YEAR]).all()
    assert course.years[0] == FIRST_YEAR


def test_every_term_of_a_measure_is_described(made_up):
    found = terms_of(closeness_course(made_up, 2, 365, through=2000), T1B, made_up)
    assert set(found) == set(TERMS_OF["closeness"]) - {"leader", "tie", "tie_trend"}
    assert set(found) < set(TERMS)


def test_a_trend_is_the_move_over_the_horizon_less_the_median(made_up):
    place = np.array([[0.0, 0, 0, 0, 0, 0.5], [0, 0, 0, 0, 0, 0.1], [0, 0, 0, 0, 0, 0.0]])
    trend = terms_of(Course(place), T1C, made_up)["trend"]
    assert trend[:, 5] == pytest.approx([0.4, 0.0, -0.1])
    assert np.isnan(trend[:, :5]).all()


def test_a_state_that_never_moves_is_less_restless_than_one_that_does(made_up):
    place = np.zeros((3, 15))
    place[0, ::2] = 0.3
    restless = terms_of(Course(place), T1C, made_up)["restlessness"]
    assert restless[0, -1] > restless[1, -1] == restless[2, -1]
    assert np.isnan(restless[:, 2]).all()
    assert np.isfinite(restless[:, 3]).all()


def test_balance_pulls_toward_a_friend_of_a_friend(made_up):
    # A and C agree on everything: who stands nearer to C is pulled toward A by C's own tie.
    place = np.array([[-0.4], [0.4]])
    pull = terms_of(Course(place, poles=np.array([1.0])), T1B, replace(made_up))["balance"]
    assert pull[:, 0].tolist() == [0.4, -0.4]
    hostile = terms_of(Course(place, poles=np.array([0.0])), T1B, made_up)["balance"]
    assert hostile[:, 0].tolist() == [-0.4, 0.4]


def test_dependence_is_of_two_years_before(made_up):
    found = terms_of(closeness_course(made_up, 2, 365, through=1990), T1B, made_up)["dependence"]
    a, c = (made_up.figures[f"trade with {pole}"].values for pole in (2, 365))
    assert found[5, 30] == a[5, 28] - c[5, 28]


def test_the_tie_and_how_it_moved(made_up):
    course = Course(np.zeros((3, 7)), tie=np.array([[0.0] * 6 + [2.0], [1.0] * 7, [np.nan] * 7]))
    found = terms_of(course, T1C, made_up)
    assert np.array_equal(found["tie"], course.tie, equal_nan=True)
    # Five years: moves of 2 and 0, whose median is 1.
    assert found["tie_trend"][:2, 6].tolist() == [1.0, -1.0]
    assert np.isnan(found["tie_trend"][2]).all()
    assert "tie" not in terms_of(replace(course, tie=None), T1C, made_up)


@pytest.mark.parametrize("year", [1975, 1990])
def test_a_value_knows_nothing_of_later_years(made_up, year):
    later = made_up.votes.session > year - 1945
    answers = made_up.votes.answers.copy()
    answers[1::2, later] = -answers[1::2, later]
    poison = {
        name: Figure(np.where(np.arange(f.values.shape[1]) > year - FIRST_YEAR - 2, 9.0, f.values), f.lag_days)
        for name, f in made_up.figures.items()
    }
    poisoned = History(replace(made_up.votes, answers=answers), poison)
    column = year - FIRST_YEAR
    one, two = (terms_of(closeness_course(h, 2, 365, through=2000), T1B, h) for h in (made_up, poisoned))
    for name in one:
        assert np.array_equal(one[name][:, column], two[name][:, column], equal_nan=True), name
        assert not np.array_equal(one[name][:, column + 4], two[name][:, column + 4], equal_nan=True), name


def test_the_line_is_smoothed_like_closeness():
    positions = np.array([[1.0, 2.0, 3.0, np.nan]])
    assert line_course(positions).place[0, 1:].tolist() == [1.5, 2.0, 2.5]
