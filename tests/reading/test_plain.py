"""Paragraphs of plain text: blank lines part them, wrapped lines join, offsets hold."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tertius.reading.plain import LONGEST, paragraphs

SENTENCE = "Norland will sign the treaty with Estavia before the summer, two officials said on Thursday"


def found(text: str) -> list[str]:
    return [text[p.start : p.end] for p in paragraphs(text)]


def test_blank_lines_part_paragraphs() -> None:
    assert found("One.\n\nTwo.\n   \nThree.") == ["One.", "Two.", "Three."]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\u2028", "\x0b"])
def test_every_kind_of_line_end_counts_once(end: str) -> None:
    assert found(f"A first line.{end}{end}A second line.") == ["A first line.", "A second line."]
    assert found(f"A first line.{end}A second line.") == ["A first line.", "A second line."]


def test_hard_wrapped_lines_are_one_paragraph() -> None:
    text = "Norland will sign the treaty with Estavia before the summer, two\nofficials said on Thursday, and it\nmay do so sooner.\n\nNobody knows."  # noqa: E501
    assert len(found(text)) == 2


def test_a_short_last_line_ends_a_wrapped_paragraph_without_a_blank_line() -> None:
    text = (
        "Norland will sign the treaty with Estavia before the summer, two\nofficials said on Thursday.\n"
        "Kortania has not answered, but an aide to its president said that\nit would take note of the matter."
    )
    assert [p[:8] for p in found(text)] == ["Norland ", "Kortania"]


def test_a_paragraph_a_line_stays_a_paragraph_a_line() -> None:
    text = "Estavia has signed.\n“It is a good day,” said Osei.\nKortania will cut its price, traders expect.\n"
    assert len(found(text)) == 3


def test_items_of_a_list_are_paragraphs_of_their_own() -> None:
    one = "- the first annex is public, as it has\n  been since May"
    two = "- the second annex is secret, as it has\n  to be"
    assert found(f"{one}\n{two}") == [one, two]


def test_a_null_ends_a_paragraph_so_that_no_span_holds_one() -> None:
    assert found("Norland said\0 no to it.") == ["Norland said", "no to it."]


def test_a_long_line_is_cut_after_sentences() -> None:
    text = (SENTENCE + ". ") * 1000
    pieces = found(text)
    assert max(map(len, pieces)) <= LONGEST
    assert all(piece.endswith("Thursday.") for piece in pieces)
    assert "".join(pieces).replace(" ", "") == text.replace(" ", "")


def test_a_word_without_end_is_cut_all_the_same() -> None:
    assert [len(p) for p in found("x" * (2 * LONGEST + 5))] == [LONGEST, LONGEST, 5]


LINES = st.lists(st.text(st.characters(codec="utf-8"), max_size=60) | st.sampled_from(["", "said so", "He left."]))


@given(LINES, st.sampled_from(["\n", "\r\n", "\r"]))
def test_paragraphs_are_in_order_bare_and_hold_all_that_is_no_white_space(lines: list[str], end: str) -> None:
    text = end.join(lines)
    position = 0
    for p in paragraphs(text):
        assert position <= p.start < p.end <= len(text)
        assert not text[position : p.start].replace("\0", "").strip()
        assert text[p.start : p.end] == text[p.start : p.end].strip()
        position = p.end
    assert not text[position:].replace("\0", "").strip()


@given(LINES)
def test_white_space_around_a_text_changes_no_paragraph(lines: list[str]) -> None:
    text = "\n".join(lines)
    around = paragraphs(f"\n\n{text}\n\n \n")
    assert [(p.start - 2, p.end - 2) for p in around] == [(p.start, p.end) for p in paragraphs(text)]
