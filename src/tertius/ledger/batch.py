"""Adding to the chain: one writer at a time, all of a batch or nothing, checked before it is written."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Generator, Iterable, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import Connection, Engine, text

from tertius.errors import TertiusError
from tertius.ledger.blocks import store_blocks
from tertius.ledger.checks import QuestionState, refuse
from tertius.ledger.entries import GENESIS, Record, body_of, canonical, id_of, seal
from tertius.ledger.schema import lock
from tertius.ledger.views import TABLES, VIEWS, row_of

__all__ = ["Batch", "insert", "writing"]

_AT_ONCE = 50_000
"""Entries held in memory before they are handed to the database; the transaction stays open."""


@contextmanager
def writing(engine: Engine) -> Generator[Batch]:
    """A batch that is committed when the block ends, and leaves nothing when it fails.

    Raises
    ------
    TertiusError
        When the last entry of the chain does not have the hash it claims: nothing is built on a broken chain.
    """
    with engine.begin() as connection:
        lock(connection)
        batch = Batch(connection)
        yield batch
        batch.flush()
        store_blocks(connection)


class Batch:
    """A transaction on the chain: `add` gives each record its number and its hash."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self.today = date.today().isoformat()  # noqa: DTZ011 (a person's day, not a moment)
        self.seq, self.previous = _tail(connection)
        self._written = datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
        self._entries: list[tuple[int, str, str, str, str]] = []
        self._rows: dict[str, list[tuple[Any, ...]]] = defaultdict(list)
        self._questions: dict[str, QuestionState | None] = {}
        self._holders: set[str] = set()
        self._all_questions = False

    def add(self, record: Record) -> str:
        """Check a record, give it its place, and return its id.

        Raises
        ------
        TertiusError
            With the first rule it breaks; the batch is as before.
        """
        kind, body = body_of(record)
        refuse(kind, body, self.question(body["question"]) if "question" in body else None, self.today)
        self._refuse_dangling(kind, body)
        return self.put(kind, body)

    def put(self, kind: str, body: dict[str, Any]) -> str:
        """The same for a body that has been checked."""
        text_of_body = canonical(body)
        seq = self.seq + 1
        digest = seal(seq, self._written, kind, text_of_body, self.previous)
        self._entries.append((seq, self._written, kind, text_of_body, digest))
        self._rows[kind].append(row_of(kind, seq, body))
        self.seq, self.previous = seq, digest
        self._remember(kind, seq, body)
        if len(self._entries) >= _AT_ONCE:
            self.flush()
        return id_of(kind, seq)

    def question(self, name: str) -> QuestionState | None:
        """How a question stands, those of this batch included; None where there is none."""
        if name not in self._questions and not self._all_questions:
            self._questions.update(_states(self.connection, name))
        return self._questions.get(name)

    def load_questions(self) -> None:
        """Read how all questions stand, which is faster than one by one where most are needed."""
        self.flush()
        self._questions.update(_states(self.connection))
        self._all_questions = True

    def flush(self) -> None:
        """Hand what is held to the database."""
        insert(self.connection, "ledger_entries", ("seq", "written", "kind", "body", "hash"), self._entries)
        for kind, rows in self._rows.items():
            insert(self.connection, TABLES[kind], VIEWS[kind], rows)
        self._entries.clear()
        self._rows.clear()

    def _remember(self, kind: str, seq: int, body: Mapping[str, Any]) -> None:
        if kind == "forecast":
            holder = body["holder"]
            if holder not in self._holders:
                self._holders.add(holder)
                self.connection.execute(
                    text("INSERT INTO ledger_holders VALUES (:name, :seq) ON CONFLICT DO NOTHING"),
                    {"name": holder, "seq": seq},
                )
        elif kind == "question":
            state = QuestionState(body.get("opens"), body["closes"], body.get("unit"))
            self._questions[id_of(kind, seq)] = state
        elif kind == "resolution":
            was = self._questions[body["question"]]
            assert was is not None
            on = None if body["outcome"] == "void" else body["resolved_on"]
            self._questions[body["question"]] = QuestionState(was.opens, was.closes, was.unit, on)
        elif kind == "withdrawal":
            self.flush()
            self._questions.clear()
            self._all_questions = False

    def _refuse_dangling(self, kind: str, body: Mapping[str, Any]) -> None:
        """Refuse a record that names an entry the chain does not have, or an alias that leads in a circle."""
        if kind == "alias":
            self.flush()
            _refuse_circle(self.connection, body["name"], body["holder"])
        target = body.get("target") or body.get("corrects")
        condition = body.get("condition_question")
        if condition and self.question(condition) is None:
            raise TertiusError("no such question in the ledger", found=repr(condition), hint="tertius ledger list")
        if target:
            self.flush()
            _refuse_target(self.connection, target, "forecast" if "corrects" in body else None)


