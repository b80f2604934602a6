"""Documents from their rows, many at a time, and which of them can say anything of two states."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import Connection, Row, Select, Table, and_, func, or_, select, union

from tertius.casebook.corrections import Correction, applied
from tertius.casebook.entry import Entry
from tertius.casebook.items import pair_key, rebuilt
from tertius.casebook.schema import CORRECTIONS, DOCUMENTS, ITEMS, READINGS
from tertius.reading.document import Document

__all__ = ["may_tie", "shown"]


def shown(connection: Connection, documents: Sequence[str]) -> Iterator[Entry]:
    """Documents by their whole ids, in the order given, from one query a table: few at a time, for all are in memory.

    Raises
    ------
    KeyError
        An id that is not kept.
    """
    newest = (
        select(READINGS.c.document, func.max(READINGS.c.number).label("number"))
        .where(READINGS.c.document.in_(documents))
        .group_by(READINGS.c.document)
        .subquery()
    )
    of_newest = (ITEMS.c.document == newest.c.document) & (ITEMS.c.reading == newest.c.number)
    kept = {d.id: d for d in connection.execute(select(DOCUMENTS).where(DOCUMENTS.c.id.in_(documents)))}
    readings = _by_document(connection, select(READINGS).where(READINGS.c.document.in_(documents)), READINGS)
    items = _by_document(connection, select(ITEMS).join(newest, of_newest), ITEMS)
    corrected = _by_document(connection, select(CORRECTIONS).where(CORRECTIONS.c.document.in_(documents)), CORRECTIONS)
    for name in documents:
        made = tuple(_correction(r) for r in corrected[name])
        yield _entry(kept[name], readings[name], items[name], made)


def may_tie(connection: Connection, state: str, others: Sequence[str]) -> frozenset[str]:
    """Ids of every document that may tie a state to one of the others, and of some that do not."""
    pairs = [pair_key((state, other)) for other in others]
    # What is kept is JSON of plain characters, so a code stands between quotation marks wherever it stands.
    names = {code: READINGS.c.about.contains(f'"{code}"', autoescape=True) for code in (state, *others)}
    told = union(
        select(READINGS.c.document).where(and_(names[state], or_(*(names[other] for other in others)))),
        select(ITEMS.c.document).where(ITEMS.c.kind == "forecasts", ITEMS.c.pair.in_(pairs)),
        select(ITEMS.c.document).where(ITEMS.c.kind == "events", ITEMS.c.item.contains(f'"{state}"', autoescape=True)),
        select(CORRECTIONS.c.document),
    )
    return frozenset(connection.execute(told).scalars())


def _by_document(connection: Connection, rows: Select[Any], table: Table) -> Mapping[str, list[Row[Any]]]:
    """The rows of each document, in the order of their numbers."""
    found: defaultdict[str, list[Row[Any]]] = defaultdict(list)
    for row in connection.execute(rows.order_by(table.c.document, table.c.number)):
        found[row.document].append(row)
    return found


def _correction(row: Row[Any]) -> Correction:
    values = {name: getattr(row, name) for name in Correction.__slots__}
    return Correction(**values | {"old": json.loads(row.old), "new": json.loads(row.new)})


def _entry(d: Row[Any], readings: Sequence[Row[Any]], items: Sequence[Row[Any]], made: tuple[Correction, ...]) -> Entry:
    text = bytes(d.text).decode("utf-8", "surrogatepass")
    day = date.fromisoformat(d.published) if d.published else None
    bare = Document(d.id, text, d.source, d.title, d.publisher, d.author, day, d.language, ())
    as_read = rebuilt(bare, readings[-1], items)
    corrected, orphans = applied(as_read, made)
    return Entry(
        reading=corrected,
        as_read=as_read,
        corrections=tuple(c for c in made if c not in orphans),
        orphans=orphans,
        follows=d.follows,
        kept_at=d.kept_at,
        readings=tuple((r.number, r.reader, r.model, r.made_at) for r in readings),
    )
