"""The nearest cases to a question: past ones only, each with how it ended and what differed."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import date

import pytest

from tertius.errors import ImpossibleQuestion, UnknownName
from tertius.wedge.cases.case_list import load_cases
from tertius.wedge.cases.features import FEATURES, Sought
from tertius.wedge.cases.near import near_cases

LATE = date(2026, 11, 22)
INFORMAL = Sought(status="informal")


@pytest.fixture(scope="module")
def found(shipped):
    return near_cases("USA", "RUS", "CHN", as_of=LATE, atlas=shipped)


def test_the_same_three_states_come_first(found):
    assert [c.id for c in found.cases[:2]] == ["W090", "W058"]
    assert "W065" in {c.id for c in found.cases[:5]}


def test_similarity_falls_and_stays_between_0_and_1(found):
    values = [c.similarity for c in found.cases]
    assert values == sorted(values, reverse=True)
    assert 0 <= values[-1] <= values[0] <= 1


def test_the_attempt_under_way_is_named_and_not_compared(found):
    assert "W094" not in {c.id for c in found.cases}
    assert len(found.cases) == 93
    assert found.unresolved == ("United States: Russia from China, 2025–2026",)


def test_every_case_says_how_it_ended_and_what_differed(found):
    listed = load_cases()
    for near in found.cases:
        case = listed.one(near.id)
        assert near.outcome == case.by.outcome
        assert near.memory_only == case.memory_only
        assert near.source == case.source
        assert near.differed or near.similarity == 1
    assert next(c for c in found.cases if c.id == "W027").mirrors == ("W028",)
    assert next(c for c in found.cases if c.id == "W077").degree == "no majority"


def test_what_the_question_is_compared_by_is_told_with_its_origin(found):
    told = {f.key: (f.value, f.origin) for f in found.features}
    assert [f.key for f in found.features] == [f.key for f in FEATURES]
    assert told["goal"] == ("realign", "default")
    assert told["status"] == ("informal", "ATOP, 2018")
    assert told["rift"] == told["strategy"] == ("not known", "not known")
    assert told["target_power"] == ("yes", "COW's major powers, 2026")


def test_what_the_caller_says_counts():
    said = Sought(goal="disalign", strategies=("reward", "mixed"), status="formal_ally", rift=True)
    told = {f.key: (f.value, f.origin) for f in near_cases("USA", "RUS", "CHN", as_of=LATE, sought=said).features}
    assert told["goal"] == ("disalign", "as asked")
    assert told["strategy"] == ("reward or mixed", "as asked")
    assert told["status"] == ("formal_ally", "as asked")
    assert told["rift"] == ("yes", "as asked")


def test_nothing_that_ended_later_is_seen():
    then = near_cases("USA", "CHN", "RUS", as_of=date(1975, 6, 1), sought=INFORMAL)
    listed = load_cases()
    assert {c.id for c in then.cases} == {c.id for c in listed.cases if c.last + 2 < 1975}
    assert "United States: China from Soviet Union, 1969–1979" in then.unresolved
    assert not any("2025" in title for title in then.unresolved)


def test_an_outcome_told_otherwise_moves_no_similarity(retold, found):
    other = near_cases("USA", "RUS", "CHN", as_of=LATE, sought=INFORMAL, held=retold("W090", outcome="detach"))
    assert [(c.id, c.similarity) for c in other.cases] == [(c.id, c.similarity) for c in found.cases]


def test_what_was_measured_of_our_list_is_not_said_of_another(found, listed, made):
    other = near_cases("USA", "RUS", "CHN", as_of=LATE, sought=INFORMAL, held=listed(made()))
    assert any("no better than its plain rate" in c for c in found.caveats)
    assert not any("no better" in c or "kappa" in c for c in other.caveats)


def test_before_the_first_case_ended_nothing_is_near():
    none = near_cases("GMY", "RUS", "FRN", as_of=date(1893, 1, 1), sought=Sought(status="informal"))
    assert none.cases == ()
    assert none.explain().startswith("0 cases had ended by 1 Jan 1893")
    assert none.to_frame().height == 0


@pytest.mark.parametrize("three", [("USA", "PRK", "CHN"), ("CHN", "IND", "RUS"), ("RUS", "FJI", "AUS")], ids=str)
def test_any_three_states_may_be_asked(three, shipped):
    found = near_cases(*three, as_of=LATE, atlas=shipped)
    assert found.asked == three
    assert len(found.cases) == 93


def test_three_states_are_three():
    with pytest.raises(ImpossibleQuestion, match="three corners"):
        near_cases("USA", "RUS", "Russia", as_of=LATE)
    with pytest.raises(UnknownName):
        near_cases("USA", "RUS", "Ruritania", as_of=LATE)


def test_it_speaks_tabulates_and_owns_up(found):
    assert found.to_frame().height == 93
    assert json.loads(json.dumps(found.to_dict(), allow_nan=False)) == found.to_dict()
    said = found.explain()
    assert "Of 93 attempts that had ended by 22 Nov 2026" in said
    assert "Not known, and so not compared: strategy, rift before." in said
    assert found._repr_html_().startswith("<article")
    assert [s.source.id for s in found.provenance.snapshots] == ["tertius_wedge_cases", "atop"]
    assert all(c.endswith(".") for c in found.caveats)
    assert not hasattr(found, "__dict__")


def test_finding_them_imports_nothing_heavy():
    code = (
        "from tertius.wedge.cases.near import near_cases; from tertius.wedge.cases.features import Sought; import sys;"
        "near_cases('USA','RUS','CHN',sought=Sought(status='informal'));"
        "print(sorted({'polars','numpy','scipy','sqlalchemy','pandas','rich'} & set(sys.modules)))"
    )
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env=_path())
    assert said.stdout == "[]\n"


def _path() -> dict[str, str]:
    import os

    return {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
