"""Kept scores are those of the chain as it stands: whatever changes a score makes them unused."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import text

from tertius.ledger import kept_scores
from tertius.ledger import record as record_of
from tertius.ledger.entries import Forecast
from tertius.ledger.frame import scorable
from tertius.ledger.kept_scores import keep, kept, same, state_of
from tertius.ledger.record import keep_ready, track_records
from tertius.ledger.store import open_ledger
from tertius.ledger.track_records import BY, score_forecasts

DAY = date(2025, 12, 31)


@pytest.fixture(autouse=True)
def _short_is_long(monkeypatch):
    monkeypatch.setattr(kept_scores, "WORTH_KEEPING", 1)


@pytest.fixture
def answered(ledger, question, forecast, resolution):
    ledger.add(question(topic="pacts"))
    for holder, p in (("Ada Quill", 0.2), ("Boris", 0.6), ("B. Lint", 0.5)):
        ledger.add(forecast(holder=holder, p=p, outlet="Gazette"))
    ledger.add(forecast(holder="Cleo", low=0.1, high=0.3, scale="made up"))
    ledger.add(resolution())
    return ledger


def fresh(ledger, by="holder"):
    return score_forecasts(scorable(ledger, as_of=DAY), by=by, as_of=DAY)


def count(ledger):
    with ledger.reading() as connection:
        return connection.execute(text("SELECT count(*) FROM ledger_scores")).scalar_one()


@pytest.mark.parametrize("by", BY)
def test_what_was_kept_is_what_was_computed(answered, by):
    first = track_records(answered, by=by, record="own", as_of=DAY)
    found = kept(answered, f"own by {by}", state_of(answered, DAY))
    assert found == first == fresh(answered, by)


def test_a_second_look_computes_nothing(answered, monkeypatch):
    first = track_records(answered, record="own", as_of=DAY)
    monkeypatch.setattr(record_of, "scorable", None)
    assert track_records(answered, record="own", as_of=DAY) == first


@pytest.mark.parametrize(
    "change",
    [
        lambda ledger, f, r: ledger.add(f(holder="Dov", p=0.9)),
        lambda ledger, f, r: ledger.add(f(p=0.7, corrects="F2")),
        lambda ledger, f, r: ledger.withdraw("F2", because="mistake", by="me"),
        lambda ledger, f, r: ledger.alias("B. Lint", "Boris", by="me"),
        lambda ledger, f, r: ledger.add(r(outcome="yes")),
        lambda ledger, f, r: ledger.withdraw("R6", because="mistake", by="me"),
        lambda ledger, f, r: ledger.withdraw("Q1", because="mistake", by="me"),
    ],
    ids=["append", "correction", "withdrawal", "alias", "another answer", "no answer", "no question"],
)
def test_nothing_stale_is_shown(answered, forecast, resolution, change):
    before = track_records(answered, record="own", as_of=DAY)
    change(answered, forecast, resolution)
    after = track_records(answered, record="own", as_of=DAY)
    assert after == fresh(answered) != before
    assert count(answered) == 1


def test_another_day_and_another_record_are_others(answered):
    assert track_records(answered, record="own", as_of=DAY).left_out.not_due == 0
    assert track_records(answered, record="own", as_of=date(2025, 1, 1)).left_out.not_due == 4
    assert track_records(answered, record="own", as_of=DAY).left_out.not_due == 0
    assert len(track_records(answered, record="both", as_of=DAY).records) >= 4


def test_another_version_of_the_code_scores_for_itself(answered, monkeypatch):
    state = state_of(answered, DAY)
    monkeypatch.setattr(kept_scores, "_code", lambda: "another")
    assert state_of(answered, DAY) != state


@pytest.mark.parametrize(
    "harm", ["DELETE FROM ledger_scores", "UPDATE ledger_scores SET body = replace(body, '4', '5')"]
)
def test_what_was_deleted_or_altered_is_computed_again(answered, harm):
    first = track_records(answered, record="own", as_of=DAY)
    with answered.engine.begin() as connection:
        connection.execute(text(harm))
    assert kept(answered, "own by holder", state_of(answered, DAY)) is None
    assert track_records(answered, record="own", as_of=DAY) == first
    assert kept(answered, "own by holder", state_of(answered, DAY)) == first


def test_an_entry_that_came_meanwhile_keeps_the_scores_out(answered, forecast, monkeypatch):
    def slow(*args, **kwargs):
        found = scorable(*args, **kwargs)
        answered.add(forecast(holder="Dov", p=0.9))
        return found

    monkeypatch.setattr(record_of, "scorable", slow)
    track_records(answered, record="own", as_of=DAY)
    assert count(answered) == 0


def test_a_short_ledger_keeps_nothing(answered, monkeypatch):
    monkeypatch.setattr(kept_scores, "WORTH_KEEPING", 100)
    track_records(answered, as_of=DAY)
    keep_ready(answered, as_of=DAY)
    assert count(answered) == 0


def test_scores_of_everything_are_made_ready(answered):
    keep_ready(answered, as_of=DAY)
    assert count(answered) == len(BY)


def test_a_ledger_that_may_not_be_written_to_is_still_scored(tmp_path, question):
    path = tmp_path / "a.sqlite"
    ledger = open_ledger(path)
    ledger.add(question())
    ledger.add(Forecast(question="Q1", holder="Ada Quill", made=date(2024, 5, 1), p=0.2))
    found = track_records(ledger, record="own", as_of=DAY)
    with sqlite3.connect(path) as database:
        database.execute("DROP TABLE ledger_scores")
        database.execute("CREATE VIEW ledger_scores AS SELECT '' AS name, '' AS state, '' AS sha256, '' AS body")
    keep(ledger, "own by holder", state_of(ledger, DAY), found)
    assert track_records(ledger, record="own", as_of=DAY) == found


def test_the_chain_is_whole_beside_them(answered):
    keep_ready(answered, as_of=DAY)
    assert answered.verify().whole


def test_forged_scores_are_found_by_verify(answered):
    first = track_records(answered, record="own", as_of=DAY)
    keep(answered, "own by holder", state_of(answered, DAY), replace(first, records=first.records[1:]))
    found = answered.verify()
    assert (found.whole, found.broken) == (False, None)
    assert "own by holder" in found.explain()
    keep(answered, "own by holder", state_of(answered, DAY), first)
    assert answered.verify().whole


def test_scores_are_the_same_but_for_the_last_digits(answered):
    first = track_records(answered, record="own", as_of=DAY)
    record = first.records[0]
    assert same(first, replace(first, records=(replace(record, brier=record.brier + 1e-10), *first.records[1:])))
    assert not same(first, replace(first, records=(replace(record, brier=record.brier + 1e-5), *first.records[1:])))
