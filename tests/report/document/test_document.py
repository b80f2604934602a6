"""The neutral document: what is read when, and which note has which number."""

from __future__ import annotations

from datetime import date

import pytest

from tertius.report.document.document import (
    Answered,
    Document,
    Figure,
    Items,
    Paragraph,
    Section,
    Side,
    Table,
    Text,
)


def said(words: str, *notes: str) -> Text:
    return Text(words, notes)


def made(*parts: Section | Side) -> Document:
    beside = (("base rate", said("3 %", "second")),)
    box = Answered("3 %", "2–4 %", "almost no chance", "ICD 203", said("Sentence.", "first"), beside)
    day = date(2026, 11, 22)
    return Document("Can it?", "as of", day, box, said("Old.", "third"), parts, said("End.", "last"))


def test_notes_are_numbered_in_the_order_in_which_they_are_read_and_once():
    figure = Figure("f", {}, "t", "s", said("n", "in figure"), "alt", 10)
    left = Section("L", (Table(("h",), ((said("c", "left"),),)),))
    right = Section("R", (figure,), (Section("In", (Paragraph(said("d", "inside")),)),))
    document = made(
        Section("One", (Paragraph(said("a", "in text", "first")), Items((said("b", "in list"),)))),
        Side((left,), (right,)),
    )
    order = "first, second, third, in text, in list, left, in figure, inside, last"
    assert document.notes == tuple(order.split(", "))
    assert document.figures == (figure,)
    assert [s.title for s in document.sections()] == ["One", "L", "R", "In"]


def test_a_row_with_too_few_cells_is_our_own_mistake():
    with pytest.raises(AssertionError, match="as many cells"):
        Table(("a", "b"), ((Text("x"),),))


def test_columns_without_shares_are_equally_wide():
    assert Table(("a", "b"), ()).widths == (0.5, 0.5)
    assert Table(("a", "b"), (), shares=(0.8, 0.2)).widths == (0.8, 0.2)
