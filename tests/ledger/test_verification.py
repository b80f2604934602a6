"""Whatever is changed behind the ledger's back is found, and the first broken entry named."""

from __future__ import annotations

import pytest
from sqlalchemy import text

from tertius.ledger import blocks
from tertius.ledger.verification import verify


@pytest.fixture
def filled(ledger, question, forecast):
    ledger.add(question())
    for p in (0.1, 0.2, 0.3, 0.4):
        ledger.add(forecast(p=p))
    return ledger


def behind_its_back(ledger, statement: str) -> None:
    with ledger.engine.begin() as connection:
        if connection.dialect.name == "sqlite":
            for verb in ("update", "delete"):
                connection.execute(text(f"DROP TRIGGER ledger_no_{verb}"))
        else:
            connection.execute(text("DROP TRIGGER ledger_append_only ON ledger_entries"))
        connection.execute(text(statement))


def test_an_empty_ledger_is_whole(ledger):
    found = verify(ledger)
    assert found.whole
    assert (found.entries, found.head) == (0, "0" * 64)


def test_a_chain_is_whole_and_names_its_head(filled):
    found = verify(filled)
    assert found.whole
    assert found.entries == 5
    assert found.head == filled.entry("F5").hash
    assert "5 entries is whole" in found.explain()


@pytest.mark.parametrize(
    ("statement", "first"),
    [
        ("UPDATE ledger_entries SET body = replace(body, '0.2', '0.9') WHERE seq = 3", 3),
        ("UPDATE ledger_entries SET written = '2001-01-01T00:00:00Z' WHERE seq = 2", 2),
        ("UPDATE ledger_entries SET kind = 'question' WHERE seq = 4", 4),
        ("UPDATE ledger_entries SET hash = 'x' WHERE seq = 1", 1),
        ("DELETE FROM ledger_entries WHERE seq = 3", 3),
        ("DELETE FROM ledger_entries WHERE seq = 1", 1),
    ],
)
def test_the_first_broken_entry_is_named(filled, statement, first):
    behind_its_back(filled, statement)
    found = verify(filled)
    assert not found.whole
    assert found.broken == first
    assert found.entries == first - 1
    assert f"broken at entry {first}" in found.explain()


def test_an_entry_cut_off_at_the_end_is_told_by_a_hash_that_was_kept(filled):
    kept = verify(filled).head
    assert verify(filled, head=kept).whole
    behind_its_back(filled, "DELETE FROM ledger_entries WHERE seq = 5")
    behind = verify(filled)
    assert behind.broken is None
    assert verify(filled, head=kept).holds_head is False
    assert not verify(filled, head=kept).whole


def test_an_older_head_still_holds(filled):
    assert verify(filled, head=filled.entry("F3").hash).whole


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE ledger_forecasts SET p = 0.9 WHERE seq = 3",
        "UPDATE ledger_forecasts SET holder = 'Else' WHERE seq = 3",
        "DELETE FROM ledger_forecasts WHERE seq = 3",
        "INSERT INTO ledger_withdrawals (seq, target) VALUES (77, 'F2')",
        "UPDATE ledger_questions SET closes = '2030-01-01'",
    ],
)
def test_a_row_that_its_entry_did_not_make_is_found(filled, statement):
    with filled.engine.begin() as connection:
        connection.execute(text(statement))
    found = verify(filled)
    assert found.broken is None
    assert not found.whole
    assert "disagree" in found.explain()


def test_columns_that_are_not_the_rows_are_found(filled, monkeypatch):
    monkeypatch.setattr(blocks, "WORTH_A_BLOCK", 2)
    with filled.engine.begin() as connection:
        blocks.store_blocks(connection)
    assert verify(filled).whole
    with filled.engine.begin() as connection:
        connection.execute(text("UPDATE ledger_blocks SET after = 1"))
    assert not verify(filled).whole
