"""The ledger: opened by name, added to, read, and proved whole."""

from __future__ import annotations

import json
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, cast

from sqlalchemy import Connection, Engine, text

from tertius.casebook.database import open_database, open_to_read
from tertius.errors import TertiusError
from tertius.ledger.batch import Batch, writing
from tertius.ledger.entries import GENESIS, Alias, Entry, Kind, Record, Withdrawal, record_of
from tertius.ledger.paging import paged
from tertius.ledger.schema import prepare

if TYPE_CHECKING:
    from tertius.ledger.track_records import Scores
    from tertius.ledger.verification import Verification

__all__ = ["Ledger", "ledger", "ledger_to_read", "open_ledger"]


def open_ledger(where: str | Path | None = None) -> Ledger:
    """The ledger kept at `where`, else at TERTIUS_DATABASE, else in the user's data folder.

    Nothing is opened before it is used; its tables are made when it is first used.

    Parameters
    ----------
    where : str or Path or None
        A SQLAlchemy URL or the path of a SQLite file.
    """
    return Ledger(open_database(where))


def ledger_to_read(where: str | Path | None = None) -> Ledger:
    """The ledger kept at `where` as `open_ledger` gives it; an empty one in memory where no file is.

    Neither a file nor its folder is made.

    Raises
    ------
    TertiusError
        Where a path that was set is in a folder that does not exist.
    """
    return Ledger(open_to_read(where))


ledger = open_ledger
"""The name it has at the door of the package."""


@dataclass(frozen=True, eq=False)
class Ledger:
    """Questions, forecasts and resolutions as they were made; nothing in it is ever edited or deleted."""

    engine: Engine

    def add(self, record: Record) -> Entry:
        """Check a record, append it, and return it in its place, once the database has it for good.

        Raises
        ------
        TertiusError
            With the rule that it breaks: a share outside 0 to 1, days in the wrong order, a forecast
            made after its question was resolved, a question that is not there. Nothing is written.
        """
        with self.writing() as batch:
            name = batch.add(record)
        return self.entry(name)

    def withdraw(self, target: str, *, because: str, by: str) -> Entry:
        """Say that an entry was a mistake: it stays in sight and counts no longer."""
        return self.add(Withdrawal(target=target, because=because, by=by))

    def alias(self, name: str, holder: str, *, by: str) -> Entry:
        """Say that what stands under `name` is `holder`'s."""
        return self.add(Alias(name=name, holder=holder, by=by))

    def scores(self, *, by: str = "holder", as_of: date | None = None) -> Scores:
        """Track records of what is due, by holder, outlet, school, topic or horizon."""
        from tertius.ledger.track_records import scores

        return scores(self, by=by, as_of=as_of)

    def verify(self, *, head: str | None = None) -> Verification:
        """Prove the chain whole, or name the first broken entry; `head` is a last hash you kept."""
        from tertius.ledger.verification import verify

        return verify(self, head=head)

    @contextmanager
    def writing(self) -> Generator[Batch]:
        """Append several records as one: all of them, or none where one fails."""
        self._ready()
        with writing(self.engine) as batch:
            yield batch

    @contextmanager
    def reading(self) -> Generator[Connection]:
        """A connection that sees one state of the ledger, whatever others write meanwhile."""
        self._ready()
        options = {"read_only": True}
        if self.engine.dialect.name == "postgresql":
            options["isolation_level"] = "REPEATABLE READ"  # pyright: ignore[reportArgumentType]
        with self.engine.connect().execution_options(**options) as connection:
            yield connection

    def entries(self, *, after: int = 0) -> Iterator[Entry]:
        """Every entry in order, from the one that follows number `after`."""
        with self.reading() as connection:
            previous = GENESIS
            if after:
                found = connection.execute(text("SELECT hash FROM ledger_entries WHERE seq = :n"), {"n": after})
                previous = found.scalar_one()
            statement = "SELECT seq, written, kind, body, hash FROM ledger_entries WHERE seq > :after ORDER BY seq"
            for seq, written, kind, body, digest in paged(connection, statement, after=after):
                yield Entry(seq, written, kind, record_of(kind, json.loads(body)), previous, digest)
                previous = digest

    def entry(self, name: str) -> Entry:
        """One entry by its id.

        Raises
        ------
        TertiusError
            When there is none of that id.
        """
        number = int(name[1:]) if name[1:].isascii() and name[1:].isdigit() else 0
        with self.reading() as connection:
            found = connection.execute(
                text(
                    "SELECT seq, written, kind, body, hash FROM ledger_entries WHERE seq IN (:n, :n - 1) ORDER BY seq"
                ),
                {"n": number},
            ).all()
        if found and found[-1][0] == number:
            seq, written, kind, body, digest = found[-1]
            previous = found[0][4] if len(found) > 1 else GENESIS
            entry = Entry(seq, written, cast("Kind", kind), record_of(kind, json.loads(body)), previous, digest)
            if entry.id == name:
                return entry
        raise TertiusError("no such entry in the ledger", found=repr(name), hint="tertius ledger list")

    def _ready(self) -> None:
        _ = self._prepared

    @cached_property
    def _prepared(self) -> bool:
        prepare(self.engine)
        return True
