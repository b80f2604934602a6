"""The target T1b: a net move of at least .15 toward A, relative to C."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest

from tertius.forecasting.targets import THRESHOLD, Window, field

A, C, FRANCE = 2, 710, 220


@pytest.fixture(scope="module")
def moves(tiny_calls):
    return field(tiny_calls, A, C, horizon=5)


def loop(votes, state: int, year: int) -> float:
    """r of one state and year, vote by vote."""

    def agreement(x, y):
        each = [
            1 - abs(p - q) / 2
            for p, q, s in zip(votes.of(x), votes.of(y), votes.session, strict=True)
            if s + 1945 == year and np.isfinite(p) and np.isfinite(q)
        ]
        return sum(each) / len(each) if each else np.nan

    return agreement(state, A) - agreement(state, C)


def test_the_target_against_its_definition(tiny_calls, moves):
    years = list(moves.years)
    states = [s for s in tiny_calls.states if s not in (A, C)]
    r = {(s, y): loop(tiny_calls, s, y) for s, y in product(states, years)}
    mean = {
        (s, y): np.mean([r[s, z] for z in (y - 2, y - 1, y) if (s, z) in r]) if y > years[0] else np.nan
        for s, y in product(states, years)
    }
    for t in years[:-5]:
        change = {s: mean[s, t + 5] - mean[s, t] for s in states}
        middle = np.median(list(change.values()))
        for s in states:
            found = moves.net[moves.states.index(s), years.index(t)]
            assert found == pytest.approx(change[s] - middle, nan_ok=True, abs=1e-6)


def test_the_poles_do_not_belong_to_the_field(moves):
    for pole in (A, C):
        assert np.isnan(moves.relative[moves.states.index(pole)]).all()
        assert moves.position(pole) is None


def test_a_turn_planted_in_1983_is_seen(moves):
    counted = [w for w in moves.windows(since=1975, of=frozenset({FRANCE})) if w.counts]
    # Means of three years still hold a year before the turn until 1984.
    assert set(range(1978, 1984)) <= {w.start for w in counted}
    assert max(w.start for w in counted) <= 1984
    assert {w.state for w in moves.windows(since=1975) if w.counts} == {FRANCE}


def test_a_window_adds_up(moves):
    for w in moves.windows(since=1975):
        assert w.end - w.start == 5
        assert w.value == pytest.approx(w.after - w.before - w.median)


def test_windows_start_where_asked(moves):
    assert min(w.start for w in moves.windows(since=1980)) == 1980
    assert moves.windows(since=1999) == ()


@pytest.mark.parametrize(("value", "counts"), [(0.15, True), (0.1499, False), (-0.5, False)])
def test_the_threshold_counts(value, counts):
    assert THRESHOLD == 0.15
    assert Window(2, 1980, 1985, 0.0, 0.0, 0.0, value).counts is counts


def test_labels_are_the_windows(moves):
    states, starts, outcomes = moves.labels()
    windows = moves.windows(since=1975)
    assert [(w.state, w.start, float(w.counts)) for w in windows] == list(
        zip(states.tolist(), starts.tolist(), outcomes.tolist(), strict=True)
    )


def test_the_newest_position_is_found(moves):
    year, value = moves.position(FRANCE)
    assert year == 1990
    assert value == pytest.approx(float(moves.relative[moves.states.index(FRANCE), -1]))
    assert moves.position(999) is None


def test_poles_swapped_turn_the_sign(tiny_calls, moves):
    back = field(tiny_calls, C, A, horizon=5)
    np.testing.assert_allclose(back.net, -moves.net, atol=1e-9)
