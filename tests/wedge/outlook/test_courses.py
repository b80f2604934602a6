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
