"""Judgements and agreement in the terminal: inside a hundred columns, and nothing a person typed gets out."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date

from tertius.casebook.coders import Agreement
from tertius.casebook.judgement import Judgement
from tertius.present.terminal import console
from tertius.report.judgements import print_agreement, print_judgements, said

FIRST = Judgement("J1", 2, 365, 710, "component:goal", 1.0, 0.5, 2.0, "Ada Quill", date(2024, 5, 1), "She says.")
RATIO = replace(FIRST, id="J2", about="evidence:1972-x", value=0.7, low=0.5, high=1, source="Communiqué")


def page(show, found, **options) -> str:
    file = io.StringIO()
    show(found, **options, to=console(file))
    return file.getvalue()


def test_a_judgement_is_one_line():
    assert said(FIRST) == "J1  USA RUS CHN  goal  +1.0 (+0.5 to +2.0)  Ada Quill, 1 May 2024"
    assert said(RATIO) == "J2  USA RUS CHN  1972-x  ×0.7 (×0.5 to ×1)  Ada Quill, 1 May 2024"


def test_every_question_has_its_heading_once():
    found = (FIRST, RATIO, replace(FIRST, id="J3", c=750))
    out = page(print_judgements, found, as_of=date(2024, 6, 1))
    assert out.count("CAN USA PRY RUS AWAY FROM CHN?") == 1
    assert out.count("CAN USA PRY RUS AWAY FROM IND?") == 1
    assert "Communiqué" in out
    assert out.count("no source") == 2
    assert "as it stood on 1 Jun 2024" in out


def test_what_was_replaced_says_so():
    later = replace(FIRST, id="J2", made=date(2025, 5, 1))
    out = page(print_judgements, (FIRST, later), as_of=date(2025, 6, 1))
    assert "1 May 2024; replaced" in out
    assert "1 May 2025; replaced" not in out


def test_nothing_a_person_typed_moves_the_cursor_or_leaves_the_page():
    loud = replace(FIRST, who="Ada \x1b[2J", why="long words " * 60, source="\u202emoc.live")
    out = page(print_judgements, (loud,), as_of=date(2024, 6, 1))
    assert "\x1b" not in out
    assert "\u202e" not in out
    assert max(map(len, out.splitlines())) <= 100


def test_agreement_is_told_with_its_doubt():
    found = (
        Agreement("goal", "Ada Quill", "Olaf Berg", 12, 0.47, 0.11, 0.83),
        Agreement("rift", "Ada Quill", "Olaf Berg", 3, None, None, None),
    )
    out = " ".join(page(print_agreement, found).split())
    assert "goal: n = 12, kappa 0.47 (0.11 to 0.83), below the bar of .6. Ada Quill and Olaf Berg" in out
    assert "rift: n = 3, kappa not known, below the bar of .6: 3 in common, 10 are needed." in out
    assert "This decides nothing" in out
    assert "No two persons" in page(print_agreement, ())
    assert "tertius cases --agreement" in page(print_agreement, ())


def test_a_word_on_a_measured_component_says_that_it_moves_nothing():
    measured = replace(FIRST, about="component:rift")
    assert said(measured).endswith(
        "this component is measured: the judgement is kept beside the figure and moves nothing"
    )
    assert "moves nothing" not in said(FIRST)
    assert "moves nothing" not in said(RATIO)