def insert(connection: Connection, table: str, columns: Sequence[str], rows: Iterable[tuple[Any, ...]]) -> None:
    """Insert rows by the fastest way the database has."""
    held = rows if isinstance(rows, list) else list(rows)
    if not held:
        return
    names = ", ".join(columns)
    if connection.dialect.name == "postgresql":
        driver: Any = connection.connection.driver_connection
        with driver.cursor() as cursor, cursor.copy(f"COPY {table} ({names}) FROM STDIN") as copy:
            for row in held:
                copy.write_row(row)
        return
    marks = ", ".join("?" * len(columns))
    connection.exec_driver_sql(f"INSERT INTO {table} ({names}) VALUES ({marks})", held)  # noqa: S608


def _tail(connection: Connection) -> tuple[int, str]:
    """Number and hash of the last entry, once its hash is seen to be its own."""
    last = connection.execute(
        text("SELECT seq, written, kind, body, hash FROM ledger_entries ORDER BY seq DESC LIMIT 2")
    ).all()
    if not last:
        return 0, GENESIS
    seq, written, kind, body, digest = last[0]
    before: str = last[1][4] if len(last) > 1 else GENESIS
    if seal(seq, written, kind, body, before) != digest:
        raise TertiusError(
            "the chain is broken at its last entry; nothing was added",
            found=f"entry {seq} does not have the hash it claims",
            hint="tertius ledger verify names the first broken entry; restore the database from a copy",
        )
    return int(seq), str(digest)


def _states(connection: Connection, name: str | None = None) -> dict[str, QuestionState | None]:
    """How one question stands, or all of them."""
    found = connection.execute(
        text(
            "SELECT q.seq, q.opens, q.closes, q.unit, r.outcome, r.resolved_on, w.target IS NOT NULL "
            "FROM ledger_questions q "
            "LEFT JOIN (SELECT question, max(seq) AS seq FROM ledger_resolutions "
            "  WHERE 'R' || seq NOT IN (SELECT target FROM ledger_withdrawals) GROUP BY question) last "
            "  ON last.question = 'Q' || q.seq "
            "LEFT JOIN ledger_resolutions r ON r.seq = last.seq "
            "LEFT JOIN ledger_withdrawals w ON w.target = 'Q' || q.seq "
            "WHERE q.seq = :seq OR :everything"
        ),
        {"seq": 0 if name is None else _number(name), "everything": name is None},
    )
    states: dict[str, QuestionState | None] = {} if name is None else {name: None}
    for number, opens, closes, unit, outcome, resolved_on, withdrawn in found:
        on = resolved_on if outcome not in {None, "void"} else None
        states[f"Q{number}"] = QuestionState(opens, closes, unit, on, bool(withdrawn))
    return states


def _number(name: str) -> int:
    return int(name[1:]) if name[:1] == "Q" and name[1:].isascii() and name[1:].isdigit() else -1


def _refuse_target(connection: Connection, target: str, kind: str | None) -> None:
    number = int(target[1:]) if target[1:].isascii() and target[1:].isdigit() else -1
    found = connection.execute(text("SELECT kind FROM ledger_entries WHERE seq = :n"), {"n": number}).scalar()
    if found is None or id_of(found, number) != target or (kind and found != kind):
        raise TertiusError(f"no such {kind or 'entry'} in the ledger", found=repr(target), hint="tertius ledger list")
    gone = connection.execute(text("SELECT seq FROM ledger_withdrawals WHERE target = :t"), {"t": target}).scalar()
    if gone is not None:
        raise TertiusError(f"{target} was withdrawn already", found=f"W{gone}", hint=f"tertius ledger show {target}")


def _refuse_circle(connection: Connection, name: str, holder: str) -> None:
    found = connection.execute(
        text(
            "SELECT name, holder FROM ledger_aliases WHERE 'A' || seq NOT IN "
            "(SELECT target FROM ledger_withdrawals) ORDER BY seq"
        )
    )
    leads: dict[str, str] = {alias: of for alias, of in found}  # noqa: C416 (a row is no pair to a checker of types)
    leads[name] = holder
    seen, at = {name}, holder
    while at in leads and at not in seen:
        seen.add(at)
        at = leads[at]
    if at in seen:
        raise TertiusError(
            "two names that stand for each other stand for nobody",
            found=f"{name} -> {holder} -> … -> {at}",
            hint="name the one that is to be kept last: tertius ledger alias NAME KEPT",
        )
