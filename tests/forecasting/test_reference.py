"""Reference classes: the windows a question is compared with, listed."""

from __future__ import annotations

import pytest

from tertius.forecasting.reference import PERMANENT_MEMBERS, episodes, reference_classes
from tertius.forecasting.targets import Window, field


@pytest.fixture(scope="module")
def classes(tiny_calls):
    moves = field(tiny_calls, 2, 710, horizon=5)
    return moves, reference_classes(moves, moves, 220, last_year=1990)


def window(state: int, start: int, value: float = 0.2) -> Window:
    return Window(state, start, start + 5, 0.0, 0.2, 0.0, value)


def test_the_rate_is_the_count_over_the_windows(classes):
    for r in classes[1]:
        assert r.events == len(r.windows)
        assert r.rate == pytest.approx(r.events / r.n)
        assert r.low <= r.rate <= r.high
        assert all(w.counts for w in r.windows)


def test_before_1997_the_whole_record_is_the_era(classes):
    assert [r.name for r in classes[1]] == [
        "all states since 1975",
        "10 or more shared votes, since 1975",
        "the other permanent members since 1975",
        "the state asked about, its own history",
    ]


@pytest.mark.parametrize(("last", "n"), [(1996, 4), (1997, 5)])
def test_the_present_era_is_used_once_a_window_of_it_can_have_ended(classes, last, n):
    assert len(reference_classes(classes[0], classes[0], 220, last_year=last)) == n


def test_a_class_without_a_window_has_no_rate(classes):
    own = reference_classes(classes[0], classes[0], 999, last_year=1990)[-1]
    assert (own.n, own.rate, own.low, own.windows) == (0, None, None, ())


def test_the_poles_are_not_compared_with_themselves(classes):
    moves, found = classes
    permanent = found[2]
    assert permanent.n == len(moves.windows(since=1975, of=PERMANENT_MEMBERS - {2, 710}))
    assert {w.state for w in permanent.windows} == {220}


def test_poles_that_hold_no_veto_have_no_other_permanent_members(tiny_calls):
    moves = field(tiny_calls, 20, 999, horizon=5)
    assert reference_classes(moves, moves, 220, last_year=1990)[2].name == "the permanent members since 1975"


def test_windows_in_consecutive_years_are_one_episode():
    found = episodes((window(2, 1991), window(2, 1990, 0.4), window(2, 1994), window(20, 1992)))
    assert [(e.state, e.first, e.last, e.windows) for e in found] == [
        (2, 1990, 1996, 2),
        (2, 1994, 1999, 1),
        (20, 1992, 1997, 1),
    ]
    assert found[0].largest == 0.4


def test_no_windows_make_no_episode():
    assert episodes(()) == ()


def test_a_state_that_shares_few_votes_with_a_pole_is_in_no_window_of_the_firm_class(tiny_calls):
    few = field(tiny_calls, 2, 710, horizon=5, fewest=13)
    assert few.windows(since=1975) == ()
    firm = reference_classes(field(tiny_calls, 2, 710, horizon=5), few, 220, last_year=1990)[1]
    assert (firm.n, firm.rate) == (0, None)
