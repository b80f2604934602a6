"""The casebook: every document once, every reading of it, and what people corrected."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urldefrag

from sqlalchemy import Connection, Engine, func, insert, select, update
from sqlalchemy.dialects import postgresql, sqlite

from tertius.casebook.corrections import STRUCK, checked
from tertius.casebook.database import now, open_database, open_to_read, storable
from tertius.casebook.entry import Entry, Found, Listed
from tertius.casebook.items import about, digest, labels, listed, packed, pair_key, which
from tertius.casebook.schema import CORRECTIONS, DOCUMENTS, ITEMS, READINGS, prepare
from tertius.casebook.shown import may_tie, shown
from tertius.errors import AmbiguousName, ImpossibleQuestion, UnknownName
from tertius.reading.document import Document
from tertius.reading.record import Forecast, Item, Kind, Reading, Statement
from tertius.states import find

__all__ = ["Casebook", "casebook_to_read", "open_casebook"]

_AT_ONCE = 100
"""Documents fetched together: a query each would cost more than what it brings."""


def open_casebook(where: str | Path | None = None) -> Casebook:
    """The casebook kept at `where`, else at TERTIUS_DATABASE, else in the user's data folder.

    Parameters
    ----------
    where : str or Path or None
        A SQLAlchemy URL ("postgresql://…") or the path of a SQLite file. Its tables are made or
        brought up to date here.

    Raises
    ------
    TertiusError
        When it cannot be opened, or was written by a newer version.
    """
    engine = open_database(where)
    prepare(engine)
    return Casebook(engine)


def casebook_to_read(where: str | Path | None = None) -> Casebook:
    """The casebook kept at `where` as `open_casebook` gives it; an empty one in memory where no file is.

    Neither a file nor its folder is made.

    Raises
    ------
    TertiusError
        As `open_casebook`, and where a path that was set is in a folder that does not exist.
    """
    engine = open_to_read(where)
    prepare(engine)
    return Casebook(engine)


@dataclass(frozen=True, slots=True, eq=False)
class Casebook:
    """What was read, kept: documents once each, all their readings, and corrections that no reading undoes."""

    engine: Engine

    def keep(self, found: Reading) -> Entry:
        """Store a reading with its document, in one transaction; what comes back is stored for good.

        A text that is already here is the same document; what was not known of it before (its day,
        its outlet) is filled in. Another text from the same place is a new version, linked to the
        one before. The same reading twice is kept once.
        """
        d = found.document
        with self.engine.begin() as connection:
            self._keep_document(connection, d)
            newest = connection.execute(
                select(READINGS.c.number, READINGS.c.hash)
                .where(READINGS.c.document == d.id)
                .order_by(READINGS.c.number.desc())
            ).first()
            mark = digest(found)
            if newest is None or newest.hash != mark:
                self._keep_reading(connection, found, 1 if newest is None else newest.number + 1, mark)
        return self.document(d.id)

    def documents(self) -> tuple[Listed, ...]:
        """Every document with its newest reading, the last kept first."""
        latest = select(READINGS.c.document, func.max(READINGS.c.number).label("n")).group_by(READINGS.c.document)
        newest = latest.subquery()
        corrected = (
            select(func.count()).select_from(CORRECTIONS).where(CORRECTIONS.c.document == DOCUMENTS.c.id)
        ).scalar_subquery()
        forecasts = (
            select(func.count())
            .select_from(ITEMS)
            .where(ITEMS.c.document == DOCUMENTS.c.id, ITEMS.c.reading == newest.c.n, ITEMS.c.kind == "forecasts")
        ).scalar_subquery()
        rows = (
            select(
                *(c for c in DOCUMENTS.c if c.name != "text"),
                newest.c.n.label("readings"),
                READINGS.c.reader,
                READINGS.c.model,
                READINGS.c.made_at,
                forecasts.label("forecasts"),
                corrected.label("corrections"),
            )
            .join(newest, newest.c.document == DOCUMENTS.c.id)
            .join(READINGS, (READINGS.c.document == DOCUMENTS.c.id) & (READINGS.c.number == newest.c.n))
            .order_by(DOCUMENTS.c.kept_at.desc(), DOCUMENTS.c.id)
        )
        with self._reading() as connection:
            return tuple(
                Listed(**{name: row[name] for name in Listed.__slots__}) for row in connection.execute(rows).mappings()
            )

    def document(self, name: str) -> Entry:
        """A document by its id or the start of it, as its newest reading shows it, corrections applied.

        Raises
        ------
        UnknownName
            When no document, or more than one, is called so.
        """
        with self._reading() as connection:
            return self._entry(connection, self._id(connection, name))

    def correct(self, name: str, item: str, field: str, new: object, *, who: str, why: str) -> Entry:
        """Set one field of one item; the old value, who and why are kept beside it.

        Parameters
        ----------
        name : str
            The document's id, or the start of it.
        item : str
            The item as the casebook shows it: "f3" is the third forecast of the newest reading.
        field : str
            Which of its fields; "struck" set to true leaves the item out.
        new : object
            The value, or the text of it: "0.25", "RUS,CHN", "" for nothing.
        who, why : str
            Neither may be empty.

        Raises
        ------
        UnknownName
            When there is no such document, item, field or choice.
        ImpossibleQuestion
            When the value cannot stand there, or nobody says who and why.
        """
        for asked, given in (("who", who), ("why", why)):
            if not given.strip():
                raise ImpossibleQuestion(f"a correction says {asked}", found="nothing", hint=f"--{asked} …")
        with self.engine.begin() as connection:
            document = self._id(connection, name)
            connection.execute(select(DOCUMENTS.c.id).where(DOCUMENTS.c.id == document).with_for_update())
            entry = self._entry(connection, document)
            kind, key, found = _named(entry, item)
            value = checked(kind, found, field, new)
            if field != STRUCK and all((k, w) != (kind, key) for w, k, _ in which(entry.reading)):
                raise ImpossibleQuestion(
                    f"{item} was struck",
                    found=f"a correction of its {field}",
                    hint=f"bring it back first: {item} struck false",
                )
            old = getattr(found, field, False)
            connection.execute(
                insert(CORRECTIONS).values(
                    document=document,
                    number=len(entry.corrections) + len(entry.orphans) + 1,
                    kind=kind,
                    which=key,
                    field=field,
                    old=json.dumps(old),
                    new=json.dumps(value),
                    why=_storable(why),
                    who=_storable(who),
                    made_at=now(),
                )
            )
        return self.document(document)

    def forecasts(self, pair: Iterable[str] | None = None) -> tuple[Found[Forecast], ...]:
        """Every forecast of the newest readings, corrections applied; those about two states where named.

        Parameters
        ----------
        pair : two strings or None
            Codes or names, in any order.
        """
        wanted = None if pair is None else pair_key(_codes(pair))
        return tuple(
            Found(entry, item)
            for entry in self._entries(wanted)
            for item in entry.reading.forecasts
            if wanted is None or pair_key(item.pair) == wanted
        )

    def statements_about(self, pair: Iterable[str]) -> tuple[Found[Statement], ...]:
        """Every statement whose words name both states, by name, adjective, capital, metonym or leader."""
        wanted = set(_codes(pair))
        return tuple(
            Found(entry, item)
            for entry in self._entries()
            for item in entry.reading.statements
            if wanted <= {m.state for m in entry.reading.mentions if item.start <= m.start and m.end <= item.end}
        )

    def export(self) -> Iterator[dict[str, Any]]:
        """Every document as plain values, one at a time: its text, its newest reading as corrected, the corrections."""
        for entry in self._entries():
            yield entry.to_dict()

    def readings(self) -> Iterator[Reading]:
        """The newest reading of every document as corrected, one at a time, the first kept first."""
        for entry in self._entries():
            yield entry.reading

    def entries(self, names: Iterable[str]) -> Iterator[Entry]:
        """Documents by their whole ids, one at a time, as `document` shows each; a hundred are fetched together."""
        wanted = list(names)
        for start in range(0, len(wanted), _AT_ONCE):
            with self._reading() as connection:
                found = list(shown(connection, wanted[start : start + _AT_ONCE]))
            yield from found

    def may_tie(self, state: str, others: Iterable[str]) -> frozenset[str]:
        """Ids of the documents in which something may tie a state to one of the others, by their codes.

        Every document whose newest reading holds a forecast or an event of such a pair, or a
        statement that names both, is among them, and every one that was corrected.
        """
        with self._reading() as connection:
            return may_tie(connection, state, tuple(others))

    def _entries(self, pair: str | None = None) -> Iterator[Entry]:
        ids = select(DOCUMENTS.c.id).order_by(DOCUMENTS.c.kept_at, DOCUMENTS.c.id)
        if pair is not None:
            # Those where any reading, or a person, may have named the pair: the newest reading decides below.
            read = select(ITEMS.c.document).where(ITEMS.c.kind == "forecasts", ITEMS.c.pair == pair)
            corrected = select(CORRECTIONS.c.document).where(CORRECTIONS.c.field == "pair")
            ids = ids.where(DOCUMENTS.c.id.in_(read.union(corrected)))
        with self._reading() as connection:
            found = connection.execute(ids).scalars().all()
        yield from self.entries(found)

    def _reading(self) -> Connection:
        return self.engine.connect().execution_options(read_only=True)

    def _keep_document(self, connection: Connection, d: Document) -> None:
        where = _place(d.source)
        before = None
        if where is not None:
            before = connection.execute(
                select(DOCUMENTS.c.id)
                .where(DOCUMENTS.c.place == where, DOCUMENTS.c.id != d.id)
                .order_by(DOCUMENTS.c.kept_at.desc(), DOCUMENTS.c.id)
            ).scalar()
        told = {
            "title": _storable(d.title),
            "publisher": _storable(d.publisher),
            "author": _storable(d.author),
            "published": d.published.isoformat() if d.published else None,
        }
        values = told | {
            "id": d.id,
            "text": d.text.encode("utf-8", "surrogatepass"),
            "place": where,
            "follows": before,
            "source": _storable(d.source),
            "language": d.language,
            "kept_at": now(),
        }
        # Whoever comes second waits here until the first has committed, and then finds the row.
        made = postgresql.insert if connection.dialect.name == "postgresql" else sqlite.insert
        connection.execute(made(DOCUMENTS).values(values).on_conflict_do_nothing())
        connection.execute(select(DOCUMENTS.c.id).where(DOCUMENTS.c.id == d.id).with_for_update())
        known = {name: value for name, value in told.items() if value is not None}
        if known:
            connection.execute(update(DOCUMENTS).where(DOCUMENTS.c.id == d.id).values(known))

    def _keep_reading(self, connection: Connection, found: Reading, number: int, mark: str) -> None:
        rows = [
            {
                "document": found.document.id,
                "reading": number,
                "number": place,
                "kind": kind,
                "span_start": getattr(item, "start", None),
                "span_end": getattr(item, "end", None),
                "pair": pair_key(getattr(item, "pair", None)),
                "item": packed(item),
            }
            for place, (kind, item) in enumerate(listed(found), start=1)
        ]
        connection.execute(
            insert(READINGS).values(
                document=found.document.id,
                number=number,
                reader=found.reader,
                model=found.model,
                about=about(found),
                hash=mark,
                made_at=now(),
                n_items=len(rows),
            )
        )
        if rows:
            connection.execute(insert(ITEMS), rows)

    def _entry(self, connection: Connection, document: str) -> Entry:
        return next(shown(connection, [document]))

    def _id(self, connection: Connection, name: str) -> str:
        starts = DOCUMENTS.c.id.startswith(name.lower(), autoescape=True)
        ids = list(connection.execute(select(DOCUMENTS.c.id).where(starts).limit(9)).scalars()) if name else []
        if not ids:
            known = connection.execute(select(DOCUMENTS.c.id).limit(1000)).scalars()
            raise UnknownName("document in the casebook", name, known)
        if len(ids) > 1:
            raise AmbiguousName("document in the casebook", name, ids)
        return ids[0]


def _named(entry: Entry, item: str) -> tuple[Kind, str, Item]:
    # Named by the reading as it was made, so that striking f2 does not make f3 the next f2.
    names = labels(entry.as_read)
    if item not in names:
        raise UnknownName("item of this document", item, names)
    kind, original = names[item]
    key = next(key for key, k, found in which(entry.as_read) if k == kind and found is original)
    now = next(
        (found for k, w, found in ((k, w, f) for w, k, f in which(entry.reading)) if (k, w) == (kind, key)), original
    )
    return kind, key, now


def _codes(pair: Iterable[str]) -> tuple[str, str]:
    codes = tuple(find(name).iso3 for name in pair)
    if len(set(codes)) != 2 or len(codes) != 2:
        raise ImpossibleQuestion("a pair is two different states", found=", ".join(codes), hint='("RUS", "CHN")')
    return codes


def _place(source: str) -> str | None:
    """What stays the same when an article is changed at its source; standard input is no place."""
    if source == "-" or "\0" in source:
        return None
    if "://" in source:
        return _storable(urldefrag(source).url)
    return _storable(str(Path(source).absolute()))


def _storable(words: str | None) -> Any:
    return None if words is None else storable(words)
