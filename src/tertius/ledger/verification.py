"""Proof that nothing was altered: every hash computed again, and what is derived compared with the chain."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import Any

from sqlalchemy import Connection, text

from tertius.ledger.blocks import blocks_agree
from tertius.ledger.entries import GENESIS, id_of, seal
from tertius.ledger.paging import paged
from tertius.ledger.record import kept_astray
from tertius.ledger.store import Ledger
from tertius.ledger.views import TABLES, VIEWS, row_of

__all__ = ["Verification", "verify"]


@dataclass(frozen=True, slots=True)
class Verification:
    """What a check of the chain found.

    Attributes
    ----------
    entries
        How many entries follow each other without a break.
    head
        The hash of the last of them. Keep it outside the database: with it a later check can
        also tell that entries were cut off at the end, which the chain alone cannot.
    broken, why
        Number of the first entry that does not follow, and what is wrong with it; None where all do.
    astray
        The first entry whose row in a table of the ledger says something else than the entry, if any.
    holds_head
        Whether an entry has the hash the caller kept; None where none was given.
    """

    entries: int
    head: str
    broken: int | None
    why: str | None
    astray: str | None
    holds_head: bool | None

    @property
    def whole(self) -> bool:
        """Whether everything agrees."""
        return self.broken is None and self.astray is None and self.holds_head is not False

    def explain(self) -> str:
        """The finding in a sentence or two."""
        if self.broken is not None:
            return f"The chain is broken at entry {self.broken}: {self.why}. The {self.entries:,} before it are whole."
        said = f"The chain of {self.entries:,} entries is whole; its last hash is {self.head}."
        if self.astray:
            said += f" But the tables disagree with it: {self.astray}."
        if self.holds_head is False:
            said += " But no entry has the hash that was kept: entries were cut off, or this is another ledger."
        return said

    def to_dict(self) -> dict[str, Any]:
        """As plain values."""
        return {"whole": self.whole, **asdict(self)}


def verify(ledger: Ledger, *, head: str | None = None) -> Verification:
    """Compute every hash of the chain again, and every row derived from it.

    Parameters
    ----------
    ledger : Ledger
        Any, also one that somebody handed over.
    head : str or None
        A hash that was kept from an earlier check, 64 hex digits.
    """
    with ledger.reading() as connection:
        count, last, broken, why, holds = _follow(connection, head)
        astray = None if broken is not None else _astray(connection)
    if broken is None and astray is None and (name := kept_astray(ledger)) is not None:
        astray = f"the kept scores {name!r} are not what the forecasts add up to"
    return Verification(count, last, broken, why, astray, holds)


def _follow(connection: Connection, head: str | None) -> tuple[int, str, int | None, str | None, bool | None]:
    count, previous = 0, GENESIS
    holds = None if head is None else head == GENESIS
    statement = "SELECT seq, written, kind, body, hash FROM ledger_entries WHERE seq > :after ORDER BY seq"
    for seq, written, kind, body, digest in paged(connection, statement, after=-(2**62)):
        if seq != count + 1:
            return count, previous, count + 1, f"it is missing, the next is entry {seq}", holds
        if seal(seq, written, kind, body, previous) != digest:
            return count, previous, seq, "its content or the one before it does not have the hash it claims", holds
        count, previous = seq, digest
        holds = holds or (digest == head) if head is not None else None
    return count, previous, None, None, holds


def _astray(connection: Connection) -> str | None:
    """The first row of a derived table that is not what its entry says."""
    for kind, columns in VIEWS.items():
        table = TABLES[kind]
        named = ", ".join(f"v.{column}" for column in columns)
        statement = (
            f"SELECT e.seq, e.body, {named} FROM ledger_entries e LEFT JOIN {table} v ON v.seq = e.seq "  # noqa: S608
            "WHERE e.kind = :kind AND e.seq > :after ORDER BY e.seq"
        )
        count = 0
        for seq, body, *held in paged(connection, statement, {"kind": kind}):
            if row_of(kind, seq, json.loads(body)) != tuple(held):
                return f"{id_of(kind, seq)} in {table} is not what its entry says"
            count += 1
        if connection.execute(text(f"SELECT count(*) FROM {table}")).scalar_one() != count:  # noqa: S608
            return f"{table} holds rows that no entry made"
    return None if blocks_agree(connection) else "the forecasts by column are not those by row"
