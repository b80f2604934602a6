"""Likelihood ratios that people gave: what they add, whose counts, and what is counted half."""

from __future__ import annotations

import math
from dataclasses import replace
from datetime import date
from math import log

import pytest

from tertius.casebook.judgement import Judgement
from tertius.errors import ImpossibleQuestion
from tertius.measures.hypotheses import posterior
from tertius.wedge.evidence.item import Item
from tertius.wedge.evidence.ratios import Ratio, capped, evidence_ratios, judged_id

DAY = date(2026, 11, 22)


def given(about, value, who="Ada Ilves", made=date(2026, 1, 1)):
    """A judgement by an invented person."""
    return Judgement("", 2, 365, 710, about, value, None, None, who, made, "A made-up reason.", "a made-up source")


def item(name, **more):
    facts = {"pair": "B-C", "speaker": None, "documents": (name,)} | more
    return Item(f"chronicle:{name}", True, f"Text of {name}", name, None, "act", why="", weight=0.5, **facts)


def total(ratios):
    return sum(r.log_odds() for r in ratios)


def test_independent_ratios_are_bayes_rule():
    rows = [[0.8, 0.4], [0.2, 0.5]]
    found = evidence_ratios([given("evidence:x", 0.8 / 0.4), given("evidence:y", 0.2 / 0.5)], [item("x"), item("y")])
    odds = 0.3 / 0.7 * math.exp(total(found))
    assert odds / (1 + odds) == pytest.approx(posterior([0.3, 0.7], rows)[0])


def test_dependent_ones_are_counted_by_half_as_weights_are():
    same = [item("x", documents=("paper",)), item("y", documents=("paper", "other"))]
    found = evidence_ratios([given("evidence:x", 2), given("evidence:y", 0.4)], same)
    assert all(r.dependent for r in found)
    odds = math.exp(total(found))
    assert odds / (1 + odds) == pytest.approx(posterior([0.5, 0.5], [[0.8, 0.4], [0.2, 0.5]], [0.5, 0.5])[0])
    assert sum(r.log_odds(1) for r in found) == pytest.approx(math.log(2 * 0.4))


@pytest.mark.parametrize(
    ("one", "other", "dependent"),
    [
        ({}, {}, False),
        ({"speaker": "Bell"}, {"speaker": "Bell"}, True),
        ({"speaker": "AUTHOR"}, {"speaker": "AUTHOR"}, False),
        ({"days": (DAY, DAY)}, {"days": (date(2026, 11, 25), date(2026, 11, 25))}, True),
        ({"days": (DAY, DAY)}, {"days": (date(2026, 11, 26), date(2026, 11, 26))}, False),
        ({"days": (DAY, DAY)}, {"days": (DAY, DAY), "pair": "A-B"}, False),
    ],
)
def test_what_makes_two_items_dependent(one, other, dependent):
    found = evidence_ratios([given("evidence:x", 2), given("evidence:y", 3)], [item("x", **one), item("y", **other)])
    assert [r.dependent for r in found] == [dependent, dependent]


def test_an_item_told_in_two_places_is_one_however_often_it_is_judged():
    told = [item("x", also=("casebook:d:e1",))]
    found = evidence_ratios([given("evidence:x", 4), given("evidence:d:e1", 4, who="Bo")], told)
    assert [r.id for r in found] == ["chronicle:x"]
    assert total(found) == pytest.approx(math.log(4))


def test_several_people_are_averaged_as_logarithms_and_their_ends_are_shown():
    (found,) = evidence_ratios([given("evidence:x", 2), given("evidence:x", 8, who="Bo")], [item("x")])
    assert math.exp(found.log_ratio) == pytest.approx(4)
    assert (math.exp(found.low), math.exp(found.high)) == pytest.approx((2, 8))
    assert found.people == ("Ada Ilves", "Bo")
    assert found.to_dict()["sources"] == ["a made-up source", "a made-up source"]
    assert found.to_dict()["log_odds"] == found.log_odds()


def test_of_one_person_the_newest_counts():
    first, last = given("evidence:x", 2), given("evidence:x", 5, who="ADA ILVES", made=date(2026, 3, 1))
    for order in ([first, last], [last, first]):
        (found,) = evidence_ratios(order, [item("x")])
        assert math.exp(found.log_ratio) == pytest.approx(5)


def test_of_one_person_who_judged_one_item_under_two_names_the_newest_counts():
    told = [item("x", also=("casebook:d:e1",))]
    first, last = given("evidence:d:e1", 2), given("evidence:x", 5, made=date(2026, 3, 1))
    for order in ([first, last], [last, first]):
        (found,) = evidence_ratios(order, told)
        assert math.exp(found.log_ratio) == pytest.approx(5)


def test_a_judgement_about_nothing_known_adds_nothing():
    assert evidence_ratios([given("evidence:nothing", 9), given("component:rift", 2)], [item("x")]) == ()


@pytest.mark.parametrize("value", [0, -1, float("nan"), float("inf")])
def test_a_ratio_that_is_none_is_refused(value):
    with pytest.raises(ImpossibleQuestion, match="a likelihood ratio is above 0"):
        evidence_ratios([given("evidence:x", value)], [item("x")])


@pytest.mark.parametrize(
    ("about", "name"),
    [
        ("evidence:2024-x", "chronicle:2024-x"),
        ("evidence:chronicle:2024-x", "chronicle:2024-x"),
        ("evidence:0f3a:f2", "casebook:0f3a:f2"),
        ("evidence:casebook:0f3a:f2", "casebook:0f3a:f2"),
        ("component:rift", None),
        ("evidence:", None),
        ("", None),
    ],
)
def test_the_item_a_judgement_names(about, name):
    assert judged_id(about) == name


def test_many_strong_items_together_are_no_stronger_than_one():
    strong = [
        Ratio(f"chronicle:{k}", "An act.", log(20), log(20), log(20), ("Ada Quill",), ("So.",), False)
        for k in range(12)
    ]
    found = capped(strong)
    assert sum(r.log_odds() for r in found) == pytest.approx(log(20))
    assert len({r.log_ratio for r in found}) == 1
    few = (strong[0], replace(strong[1], log_ratio=-log(20), low=-log(20), high=-log(20)))
    assert capped(few) == few
