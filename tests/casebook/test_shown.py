"""Documents from their rows: as they were one by one, and those that can say nothing of a pair left where they are."""

from __future__ import annotations

import pytest
from sqlalchemy import event

from tertius.casebook.casebook import open_casebook
from tertius.reading.actors import Mention
from tertius.reading.document import Block, Document, Part, document_id
from tertius.reading.record import Event, Forecast, Reading, Statement


def reading(words, *, mentions=(), pair=None, parties=None, reader="rules 1"):
    """A made-up article of one sentence, and what a reader found in it."""
    document = Document(
        document_id(words), words, "-", "A made-up essay", None, None, None, "en", (Block(0, len(words), Part.BODY),)
    )
    end = len(words)
    said = (Statement(0, end, "Ann Bell", "Ann Bell", 0, 0, "said", 0, 0, "direct", Part.BODY, ()),)
    told = ("unlikely", 0.1, 0.2, "CAPphrase", words, pair, "unchanged", None, None, Part.BODY)
    forecasts = (Forecast(0, end, "Ann Bell", *told),) if pair else ()
    events = (Event(0, end, *parties, "AGREE", None, Part.BODY),) if parties else ()
    named = tuple(Mention(0, 1, code, "name") for code in mentions)
    return Reading(document, reader, "none", (), said, forecasts, (), events, (), named)


@pytest.fixture
def book(database):
    return open_casebook(database)


KEPT = {
    "both named": ({"mentions": ("RUS", "CHN")}, True),
    "B with A": ({"mentions": ("USA", "RUS")}, True),
    "A with C": ({"mentions": ("USA", "CHN")}, False),
    "B alone": ({"mentions": ("RUS",)}, False),
    "nobody": ({}, False),
    "a forecast": ({"pair": ("CHN", "RUS")}, True),
    "a forecast of others": ({"pair": ("IND", "RUS")}, False),
    "an event": ({"parties": ("RUS", "USA")}, True),
    "an event of others": ({"parties": ("IND", "USA")}, False),
}


def test_a_document_that_may_tie_the_pair_is_named_and_no_other(book):
    kept = {book.keep(reading(words, **found)).reading.document.id: wanted for words, (found, wanted) in KEPT.items()}
    assert book.may_tie("RUS", ("USA", "CHN")) == {name for name, wanted in kept.items() if wanted}
    assert book.may_tie("FRA", ("DEU",)) == set()


def test_a_code_in_an_articles_words_is_no_state(book):
    book.keep(reading('He wrote "RUS" and "CHN" on the wall.'))
    assert book.may_tie("RUS", ("CHN",)) == set()


def test_whoever_corrected_a_pair_into_a_document_finds_it(book):
    name = book.keep(reading("A forecast of others", pair=("IND", "FRA"))).reading.document.id
    assert book.may_tie("RUS", ("CHN",)) == set()
    book.correct(name, "f1", "pair", "RUS,CHN", who="Ada Ilves", why="a misreading")
    assert book.may_tie("RUS", ("CHN",)) == {name}


def test_many_are_shown_as_each_is_alone_and_in_the_order_asked(book):
    names = [book.keep(reading(f"Number {n}", pair=("RUS", "CHN"))).reading.document.id for n in range(205)]
    # One is read twice, and one corrected.
    book.keep(reading("Number 3", pair=("RUS", "IND"), reader="rules 2"))
    book.correct(names[4], "f1", "move", "apart", who="Ada Ilves", why="a misreading")
    asked = [*names[::-1], names[3]]
    found = list(book.entries(asked))
    assert [e.reading.document.id for e in found] == asked
    for entry in (*found[-6:], found[0], found[100]):
        assert entry.to_dict() == book.document(entry.reading.document.id).to_dict()
    assert found[-1].reading.forecasts[0].pair == ("RUS", "IND")
    assert [r[0] for r in found[-1].readings] == [1, 2]
    assert list(book.entries([])) == []


def test_three_hundred_documents_take_few_queries(book):
    names = [book.keep(reading(f"Number {n}")).reading.document.id for n in range(300)]
    asked: list[str] = []
    event.listen(book.engine, "before_cursor_execute", lambda _c, _u, words, *_: asked.append(words))
    list(book.entries(names))
    assert len(asked) < 20


def test_a_document_that_is_not_kept_is_our_mistake(book):
    with pytest.raises(KeyError):
        list(book.entries(["no such id"]))
