"""What stands behind the judged number: the reader's own casebook moves it, and nothing else does."""

from __future__ import annotations

from datetime import date

import pytest
from scipy.special import logit

from tertius.casebook.casebook import open_casebook
from tertius.casebook.judgements import add_judgement, withdraw_judgement
from tertius.errors import OutsideCoverage
from tertius.wedge import weighing
from tertius.wedge.assess import assess
from tertius.wedge.cases.updating import updated_by_cases
from tertius.wedge.components.all import COMPONENTS
from tertius.wedge.scenarios.grounds import WhatIfOptions
from tertius.wedge.scenarios.whatif import whatif

DAY = date(2026, 11, 22)
ROW = {"a": "USA", "b": "RUS", "c": "CHN", "who": "Ada Quill", "made": "2026-11-01", "why": "Two pledges were kept."}


@pytest.fixture(scope="module")
def alone(shipped):
    return assess("USA", "RUS", "CHN", as_of=DAY, atlas=shipped)


@pytest.fixture
def casebook(tmp_path):
    return open_casebook(tmp_path / "own.sqlite")


def ask(casebook, shipped):
    return assess("USA", "RUS", "CHN", as_of=DAY, atlas=shipped, casebook=casebook)


def judged_of(found):
    return next(a for a in found.answers if a.kind == "judged")


def test_three_numbers_stand_side_by_side_and_the_untested_one_is_not_the_answer(alone):
    assert [a.kind for a in alone.answers] == ["base_rate", "data", "judged"]
    assert alone.answer.kind != "judged"
    assert judged_of(alone).probability == alone.weighed.judged.probability


def test_the_contributions_add_up_to_the_difference_from_the_data(alone):
    data = next(a for a in alone.answers if a.kind == "data")
    moved = sum(m.log_odds for m in alone.weighed.judged.moved)
    assert moved == pytest.approx(logit(judged_of(alone).probability) - logit(data.probability), abs=1e-9)


def test_ones_own_judgement_takes_the_place_of_the_projects(alone, casebook, shipped):
    add_judgement(casebook, {**ROW, "about": "credibility", "value": 2})
    mine = ask(casebook, shipped)
    before, after = (
        next(v for v in found.weighed.components if v.component == "credibility") for found in (alone, mine)
    )
    assert (before.value, after.value) == (-2.0, 2.0)
    assert "Ada Quill" in after.why
    assert judged_of(mine).probability > judged_of(alone).probability
    # What has a record does not listen to judgements.
    assert mine.answer == alone.answer


def test_a_likelihood_ratio_moves_the_number_by_its_logarithm_and_goes_when_it_is_withdrawn(alone, casebook, shipped):
    item = alone.weighed.evidence.supporting[0]
    held = add_judgement(casebook, {**ROW, "about": f"evidence:{item.id.removeprefix('chronicle:')}", "value": 3})
    mine = ask(casebook, shipped)
    assert [r.id for r in mine.weighed.evidence.ratios] == [item.id]
    assert mine.weighed.evidence.items[0].id == item.id
    moved = {m.component: m.log_odds for m in mine.weighed.judged.moved}
    assert logit(judged_of(mine).probability) - logit(judged_of(alone).probability) == pytest.approx(moved[item.id])
    assert moved[item.id] == pytest.approx(1.0986, abs=1e-3)
    withdraw_judgement(casebook, held.id, who="Ada Quill", why="A slip", on="2026-11-02")
    assert judged_of(ask(casebook, shipped)).probability == judged_of(alone).probability


def test_a_scenario_starts_from_the_same_number_as_the_answer(casebook, shipped):
    add_judgement(casebook, {**ROW, "about": "binding", "value": -1})
    found = whatif(
        *("USA", "RUS", "CHN", {"war": "settled"}),
        as_of=DAY,
        options=WhatIfOptions(atlas=shipped, casebook=casebook),
    )
    answer = judged_of(ask(casebook, shipped))
    base = found.baseline
    assert (base.probability, base.low, base.high) == (answer.probability, answer.low, answer.high)


def test_every_part_of_the_answer_starts_from_one_number(alone):
    n = judged_of(alone).probability
    assert alone.weighed.robustness.probability == n
    assert {c.from_probability for c in alone.weighed.changes} == {n}


def test_before_anything_was_judged_the_four_are_not_known_and_say_so(shipped):
    past = assess("USA", "RUS", "CHN", as_of=date(2016, 11, 1), atlas=shipped)
    unknown = {v.component for v in past.weighed.components if v.status == "not known"}
    assert {"goal", "credibility", "constraint", "binding"} <= unknown
    assert all(m.log_odds == 0 for m in past.weighed.judged.moved if not m.counts)


def test_where_a_and_b_have_no_tie_that_is_known_nobody_is_said_to_pay(shipped, monkeypatch):
    def unknown(*_states, **_asked):
        raise OutsideCoverage("no tie of the two is known")

    monkeypatch.setattr(weighing, "blowback", unknown)
    found = assess("USA", "RUS", "CHN", as_of=DAY, atlas=shipped)
    assert found.weighed.blowback is None
    assert found.weighed.to_dict()["blowback"] is None
    assert len(found.weighed.corners) == 3


def test_the_record_says_of_each_component_what_it_is_and_what_would_refute_it(alone):
    told = alone.to_dict()["components"]
    assert [t["component"] for t in told] == [c.key for c in COMPONENTS]
    for t, c in zip(told, COMPONENTS, strict=True):
        assert (t["definition"], t["falsifier"], t["source"]) == (c.definition, c.falsifier, c.source)
        assert t["sign"] * t["effect"]["mean"] > 0
        assert t["effect"]["why"] == c.effect.why


def test_what_the_case_list_would_make_of_it_is_shown_and_not_used(alone):
    said = alone.weighed.robustness
    moved = {c.key: c.effect.mean for c in updated_by_cases(COMPONENTS, DAY)}
    by_hand = sum(
        0.5 * (moved[c.key] - c.effect.mean) * v.value
        for c, v in zip(COMPONENTS, alone.weighed.components, strict=True)
    )
    assert logit(said.with_cases) - logit(said.probability) == pytest.approx(by_hand, abs=1e-9)
    assert said.with_cases != said.probability == judged_of(alone).probability
    assert "With the case list's prior of ten cases it would be 0.7" in said.explain()


def test_what_was_left_out_of_the_evidence_is_in_the_record(alone):
    notes = alone.to_dict()["evidence_notes"]
    assert notes == list(alone.weighed.evidence.notes)
    for said in ("left out as too long ago", "undone since"):
        assert sum(said in note for note in notes) == 1
