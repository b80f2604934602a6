"""Balance: published networks, brute force, and networks that are balanced by construction."""

import itertools
import json

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tertius.errors import ImpossibleQuestion
from tertius.measures.balance import (
    balance_blow_up,
    evolve_toward_balance,
    frustration_index,
    triangle_balance,
    triangle_count,
    walk_balance,
)


def network(n, seed, density=0.6):
    rng = np.random.default_rng(seed)
    a = np.triu(rng.choice([-1, 0, 1], (n, n), p=[density / 2, 1 - density, density / 2]), 1)
    return a + a.T


def two_camps(camps):
    side = np.array(camps) * 2 - 1
    a = np.outer(side, side)
    np.fill_diagonal(a, 0)
    return a


def by_brute_force(a):
    pairs = list(itertools.combinations(range(len(a)), 2))
    return min(
        sum((c[i] != c[j]) if a[i, j] > 0 else (c[i] == c[j]) for i, j in pairs if a[i, j])
        for c in itertools.product((0, 1), repeat=len(a))
    )


def test_an_enemy_of_a_friend_frustrates_a_triangle():
    a = np.array([[0, 1, 1], [1, 0, -1], [1, -1, 0]])
    assert triangle_balance(a) == 0
    assert frustration_index(a).broken == 1


@given(st.lists(st.integers(0, 1), min_size=3, max_size=9))
def test_two_camps_are_balanced_in_every_sense(camps):
    a = two_camps(camps)
    found = frustration_index(a)
    assert (found.broken, found.optimal) == (0, True)
    assert triangle_balance(a) == 1
    assert walk_balance(a) == pytest.approx(1)
    assert (two_camps(found.camps) == a).all()


@settings(deadline=None, max_examples=40)
@given(st.integers(2, 8), st.integers(0, 10_000))
def test_the_index_is_what_trying_every_division_finds(n, seed):
    a = network(n, seed)
    found = frustration_index(a)
    assert found.broken == by_brute_force(a)
    broken = sum(
        (found.camps[i] != found.camps[j]) == (a[i, j] > 0) for i, j in itertools.combinations(range(n), 2) if a[i, j]
    )
    assert broken == found.broken


@given(st.integers(3, 9), st.integers(0, 10_000))
def test_triangles_are_counted_as_a_loop_counts_them(n, seed):
    a = network(n, seed)
    signs = [a[i, j] * a[j, k] * a[i, k] for i, j, k in itertools.combinations(range(n), 3)]
    assert triangle_count(a) == (sum(s != 0 for s in signs), sum(s > 0 for s in signs))


def test_without_ties_nothing_is_frustrated_and_nothing_known():
    assert frustration_index(np.zeros((4, 4))).broken == 0
    assert np.isnan(triangle_balance(np.zeros((4, 4))))


@pytest.mark.parametrize("wrong", [[[0, 2], [2, 0]], [[0, 1], [0, 0]], [[0, 1, 1]], [[0, np.nan], [np.nan, 0]]])
def test_what_is_no_signed_network_is_refused(wrong):
    with pytest.raises(ImpossibleQuestion):
        frustration_index(wrong)


def test_the_blow_up_of_the_fixtures(shared):
    wanted = json.loads((shared / "model_test_fixtures.json").read_text())["marvel"]
    time, camps = balance_blow_up(wanted["X0"])
    assert time == pytest.approx(wanted["own"]["t_star"])
    assert (camps == 1).all()
    assert balance_blow_up(wanted["X0b"])[0] == pytest.approx(wanted["t_star_b"])


def test_the_closed_form_is_where_small_steps_lead(shared):
    x = np.array(json.loads((shared / "model_test_fixtures.json").read_text())["marvel"]["X0"])
    walked = x.copy()
    for _ in range(20_000):
        walked = walked + (0.5 / 20_000) * walked @ walked
    assert walked == pytest.approx(evolve_toward_balance(x, 0.5), abs=1e-4)


def test_no_tie_is_known_after_the_blow_up():
    with pytest.raises(ImpossibleQuestion, match="before the blow-up"):
        evolve_toward_balance([[0, 1], [1, 0]], 1.0)
