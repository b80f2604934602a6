"""The casebook: a document once, all its readings, and corrections that outlive them; the same on both databases."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import func, insert, select
from sqlalchemy.exc import DatabaseError

from tertius.casebook.casebook import open_casebook
from tertius.casebook.schema import DOCUMENTS, ITEMS, READINGS
from tertius.errors import AmbiguousName, ImpossibleQuestion, UnknownName
from tertius.reading.document import Document, document_id

WHO = {"who": "Mira", "why": "the sentence says otherwise"}


@pytest.fixture
def book(database):
    return open_casebook(database)


def counted(book, table) -> int:
    with book.engine.connect() as connection:
        return connection.execute(select(func.count()).select_from(table)).scalar_one()


def same(one, other) -> bool:
    names = ("document", "reader", "model", "people", "statements", "forecasts", "figures", "events", "caveats")
    return all(getattr(one, name) == getattr(other, name) for name in (*names, "mentions"))


def test_what_is_kept_comes_back_whole(book, made_up):
    found = made_up(n=3)
    assert same(book.keep(found).reading, found)
    assert same(
        open_casebook(book.engine.url.render_as_string(hide_password=False)).document(found.document.id).reading, found
    )


def test_a_document_read_twice_is_one(book, made_up):
    book.keep(made_up())
    book.keep(made_up())
    assert (counted(book, DOCUMENTS), counted(book, READINGS)) == (1, 1)


def test_reading_again_with_another_reader_adds_a_reading_and_the_newest_is_shown(book, made_up):
    book.keep(made_up(n=2))
    again = replace(made_up(n=2, reader="rules 2"), forecasts=())
    entry = book.keep(again)
    assert entry.reading.reader == "rules 2"
    assert entry.reading.forecasts == ()
    assert [r[:2] for r in entry.readings] == [(1, "rules 1"), (2, "rules 2")]
    assert counted(book, DOCUMENTS) == 1
    # Back to the first reader: that one is the newest now.
    assert book.keep(made_up(n=2)).reading.reader == "rules 1"


def test_what_was_not_known_of_a_document_is_filled_in_and_not_forgotten(book, made_up):
    assert book.keep(made_up()).reading.document.published is None
    day = date(2024, 5, 1)
    assert book.keep(made_up(published=day)).reading.document.published == day
    assert book.keep(made_up(reader="rules 2")).reading.document.published == day


def test_a_new_version_of_a_place_is_kept_beside_the_old_and_linked(book, made_up):
    first = book.keep(made_up("first", source="https://news.example/a#top"))
    second = book.keep(made_up("second", source="https://news.example/a"))
    assert first.follows is None
    assert second.follows == first.reading.document.id
    assert {d.id for d in book.documents()} == {first.reading.document.id, second.reading.document.id}


def test_standard_input_is_no_place_with_versions(book, made_up):
    book.keep(made_up("first"))
    assert book.keep(made_up("second")).follows is None


def test_the_list_counts_and_starts_with_the_last_kept(book, made_up):
    book.keep(made_up("first", n=4))
    book.keep(made_up("second", n=2))
    last, first = book.documents()
    assert (last.forecasts, first.forecasts) == (2, 4)
    assert json.loads(json.dumps(last.to_dict()))["title"] == "A made-up article"


def test_a_document_is_named_by_the_start_of_its_id(book, made_up):
    whole = book.keep(made_up()).reading.document.id
    assert book.document(whole[:6]).reading.document.id == whole
    with pytest.raises(UnknownName, match="no document"):
        book.document("zz")
    with pytest.raises(UnknownName):
        book.document("")
    with pytest.raises(UnknownName):
        book.document("%")


def test_a_start_that_several_share_is_refused_with_all_of_them(book, made_up):
    ids = [book.keep(made_up(str(n))).reading.document.id for n in range(20)]
    start = next(i[0] for i in ids if sum(j[0] == i[0] for j in ids) > 1)
    with pytest.raises(AmbiguousName):
        book.document(start)


def test_several_documents_at_once_are_what_each_is_alone(book, made_up):
    names = [book.keep(made_up(name, n=2)).reading.document.id for name in ("one", "two")]
    book.correct(names[1], "f1", "struck", True, **WHO)
    for name, entry in zip(names, book.entries(names), strict=True):
        alone = book.document(name)
        assert same(entry.reading, alone.reading)
        assert (entry.corrections, entry.kept_at) == (alone.corrections, alone.kept_at)


def test_forecasts_are_found_by_their_pair_in_any_order(book, made_up):
    book.keep(made_up(n=2))
    assert len(book.forecasts()) == 2
    assert [f.text for f in book.forecasts(("China", "RUS"))] == ["Russia is unlikely to leave China before 2030"] * 2
    assert book.forecasts(("USA", "RUS")) == ()
    with pytest.raises(ImpossibleQuestion):
        book.forecasts(("RUS", "Russia"))


def test_a_pair_that_a_person_corrected_is_found_by_the_new_one_only(book, made_up):
    document = book.keep(made_up()).reading.document.id
    book.correct(document, "f1", "pair", "RUS,USA", **WHO)
    assert len(book.forecasts(("USA", "Russia"))) == 1
    assert book.forecasts(("RUS", "CHN")) == ()


def test_statements_about_two_states_name_both(book, made_up):
    book.keep(made_up(n=2))
    assert len(book.statements_about(("RUS", "CHN"))) == 2
    assert book.statements_about(("RUS", "USA")) == ()


def test_a_correction_is_shown_with_who_and_why_and_the_old_value(book, made_up):
    kept = book.keep(made_up())
    entry = book.correct(kept.reading.document.id, "f1", "move", "closer", **WHO)
    assert entry.reading.forecasts[0].move == "closer"
    assert entry.as_read.forecasts[0].move == "apart"
    (c,) = entry.corrections
    assert (c.field, c.old, c.new, c.who, c.why) == ("move", "apart", "closer", "Mira", "the sentence says otherwise")


def test_reading_again_never_undoes_a_correction(book, made_up):
    document = book.keep(made_up(n=2)).reading.document.id
    book.correct(document, "f2", "speaker", "Olaf Berg", **WHO)
    entry = book.keep(made_up(n=2, reader="rules 2"))
    assert [f.speaker for f in entry.reading.forecasts] == ["Anna Lindqvist", "Olaf Berg"]
    assert next(book.export())["forecasts"][1]["speaker"] == "Olaf Berg"
    assert [f.item.speaker for f in book.forecasts()] == ["Anna Lindqvist", "Olaf Berg"]


def test_a_correction_whose_item_is_not_found_again_is_an_orphan_until_it_is(book, made_up):
    document = book.keep(made_up(n=2)).reading.document.id
    book.correct(document, "f2", "speaker", "Olaf Berg", **WHO)
    found = made_up(n=2, reader="rules 2")
    entry = book.keep(replace(found, forecasts=found.forecasts[:1]))
    assert (len(entry.corrections), len(entry.orphans)) == (0, 1)
    assert entry.to_dict()["orphans"][0]["new"] == "Olaf Berg"
    assert book.keep(made_up(n=2, reader="rules 3")).reading.forecasts[1].speaker == "Olaf Berg"


def test_the_last_correction_counts_and_all_are_kept(book, made_up):
    document = book.keep(made_up()).reading.document.id
    book.correct(document, "f1", "horizon", "by 2031", **WHO)
    entry = book.correct(document, "f1", "horizon", "", **WHO)
    assert entry.reading.forecasts[0].horizon is None
    assert [(c.old, c.new) for c in entry.corrections] == [("before 2030", "by 2031"), ("by 2031", None)]


def test_a_struck_item_is_left_out_and_can_come_back(book, made_up):
    document = book.keep(made_up(n=3)).reading.document.id
    assert len(book.correct(document, "s2", "struck", "true", **WHO).reading.statements) == 2
    # The names of the others stay what they were.
    assert book.correct(document, "s3", "speaker", "Olaf Berg", **WHO).reading.statements[1].speaker == "Olaf Berg"
    assert len(book.correct(document, "s2", "struck", "false", **WHO).reading.statements) == 3


def test_a_struck_item_leaves_a_gap_in_the_names_and_takes_no_other_correction(book, made_up):
    from tertius.casebook.items import names_as_read
    from tertius.errors import ImpossibleQuestion

    document = book.keep(made_up(n=3)).reading.document.id
    entry = book.correct(document, "s1", "struck", "true", **WHO)
    names = names_as_read(entry.reading, entry.as_read)
    assert [names[id(s)] for s in entry.reading.statements] == ["s2", "s3"]
    with pytest.raises(ImpossibleQuestion, match="was struck"):
        book.correct(document, "s1", "speaker", "Somebody Else", **WHO)


@pytest.mark.parametrize("word", ["who", "why"])
def test_a_correction_without_who_or_why_is_refused(book, made_up, word):
    document = book.keep(made_up()).reading.document.id
    with pytest.raises(ImpossibleQuestion, match=word):
        book.correct(document, "f1", "move", "closer", **{**WHO, word: " "})


def test_a_refused_correction_stores_nothing(book, made_up):
    document = book.keep(made_up()).reading.document.id
    for item, field, new in (("f9", "move", "closer"), ("f1", "colour", "red"), ("f1", "move", "sideways")):
        with pytest.raises(UnknownName):
            book.correct(document, item, field, new, **WHO)
    assert book.document(document).corrections == ()


def test_null_characters_and_half_surrogates_are_kept_as_they_are(book, made_up):
    text = "A\0B \udc80 \u202e right to left"
    hostile = replace(
        made_up(),
        document=Document(document_id(text), text, "a\0b", "t\0i\udc80", "p\0", None, None, "en", ()),
        caveats=("odd \udc80\0.",),
    )
    entry = book.keep(hostile)
    assert entry.reading.document.text == text
    assert entry.reading.caveats == ("odd \udc80\0.",)
    book.correct(entry.reading.document.id, "f1", "speaker", "x\0y", who="m\0", why="w\udc80")
    assert json.dumps(next(book.export())).encode()


def test_a_failure_after_the_document_is_written_leaves_nothing(book, made_up, monkeypatch):
    def spoilt(_book, connection, kept, number, mark):
        nothing = dict.fromkeys(("reader", "model", "about", "hash", "made_at", "n_items"))
        connection.execute(insert(READINGS).values(document=kept.document.id, number=number, **nothing))

    monkeypatch.setattr(type(book), "_keep_reading", spoilt)
    with pytest.raises(DatabaseError):
        book.keep(made_up())
    assert counted(book, DOCUMENTS) == counted(book, READINGS) == counted(book, ITEMS) == 0


def test_many_writers_at_once_lose_nothing_and_double_nothing(database, made_up):
    def write(worker: int) -> list[str]:
        own = open_casebook(database)
        names = [f"shared {n}" for n in range(5)] + [f"own {worker} {n}" for n in range(3)]
        return [own.keep(made_up(name, n=3)).reading.document.id for name in names]

    with ThreadPoolExecutor(6) as pool:
        ids = {i for kept in pool.map(write, range(6)) for i in kept}
    book = open_casebook(database)
    assert {d.id for d in book.documents()} == ids
    assert len(ids) == 5 + 6 * 3
    assert counted(book, READINGS) == len(ids)


def test_corrections_made_at_once_are_all_kept(database, made_up):
    book = open_casebook(database)
    document = book.keep(made_up(n=8)).reading.document.id
    with ThreadPoolExecutor(6) as pool:
        list(pool.map(lambda n: book.correct(document, f"f{n}", "speaker", f"Speaker {n}", **WHO), range(1, 9)))
    entry = book.document(document)
    assert [f.speaker for f in entry.reading.forecasts] == [f"Speaker {n}" for n in range(1, 9)]
    assert sorted(c.number for c in entry.corrections) == list(range(1, 9))
