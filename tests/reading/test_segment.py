"""Which paragraph is what, on whole pages as people paste them."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tertius.reading.boilerplate import byline, opens_comments, sign_of, starts_comment
from tertius.reading.extract import Extract
from tertius.reading.intake import take_in
from tertius.reading.plain import paragraphs
from tertius.reading.segment import segment

SAMPLES = Path(__file__).parents[1] / "samples" / "reading"
PAGES = sorted(p for p in SAMPLES.iterdir() if p.suffix != ".parts")

ONE = "Norland will not sign the treaty before the summer, said Tomas Brandt, its minister, who had hoped to sign it."
TWO = "“There is no hurry,” Brandt told reporters in Halmar. “The strait has been there for a while, and it will stay.”"
THREE = "Kortania, which buys nine tenths of the gas, is unlikely to be impressed, and its embassy declined to comment."


def told(*lines: str, end: str = "\n\n") -> list[str]:
    text = end.join(lines)
    blocks = segment(Extract(text, paragraphs(text)))
    assert [text[b.start : b.end] for b in blocks] == [line for line in lines if line.strip()]
    return [b.part.value for b in blocks]


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.name)
def test_every_block_of_a_sample_is_what_a_reader_says_it_is(page: Path) -> None:
    document = take_in(page)
    got = [f"{b.part:<11} {' '.join(document.text[b.start : b.end].split()[:4])}" for b in document.blocks]
    assert got == page.with_suffix(".parts").read_text(encoding="utf-8").splitlines()


def test_a_text_that_is_one_sentence_is_body() -> None:
    assert told("Norland will sign.") == ["body"]
    assert told("norland will sign") == ["body"]
    assert told(ONE, TWO) == ["body", "body"]


def test_a_question_above_the_text_is_its_headline() -> None:
    assert told("Will Norland sign the treaty with Estavia this year?", ONE, TWO, THREE)[0] == "headline"


def test_a_first_line_that_ends_a_sentence_is_body() -> None:
    assert told("Norland will not sign the treaty this year.", ONE, TWO)[0] == "body"


def test_a_headline_that_returns_is_a_headline_again() -> None:
    assert told("Norland stays out of it", "Home", "Norland stays out of it", ONE, TWO, THREE)[:3:2] == ["headline"] * 2


def test_a_caption_without_its_credit_is_a_caption_where_the_next_line_has_it() -> None:
    caption = "The minister at the summit."
    assert told("Norland stays out of it", caption, caption + " Photo: Made-up Press", ONE, TWO)[1:3] == ["caption"] * 2


@pytest.mark.parametrize(
    "line",
    [
        "Image: Made-up Press.",
        "Photo by Ada Renn/Getty Images",
        "Tomas Brandt in Halmar, 4 March. (AP Photo/Ada Renn)",
        "The harbour of Port Liss at dawn. File photo: Reuters",
        "Photograph: Ada Renn/AFP via Getty Images",
        "Tomas Brandt is seen in this undated file photo.",
        "[Image credit: Ada Renn]",
        "Credit: Flickr / Ada Renn",
    ],
)
def test_a_line_with_a_credit_is_a_caption(line: str) -> None:
    assert told(ONE, line, TWO) == ["body", "caption", "body"]


@pytest.mark.parametrize(
    "line",
    [
        "Advertisement",
        "Subscribe to our newsletter and never miss a story.",
        "Sign up for our daily briefing",
        "This article was originally published in The Lakeside Review.",
        "© 2021 The Made-up Review. All rights reserved.",
        "The opinions expressed in this article are those of the author alone.",
        "Support us on Patreon",
        "We use cookies to give you the best experience on our website.",
        "Help us grow. Support The Review on Patreon!",
        "(Reporting by Ada Renn; Editing by Wen Osei)",
        "Reprinted with permission from the Harbour Wire.",
        "This content is free, but you can get it in your inbox every week.",
        "5 min read",
        "Last updated: 4 March 2021",
    ],
)
def test_a_notice_between_paragraphs_is_a_notice(line: str) -> None:
    assert told(ONE, line, TWO) == ["body", "notice", "body"]


@pytest.mark.parametrize(
    "line",
    [
        "“Subscribe to our newsletter,” Brandt told the crowd, and the crowd laughed at him.",
        "The ministry will subscribe to the treaty, Brandt said, and share the costs of the port with Estavia.",
        "He commented on the photo that Reuters had published, which shows the minister asleep at the summit.",
        "Related parties in Kortania will comment in May, said a diplomat who did not want to be named here.",
        "Brandt said the views expressed in the cable did not reflect those of his government.",
        "By Tuesday the strait was open again.",
        "By Tuesday, Norland had changed its mind.",
        "March 4, 2021 - the day of the treaty - was the day he left.",
        "More than 40 ships are waiting, and Estavia says that more will come.",
        "Follow the money, said Osei, and you will see why the strait is never closed for long.",
        "The author of the cable, Ada Renn, told the court she had never sent it.",
        "A cookie factory in Halmar has accepted the ministry's offer.",
        "Read in full, the treaty says nothing about gas.",
    ],
)
def test_prose_that_only_sounds_like_boilerplate_is_body(line: str) -> None:
    assert told(ONE, line, TWO) == ["body", "body", "body"]


def test_short_lines_between_prose_are_sub_headings() -> None:
    assert told(ONE, "A market of two", TWO, "Would a thaw last?", THREE)[1:4:2] == ["heading", "heading"]


def test_a_pull_quote_is_not_read_twice() -> None:
    assert told(ONE, "“The strait has been there for a while, and it will stay.”", TWO) == ["body", "heading", "body"]


def test_short_sentences_between_prose_are_body() -> None:
    assert told(ONE, "He was wrong, of course.", TWO, "“Never!”", THREE) == ["body"] * 5


def test_an_introduction_by_the_editor_is_read_as_such_and_a_note_at_the_end_is_not() -> None:
    note = "Editor’s note: Ada Renn served in Halmar. She argues that hopes of a thaw are misplaced."
    assert told("Why there is no thaw", note, ONE, TWO, THREE)[1] == "intro"
    assert told("Why there is no thaw", ONE, TWO, THREE, note)[-1] == "notice"


def test_an_introduction_runs_to_the_rule_below_it() -> None:
    parts = told(
        "Why there is no thaw",
        "Editor’s note",
        "Ada Renn served in Halmar.",
        "She is sceptical now.",
        "* * *",
        ONE,
        TWO,
        THREE,
    )
    assert parts[2:5] == ["intro", "intro", "notice"]


def test_a_life_in_a_sentence_below_the_text_is_an_author_box() -> None:
    bio = "Mara Lindqvist is a senior fellow at the Lakeside Institute and author of A Strait Too Far."
    assert told(ONE, TWO, THREE, bio)[-1] == "author_box"
    assert told(ONE, TWO, THREE, bio, "Share this:", "Related", "Another headline here")[3] == "author_box"


def test_a_life_below_a_name_may_go_by_the_first_name() -> None:
    assert told(ONE, TWO, THREE, "Mara Lindqvist", "Mara is a reporter in our Halmar bureau.")[-1] == "author_box"


def test_a_life_of_somebody_the_text_speaks_of_is_body() -> None:
    assert told(ONE, TWO, THREE, "Tomas Brandt is a former professor at the University of Halmar.")[-1] == "body"


COMMENTS = (
    "northwind says:",
    "March 3, 2021 at 4:15 pm",
    "Brandt will resign, he told me so.",
    "Reply",
    "Old Hand says:",
    "March 4, 2021 at 9:02 am",
    "He will not.",
    "Reply",
)


@pytest.mark.parametrize("heading", [(), ("2 Comments",), ("Leave a Reply",), ("2 thoughts on “No thaw”",)])
def test_readers_are_never_read_as_the_article(heading: tuple[str, ...]) -> None:
    parts = told("No thaw in the north", ONE, TWO, THREE, *heading, *COMMENTS)
    assert parts[:4] == ["headline", "body", "body", "body"]
    assert not {"body", "intro"} & set(parts[4:])
    assert parts.count("comment") >= 6


def test_comments_longer_than_the_article_do_not_become_it() -> None:
    long = "I have read the treaty, and the minister said in May that he will break it within the year." * 5
    readers = [
        line for n in range(20) for line in (f"reader{n}", f"March {n + 1}, 2021 at 4:15 pm", f"{n} {long}", "Reply")
    ]
    parts = told("No thaw in the north", ONE, THREE, "20 Comments", *readers)
    assert parts[1:3] == ["body", "body"]
    assert "body" not in parts[3:]


def test_a_live_blog_with_times_is_no_thread_of_comments() -> None:
    parts = told("The latest from Halmar", "9:05 p.m.", ONE, "___", "9:15 p.m.", TWO, "___", "9:25 p.m.", THREE)
    assert parts.count("body") == 3


def test_links_in_the_middle_do_not_end_the_article() -> None:
    parts = told(
        "No thaw", ONE, "Read more: Kortania cuts its price", TWO, "Related", "The gas that nobody wants", THREE
    )
    assert parts == ["headline", "body", "related", "body", "related", "related", "body"]


def test_teasers_below_the_text_are_links() -> None:
    parts = told(
        ONE,
        TWO,
        THREE,
        "More on this story",
        "Workers end strike",
        "The union took the offer.",
        "Storm closes airports",
    )
    assert parts[3:] == ["related"] * 4


def test_a_closing_paragraph_after_a_rule_and_a_sub_heading_stays_body() -> None:
    assert told(ONE, TWO, THREE, "* * *", "What is left", "The annex is void, and nobody will miss it.")[-1] == "body"


def test_footnotes_are_no_text() -> None:
    parts = told("No thaw", ONE, TWO, THREE, "Notes", "1. Ada Renn, A Strait (Halmar, 2019), 44.", "2. Ibid., 51.")
    assert parts[-3:] == ["notice"] * 3


def test_lines_that_name_a_reader_are_told_from_lines_that_do_not() -> None:
    assert starts_comment("northwind says:")
    assert starts_comment("Ada Renn • 3 years ago")
    assert not starts_comment("The minister says that he will sign.")
    assert opens_comments("12 Comments")
    assert not opens_comments("Comments by the minister on Tuesday did not help")
    assert byline("By Ada Renn and Wen Osei") == "Ada Renn"
    assert byline("By then, all was lost") is None
    assert sign_of(ONE) is None


@given(
    st.lists(
        st.sampled_from(
            [
                ONE,
                TWO,
                THREE,
                "Related",
                "Share",
                "2 Comments",
                "Ada says:",
                "Reply",
                "* * *",
                "By Ada Renn",
                "Photo: X/AFP",
                "A line here",
                "Editor’s note: hm.",
                "4 March 2021",
                "Notes",
                "x",
            ]
        )
    )
)
def test_blocks_are_the_paragraphs_in_order_and_the_same_again(lines: list[str]) -> None:
    text = "\n\n".join(lines)
    extract = Extract(text, paragraphs(text))
    blocks = segment(extract)
    assert [(b.start, b.end) for b in blocks] == [(p.start, p.end) for p in extract.paragraphs]
    assert segment(extract) == blocks
    assert segment(Extract(text, tuple(paragraphs(text + "\n\n \n")))) == blocks
    # What is known of every block stands.
    known = tuple(type(p)(p.start, p.end, b.part) for p, b in zip(extract.paragraphs, blocks, strict=True))
    assert segment(Extract(text, known)) == blocks
