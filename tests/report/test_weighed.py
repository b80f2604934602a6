"""What stands behind the judged number, on the terminal and on the page: the same rows, and nothing claimed twice."""

from __future__ import annotations

import html
import io
from dataclasses import replace
from datetime import date

import pytest

from tertius.datasets.chronicle_reach import reach
from tertius.present.numbers import percent
from tertius.present.terminal import console
from tertius.report.weighed_lines import (
    COMPONENT_HEAD,
    case_rows,
    change_head,
    change_rows,
    component_rows,
    corner_rows,
    courses,
    evidence_note,
    evidence_rows,
    judged_line,
    none_told,
    signpost_rows,
    stake_rows,
)
from tertius.report.weighed_page import evidence_section, meaning_section, moved_section, outlook_section
from tertius.report.weighed_terminal import print_outlook, print_weighed
from tertius.states import find
from tertius.wedge.assess import assess
from tertius.wedge.components.all import COMPONENTS
from tertius.wedge.evidence.evidence import evidence_for


@pytest.fixture(scope="module")
def weighed(shipped):
    return assess("USA", "RUS", "CHN", as_of=date(2026, 11, 22), atlas=shipped).weighed


@pytest.fixture(scope="module")
def less_known(shipped):
    return assess("CHN", "IND", "USA", as_of=date(2026, 11, 22), atlas=shipped).weighed


def printed(show, found) -> str:
    out = io.StringIO()
    show(found, console(out))
    return out.getvalue()


def test_the_head_of_the_changes_says_from_which_number_they_start_and_what_is_subtracted(weighed):
    head = " ".join(change_head(weighed.changes)).replace("\n", " ")
    assert f"from {percent(weighed.judged.probability)}, with judgements, to" in head
    assert "centre less centre" in head


def test_a_row_a_component_and_the_sum_below(weighed):
    rows = component_rows(weighed)
    assert len(rows) == 11
    assert all(len(row) == len(COMPONENT_HEAD) for row in rows)
    assert rows[0][0] == "Antecedent rift (+)"
    assert rows[3][0] == "Cost of leaving (−)"
    assert rows[-1][0] == "together"


def test_what_is_not_known_is_named_and_adds_nothing(less_known):
    rows = {row[0]: row for row in component_rows(less_known)}
    assert rows["Credibility of A (+)"][1:4] == ("not known", "", "")
    assert "Not known, and adding nothing: " in judged_line(less_known)
    assert "credibility of A" in judged_line(less_known)


def test_the_line_says_that_no_backtest_supports_it_and_whether_the_words_hold(weighed):
    said = judged_line(weighed)
    assert "no backtest supports them" in said
    assert weighed.robustness.explain() in said


def test_items_carry_their_ratio_and_how_often_they_were_told(weighed):
    item = replace(weighed.evidence.items[0], reprints=2, log_ratio=0.6931471805599453)
    ((_, text, source),) = evidence_rows([item])
    assert text.endswith("Likelihood ratio 2.00. Told in 3 places.")
    assert source


def test_changes_stand_largest_first_and_no_more_than_asked(weighed):
    rows = change_rows(weighed.changes, at_most=4)
    points = [abs(float(row[2].replace("−", "-"))) for row in rows]
    assert len(rows) == 4
    assert points == sorted(points, reverse=True)


def test_signposts_allies_corners_and_cases_fill_every_cell_of_their_rows(weighed):
    assert all(all(row) for row in signpost_rows(weighed.signposts))
    assert all(all(row) for row in stake_rows(weighed.blowback))
    assert {row[0] for row in corner_rows(weighed)} == {"United States", "Russia", "China", ""}
    assert all(all(row) for row in case_rows(weighed))
    assert "; or " in courses(weighed.corners[1])


