"""Role probabilities from joint draws of three kappas."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tertius.alignment.votes import joint_draws
from tertius.measures.triads import ROLES
from tertius.triangle.roles import NEUTRAL_BAND, eras, newest_roles, roles_in

CORNERS = (2, 365, 710)
PAIRS = ((2, 365), (2, 710), (365, 710))


def rng(seed: int = 2) -> np.random.Generator:
    return np.random.default_rng(seed)


def read(votes, draws: int = 300):
    return roles_in(votes, CORNERS, span=(1975, 1975), draws=draws, rng=rng())


def test_two_who_vote_alike_against_a_third_are_partners(roll_calls):
    votes = roll_calls({2: "YNYNYNYNYN", 365: "NYNYNYNYNY", 710: "NYNYNYNYNY"})
    found = read(votes)
    assert {(r.state, r.role) for r in found.roles if r.probability > 0.99} == {
        (2, "outcast"),
        (365, "partner"),
        (710, "partner"),
    }
    assert found.shapes[0][0] == "Russia–China marriage"
    assert found.neutral_share == pytest.approx(0, abs=0.02)


def test_the_pivot_is_tied_to_both_wings(roll_calls):
    # Russia shares half its votes with each; the United States and China never agree.
    votes = roll_calls({2: "YYYYNNNN" * 4, 365: "YYNYNNYN" * 4, 710: "NNNNYYYY" * 4})
    found = read(votes)
    likeliest = {r.state: r.role for r in sorted(found.roles, key=lambda r: r.probability)}
    assert likeliest == {2: "partner", 365: "partner", 710: "outcast"}


@given(st.tuples(*[st.text("YAN", min_size=12, max_size=12)] * 3))
@settings(max_examples=50, deadline=None)
def test_the_roles_of_each_state_sum_to_one(roll_calls, said):
    found = read(roll_calls(dict(zip(CORNERS, said, strict=True))), draws=60)
    if found is None:
        return
    for corner in CORNERS:
        assert sum(r.probability for r in found.roles if r.state == corner) == pytest.approx(1)
    assert sum(p for _, p in found.shapes) == pytest.approx(1)
    assert sum(p for _, p in found.types) == pytest.approx(1)
    assert len(found.roles) == 3 * len(ROLES)


@given(st.tuples(*[st.text("YAN", min_size=12, max_size=12)] * 3))
@settings(max_examples=50, deadline=None)
def test_the_neutral_share_counts_draws_with_a_tie_near_zero(roll_calls, said):
    votes = roll_calls(dict(zip(CORNERS, said, strict=True)))
    found = read(votes, draws=60)
    if found is None:
        return
    kappa = joint_draws(votes, PAIRS, draws=60, rng=rng()).kappa
    whole = [draw for draw in kappa if np.isfinite(draw).all()]
    near = [any(abs(k) <= NEUTRAL_BAND for k in draw) for draw in whole]
    assert found.neutral_share == pytest.approx(np.mean(near))


def test_no_shared_vote_decides_no_role(roll_calls):
    assert read(roll_calls({2: "YANYAN", 365: "YNAYNA", 710: "......"})) is None


def test_a_state_that_always_says_yes_decides_no_role(roll_calls):
    assert read(roll_calls({2: "YANYANYANY", 365: "YNAYNAYNAN", 710: "Y" * 10})) is None


def test_the_newest_sessions_that_decide_are_taken(roll_calls):
    good, dull = ("YNANYNAYNA", "NYANYANYAY", "ANYYNANYNA"), ("Y" * 10,) * 3
    sessions = [30] * 10 + [34] * 10  # 1975 and 1979: the span of 1975 to 1977 shares 1977 with the newest three.
    votes = roll_calls({s: g + d for s, g, d in zip(CORNERS, good, dull, strict=True)}, sessions=sessions)
    assert newest_roles(votes, CORNERS, draws=50, rng=rng()).last == 1977
    far = roll_calls({s: g + d for s, g, d in zip(CORNERS, good, dull, strict=True)}, sessions=[30] * 10 + [60] * 10)
    assert newest_roles(far, CORNERS, draws=50, rng=rng()) is None


def test_eras_leave_out_sessions_that_decide_nothing(roll_calls):
    good, dull = ("YNANYNAYNA", "NYANYANYAY", "ANYYNANYNA"), ("Y" * 10,) * 3
    votes = roll_calls({s: g + d for s, g, d in zip(CORNERS, good, dull, strict=True)}, sessions=[30] * 10 + [31] * 10)
    assert [e.year for e in eras(votes, CORNERS, draws=20, seed=1)] == [1975]


def test_corners_may_be_named_in_any_order(tiny_calls):
    """The same draws, so exactly the same probabilities."""
    asked = {"span": (1980, 1982), "draws": 100}
    one = roles_in(tiny_calls, (2, 365, 710), rng=rng(), **asked)
    two = roles_in(tiny_calls, (710, 2, 365), rng=rng(), **asked)
    as_dict = [{(r.state, r.role): r.probability for r in found.roles} for found in (one, two)]
    assert as_dict[0] == pytest.approx(as_dict[1])


def test_a_session_has_one_figure_whatever_sessions_stand_beside_it(tiny_calls):
    short = tiny_calls.where(tiny_calls.session <= 37)
    early = {e.year: e for e in eras(short, CORNERS, draws=50, seed=1)}
    assert early
    assert all(e == early[e.year] for e in eras(tiny_calls, CORNERS, draws=50, seed=1) if e.year in early)
