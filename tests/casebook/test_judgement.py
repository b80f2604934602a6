"""What stood on a day."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from itertools import permutations

from tertius.casebook.judgement import COMPONENT_KEYS, SCALE, Judgement, Withdrawn, standing

FIRST = Judgement("J1", 2, 365, 710, "component:goal", 1.0, None, None, "Ada Quill", date(2020, 5, 1), "She says.")


def at(number: int, year: int, **other) -> Judgement:
    return replace(FIRST, id=f"J{number}", made=date(year, 5, 1), **other)


def test_there_are_ten_components_and_nine_values():
    assert len(set(COMPONENT_KEYS)) == 10
    assert SCALE == tuple(sorted(SCALE)) == tuple(-v for v in reversed(SCALE))
    assert len(SCALE) == 9


def test_the_newest_of_a_person_and_subject_stands_from_its_day_on():
    old, new = at(2, 2020), at(1, 2022)
    assert standing([old, new], date(2020, 4, 30)) == ()
    assert standing([old, new], date(2020, 5, 1)) == (old,)
    assert standing([old, new], date(2022, 4, 30)) == (old,)
    assert standing([old, new], date(2022, 5, 1)) == (new,)


def test_of_two_made_on_one_day_the_one_kept_later_stands():
    ninth, tenth = at(9, 2020), at(10, 2020)
    assert standing([tenth, ninth], date(2021, 1, 1)) == (tenth,)


def test_what_no_casebook_kept_stands_too_and_the_one_given_later_is_the_newer():
    one, two = replace(FIRST, id="own-1"), replace(FIRST, id="", value=2.0)
    assert (one.number, two.number, FIRST.number) == (0, 0, 1)
    assert standing([one, two], date(2021, 1, 1)) == (two,)
    assert standing([two, one], date(2021, 1, 1)) == (one,)


def test_another_person_subject_or_question_replaces_nothing():
    others = [FIRST, at(2, 2021, who="Olaf Berg"), at(3, 2021, about="component:rift"), at(4, 2021, c=750)]
    assert {j.id for j in standing(others, date(2022, 1, 1))} == {"J1", "J2", "J3", "J4"}


def test_a_person_is_one_whatever_the_case_of_the_name():
    assert standing([FIRST, at(2, 2021, who="ADA QUILL")], date(2022, 1, 1))[0].id == "J2"


def test_what_was_withdrawn_stands_until_that_day_and_then_the_one_before_it():
    gone = at(2, 2021, withdrawn=Withdrawn(date(2023, 1, 1), "Ada Quill", "A slip."))
    assert standing([FIRST, gone], date(2022, 12, 31))[0].id == "J2"
    assert standing([FIRST, gone], date(2023, 1, 1))[0].id == "J1"


def test_the_order_is_that_of_the_components_and_then_evidence_and_persons():
    a, b = at(1, 2020, about="component:rift"), at(2, 2020, about="component:goal", who="Zoe")
    c, d = at(3, 2020, about="component:goal", who="ada"), at(4, 2020, about="evidence:1972-x")
    for some in permutations((a, b, c, d)):
        assert standing(some, date(2021, 1, 1)) == (a, c, b, d)


def test_plain_values_hold_codes_and_days():
    told = json.loads(json.dumps(replace(FIRST, withdrawn=Withdrawn(date(2023, 1, 1), "x", "y")).to_dict()))
    assert (told["a"], told["b"], told["c"], told["made"]) == ("USA", "RUS", "CHN", "2020-05-01")
    assert told["withdrawn"] == {"on": "2023-01-01", "who": "x", "why": "y"}
    assert told["source"] is None


def test_without_a_source_a_judgement_says_so():
    assert "no source" in FIRST.checkable
    assert replace(FIRST, source="Treaty of 2001").checkable == "Treaty of 2001"
