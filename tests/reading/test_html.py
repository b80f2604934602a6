"""A page becomes its article; bombs and broken markup become a text or a refusal, in little time."""

from __future__ import annotations

import time
from datetime import date

import pytest

from tertius.errors import ReadingError
from tertius.reading.document import Part
from tertius.reading.html import charset_of, looks_like_html, read_html

PROSE = "The ministers of Estavia met on Tuesday and will meet again, said an aide who had been in the room all day. "


def page(body: str, head: str = "") -> str:
    return f"<!doctype html><html lang='en-GB'><head>{head}</head><body>{body}</body></html>"


def parts(html: str) -> list[tuple[Part | None, str]]:
    read = read_html(html)
    return [(p.part, read.text[p.start : p.end]) for p in read.paragraphs]


def test_the_article_is_kept_and_the_page_around_it_is_not() -> None:
    found = parts(page(f"<nav><a href='/'>Home</a></nav><article><p>{PROSE * 3}</p></article><footer>Imprint</footer>"))
    assert found == [(None, (PROSE * 3).strip())]


def test_comments_are_kept_as_comments_with_the_names_of_who_wrote_them() -> None:
    html = page(
        f"<article><p>{PROSE * 3}</p></article><div id='comments'><ol class='comment-list'>"
        "<li class='comment'><b>northwind says:</b><p>The president said he will resign.</p></li></ol></div>"
    )
    assert [(p, t) for p, t in parts(html) if p is Part.COMMENT] == [
        (Part.COMMENT, "northwind says:"),
        (Part.COMMENT, "The president said he will resign."),
    ]


def test_classes_of_the_page_say_what_a_paragraph_is() -> None:
    html = page(
        f"<article><h1>Estavia waits</h1><p class='article-dek'>The talks are over, the waiting is not at all.</p>"
        f"<p>{PROSE * 2}</p><p class='wp-caption-text'>Two ministers at the summit in Port Liss.</p>"
        f"<p>{PROSE * 3}</p></article>"
    )
    told = {text[:12]: part for part, text in parts(html)}
    assert told["Estavia wait"] is Part.HEADLINE
    assert told["The talks ar"] is Part.STANDFIRST
    assert told.get("Two minister", Part.CAPTION) is Part.CAPTION


def test_json_ld_goes_before_meta_and_meta_before_nothing() -> None:
    head = (
        '<meta property="og:site_name" content="Wrong"><meta name="author" content="Ada Renn">'
        '<meta property="article:published_time" content="2021-03-04T10:00:00Z">'
        '<script type="application/ld+json">'
        '{"@graph": [{"headline": "Estavia waits", "publisher": {"name": "Right"}}]}</script>'
    )
    about = read_html(page(f"<p>{PROSE * 3}</p>", head)).about
    assert (about.title, about.publisher, about.author) == ("Estavia waits", "Right", "Ada Renn")
    assert (about.published, about.language) == (date(2021, 3, 4), "en")


def test_json_ld_that_is_no_json_says_nothing() -> None:
    head = '<script type="application/ld+json">{"headline": "Esta</script><meta property="og:title" content="Estavia">'
    assert read_html(page(f"<p>{PROSE * 3}</p>", head)).about.title == "Estavia"


def test_a_page_without_an_article_is_read_as_a_whole_and_says_so() -> None:
    read = read_html(page("<div>He said no.</div><div>She said yes.</div>"))
    assert read.text == "He said no.\n\nShe said yes."
    assert "no article was found" in read.notes[0]


def test_a_line_break_stays_and_other_white_space_folds() -> None:
    assert read_html(page("<div>He\n   said<br>no.</div>")).text == "He said\nno."


def test_scripts_and_styles_are_never_text() -> None:
    assert "stolen" not in read_html(page(f"<script>stolen = 1</script><style>.stolen{{}}</style><p>{PROSE}</p>")).text


@pytest.mark.parametrize(
    "body",
    [
        "<div>" * 100_000 + "He said no.",
        "<p title='" + "x" * 5_000_000 + "'>He said no.</p>",
        "<i>a</i>" * 40_000 + "<p>He said no.",
    ],
    ids=["nested", "attribute", "tags"],
)
def test_a_bomb_is_read_without_its_markup_and_a_note_says_so(body: str) -> None:
    begun = time.process_time()
    read = read_html(page(body))
    assert time.process_time() - begun < 5
    assert "He said no." in read.text
    assert "the markup is unusual" in read.notes[0]


@pytest.mark.parametrize("body", ["<script>", "<!-- ", "<style>p{}", "<" * 100_000, "", "<svg>"])
def test_markup_that_swallows_all_text_is_refused(body: str) -> None:
    with pytest.raises(ReadingError, match="holds no text"):
        read_html(f"<html><body>{body}", name="x.html")


def test_unbalanced_markup_loses_no_text() -> None:
    text = read_html(page(f"<div><p>{PROSE * 2}<b><i>He said no.</b></p></div></div></span><p>She did not.")).text
    assert "He said no." in text
    assert "She did not." in text


def test_a_page_is_told_by_its_first_words() -> None:
    assert looks_like_html("\n<!-- x -->\n<!DOCTYPE html><html>")
    assert looks_like_html("<html><body>")
    assert not looks_like_html("<tweet>He said</tweet>")
    assert not looks_like_html("He said that <b> is bold.")


def test_a_declared_charset_is_found() -> None:
    assert charset_of(b'<html><head><meta charset="koi8-r">') == "koi8-r"
    assert charset_of(b'<meta http-equiv="Content-Type" content="text/html; charset=windows-1251">') == "windows-1251"
    assert charset_of(b"<html>") is None
