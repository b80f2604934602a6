"""All 27 triangles by hand, probabilities by counting, and Wu's order of roles."""

import itertools
import json

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from tertius.errors import ImpossibleQuestion
from tertius.measures.triads import (
    DESIRABILITY,
    ROLES,
    TIERS,
    TYPES,
    UNDECIDED,
    independent_type_probabilities,
    payoffs,
    role_probabilities,
    roles,
    tie_signs,
    triangle_types,
)

# Ties AB, AC, BC; the type; the roles of A, B, C. From Dittmer (1981).
TRIANGLES = [
    ((1, 1, 1), "ménage à trois", ("friend", "friend", "friend")),
    ((1, 1, -1), "romantic triangle", ("pivot", "wing", "wing")),
    ((1, -1, 1), "romantic triangle", ("wing", "pivot", "wing")),
    ((-1, 1, 1), "romantic triangle", ("wing", "wing", "pivot")),
    ((1, -1, -1), "stable marriage", ("partner", "partner", "outcast")),
    ((-1, 1, -1), "stable marriage", ("partner", "outcast", "partner")),
    ((-1, -1, 1), "stable marriage", ("outcast", "partner", "partner")),
    ((-1, -1, -1), "unit veto", ("foe", "foe", "foe")),
]
PAYOFFS = {"pivot": 3, "friend": 1, "partner": 1, "wing": -1, "foe": -1, "outcast": -3}

draws = arrays(float, (9, 3), elements=st.sampled_from([-1.0, -0.2, 0.0, 0.1, 0.2, 0.9]))


@pytest.fixture(scope="module")
def fixtures(shared):
    return json.loads((shared / "model_test_fixtures.json").read_text())


@pytest.mark.parametrize(("signs", "kind", "corners"), TRIANGLES)
def test_each_decided_triangle(signs, kind, corners):
    assert TYPES[triangle_types(signs)] == kind
    assert tuple(ROLES[code] for code in roles(signs)) == corners
    assert payoffs(signs).tolist() == [PAYOFFS[corner] for corner in corners]


def test_a_neutral_tie_leaves_everything_undecided():
    neutral = [signs for signs in itertools.product((-1, 0, 1), repeat=3) if 0 in signs]
    assert len(neutral) == 19
    assert (triangle_types(neutral) == UNDECIDED).all()
    assert (roles(neutral) == UNDECIDED).all()


def test_many_triangles_at_once_are_as_many_single_ones():
    signs = np.array(list(itertools.product((-1, 0, 1), repeat=3)))
    grid = signs.reshape(3, 9, 3)
    assert np.array_equal(roles(grid).reshape(27, 3), [roles(s) for s in signs])
    assert np.array_equal(triangle_types(grid).reshape(27), [triangle_types(s) for s in signs])


def test_wus_order_of_desirability(fixtures):
    # Wu (1996), p. 30: rank and tier of the six roles, and the payoff that reproduces the tiers.
    wu = fixtures["wu_roles"]
    assert list(ROLES) == wu["pub_rank"]
    assert list(DESIRABILITY) == wu["pub_rank"]
    assert list(DESIRABILITY.values()) == [1, 2, 3, 4, 5, 6]
    assert [TIERS[role] for role in wu["pub_rank"]] == wu["pub_tier"]
    assert wu["payoff_AB+AC-BC"] == PAYOFFS


def test_roles_of_one_tier_pay_the_same_and_lower_tiers_pay_less():
    by_tier = {tier: {PAYOFFS[role] for role in ROLES if TIERS[role] == tier} for tier in (1, 2, 3, 4)}
    assert [by_tier[tier] for tier in (1, 2, 3, 4)] == [{3}, {1}, {-1}, {-3}]


@given(arrays(float, (4, 3), elements=st.floats(-1, 1)))
def test_payoffs_are_their_definition(ties):
    found = payoffs(ties)
    for row, (ab, ac, bc) in enumerate(ties):
        assert found[row] == pytest.approx([ab + ac - bc, ab + bc - ac, ac + bc - ab])


def test_an_unknown_tie_makes_the_payoff_unknown():
    assert np.isnan(payoffs([np.nan, 1, 1])).all()


def test_a_tie_at_the_threshold_is_neutral():
    assert tie_signs([0.2, 0.2000001, -0.2], threshold=0.2).tolist() == [0, 1, 0]
    assert tie_signs([0.0, 0.1, -0.1], threshold=0).tolist() == [0, 1, -1]


def test_role_probabilities_by_hand():
    found = role_probabilities([[0.5, 0.5, 0.5], [0.5, 0.5, -0.5], [0.5, -0.5, -0.5], [0.5, 0.5, 0.01]], threshold=0.1)
    assert found.types.tolist() == [0.25, 0.25, 0.25, 0.0]
    assert found.neutral_share == 0.25
    a, b, c = found.roles
    assert dict(zip(ROLES, a, strict=True)) == {
        "pivot": 0.25, "friend": 0.25, "partner": 0.25, "wing": 0, "foe": 0, "outcast": 0,
    }  # fmt: skip
    assert (b[ROLES.index("wing")], b[ROLES.index("partner")]) == (0.25, 0.25)
    assert (c[ROLES.index("wing")], c[ROLES.index("outcast")]) == (0.25, 0.25)


