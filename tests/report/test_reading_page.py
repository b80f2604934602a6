"""The page: every row leads to its words, nothing comes from outside, nothing slips in from the article."""

from __future__ import annotations

import html
import re
import subprocess
from dataclasses import replace
from html.parser import HTMLParser

import pytest

from tertius.errors import TertiusError
from tertius.reading.document import Block, Document, Part, document_id
from tertius.reading.record import AUTHOR, Event, Figure, Forecast, Person, Reading, Statement
from tertius.report.reading_page import reading_page, write_page

TEXT = (
    "A headline\n\n"
    'Anna Lindqvist said: "Russia is unlikely to leave China, as trade is $245 bn."\n\n'
    "“It will be long.\n\n“It will be hard,” she said.\n\n"
    "Photo: a bridge\n\nReader: never!"
)


def block(words: str, part: Part) -> Block:
    start = TEXT.index(words)
    return Block(start, start + len(words), part)


BLOCKS = (
    block("A headline", Part.HEADLINE),
    block('Anna Lindqvist said: "Russia is unlikely to leave China, as trade is $245 bn."', Part.BODY),
    block("“It will be long.", Part.BODY),
    block("“It will be hard,” she said.", Part.BODY),
    block("Photo: a bridge", Part.CAPTION),
    block("Reader: never!", Part.COMMENT),
)


def span(words: str) -> tuple[int, int]:
    return TEXT.index(words), TEXT.index(words) + len(words)


QUOTE, FORECAST, FIGURE = (
    span("Russia is unlikely to leave China, as trade is $245 bn."),
    span("Russia is unlikely to leave China"),
    span("$245 bn"),
)
LONG = (span("It will be long.")[0], span("It will be hard")[1])


def made(text: str = TEXT, blocks: tuple[Block, ...] = BLOCKS, **changed) -> Reading:
    d = Document(document_id(text), text, "a.txt", "A headline", None, None, None, "en", blocks)
    cue = span("said")
    found = Reading(
        document=d,
        reader="rules 1",
        model="none",
        people=(Person("Anna Lindqvist", "an institute", "SWE", "expert"),),
        statements=(
            Statement(*QUOTE, "Anna Lindqvist", "Anna Lindqvist", 0, 1, "said", *cue, "direct", Part.BODY),
            Statement(*LONG, "Anna Lindqvist", "she", 0, 1, "said", *cue, "direct", Part.BODY),
        ),
        forecasts=(
            Forecast(
                *(*FORECAST, AUTHOR, "unlikely", 0.1, 0.25, "CAPphrase", "x", ("RUS", "CHN"), "unchanged"),
                *("if oil stays cheap", None, Part.BODY),
            ),
        ),
        figures=(Figure(*FIGURE, 245e9, "USD", "trade", (), None, "actual", None, Part.BODY),),
        events=(Event(*FORECAST, "RUS", "CHN", "REJECT", None, Part.BODY),),
        caveats=("A caveat of this reading.",),
    )
    return replace(found, **changed)


