"""Cases asked for by their words, with rates of those that had ended."""

from __future__ import annotations

import dataclasses
import json
from datetime import date

import pytest

import tertius as tt
from tertius.errors import ImpossibleQuestion, UnknownName
from tertius.wedge.cases.cases import cases

LATE = date(2026, 11, 22)


@pytest.fixture(scope="module")
def found():
    return cases(as_of=LATE)


def test_it_is_what_the_door_offers(found):
    assert tt.Cases is type(found)
    assert tt.cases(as_of=LATE) == found


def test_without_a_choice_every_case_stands(found):
    assert len(found.cases) == 94
    assert found.prior is not None
    assert found.score is not None
    assert "94 cases, 75 of them from memory alone. Of 93 that had ended" in found.explain()
    assert "Neither causal nor a base rate" in found.explain()


def test_a_choice_is_by_the_majoritys_words():
    some = cases(strategy=("reward", "mixed"), goal="realign", rift=True, era=(1946, 1991), as_of=LATE)
    assert some.cases
    for c in some.cases:
        assert c.by.strategy in {"reward", "mixed"}
        assert c.by.goal == "realign"
        assert c.by.rift == "1"
        assert 1946 <= c.first <= 1991
    assert some.prior is some.score is None
    assert "with strategy reward or mixed, goal realign, a rift before, a first year of 1946–1991" in some.explain()


def test_one_word_may_be_given_alone():
    assert cases(strategy="coercion", as_of=LATE).cases == cases(strategy=["coercion"], as_of=LATE).cases
    assert len(cases(status="uncommitted", as_of=LATE).cases) == 19
    assert len(cases(rift=False, as_of=LATE).cases) == 67


def test_nothing_later_than_the_day_is_listed():
    then = cases(as_of=date(1945, 6, 1))
    assert max(c.first for c in then.cases) <= 1945
    assert then.rates[0].cases.n == sum(c.last + 2 < 1945 for c in then.cases)


def test_a_choice_without_an_ending_has_no_rate():
    none = cases(era=(2025, 2026), as_of=LATE)
    assert len(none.cases) == 1
    assert none.rates == ()
    assert "0 had ended by 22 Nov 2026: no rate" in none.explain()


def test_before_the_list_there_is_nothing():
    assert cases(as_of=date(1880, 1, 1)).cases == ()


@pytest.mark.parametrize("said", [{"strategy": "carrot"}, {"goal": "unite"}, {"status": "married"}], ids=str)
def test_an_unknown_word_is_refused(said):
    with pytest.raises(UnknownName):
        cases(**said)


def test_an_era_that_ends_before_it_begins_is_refused():
    with pytest.raises(ImpossibleQuestion):
        cases(era=(1991, 1946))


def test_it_tabulates_with_its_marks(found):
    frame = found.to_frame()
    assert frame.height == 94
    assert frame["memory_only"].sum() == 75
    assert frame.filter(frame["id"] == "W077")["degree"].to_list() == [None]


def test_it_is_frozen_json_and_owns_up(found):
    with pytest.raises(dataclasses.FrozenInstanceError):
        found.cases = ()
    record = found.to_dict()
    assert json.loads(json.dumps(record, allow_nan=False)) == record
    assert record["cases"][0]["codings"][2]["strategy"] == "not_attempted"
    assert found._repr_html_().startswith("<article")
    assert found.provenance.snapshots
    assert all(c.endswith(".") for c in found.caveats)