@given(draws, st.sampled_from([0, 0.1, 0.5]))
def test_role_probabilities_are_their_definition(ties, threshold):
    found = role_probabilities(ties, threshold=threshold)
    table = {signs: (kind, corners) for signs, kind, corners in TRIANGLES}
    kinds, corners, neutral = dict.fromkeys(TYPES, 0), [dict.fromkeys(ROLES, 0) for _ in range(3)], 0
    for draw in ties:
        signs = tuple(1 if t > threshold else -1 if t < -threshold else 0 for t in draw)
        if 0 in signs:
            neutral += 1
            continue
        kinds[table[signs][0]] += 1
        for corner, role in enumerate(table[signs][1]):
            corners[corner][role] += 1
    assert found.types * 9 == pytest.approx(list(kinds.values()))
    assert found.roles * 9 == pytest.approx(np.array([list(corner.values()) for corner in corners]))
    assert found.neutral_share * 9 == pytest.approx(neutral)


@given(draws)
def test_roles_and_what_is_undecided_make_a_whole(ties):
    found = role_probabilities(ties, threshold=0.1)
    assert found.roles.sum(1) + found.neutral_share == pytest.approx(np.ones(3))
    assert found.types.sum() + found.neutral_share == pytest.approx(1)


@given(draws)
def test_renaming_the_corners_moves_their_roles_with_them(ties):
    found = role_probabilities(ties, threshold=0)
    b_first = role_probabilities(ties[:, [0, 2, 1]], threshold=0)  # A and B swapped: AB, BC, AC
    assert np.array_equal(b_first.roles, found.roles[[1, 0, 2]])
    assert np.array_equal(b_first.types, found.types)


def test_years_lead_the_draws():
    rng = np.random.default_rng(1)
    years = rng.normal(size=(4, 50, 3))
    found = role_probabilities(years, threshold=0.3)
    assert found.roles.shape == (4, 3, 6)
    for year in range(4):
        single = role_probabilities(years[year], threshold=0.3)
        assert np.array_equal(found.roles[year], single.roles)
        assert np.array_equal(found.types[year], single.types)
        assert found.neutral_share[year] == single.neutral_share


def test_independent_ties_give_the_products(fixtures):
    # Computed independently of this package for p = (.7, .4, .9).
    wanted = fixtures["triangle_prob_independent"]
    found = independent_type_probabilities([wanted["p"][tie] for tie in ("AB", "AC", "BC")])
    pivot, outcast = ROLES.index("pivot"), ROLES.index("outcast")
    assert found.types[TYPES.index("ménage à trois")] == pytest.approx(wanted["menage"])
    assert found.types[TYPES.index("unit veto")] == pytest.approx(wanted["veto"])
    assert found.roles[:, pivot] == pytest.approx([wanted["pivotA"], wanted["pivotB"], wanted["pivotC"]])
    marriages = [wanted["marriageBC"], wanted["marriageAC"], wanted["marriageAB"]]
    assert found.roles[:, outcast] == pytest.approx(marriages)
    assert found.types.sum() == pytest.approx(1)


def test_ties_that_move_together_have_other_roles_than_independent_ones():
    rng = np.random.default_rng(7)
    common = rng.choice([-1.0, 1.0], size=4000)
    together = role_probabilities(np.stack([common, common, common], axis=1), threshold=0)
    apart = independent_type_probabilities([0.5, 0.5, 0.5])
    assert together.types[TYPES.index("romantic triangle")] == 0
    assert apart.types[TYPES.index("romantic triangle")] == pytest.approx(0.375)


def test_independent_draws_come_near_the_products():
    rng = np.random.default_rng(3)
    p = np.array([0.7, 0.4, 0.9])
    found = role_probabilities(np.where(rng.random((40_000, 3)) < p, 1.0, -1.0), threshold=0)
    assert found.roles == pytest.approx(independent_type_probabilities(p).roles, abs=0.01)


def test_the_probabilities_cannot_be_changed():
    found = role_probabilities([[1, 1, 1]], threshold=0)
    with pytest.raises(ValueError, match="read-only"):
        found.roles[0, 0] = 1


@pytest.mark.parametrize("ties", [[1, 1], [[1, 1, 1, 1]], 1.0])
def test_a_triangle_has_three_ties(ties):
    with pytest.raises(ImpossibleQuestion, match="three ties"):
        payoffs(ties)


def test_a_missing_tie_is_not_neutral():
    with pytest.raises(ImpossibleQuestion, match="missing tie"):
        role_probabilities([[1, np.nan, 1]], threshold=0)


@pytest.mark.parametrize("threshold", [-0.1, np.nan])
def test_a_threshold_below_zero_is_refused(threshold):
    with pytest.raises(ImpossibleQuestion, match="threshold"):
        tie_signs([1, 1, 1], threshold=threshold)


@pytest.mark.parametrize("draws", [[1, 1, 1], np.empty((0, 3))])
def test_one_triangle_is_not_a_set_of_draws(draws):
    with pytest.raises(ImpossibleQuestion, match="joint draws"):
        role_probabilities(draws, threshold=0)


def test_ties_are_not_signs():
    with pytest.raises(ImpossibleQuestion, match="tie_signs"):
        roles([0.4, 1, 1])


@pytest.mark.parametrize("p", [[0.5, 0.5, 1.2], [-0.1, 0.5, 0.5], [[0.5, 0.5, 0.5]]])
def test_three_probabilities_and_nothing_else(p):
    with pytest.raises(ImpossibleQuestion, match="probabilities"):
        independent_type_probabilities(p)
