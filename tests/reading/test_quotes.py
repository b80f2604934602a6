from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tertius.reading.document import Block, Document, Part
from tertius.reading.parse import Paragraph, Parsed
from tertius.reading.quotes import find_quotes


def _quotes(text: str):
    """Quotes need no grammar: blocks alone will do."""
    blocks, at = [], 0
    for line in text.split("\n"):
        if line:
            blocks.append(Block(at, at + len(line), Part.BODY))
        at += len(line) + 1
    document = Document("x", text, "-", None, None, None, None, "en", tuple(blocks))
    return find_quotes(Parsed(document, tuple(Paragraph(b, None) for b in blocks), "none"))  # type: ignore[arg-type]


def _words(text: str) -> list[str]:
    return [text[q.start : q.end] for q in _quotes(text)]


def test_curly_straight_and_doubled_single_marks_are_all_quotes() -> None:
    assert _words("\u201cOne,\u201d she said. \"Two,\" he said. ''Three,'' they said.") == ["One,", "Two,", "Three,"]


def test_a_quote_in_a_quote_is_marked_as_inner() -> None:
    text = "\u201cThey call it a \u2018grave error\u2019 there,\u201d she said."
    assert [(text[q.start : q.end], q.inner) for q in _quotes(text)] == [
        ("They call it a \u2018grave error\u2019 there,", False),
        ("grave error", True),
    ]


def test_an_apostrophe_opens_nothing() -> None:
    assert _words("The workers\u2019 view isn\u2019t the ministers\u2019 view, it's theirs.") == []


def test_a_quote_left_open_goes_on_where_the_next_paragraph_opens_with_a_mark() -> None:
    first, second = _quotes("\u201cWe begin.\n\u201cWe end,\u201d she said.")
    assert first.open_end
    assert not second.open_end


def test_a_quote_left_open_ends_with_its_paragraph() -> None:
    text = "\u201cWe begin.\nNothing follows."
    (quote,) = _quotes(text)
    assert text[quote.start : quote.end] == "We begin."
    assert not quote.open_end


def test_inches_are_no_quote() -> None:
    assert _words('A 5"x7" print.') == []


@given(st.text(alphabet="ab \"'\u201c\u201d\u2018\u2019.,\n", max_size=80))
def test_every_quote_lies_inside_its_paragraph_and_its_marks(text: str) -> None:
    for q in _quotes(text):
        assert 0 <= q.outer_start <= q.start < q.end <= q.outer_end <= len(text)
        assert "\n" not in text[q.outer_start : q.outer_end]
