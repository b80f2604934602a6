"""A person decides by one key what of the articles enters the ledger, and can take it back."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

import pytest

import tertius as tt
from tertius.casebook.casebook import open_casebook
from tertius.errors import TertiusError
from tertius.ledger.entries import Forecast, Question, Rejection
from tertius.ledger.matching import Asked, closing_day, matches, similarity
from tertius.ledger.review import Review, from_casebook, proposals
from tertius.ledger.store import open_ledger
from tertius.reading.document import Block, Document, Part, document_id
from tertius.reading.record import AUTHOR, Person
from tertius.reading.record import Forecast as Said

TEXT = "Russia will probably leave the Northern Pact by 2027 if the war ends, said Ada Quill of the Lint Institute."


@dataclass(frozen=True)
class Kept:
    document: Document
    people: tuple[Person, ...]

    @property
    def reading(self):
        return self


@dataclass(frozen=True)
class Found:
    entry: Kept
    item: Said

    @property
    def text(self) -> str:
        return self.entry.document.text[self.item.start : self.item.end]


DOCUMENT = Document(
    id=document_id(TEXT),
    text=TEXT,
    source="made-up.txt",
    title=None,
    publisher="The Daily Lint",
    author="Boris Lint",
    published=date(2025, 3, 1),
    language="en",
    blocks=(Block(0, len(TEXT), Part.BODY),),
)
SAID = Said(
    start=0,
    end=69,
    speaker="Ada Quill",
    phrase="probably",
    low=0.55,
    high=0.8,
    scale="ICD 203",
    event="Russia leaves the Northern Pact",
    pair=("RUS", "CHN"),
    move="apart",
    condition=None,
    horizon="by 2027",
    part=Part.BODY,
)


def found(**said) -> Found:
    people = (Person("Ada Quill", "Lint Institute", None, "expert"),)
    return Found(Kept(DOCUMENT, people), replace(SAID, **said))


@pytest.fixture
def kept(tmp_path):
    ledger = open_ledger(tmp_path / "a.sqlite")
    ledger.add(Question(text="Russia quits the Northern Pact", closes=date(2027, 12, 31), actors=("RUS", "CHN")))
    ledger.add(Question(text="India buys the S-500", closes=date(2027, 12, 31), actors=("IND", "RUS")))
    return ledger


def records(ledger, kind):
    return [e.record for e in ledger.entries() if isinstance(e.record, kind)]


def test_a_proposal_says_who_what_and_which_question(kept):
    (proposal,) = proposals(kept, [found()])
    assert (proposal.holder, proposal.affiliation, proposal.outlet) == ("Ada Quill", "Lint Institute", "The Daily Lint")
    assert (proposal.made, proposal.closes) == (date(2025, 3, 1), date(2027, 12, 31))
    assert [m.question.id for m in proposal.matches] == ["Q1"]
    assert proposal.words == TEXT[:69]


def test_accepting_keeps_the_words_their_span_and_their_range(kept):
    review = Review(kept, proposals(kept, [found()]), by="me")
    assert review.press("a") == "accepted as F3 on Q1"
    (said,) = records(kept, Forecast)
    assert (said.words, said.document, said.start, said.end) == (TEXT[:69], DOCUMENT.id, 0, 69)
    assert (said.low, said.high, said.scale, said.horizon) == (0.55, 0.8, "ICD 203", "by 2027")
    assert review.current is None


def test_what_is_settled_is_not_asked_again(kept):
    items = [found(), found(start=5, end=30), found(start=8, end=40)]
    review = Review(kept, proposals(kept, items), by="me")
    assert [review.press(k) for k in "ars"] == ["accepted as F3 on Q1", "rejected", "skipped"]
    assert records(kept, Rejection) == [Rejection(document=DOCUMENT.id, start=5, end=30, by="me")]
    assert [(p.start, p.end) for p in proposals(kept, items)] == [(8, 40)]


def test_a_new_question_is_asked_with_the_event_and_its_horizon(kept):
    Review(kept, proposals(kept, [found(event="Arvonia falls", pair=None)]), by="me").press("n")
    assert records(kept, Question)[-1] == Question(text="Arvonia falls", closes=date(2027, 12, 31))


def test_words_without_a_horizon_close_later_and_the_question_says_so(kept):
    Review(kept, proposals(kept, [found(event="Arvonia falls", horizon=None)]), by="me").press("a")
    asked = records(kept, Question)[-1]
    assert asked.closes == date(2030, 3, 1)
    assert "the words give none" in asked.rule


def test_a_condition_stays_a_condition(kept):
    items = [found(condition="the war ends"), found(start=5, end=30, condition="the war ends")]
    review = Review(kept, proposals(kept, items), by="me")
    review.press("a")
    review.press("a")
    first, second = records(kept, Forecast)
    assert first.condition == "the war ends"
    assert first.condition_question == second.condition_question == "Q3"
    assert records(kept, Question)[-1].text == "the war ends"


def test_the_opposite_turns_the_range(kept):
    review = Review(kept, proposals(kept, [found()]), by="me")
    review.press("o")
    (said,) = records(kept, Forecast)
    assert (said.low, said.high) == (0.2, 0.45)
    assert "turned" in said.note


def test_a_decision_is_taken_back_by_a_withdrawal(kept):
    review = Review(kept, proposals(kept, [found(event="Arvonia falls", condition="it rains")]), by="me")
    review.press("n")
    assert review.press("u") == "withdrew F5, Q4, Q3"
    assert review.current is not None
    assert len(list(kept.entries())) == 8
    assert len(proposals(kept, [found()])) == 1
    with pytest.raises(TertiusError, match="nothing was accepted"):
        review.press("u")


@pytest.mark.parametrize("key", ["x", "2", "", "A"])
def test_another_key_changes_nothing(kept, key):
    review = Review(kept, proposals(kept, [found()]), by="me")
    with pytest.raises(TertiusError, match="stands for nothing"):
        review.press(key)
    assert review.place == (1, 1)
    assert len(list(kept.entries())) == 2


def test_quitting_ends_it(kept):
    review = Review(kept, proposals(kept, [found(), found(start=5, end=30)]), by="me")
    review.press("q")
    assert review.current is None


def test_what_the_ledger_refuses_is_asked_again(kept):
    late = replace(DOCUMENT, published=date(2028, 3, 1))
    item = Found(Kept(late, ()), replace(SAID, horizon="by 2027"))
    review = Review(kept, proposals(kept, [item], today=date(2029, 1, 1)), by="me")
    with pytest.raises(TertiusError):
        review.press("a")
    assert review.current is not None


def test_comments_are_no_source_and_the_author_is_named(kept):
    assert proposals(kept, [found(part=Part.COMMENT)]) == ()
    assert proposals(kept, [found(speaker=AUTHOR)])[0].holder == "Boris Lint"
    nobody = Found(Kept(replace(DOCUMENT, author=None), ()), replace(SAID, speaker=AUTHOR))
    assert proposals(kept, [nobody])[0].holder == "unsigned, The Daily Lint"


MADE = date(2025, 3, 15)


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("by 2027", date(2027, 12, 31)),
        ("before 2027", date(2026, 12, 31)),
        ("between 2026 and 2028", date(2028, 12, 31)),
        ("by the end of June 2026", date(2026, 6, 30)),
        ("by 3 June 2026", date(2026, 6, 3)),
        ("on June 3, 2026", date(2026, 6, 3)),
        ("2026-06-03", date(2026, 6, 3)),
        ("within two years", date(2027, 3, 15)),
        ("in the next 18 months", date(2026, 9, 15)),
        ("within a decade", date(2035, 3, 15)),
        ("in five to ten years", date(2035, 3, 15)),
        ("in a few weeks", date(2025, 4, 5)),
        ("next year", date(2026, 12, 31)),
        ("this year", date(2025, 12, 31)),
        ("31 June 2026", None),
        ("soon", None),
        ("", None),
        (None, None),
    ],
)
def test_a_horizon_has_a_last_day(words, day):
    assert closing_day(words, MADE) == day


QUESTION = Asked("Q1", "Russia quits the Northern Pact", frozenset({"RUS", "CHN"}), date(2027, 12, 31))


@pytest.mark.parametrize(
    ("event", "pair", "alike"),
    [
        ("Russia quits the Northern Pact", ("RUS", "CHN"), True),
        ("Moscow would be quitting the pact in the north", ("CHN", "RUS"), False),
        ("the Northern Pact loses Russia", None, True),
        ("Russia quits the Northern Pact", ("RUS", "USA"), False),
        ("China buys gas", ("RUS", "CHN"), False),
        ("", None, False),
    ],
)
def test_questions_are_matched_by_states_and_words(event, pair, alike):
    assert bool(matches(event, pair, None, [QUESTION])) is alike


def test_the_same_horizon_brings_a_question_nearer():
    near, far = (similarity("the Northern Pact splits", None, date(y, 12, 31), QUESTION) for y in (2027, 2040))
    assert near > similarity("the Northern Pact splits", None, None, QUESTION) > far


ARTICLE = """
A made-up lead

Anna Lindqvist, a fellow at the Institute for Northern Studies, said Russia is unlikely to leave China before 2030.
"""


def test_a_forecast_goes_from_the_article_to_the_ledger_with_its_span(tmp_path):
    database = tmp_path / "both.sqlite"
    path = tmp_path / "article.txt"
    path.write_text(ARTICLE, encoding="utf-8")
    open_casebook(database).keep(tt.read(path, published=date(2024, 5, 1)))
    ledger = open_ledger(database)
    (proposal,) = proposals(ledger, from_casebook(("RUS", "CHN"), database))
    assert Review(ledger, (proposal,), by="me").press("n") == "accepted as F2 on Q1"
    (said,) = records(ledger, Forecast)
    text = open_casebook(database).document(said.document).reading.document.text
    assert text[said.start : said.end] == said.words
    assert "unlikely to leave China before 2030" in said.words
    assert (said.holder, said.made) == ("Anna Lindqvist", date(2024, 5, 1))
    assert 0 <= said.low < said.high < 0.5
    assert proposals(ledger, from_casebook(where=database)) == ()
    assert from_casebook(("USA", "IND"), database) == ()
    assert ledger.verify().whole
