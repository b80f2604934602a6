"""The ledger only grows, refuses what is wrong, and loses nothing."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError

import tertius as tt
from tertius.errors import TertiusError
from tertius.ledger.store import open_ledger
from tertius.ledger.verification import verify


def test_entries_come_back_in_order_each_with_the_hash_of_the_one_before(ledger, question, forecast, resolution):
    made = [ledger.add(r) for r in (question(), forecast(), resolution())]
    assert [e.id for e in made] == ["Q1", "F2", "R3"]
    assert list(ledger.entries()) == made
    assert [e.previous for e in made[1:]] == [e.hash for e in made[:-1]]
    assert list(ledger.entries(after=1)) == made[1:]
    assert ledger.entry("F2") == made[1]


def test_the_ledger_is_at_the_door(tmp_path):
    assert list(tt.ledger(tmp_path / "a.sqlite").entries()) == []
    import tertius.ledger

    assert list(tertius.ledger(tmp_path / "a.sqlite").entries()) == []


@pytest.mark.parametrize("name", ["Q2", "F1", "", "Q", "Qx", "Q²", "Q99999999999"])
def test_an_id_that_is_not_there_is_refused(ledger, question, name):
    ledger.add(question())
    with pytest.raises(TertiusError, match="no such entry"):
        ledger.entry(name)


@pytest.mark.parametrize("statement", ["UPDATE ledger_entries SET body = '{}'", "DELETE FROM ledger_entries"])
def test_the_database_itself_refuses_to_alter_an_entry(ledger, question, statement):
    ledger.add(question())
    with pytest.raises(DatabaseError, match="append-only"), ledger.engine.begin() as connection:
        connection.execute(text(statement))
    assert verify(ledger).whole


def test_a_batch_that_fails_leaves_nothing(ledger, question, forecast):
    ledger.add(question())

    def fail() -> None:
        with ledger.writing() as batch:
            batch.add(forecast())
            batch.add(forecast(p=1.5))

    with pytest.raises(TertiusError, match="between 0 and 1"):
        fail()
    assert [e.id for e in ledger.entries()] == ["Q1"]
    assert ledger.add(forecast()).id == "F2"


def test_a_batch_may_name_its_own_question(ledger, question, forecast):
    with ledger.writing() as batch:
        name = batch.add(question())
        batch.add(forecast(name))
    assert [e.id for e in ledger.entries()] == ["Q1", "F2"]


def test_a_forecast_after_the_answer_is_refused_until_the_answer_is_withdrawn(ledger, question, forecast, resolution):
    ledger.add(question())
    answer = ledger.add(resolution(outcome="yes", resolved_on=date(2024, 3, 1)))
    with pytest.raises(TertiusError, match="after its question was resolved"):
        ledger.add(forecast())
    ledger.withdraw(answer.id, because="another state left", by="me")
    ledger.add(forecast())


def test_the_latest_answer_counts_and_the_older_stays(ledger, question, forecast, resolution):
    ledger.add(question())
    ledger.add(resolution(outcome="yes", resolved_on=date(2024, 3, 1)))
    ledger.add(resolution(outcome="no", resolved_on=date(2025, 6, 30)))
    ledger.add(forecast())
    assert [e.id for e in ledger.entries()] == ["Q1", "R2", "R3", "F4"]


def test_a_withdrawn_question_takes_no_forecast(ledger, question, forecast):
    ledger.add(question())
    ledger.withdraw("Q1", because="asked twice", by="me")
    with pytest.raises(TertiusError, match="withdrawn"):
        ledger.add(forecast())


def test_what_is_withdrawn_stays_in_sight_and_cannot_be_withdrawn_again(ledger, question):
    ledger.add(question())
    ledger.withdraw("Q1", because="asked twice", by="me")
    assert ledger.entry("Q1").record == question()
    with pytest.raises(TertiusError, match="withdrawn already"):
        ledger.withdraw("Q1", because="again", by="me")


@pytest.mark.parametrize("target", ["Q9", "F1", "x", ""])
def test_nothing_that_is_not_there_can_be_withdrawn(ledger, question, target):
    ledger.add(question())
    with pytest.raises(TertiusError):
        ledger.withdraw(target, because="x", by="me")
    assert [e.id for e in ledger.entries()] == ["Q1"]


def test_a_correction_names_a_forecast(ledger, question, forecast):
    ledger.add(question())
    with pytest.raises(TertiusError, match="no such forecast"):
        ledger.add(forecast(corrects="Q1"))
    ledger.add(forecast())
    assert ledger.add(forecast(p=0.3, corrects="F2")).id == "F3"


def test_names_do_not_lead_in_a_circle(ledger):
    ledger.alias("A. Quill", "Ada Quill", by="me")
    ledger.alias("Quill", "A. Quill", by="me")
    with pytest.raises(TertiusError, match="stand for"):
        ledger.alias("Ada Quill", "Quill", by="me")
    with pytest.raises(TertiusError, match="stand for"):
        ledger.alias("Same", "Same", by="me")


def test_nothing_is_built_on_a_broken_chain(ledger, question):
    ledger.add(question())
    with ledger.engine.begin() as connection:
        _disarm(connection)
        connection.execute(text("UPDATE ledger_entries SET written = '1999-01-01T00:00:00Z'"))
    with pytest.raises(TertiusError, match="broken at its last entry"):
        ledger.add(question())


def test_a_database_that_is_none_is_refused(tmp_path):
    (tmp_path / "a.sqlite").write_text("this is a letter, not a database " * 9)
    with pytest.raises(TertiusError, match="cannot be opened"):
        list(open_ledger(tmp_path / "a.sqlite").entries())


def test_a_ledger_of_a_newer_version_is_refused(ledger, question, database):
    ledger.add(question())
    with ledger.engine.begin() as connection:
        connection.execute(text("UPDATE ledger_version SET version_num = '9999'"))
    with pytest.raises(TertiusError, match="newer version"):
        open_ledger(database).add(question())


def _disarm(connection) -> None:
    """What somebody with the database's password can do; the chain tells it."""
    if connection.dialect.name == "sqlite":
        connection.execute(text("DROP TRIGGER ledger_no_update"))
        connection.execute(text("DROP TRIGGER ledger_no_delete"))
    else:
        connection.execute(text("DROP TRIGGER ledger_append_only ON ledger_entries"))
