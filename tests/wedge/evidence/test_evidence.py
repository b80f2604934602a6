"""Evidence for and against: order, what people judged, any three states, any day, and what it costs."""

from __future__ import annotations

import json
import math
import os
import subprocess
import sys
from dataclasses import replace
from datetime import date

import pytest

from tertius.casebook.judgement import Judgement, Withdrawn
from tertius.datasets.chronicle import load_chronicle
from tertius.states import find
from tertius.wedge.evidence.evidence import FAINT, evidence_for

DAY = date(2026, 11, 22)
TRIAD = tuple(find(s) for s in ("USA", "RUS", "CHN"))


def given(about, value, who="Ada Ilves", made=date(2026, 1, 1)):
    """A judgement on TRIAD by an invented person."""
    return Judgement("", 2, 365, 710, about, value, None, None, who, made, "A made-up reason.", "a made-up source")


@pytest.fixture(scope="module")
def now():
    return evidence_for(TRIAD, DAY)


def test_the_strongest_comes_first_and_both_sides_are_told(now):
    weights = [i.weight for i in now.items]
    assert weights == sorted(weights, reverse=True)
    assert min(weights) >= FAINT
    assert set(now.supporting) | set(now.opposing) == set(now.items)
    assert now.supporting
    assert now.opposing


def test_nothing_of_after_the_day_is_evidence():
    known = {f"chronicle:{e.id}": e.known for e in load_chronicle()}
    for day in (date(1960, 1, 1), date(1972, 6, 1), date(2014, 3, 1)):
        found = evidence_for(TRIAD, day)
        assert found.items
        assert all(known[i.id] <= day for i in found.items)


def test_what_is_long_ago_fades_and_the_split_of_1969_led_in_1970():
    then = evidence_for((find("USA"), find("RUS"), find("CHN")), date(1970, 1, 1))
    assert then.supporting[0].category == "ASSAULT"
    assert then.supporting[0].pair == "B-C"
    assert not any("1969" in (i.date or "") and i.for_ for i in evidence_for(TRIAD, DAY).items)


def test_what_was_left_out_is_said(now):
    assert any("too long ago" in note for note in now.notes)


def test_the_tie_of_b_and_c_counts_alike_whoever_a_is(now):
    other = evidence_for((find("TUV"), find("RUS"), find("CHN")), DAY)
    ours = {i.id: i.for_ for i in now.items if i.pair == "B-C" and "in this vote" not in i.why}
    theirs = {i.id: i.for_ for i in other.items}
    assert ours
    assert all(theirs[name] == speaks for name, speaks in ours.items())


@pytest.mark.parametrize("names", [("FRA", "EGY", "ISR"), ("USA", "IND", "PAK"), ("TUV", "NRU", "PLW")])
def test_any_three_states_and_where_nothing_is_known_it_says_so(names):
    found = evidence_for(tuple(find(n) for n in names), DAY)
    assert found.explain()
    json.dumps(found.to_dict())
    if not found.items:
        assert found.explain().startswith("No item known on 2026-11-22")


def test_in_words(now):
    said = now.explain()
    assert f"{len(now.supporting)} items for and {len(now.opposing)} items against" in said
    assert now.supporting[0].text.rstrip(".") in said
    assert "counts of its lines compare nothing" in said
    assert "no probability" in said
    assert "none moves the number" in said


def test_as_plain_values_each_item_has_the_five_fields_others_rely_on(now):
    plain = json.loads(json.dumps(now.to_dict()))
    assert plain["for"] + plain["against"] == len(plain["items"])
    for item in plain["items"]:
        assert {"for", "text", "source", "date", "span"} <= set(item)
        assert item["span"] is None  # no article was read


def test_what_people_judged_comes_first_and_moves_the_number(now):
    weakest = now.supporting[-1]
    found = evidence_for(TRIAD, DAY, judgements=[given(f"evidence:{weakest.id}", 3), given("component:rift", 2)])
    assert found.items[0].id == weakest.id
    assert [r.id for r in found.ratios] == [weakest.id]
    assert found.ratios[0].log_odds() == pytest.approx(1.0986, abs=1e-4)
    assert "1 carries a likelihood ratio and moves the number" in found.explain()
    assert now.ratios == ()


def test_a_ratio_says_which_way_an_item_speaks_whatever_the_table_says(now):
    strongest = now.opposing[0]
    found = evidence_for(TRIAD, DAY, judgements=[given(f"evidence:{strongest.id.removeprefix('chronicle:')}", 2)])
    assert found.items[0].id == strongest.id
    assert found.items[0].for_ is True


def test_an_act_the_table_leaves_out_is_evidence_once_it_is_judged(now):
    """A and C alone: the table counts it neither way, a person may."""
    tariff = next(e for e in load_chronicle() if e.source == ("USA",) and e.target == ("CHN",))
    assert f"chronicle:{tariff.id}" not in {i.id for i in now.items}
    found = evidence_for(TRIAD, DAY, judgements=[given(f"evidence:{tariff.id}", 0.5)])
    assert found.items[0].text == tariff.text
    assert found.items[0].for_ is False


def test_a_ratio_of_1_moves_nothing_and_turns_nothing(now):
    found = evidence_for(TRIAD, DAY, judgements=[given(f"evidence:{now.supporting[0].id}", 1)])
    assert found.items[0].for_ is True
    assert found.ratios[0].log_odds() == 0


def test_a_judgement_of_after_the_day_or_about_nothing_adds_nothing_and_the_second_is_told(now):
    name = now.supporting[0].id
    past = evidence_for(TRIAD, date(2025, 12, 31), judgements=[given(f"evidence:{name}", 3)])
    assert past.ratios == ()
    lost = evidence_for(TRIAD, DAY, judgements=[given("evidence:2031-01-01-nothing", 3)])
    assert lost.ratios == ()
    assert "1 judged items are not among the evidence" in lost.notes[-1]


def test_of_raw_judgements_only_those_of_this_question_that_stand_count(now):
    mine = given(f"evidence:{now.supporting[0].id}", 3)
    newer = replace(mine, value=4, made=date(2026, 2, 1))
    gone = replace(newer, withdrawn=Withdrawn(date(2026, 3, 1), "Ada Ilves", "A slip."))
    elsewhere = replace(newer, who="Bo", c=750)

    def of(*judgements, day=DAY):
        return [pytest.approx(math.exp(r.log_ratio)) for r in evidence_for(TRIAD, day, judgements=judgements).ratios]

    assert of(newer, mine) == of(mine, newer) == [4]
    assert of(gone, mine) == [3]
    assert of(gone, mine, day=date(2026, 2, 28)) == [4]
    assert of(elsewhere) == []


def test_without_a_casebook_no_database_is_loaded():
    code = (
        "import sys; from datetime import date; from tertius.states import find;"
        "from tertius.wedge.evidence.evidence import evidence_for;"
        "evidence_for(tuple(map(find, ('USA', 'RUS', 'CHN'))), date(2026, 11, 22));"
        "print(sorted({'sqlalchemy', 'spacy', 'altair', 'sqlite3'} & set(sys.modules)))"
    )
    here = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env=here)
    assert ran.stdout.strip() == "[]"
