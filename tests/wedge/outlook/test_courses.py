"""What each corner could do: the same list for any three, figures where there are any."""

from __future__ import annotations

import pytest

from tertius.wedge.outlook.courses import courses_of


@pytest.fixture
def found(standing_of, values_of):
    standing = standing_of("FRA", "TUR", "RUS")
    values = {v.component: v for v in values_of(standing)}
    return courses_of(standing, values, start=0.014, changed=(), blowback=None)


def test_the_courses_are_those_of_the_place(found):
    assert [c.name for c in found["A"]] == ["reward", "press", "wait"]
    assert [c.name for c in found["B"]] == ["stay", "hedge", "move"]
    assert [c.name.removeprefix("bind by ") for c in found["C"]] == [
        *("trade", "arms", "recognition", "guarantee"),
        "punish",
    ]


def test_a_course_is_toward_one_of_the_other_two(found):
    states = {"A": "FRA", "B": "TUR", "C": "RUS"}
    for place, courses in found.items():
        assert all(c.toward.iso3 != states[place] for c in courses)


def test_figures_at_hand_stand_in_them(found):
    trade = found["C"][0]
    assert "8\u2009% of Turkey's goods trade (2014)" in trade.brings
    assert "7\u2009% of Russia's goods trade (2024)" in trade.costs


def test_no_course_is_praised_or_blamed(found):
    said = " ".join(f"{c.what} {c.brings} {c.costs}" for courses in found.values() for c in courses).lower()
    assert not [w for w in ("should", "must", "aggress", "threatens us", "rogue", "the west", "enemy") if w in said]


def test_nobody_promises_help_that_a_pact_in_force_promises(standing_of, values_of):
    def of(*names):
        standing = standing_of(*names)
        values = {v.component: v for v in values_of(standing)}
        return courses_of(standing, values, start=0.01, changed=(), blowback=None)

    allied, apart = of("CHN", "DEU", "USA"), of("USA", "RUS", "CHN")
    assert "bind by guarantee" not in [c.name for c in allied["C"]]
    assert "bind by guarantee" in [c.name for c in apart["C"]]
    assert "claims" not in " ".join(c.what for c in allied["C"])


def test_relief_is_offered_only_where_a_sanction_is_in_force(standing_of, values_of):
    for names, relief in ((("USA", "RUS", "CHN"), True), (("USA", "HUN", "RUS"), False)):
        standing = standing_of(*names)
        values = {v.component: v for v in values_of(standing)}
        (reward, *_) = courses_of(standing, values, start=0.01, changed=(), blowback=None)["A"]
        assert ("relief" in reward.what) is relief
