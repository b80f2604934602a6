"""The sheet in the terminal: a hundred columns, plain when piped, and deaf to what an article would make it do."""

from __future__ import annotations

import io
import runpy
from dataclasses import replace
from pathlib import Path

import pytest

from tertius.casebook.casebook import open_casebook
from tertius.present.terminal import console
from tertius.report.sheet import print_casebook, print_entry, print_sheets

made_up = runpy.run_path(str(Path(__file__).parents[1] / "casebook" / "storing.py"))["made_up"]


def printed(write, *words) -> str:
    out = io.StringIO()
    write(*words, to=console(out))
    return out.getvalue()


def test_a_sheet_has_forecasts_statements_figures_events_and_caveats():
    said = printed(print_sheets, [made_up(n=2)])
    for part in ("FORECASTS", "STATEMENTS", "FIGURES", "EVENTS", "CAVEATS", "f2", "s2", "10–25", "US$245 bn", "apart"):
        assert part in said
    assert max(map(len, said.splitlines())) <= 100
    assert "\x1b" not in said


def test_articles_that_disagree_are_set_side_by_side():
    one, two = made_up("one"), made_up("two")
    two = replace(two, figures=(replace(two.figures[0], value=230e9),))
    said = printed(print_sheets, [one, two])
    tail = said[said.index("FIGURES THAT DISAGREE") :]
    assert "trade, Russia and China" in tail
    assert tail.index("US$245 bn") < tail.index("US$230 bn")


@pytest.mark.parametrize("odd", ["\x1b[2J", "\x07", "\u202e", "\r", "\x9b31m"])
def test_an_article_cannot_move_the_cursor_or_turn_the_line(odd):
    found = made_up()
    d = replace(found.document, title=f"A{odd}B", publisher=f"P{odd}Q")
    person = replace(found.forecasts[0], speaker=f"Anna{odd}", phrase=f"may{odd}", event=odd)
    said = printed(print_sheets, [replace(found, document=d, forecasts=(person,), caveats=(f"C{odd}.",))])
    assert odd not in said


def test_an_entry_shows_its_corrections_with_who_and_why(tmp_path):
    book = open_casebook(tmp_path / "t.sqlite")
    document = book.keep(made_up()).reading.document.id
    entry = book.correct(document, "f1", "move", "closer", who="Mira", why="it says so")
    said = printed(print_entry, entry)
    assert "forecasts at 20:65: move 'apart' → 'closer'; Mira" in said
    assert "it says so" in said
    assert "rules 1" in said


def test_the_list_has_a_line_a_document(tmp_path):
    book = open_casebook(tmp_path / "t.sqlite")
    assert "empty" in printed(print_casebook, book.documents())
    book.keep(made_up())
    assert "A made-up article" in printed(print_casebook, book.documents())
