"""Roles and payoffs of one pair's triangles: by hand, then against the definition."""

from __future__ import annotations

from datetime import date

import numpy as np
import polars as pl
import pytest

from tertius.measures.triads import ROLES, TIERS, payoffs, roles
from tertius.states import find
from tertius.wedge.outlook.third_ties import ThirdTies
from tertius.wedge.outlook.triangles_with import allies_of, kappas_of, pairs_with, thirds_of

A, B, C = find("USA"), find("RUS"), find("CHN")
GBR, JPN, IND = 200, 740, 750


def ties(pair, with_a, with_b, states, unit=1.0):
    """Ties with the same value in every draw, or arrays of draws."""
    n = 4 if np.isscalar(pair) else len(pair)
    full = [np.broadcast_to(np.asarray(v, dtype=float), (n, len(states))) for v in (with_a, with_b)]
    return ThirdTies(
        states, np.broadcast_to(float(pair) if np.isscalar(pair) else pair, n), *full, (None,) * len(states),
        "latent tie", 2025, unit,
    )  # fmt: skip


def test_a_friend_of_a_and_foe_of_b_turns_from_partner_to_wing():
    (found,) = thirds_of(ties(-0.5, [1.0], [-1.0], (GBR,)), (A, B, C), {GBR}, {})
    assert (found.state, found.group, found.exposed) == ("GBR", "ally", 1.0)
    assert (found.role, found.role_after) == (("partner", 1.0), ("pivot", 1.0))
    assert (found.own_role, found.own_role_after) == (("partner", 1.0), ("wing", 1.0))
    assert found.falls == 1.0
    assert found.pivot == (0.0, 1.0)
    assert found.payoff == pytest.approx((1.5, 1.5, 1.5))
    assert found.own_payoff == pytest.approx((0.5, 0.5, 0.5))


def test_a_friend_of_both_loses_the_pivot_and_no_tier_but_one():
    (found,) = thirds_of(ties(-0.5, [1.0], [1.0], (GBR,)), (A, B, C), {GBR}, {})
    assert (found.own_role[0], found.own_role_after[0], found.exposed) == ("pivot", "friend", 0.0)
    assert found.falls == 1.0


def test_where_the_pair_stays_apart_no_role_moves():
    (found,) = thirds_of(ties(-3.0, [1.0], [-1.0], (GBR,)), (A, B, C), {GBR}, {})
    assert (found.role, found.falls) == (found.role_after, 0.0)


def test_a_tie_of_exactly_zero_counts_as_negative():
    (found,) = thirds_of(ties(0.0, [1.0], [-1.0], (GBR,)), (A, B, C), set(), {})
    assert found.role == ("partner", 1.0)


def test_allies_come_first_then_c_then_the_strongest_ties():
    drawn = ties(0.5, [0.1, 1.0, 3.0, 0.2], [0.1, -1.0, 3.0, 0.1], (GBR, JPN, IND, C.cow))
    found = thirds_of(drawn, (A, B, C), {GBR, JPN}, {(A.cow, JPN): 0.4})
    assert [t.state for t in found] == ["JPN", "GBR", "CHN", "IND"]
    assert [t.group for t in found] == ["ally", "ally", "third", "other"]
    assert (found[0].kappa_a, found[0].kappa_b) == (0.4, None)


def test_roles_tiers_and_payoffs_are_those_of_the_definition():
    rng = np.random.default_rng(7)
    pair, with_a, with_b = rng.normal(size=50), rng.normal(size=(50, 1)), rng.normal(size=(50, 1))
    (found,) = thirds_of(ties(pair, with_a, with_b, (GBR,), unit=0.7), (A, B, None), set(), {})
    counts = dict.fromkeys(ROLES, 0)
    falls = pivots = 0
    worth = []
    for ab, ax, bx in zip(pair, with_a[:, 0], with_b[:, 0], strict=True):
        now, then = (roles(np.sign([ab + more, ax, bx])) for more in (0.0, 0.7))
        counts[ROLES[now[0]]] += 1
        pivots += ROLES[then[0]] == "pivot"
        falls += TIERS[ROLES[then[2]]] > TIERS[ROLES[now[2]]]
        worth.append(payoffs([ab, ax, bx])[0])
    assert found.role == (max(counts, key=counts.__getitem__), max(counts.values()) / 50)
    assert found.falls == pytest.approx(falls / 50)
    assert found.pivot[1] == pytest.approx(pivots / 50)
    assert found.payoff[0] == pytest.approx(np.mean(worth))


def test_the_allies_of_2018_are_those_with_a_duty_to_defend(shipped):
    frame = pairs_with((A.cow, B.cow), shipped)
    year, allies = allies_of(A.cow, frame, date(2026, 11, 22))
    assert year == 2018
    assert {GBR, JPN, 20} <= allies
    # Finland joined NATO in April 2023; ATOP ends in 2018.
    assert not {375, B.cow, IND} & allies


def test_an_alliance_is_not_known_before_its_year_was_over(shipped):
    frame = pairs_with((A.cow,), shipped)
    # NATO: signed April 1949, and public with the year's figures only at the end of January 1950.
    assert GBR not in allies_of(A.cow, frame, date(1949, 6, 1))[1]
    assert GBR in allies_of(A.cow, frame, date(1950, 6, 1))[1]


def test_no_pacts_known_is_no_ally_and_no_year():
    empty = pl.DataFrame(schema={"pole": pl.Int16, "other": pl.Int16, "year": pl.Int16, "atop_defense": pl.Boolean})
    assert allies_of(A.cow, empty, date(2020, 1, 1)) == (None, frozenset())


def test_a_kappa_is_the_newest_that_is_usable_and_public():
    rows = [
        (2, 200, 2019, 0.5, True),
        (2, 200, 2020, 0.6, True),
        (2, 200, 2021, 0.9, False),
        (2, 365, 2020, None, True),
    ]
    frame = pl.DataFrame(rows, schema=["pole", "other", "year", "kappa", "kappa_usable"], orient="row")
    assert kappas_of(frame, date(2026, 1, 1)) == {(2, 200): 0.6}
    assert kappas_of(frame, date(2020, 12, 1)) == {(2, 200): 0.5}
    assert kappas_of(frame, date(1990, 1, 1)) == {}