def test_the_terminal_page_is_a_hundred_columns_and_names_its_parts(weighed):
    said = printed(print_weighed, weighed) + printed(print_outlook, weighed)
    for part in ("WHAT MOVES IT", "WHAT SPEAKS FOR", "WHAT SPEAKS AGAINST", "WHAT WOULD CHANGE IT", "WHAT TO WATCH",
                 "WHO ELSE WOULD PAY", "FROM EACH CORNER", "THE NEAREST CASES OF THE PAST"):  # fmt: skip
        assert part in said
    assert max(map(len, said.splitlines())) <= 100


def test_without_a_tie_nobody_pays_and_without_evidence_that_is_said(weighed):
    bare = replace(weighed, blowback=None, evidence=replace(weighed.evidence, items=()))
    assert "WHO ELSE WOULD PAY" not in printed(print_outlook, bare)
    assert printed(print_weighed, bare).count("Nothing known on this day.") == 2
    assert "Who else would pay" not in outlook_section(bare)
    assert evidence_section(bare).count("Nothing known on this day.") == 2


def test_the_page_shows_who_judged_and_why_and_escapes_what_is_read(weighed):
    page = moved_section(weighed)
    assert "What is judged, by whom and why" in page
    assert "language model, from memory" in page
    hostile = replace(weighed.evidence.items[0], text="<script>alert(1)</script>", for_=True)
    section = evidence_section(replace(weighed, evidence=replace(weighed.evidence, items=(hostile,))))
    assert "<script>" not in section
    assert "&lt;script&gt;" in section


def test_the_page_says_what_each_component_is_and_what_would_refute_it(weighed):
    said = html.unescape(meaning_section(weighed))
    assert said.count("<tr>") == 1 + len(COMPONENTS)
    for c in COMPONENTS:
        for words in (c.label, c.definition, c.effect.why, c.effect.source_class, c.falsifier, c.source):
            assert words in said
    assert "until 30 have, the rules run in tests alone" in said


def test_where_the_chronicle_is_silent_the_page_does_not_say_that_nothing_is_known():
    states = (find("USA"), find("TUR"), find("RUS"))
    found = evidence_for(states, date(2026, 11, 22))
    assert found.items == ()
    assert none_told(found) == "Not known: the chronicle is too thin on these three."
    note = evidence_note(found)
    assert note.startswith(
        "The chronicle holds no lines on the United States and Turkey and no lines on Turkey and Russia: "
    )
    assert note in found.explain()


def test_the_order_is_told_only_of_what_has_one(weighed):
    assert "They are in the order of" in evidence_note(weighed.evidence)
    one = replace(weighed.evidence, items=weighed.evidence.supporting[:1])
    assert evidence_note(one).startswith("1 item for and 0 against")
    assert "in the order of" not in evidence_note(one)
    assert none_told(one) == "Nothing known on this day."


def test_a_tie_that_the_chronicle_is_not_of_is_named_beside_the_items():
    found = evidence_for((find("USA"), find("RUS"), find("TUR")), date(2026, 11, 22))
    assert found.items
    assert "The chronicle holds no lines on Russia and Turkey: its silence there says nothing." in evidence_note(found)


def test_how_thin_the_chronicle_is_agrees_with_what_is_listed():
    states = (find("USA"), find("IND"), find("RUS"))
    found = evidence_for(states, date(2026, 11, 22))
    lines = reach("USA", "IND", date(2026, 11, 22)).lines
    assert 0 < len(found.supporting) <= lines
    if lines < 10:
        assert f"holds {lines} lines on the United States and India" in evidence_note(found)
    assert "does not cover" not in evidence_note(found)


def test_a_judgement_on_a_measured_component_is_told_beside_its_figure(weighed):
    values = tuple(
        replace(v, basis=(*v.basis, "judgement:J1")) if v.component == "rift" else v for v in weighed.components
    )
    rows = component_rows(replace(weighed, components=values))
    assert rows[0][-1].endswith("; 1 judgement kept beside the measure, moving nothing")
    assert "kept beside" not in component_rows(weighed)[0][-1]
