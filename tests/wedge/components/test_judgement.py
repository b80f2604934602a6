"""Judgements of persons as a component's value, and the bar they have to reach."""

from __future__ import annotations

import csv
from dataclasses import replace
from datetime import date

import pytest

from tertius.casebook.judgement import SCALE, Judgement, Withdrawn, standing
from tertius.measures.agreement import BAR
from tertius.states import find
from tertius.wedge.components import credibility, goal
from tertius.wedge.components.all import components_of
from tertius.wedge.components.component import Asked
from tertius.wedge.components.judgement import (
    CODED,
    about,
    agreement,
    measure,
    own_judgements,
    shown_beside,
    value_of,
)

FIRST = Judgement(
    *("J1", 2, 365, 710, "component:credibility", 1.0, None, None, "Ada Lund", date(2026, 5, 1)),
    "Two pledges of the last year were kept.",
)
"""The persons are invented."""


def kept(who: str, value: float, low: float | None = None, high: float | None = None, **more) -> Judgement:
    return replace(FIRST, who=who, value=value, low=low, high=high, **more)


DEFINITION = credibility.DEFINITION
HIGH = {"credibility": 0.8}


@pytest.fixture
def asked(shipped) -> Asked:
    return Asked(find("USA"), find("RUS"), find("CHN"), date(2026, 11, 22), shipped)


def test_the_mean_of_persons_with_the_widest_interval():
    found = value_of(DEFINITION, (kept("Ada Lund", -1, -2, 0), kept("Ben Osei", 1, 0.5, 1.5)), HIGH)
    assert (found.value, found.low, found.high) == (0.0, -2, 1.5)
    assert found.status == "judged"
    assert found.year == 2026
    assert found.basis == ("judgement:J1", "judgement:J1")
    assert "A judgement" in found.why
    assert "Ada Lund, 1 May 2026: −1.0" in found.why


def test_a_reason_with_line_breaks_stays_one_persons():
    broken = kept("Ada Lund", 1, why="Two pledges\nwere kept.\r\nBen Osei: no.")
    found = value_of(DEFINITION, (broken, kept("Cleo Marsh", 0)), HIGH)
    assert len(found.why.split("\n")) == 1 + 2
    assert "Two pledges were kept. Ben Osei: no." in found.why


def test_a_person_without_an_interval_has_half_a_step():
    found = value_of(DEFINITION, (kept("Ada Lund", 1),), HIGH)
    assert (found.low, found.value, found.high) == (0.5, 1, 1.5)


@pytest.mark.parametrize(
    ("kappas", "status"),
    [({"credibility": BAR}, "judged"), ({"credibility": 0.59}, "below the bar"), ({}, "below the bar")],
)
def test_two_coders_must_agree_on_the_component(kappas, status):
    found = value_of(DEFINITION, (kept("Ada Lund", 1),), kappas)
    assert found.status == status
    assert found.value == 1
    assert found.counts is (status == "judged")


def test_nobody_is_not_known():
    assert value_of(DEFINITION, (), HIGH).status == "not known"


def test_of_raw_judgements_the_newest_of_each_person_that_stands_counts(asked, shipped):
    def found(*judgements):
        values = components_of((asked.a, asked.b, asked.c), asked.day, shipped, judgements)
        return next(v.value for v in values if v.component == "credibility")

    gone = Withdrawn(date(2026, 7, 1), "Ada Lund", "A slip.")
    old, new = kept("Ada Lund", -1), kept("ada lund", 1, made=date(2026, 6, 1))
    assert found(new, old) == found(old, new) == 1
    assert found(replace(new, withdrawn=gone), old) == -1
    assert found(replace(new, withdrawn=replace(gone, on=date(2027, 1, 1))), old) == 1
    assert found(replace(new, c=750)) == found() == -2  # the project's own


def test_another_question_component_or_a_later_day_does_not_count(asked):
    others = (
        kept("Ada Lund", 1, b=710, c=365),
        kept("Ben Osei", 1, about="component:goal"),
        kept("Cai Wen", 1, about="evidence:credibility"),
        kept("Dee Mora", 1, made=date(2026, 11, 23)),
    )
    assert about(standing(others, asked.day, question=asked.question), DEFINITION) == ()


def test_beside_a_measured_value_a_judgement_is_shown(asked):
    value = value_of(DEFINITION, (kept("Ada Lund", 1),), HIGH)
    assert shown_beside(value, (kept("Ben Osei", 2),)).endswith("shown and not used: Ben Osei, 2026-05-01: +2.0.")
    assert shown_beside(value, ()) == value.why


def test_the_two_coders_reach_the_bar_on_every_component():
    found = agreement()
    assert tuple(found) == CODED
    # Computed from codings.csv by an independent implementation, 22 November 2026.
    assert {k: round(a.linear, 2) for k, a in found.items()} == {
        "goal": 0.83, "credibility": 0.77, "constraint": 0.84, "binding": 0.86}  # fmt: skip
    for a in found.values():
        assert a.cases == 94
        assert BAR < a.low < a.linear < a.high < 1
        assert a.linear < a.quadratic


def test_the_kappas_as_the_definition_has_them(shared):
    """Observed over expected disagreement, summed over every pair of cases."""
    from importlib import resources

    text = resources.files("tertius.wedge.components").joinpath("data", "codings.csv").read_text(encoding="utf-8")
    rows = list(csv.DictReader(text.splitlines()))
    with (shared / "wedge_cases.csv").open(encoding="utf-8") as handle:
        assert [r["case_id"] for r in rows] == [r["case_id"] for r in csv.DictReader(handle)]
    for key in CODED:
        one, two = ([int(r[f"{key}_{k}"]) for r in rows] for k in (1, 2))
        assert set(one) | set(two) <= set(SCALE)
        n = len(rows)
        for power, wanted in ((1, agreement()[key].linear), (2, agreement()[key].quadratic)):
            observed = sum(abs(x - y) ** power for x, y in zip(one, two, strict=True)) / n
            expected = sum(abs(x - y) ** power for x in one for y in two) / n**2
            assert 1 - observed / expected == pytest.approx(wanted, abs=1e-12)


def test_the_projects_own_judgements_say_whose_they_are():
    own = own_judgements()
    assert len(own) == 8
    assert {(j.a, j.b, j.c) for j in own} == {(2, 365, 710)}
    assert {j.who for j in own} == {f"coder {k} (language model, from memory)" for k in (1, 2)}
    for j in own:
        assert j.low <= j.value <= j.high
        assert j.value in SCALE
        assert j.made == date(2026, 11, 22)
        assert j.why
        assert j.source


def test_the_projects_own_are_used_from_the_day_they_were_made(asked):
    found = measure(goal.DEFINITION, (), asked)
    assert (found.value, found.low, found.high, found.status) == (-2.0, -2.0, 0.0, "judged")
    assert measure(goal.DEFINITION, (), replace(asked, day=date(2026, 11, 21))).status == "not known"
    assert measure(goal.DEFINITION, (), replace(asked, c=find("IND"))).status == "not known"
