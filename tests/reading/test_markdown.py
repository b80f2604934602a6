"""Markdown keeps its source; headings, code, pictures and marks are told from the text."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from tertius.reading.document import Part
from tertius.reading.markdown import read_markdown


def parts(text: str) -> list[tuple[Part | None, str]]:
    read = read_markdown(text)
    assert read.text == text
    return [(p.part, text[p.start : p.end]) for p in read.paragraphs]


def test_the_first_heading_is_the_headline_and_gives_the_title() -> None:
    assert parts("# A title #\n\n## A part\n") == [(Part.HEADLINE, "A title"), (Part.HEADING, "A part")]
    assert read_markdown("# A title\n").about.title == "A title"


def test_headings_may_be_underlined() -> None:
    assert parts("A title\n=======\n\nA part\n---\n") == [(Part.HEADLINE, "A title"), (Part.HEADING, "A part")]


def test_marks_of_quotes_and_lists_lie_outside_the_paragraphs() -> None:
    assert parts("> “No,” he\n> said.\n\n1. One is\n   long.\n2. Two.\n- Three.") == [
        (None, "“No,” he\n> said."),
        (None, "One is\n   long."),
        (None, "Two."),
        (None, "Three."),
    ]


def test_code_and_pictures_are_no_text_of_the_article() -> None:
    assert parts("```\nhe said x\n```\n\n![A map](m.png)\n\nText.") == [
        (Part.NOTICE, "```"),
        (Part.NOTICE, "he said x"),
        (Part.NOTICE, "```"),
        (Part.CAPTION, "![A map](m.png)"),
        (None, "Text."),
    ]


def test_a_fence_that_is_never_closed_hides_nothing() -> None:
    assert parts("```\nHe said no.")[-1] == (None, "He said no.")


def test_front_matter_gives_title_author_date_and_language() -> None:
    about = read_markdown('---\ntitle: "A note"\nauthor: Ada Renn\ndate: 2021-03-04\nlang: en-GB\n---\nText.').about
    assert (about.title, about.author, about.published, about.language) == (
        "A note", "Ada Renn", date(2021, 3, 4), "en",
    )  # fmt: skip


@given(st.text(st.sampled_from("ab \n#>-*`~=1.![]()|\r\0“”:"), max_size=120))
def test_paragraphs_are_in_order_and_bare_whatever_the_source(text: str) -> None:
    position = 0
    for p in read_markdown(text).paragraphs:
        assert position <= p.start < p.end <= len(text)
        assert text[p.start : p.end] == text[p.start : p.end].strip()
        assert "\0" not in text[p.start : p.end]
        position = p.end
