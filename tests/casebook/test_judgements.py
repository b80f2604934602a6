"""Judgements kept and taken back, the same on both databases; nothing is ever edited."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import select, text

from tertius.casebook.casebook import open_casebook
from tertius.casebook.database import open_database
from tertius.casebook.judgement_rows import read_row
from tertius.casebook.judgements import (
    add_judgement,
    add_judgements,
    all_judgements,
    judgements_of,
    listed_judgements,
    withdraw_judgement,
)
from tertius.casebook.schema import JUDGEMENTS, STEPS, VERSION_TABLE, WITHDRAWALS
from tertius.errors import ImpossibleQuestion, UnknownName

ROW = {
    "a": "USA",
    "b": "RUS",
    "c": "CHN",
    "about": "credibility",
    "value": -1,
    "low": -2,
    "high": 0,
    "who": "Ada Quill",
    "why": "Two pledges of five were kept.",
    "made": "2020-05-01",
    "source": "A list of mine",
}
ITEM = {**ROW, "value": 2, "low": "", "high": "", "source": ""}
TO_COME = date.today() + timedelta(days=2)  # noqa: DTZ011 (the reader's own day)
WHY = {"who": "Ada Quill", "why": "I confused two treaties."}


@pytest.fixture
def book(database):
    return open_casebook(database)


def of(book, **when):
    return judgements_of(book, "USA", "RUS", "CHN", **when)


def rows(book, table) -> list[tuple]:
    with book.engine.connect() as connection:
        return [tuple(r) for r in connection.execute(select(table))]


def test_what_is_kept_comes_back_whole(book):
    kept = add_judgement(book, ROW)
    assert kept == replace(read_row(ROW), id="J1", written=kept.written)
    assert of(book) == (kept,)
    assert judgements_of(book, 2, 365, 710) == (kept,)
    assert judgements_of(book, "CHN", "RUS", "USA") == ()


def test_a_later_judgement_replaces_the_older_from_its_day_on_and_both_are_kept(book):
    first = add_judgement(book, ROW)
    second = add_judgement(book, {**ROW, "value": 0, "made": "2022-05-01"})
    assert of(book, as_of=date(2022, 4, 30)) == (first,)
    assert of(book, as_of=date(2022, 5, 1)) == (second,)
    assert of(book, as_of=date(2019, 1, 1)) == ()
    assert all_judgements(book) == (first, second)


def test_one_made_for_an_earlier_day_does_not_replace_a_later(book):
    late = add_judgement(book, {**ROW, "made": "2022-05-01"})
    early = add_judgement(book, ROW)
    assert of(book) == (late,)
    assert of(book, as_of=date(2021, 1, 1)) == (early,)


def test_the_same_word_for_word_is_kept_once(book):
    kept = add_judgements(book, [read_row(ROW), read_row(ROW), read_row({**ROW, "low": "", "high": ""})])
    again = add_judgements(book, [read_row(ROW), read_row({**ROW, "low": "", "high": ""})])
    assert ([j.id for j in kept.judgements], kept.already) == (["J1", "J1", "J2"], 1)
    assert ([j.id for j in again.judgements], again.already) == (["J1", "J2"], 2)


def test_a_withdrawal_is_a_row_of_its_own_and_changes_no_other(book):
    first = add_judgement(book, ROW)
    add_judgement(book, {**ROW, "value": 0, "made": "2022-05-01"})
    before = rows(book, JUDGEMENTS)
    gone = withdraw_judgement(book, "J2", on="2023-01-01", **WHY)
    assert (gone.withdrawn.on, gone.withdrawn.who, gone.withdrawn.why) == (date(2023, 1, 1), *WHY.values())
    assert rows(book, JUDGEMENTS) == before
    assert of(book, as_of=date(2022, 12, 31))[0].value == 0
    # The one before it stands again.
    assert of(book) == (first,)
    assert all_judgements(book)[1] == gone


@pytest.mark.parametrize("name", ["J2", "j0", "", "one", "-1", "J99999999999", "J²"])
def test_what_is_not_there_cannot_be_withdrawn(book, name):
    add_judgement(book, ROW)
    with pytest.raises(UnknownName, match="no judgement called"):
        withdraw_judgement(book, name, **WHY)


def test_a_withdrawal_says_who_when_and_why_and_is_made_once(book):
    add_judgement(book, ROW)
    for bad in ({"who": " "}, {"why": ""}, {"on": "2019-01-01"}, {"on": TO_COME}, {"on": "soon"}):
        with pytest.raises(ImpossibleQuestion):
            withdraw_judgement(book, "J1", **{**WHY, **bad})
    assert rows(book, WITHDRAWALS) == []
    withdraw_judgement(book, "j1", **WHY)
    with pytest.raises(ImpossibleQuestion, match="withdrawn before"):
        withdraw_judgement(book, "J1", **WHY)


def test_what_stands_is_listed_and_on_request_all_of_it(book):
    add_judgement(book, ROW)
    add_judgement(book, {**ROW, "made": "2022-05-01"})
    add_judgement(book, {**ROW, "c": "IND", "about": "goal"})
    assert [j.id for j in listed_judgements(book)] == ["J2", "J3"]
    assert [j.id for j in listed_judgements(book, ("USA", "RUS", "IND"))] == ["J3"]
    assert [j.id for j in listed_judgements(book, everything=True)] == ["J1", "J2", "J3"]
    assert [j.id for j in listed_judgements(book, as_of=date(2021, 1, 1), everything=True)] == ["J1", "J3"]
    with pytest.raises(ImpossibleQuestion, match="three states"):
        listed_judgements(book, ("USA", "RUS"))
    with pytest.raises(ImpossibleQuestion, match="as of today"):
        of(book, as_of=TO_COME)


def test_a_bad_row_among_several_keeps_nothing(book):
    bad = replace(read_row(ROW), about="evidence:0000:s1")
    with pytest.raises(UnknownName):
        add_judgements(book, [read_row(ROW), bad])
    assert rows(book, JUDGEMENTS) == []


def test_words_that_postgresql_refuses_are_kept_all_the_same(book):
    kept = add_judgement(book, {**ROW, "why": "A null \0 and half a pair \ud800.", "source": "\0"})
    assert of(book)[0].why == kept.why == "A null \ufffd and half a pair \ufffd."


def test_an_item_of_a_document_is_evidence_by_its_span(book, made_up):
    document = book.keep(made_up(n=2, source="https://news.example/a")).reading.document.id
    j = add_judgement(book, {**ITEM, "about": f"evidence:{document[:6]}:s2"})
    assert j.about == f"evidence:{document}:s2"
    assert j.source == "https://news.example/a"
    # Another reading finds one statement less: the second of the first is now the first.
    found = made_up(n=2, reader="rules 2")
    book.keep(replace(found, statements=found.statements[1:]))
    assert of(book)[0].about == f"evidence:{document}:s1"
    # And one that does not find it leaves it without a name, but in sight.
    book.keep(replace(found, statements=found.statements[:1], reader="rules 3"))
    (left,) = of(book)
    assert left.about == f"evidence:{document}:statements@87:132"
    # It can be said of that span all the same, as an export of it is.
    assert add_judgement(book, {**ITEM, "about": left.about}).about == left.about


@pytest.mark.parametrize("item", ["s3", "p1", "x", "", "statements@5:4", "statements@0:99999", "people@0:4"])
def test_an_item_that_is_not_there_is_no_evidence(book, made_up, item):
    document = book.keep(made_up(n=2)).reading.document.id
    with pytest.raises(UnknownName, match="of this document"):
        add_judgement(book, {**ITEM, "about": f"evidence:{document}:{item}"})


def test_a_document_that_is_not_there_is_no_evidence(book):
    with pytest.raises(UnknownName, match="document"):
        add_judgement(book, {**ITEM, "about": "evidence:abc:s1"})


def test_nobody_judges_an_article_before_it_appears(book, made_up):
    document = book.keep(made_up(published=date(2024, 5, 1))).reading.document.id
    row = {**ITEM, "about": f"evidence:{document}:s1"}
    with pytest.raises(ImpossibleQuestion, match="once it has appeared"):
        add_judgement(book, row)
    assert add_judgement(book, {**row, "made": "2024-05-01"}).id == "J1"


def test_a_database_of_the_first_step_is_upgraded_with_all_it_holds(database, made_up):
    # As the first version left it: its four tables, a document in them, and the step.
    engine = open_database(database)
    with engine.begin() as connection:
        STEPS.upgrade(connection, to="0001")
    with engine.connect() as connection:
        assert connection.execute(text(f"SELECT version_num FROM {VERSION_TABLE}")).scalar_one() == "0001"
        assert not engine.dialect.has_table(connection, JUDGEMENTS.name)
    from tertius.casebook.casebook import Casebook

    old = Casebook(engine)
    document = old.keep(made_up(n=2)).reading.document.id
    old.correct(document, "f1", "move", "closer", who="Mira", why="the sentence says otherwise")

    book = open_casebook(database)
    assert book.document(document).reading.forecasts[0].move == "closer"
    assert add_judgement(book, {**ITEM, "about": f"evidence:{document}:s1"}).id == "J1"
