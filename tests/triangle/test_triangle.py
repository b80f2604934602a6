"""Three powers and their ties, as known on a day."""

from __future__ import annotations

from datetime import date

import pytest

from tertius.errors import ImpossibleQuestion
from tertius.triangle.triangle import triangle

LATE = date(2026, 11, 22)


@pytest.fixture(scope="module")
def now(shipped):
    return triangle("USA", "RUS", "CHN", as_of=LATE, atlas=shipped)


def test_ties_stand_in_the_order_ab_ac_bc(now):
    assert [t.pair for t in now.ties] == ["United States–Russia", "United States–China", "Russia–China"]


def test_the_last_votes_make_russia_and_china_partners(now):
    best = {r.state: r.role for r in sorted(now.roles.roles, key=lambda r: r.probability)}
    assert best == {2: "outcast", 365: "partner", 710: "partner"}
    assert (now.roles.first, now.roles.last) == (2020, 2022)


def test_the_same_question_gets_the_same_answer(now, shipped):
    assert triangle("United States", 365, "cn", as_of=LATE, atlas=shipped).to_dict() == now.to_dict()


def test_where_the_newest_votes_decide_nothing_it_says_why(shipped):
    t = triangle("USA", "RUS", "CHN", as_of=date(1990, 1, 1), atlas=shipped)
    assert t.roles.last < 1988
    assert "same answer on over 90 %" in t.why_no_roles
    assert f"{t.roles.first}–{t.roles.last}" in t.why_no_roles


def test_without_a_vote_there_are_no_roles_but_the_ties_stand(shipped):
    t = triangle("USA", "RUS", "Taiwan", as_of=LATE, atlas=shipped)
    assert t.roles is None
    assert t.explain().startswith(t.why_no_roles)
    assert t.to_dict()["roles"] == []
    assert t.to_dict()["neutral_share"] is None


def test_probabilities_of_the_record_sum_to_one(now):
    record = now.to_dict()
    for state in ("USA", "RUS", "CHN"):
        assert sum(r["probability"] for r in record["roles"] if r["state"] == state) == pytest.approx(1, abs=1e-3)
    assert sum(s["probability"] for s in record["shapes"]) == pytest.approx(1, abs=1e-3)


def test_each_caveat_is_said_once(now):
    assert len(set(now.caveats)) == len(now.caveats)


@pytest.mark.parametrize("names", [("USA", "USA", "CHN"), ("USA", "CHN", "China"), ("RUS", "CHN", "USSR")])
def test_a_triangle_has_three_corners(shipped, names):
    with pytest.raises(ImpossibleQuestion, match="three corners"):
        triangle(*names, as_of=LATE, atlas=shipped)


def test_a_corner_must_exist(shipped):
    with pytest.raises(ImpossibleQuestion, match="Ukraine"):
        triangle("USA", "UKR", "RUS", as_of=date(1960, 1, 1), atlas=shipped)