class Outline(HTMLParser):
    """Links, anchors, and the text of every piece by the items it belongs to."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.ids: list[str] = []
        self.pieces: list[tuple[str, str]] = []
        self.open: list[str] = []
        self.void = {"meta", "br", "img", "link", "hr"}
        self.feed(page)

    def handle_starttag(self, tag, attrs) -> None:
        told = dict(attrs)
        if tag == "a" and told.get("href"):
            self.links.append(told["href"])
        if "id" in told:
            self.ids.append(told["id"])
        if tag not in self.void:
            self.open.append(told.get("data-i") or "")

    def handle_endtag(self, tag) -> None:
        if tag not in self.void:
            self.open.pop()

    def handle_data(self, data) -> None:
        if self.open and self.open[-1]:
            self.pieces.append((self.open[-1], data))

    def words_of(self, name: str) -> str:
        return "".join(words for names, words in self.pieces if name in names.split())


def test_every_row_leads_to_an_anchor_and_every_anchor_is_one():
    found = Outline(reading_page([made(), made()]))
    assert sorted(set(found.links)) == [f"#d{n}{t}" for n in (1, 2) for t in ("e1", "f1", "n1", "s1", "s2")]
    assert {link[1:] for link in found.links} <= set(found.ids)
    assert len(found.ids) == len(set(found.ids))


def test_the_pieces_of_an_item_are_its_words_in_the_article_exactly():
    found = Outline(reading_page([made()]))
    assert found.words_of("d1s1") == TEXT[slice(*QUOTE)]
    assert found.words_of("d1f1") == TEXT[slice(*FORECAST)]
    assert found.words_of("d1n1") == "$245 bn"
    # A quote that runs over two paragraphs: everything but what lies between the blocks.
    assert found.words_of("d1s2") == "It will be long.“It will be hard"


def test_without_script_the_address_alone_lights_the_words():
    page = reading_page([made()])
    assert 'html:not(.js):has(#d1f1:target) [data-i~="d1f1"]' in page
    assert 'classList.add("js")' in page


def test_what_was_not_read_is_grey_and_named():
    page = reading_page([made()])
    assert 'class="unread" data-part="caption"' in page
    assert 'data-part="reader&#x27;s comment"' in page or 'data-part="reader\'s comment"' in page


def test_the_sheet_says_who_what_range_and_terms():
    said = " ".join(html.unescape(re.sub(r"<[^>]+>", " ", reading_page([made()]))).split())
    for part in ("the author", "10–25\u2009%", "unlikely", "Russia, China", "unchanged", "if oil stays cheap"):
        assert " ".join(part.split()) in said
    assert "A caveat of this reading." in said
    assert "Read by rules 1, none." in said


def test_contradictions_come_first_and_lead_to_both_articles():
    figure = Figure(*FIGURE, 245e9, "USD", "trade", ("RUS", "CHN"), "2024", "actual", None, Part.BODY)
    page = reading_page([made(figures=(figure,)), made(figures=(replace(figure, value=230e9),))])
    head = page[page.index("Figures that disagree") : page.index("<h2>Forecasts")]
    assert "US$245 bn" in html.unescape(head)
    assert "US$230 bn" in html.unescape(head)
    assert 'href="#d1n1"' in head
    assert 'href="#d2n1"' in head


HOSTILE = "<script>alert(1)</script><img src=x onerror=alert(1)> \"'& \u202e\x00\udc80 </style><style>*{display:none}"


def test_nothing_an_article_holds_becomes_markup():
    found = made(
        HOSTILE,
        (Block(0, len(HOSTILE), Part.BODY),),
        statements=(Statement(*(0, 8, HOSTILE, HOSTILE, 0, 8, HOSTILE, 0, 1, "direct", Part.BODY)),),
        forecasts=(),
        figures=(),
        events=(),
        people=(Person(HOSTILE, HOSTILE, None, "other"),),
        caveats=(HOSTILE,),
    )
    d = replace(found.document, title=HOSTILE, publisher=HOSTILE, author=HOSTILE)
    page = reading_page([replace(found, document=d)])
    assert page.count("<script") == 1
    assert "<img" not in page
    assert page.count("<style") == 2
    assert page.encode()
    assert "\x00" not in page


def test_the_page_asks_for_nothing_and_runs_its_own_script_only():
    page = reading_page([made()])
    assert "default-src 'none'" in page
    assert not re.search(r'(?:src|href)="https?:', page)
    assert re.search(r"script-src 'sha256-[^']+'", page)


def test_a_reading_of_nothing_says_so():
    empty = made(statements=(), forecasts=(), figures=(), events=(), people=())
    assert "Nothing that was said, forecast, counted or done was found." in reading_page([empty])


def test_thousands_of_items_in_one_paragraph_are_laid_out_in_seconds():
    import time

    words = "Trade was $1 bn. " * 6000
    figures = tuple(
        Figure(17 * n + 10, 17 * n + 15, 1e9, "USD", None, (), None, "actual", None, Part.BODY) for n in range(6000)
    )
    nothing = dict.fromkeys(("statements", "forecasts", "events", "people"), ())
    found = made(words, (Block(0, len(words), Part.BODY),), figures=figures, **nothing)
    begun = time.process_time()
    page = reading_page([found])
    assert time.process_time() - begun < 5
    assert page.count('class="spot"') == 6000


def test_a_file_is_replaced_whole_and_a_folder_that_is_not_there_refused(tmp_path):
    target = tmp_path / "a.html"
    target.write_text("old")
    assert write_page([made()], target).read_text(encoding="utf-8").startswith("<!doctype html>")
    assert list(tmp_path.iterdir()) == [target]
    with pytest.raises(TertiusError, match="cannot write"):
        write_page([made()], tmp_path / "no" / "a.html")


@pytest.fixture(scope="module")
def browser(left_out) -> str:
    import shutil

    found = shutil.which("chromium") or shutil.which("chromium-browser")
    if found is None:
        left_out("chromium is not installed")
    return str(found)


def test_in_a_browser_the_address_lights_the_row_and_its_words(browser, tmp_path):
    page = write_page([made()], tmp_path / "a.html")
    done = subprocess.run(
        [
            *(browser, "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={tmp_path / 'profile'}"),
            *("--virtual-time-budget=3000", "--dump-dom", f"{page.as_uri()}#d1s1"),
        ],
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert '<tr class="on"><td class="tag">s1</td>' in done.stdout
    lit = re.findall(r'<span class="t [^"]*lit"[^>]*>([^<]*)</span>', done.stdout)
    assert html.unescape("".join(lit)) == TEXT[slice(*QUOTE)]
