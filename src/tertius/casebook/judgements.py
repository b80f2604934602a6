"""Judgements kept: added and taken back, never edited, and told as they stood on a day."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import Connection, Select, insert, select

from tertius.casebook.casebook import Casebook
from tertius.casebook.database import now, storable
from tertius.casebook.entry import Entry
from tertius.casebook.items import labels, which
from tertius.casebook.judgement import Judgement, Withdrawn, standing
from tertius.casebook.judgement_rows import day_in, read_row, triad, words_in
from tertius.casebook.schema import JUDGEMENTS, STEPS, WITHDRAWALS
from tertius.errors import ImpossibleQuestion, UnknownName
from tertius.provenance import asked_on

__all__ = [
    "Kept",
    "add_judgement",
    "add_judgements",
    "all_judgements",
    "judgements_of",
    "listed_judgements",
    "withdraw_judgement",
]

_SPAN = re.compile(r"(statements|forecasts|figures|events)@(\d+):(\d+)(#\d+)?")
"""An item of a document that can be evidence, by what finds it again in another reading."""


@dataclass(frozen=True, slots=True)
class Kept:
    """What came of some rows: the judgements in their order, and how many of them were there already."""

    judgements: tuple[Judgement, ...]
    already: int

    def to_dict(self) -> dict[str, Any]:
        """As plain values."""
        return {
            "kept": len(self.judgements) - self.already,
            "already": self.already,
            "judgements": [j.to_dict() for j in self.judgements],
        }


def judgements_of(
    casebook: Casebook, a: str | int, b: str | int, c: str | int, *, as_of: date | None = None
) -> tuple[Judgement, ...]:
    """What stood on a day on "can A pry B away from C?": of each person and subject the newest.

    Parameters
    ----------
    casebook : Casebook
        Where judgements are kept.
    a, b, c : str or int
        States by COW number or any spelling.
    as_of : date or None
        Made by this day and not withdrawn by it; None is today.

    Returns
    -------
    tuple of Judgement
        Components in the order of `COMPONENT_KEYS`, then evidence.

    Raises
    ------
    UnknownName, ImpossibleQuestion
        A state that is not known, twice one state, or a day to come.
    """
    day = asked_on(as_of)
    return standing(all_judgements(casebook, (a, b, c)), day)


def all_judgements(casebook: Casebook, states: Sequence[str | int] = ()) -> tuple[Judgement, ...]:
    """Every judgement ever kept, replaced and withdrawn ones too, the first kept first; on three states where named.

    An item of a document is named as in its newest reading. Where that does not hold it, its
    span stands in the place of its name.
    """
    rows = _with_withdrawals()
    if states:
        a, b, c = triad(states)
        rows = rows.where(JUDGEMENTS.c.a == a, JUDGEMENTS.c.b == b, JUDGEMENTS.c.c == c)
    with casebook.engine.connect().execution_options(read_only=True) as connection:
        found = connection.execute(rows.order_by(JUDGEMENTS.c.number)).all()
    seen = _Documents(casebook)
    return tuple(_judgement(row, seen) for row in found)


def listed_judgements(
    casebook: Casebook, states: Sequence[str | int] = (), *, as_of: date | None = None, everything: bool = False
) -> tuple[Judgement, ...]:
    """What stood on a day on every question, or on that about three states; on request all made by then.

    Raises
    ------
    UnknownName, ImpossibleQuestion
        As `judgements_of` does.
    """
    day = asked_on(as_of)
    found = all_judgements(casebook, states)
    if not everything:
        return standing(found, day)
    made = [j for j in found if j.made <= day]
    return tuple(sorted(made, key=lambda j: (j.a, j.b, j.c, j.made, j.number)))


def add_judgement(casebook: Casebook, row: Mapping[str, object]) -> Judgement:
    """Keep one judgement; what comes back is stored for good.

    Parameters
    ----------
    casebook : Casebook
        Where to keep it.
    row : mapping
        The columns of `judgement_rows.COLUMNS`: a, b, c, about, value, who, made, why, and
        where wanted low, high, source.

    Raises
    ------
    UnknownName
        A state, component, event, document or item that is not known.
    ImpossibleQuestion
        Twice one state, a value off the scale, no author, no reason, no day or one to come.
    """
    return add_judgements(casebook, [read_row(row)]).judgements[0]


def add_judgements(casebook: Casebook, judgements: Iterable[Judgement]) -> Kept:
    """Keep several in one transaction, all or none; one that is there word for word is kept once.

    Raises
    ------
    UnknownName
        A document or item that is not known.
    """
    seen = _Documents(casebook)
    asked = [seen.placed(_plain(j)) for j in judgements]
    kept: list[Judgement] = []
    already = 0
    with casebook.engine.begin() as connection:
        STEPS.lock(connection)
        for j in asked:
            values = _values(j)
            same = (JUDGEMENTS.c[n].is_(None) if v is None else JUDGEMENTS.c[n] == v for n, v in values.items())
            number = connection.execute(select(JUDGEMENTS.c.number).where(*same)).scalar()
            already += number is not None
            if number is None:
                made = insert(JUDGEMENTS).values(**values, written=now()).returning(JUDGEMENTS.c.number)
                number = connection.execute(made).scalar_one()
            kept.append(_judgement(_row(connection, number), seen))
    return Kept(tuple(kept), already)


def withdraw_judgement(casebook: Casebook, name: str, *, who: str, why: str, on: date | str | None = None) -> Judgement:
    """Take a judgement back from a day on: it stays in sight and counts no longer; the one before it stands again.

    Parameters
    ----------
    casebook : Casebook
        Where it is kept.
    name : str
        Its id, "J12".
    who, why : str
        Neither may be empty; `who` is its author, whatever the case and the blanks of the name.
    on : date, str or None
        The day; None is today.

    Raises
    ------
    UnknownName
        There is no such judgement.
    ImpossibleQuestion
        It was withdrawn before, somebody else made it, nobody says who or why, or the day is to
        come or before the judgement.
    """
    told = {"who": who, "why": why}
    by, reason = (storable(words_in(told, n, of="a withdrawal")) for n in ("who", "why"))
    day = day_in(on or date.today(), of="a withdrawal")  # noqa: DTZ011 (the writer's own day)
    seen = _Documents(casebook)
    with casebook.engine.begin() as connection:
        STEPS.lock(connection)
        number = _number(connection, name)
        before = _judgement(_row(connection, number), seen)
        if before.withdrawn is not None:
            raise ImpossibleQuestion(
                f"{before.id} was withdrawn before",
                found=f"on {before.withdrawn.on.isoformat()} by {before.withdrawn.who}",
                hint="judge anew where it should stand again",
            )
        if by.casefold() != before.author:
            raise ImpossibleQuestion(
                "a judgement is withdrawn by whoever made it",
                found=f"{by}; {before.id} is {before.who}'s",
                hint="judge the same yourself: your word stands beside theirs",
            )
        if day < before.made:
            raise ImpossibleQuestion(
                "a judgement is withdrawn after it was made",
                found=f"{day.isoformat()}, made {before.made.isoformat()}",
                hint="give a later day",
            )
        connection.execute(
            insert(WITHDRAWALS).values(judgement=number, day=day.isoformat(), who=by, why=reason, written=now())
        )
    return replace(before, withdrawn=Withdrawn(day, by, reason))


class _Documents:
    """Documents that evidence was found in, each opened once: item names to spans and back."""

    def __init__(self, casebook: Casebook) -> None:
        self._casebook = casebook
        self._entries: dict[str, Entry] = {}

    def placed(self, j: Judgement) -> Judgement:
        """With the span of an item for its name, which another reading may give to another item."""
        if j.kind != "evidence" or ":" not in j.subject:
            return j
        document, _, item = j.subject.partition(":")
        entry = self._entry(document)
        d = entry.reading.document
        named = {n: key for n, key in _spans(entry).items() if _SPAN.fullmatch(key)}
        span = _SPAN.fullmatch(named.get(item, item))
        if span is None or not int(span[2]) < int(span[3]) <= len(d.text):
            raise UnknownName("statement, forecast, figure or event of this document", item, named)
        if d.published is not None and d.published > j.made:
            raise ImpossibleQuestion(
                "an article is judged once it has appeared",
                found=f"published {d.published.isoformat()}, judged on {j.made.isoformat()}",
                hint="give the day on which the judgement was made",
            )
        return replace(j, about=f"evidence:{d.id}:{span[0]}", source=j.source or storable(d.source))

    def named(self, about: str) -> str:
        """With the name of an item for its span, where the newest reading holds it."""
        kind, _, subject = about.partition(":")
        if kind != "evidence" or "@" not in subject:
            return about
        document, _, span = subject.partition(":")
        found = {key: n for n, key in _spans(self._entry(document)).items()}
        return f"evidence:{document}:{found.get(span, span)}"

    def _entry(self, document: str) -> Entry:
        if document not in self._entries:
            self._entries[document] = self._casebook.document(document)
        return self._entries[document]


def _spans(entry: Entry) -> dict[str, str]:
    """Every item's name to its kind and span: "s3" to "statements@120:164"."""
    names = labels(entry.as_read)
    return {n: f"{kind}@{key}" for n, (key, kind, _) in zip(names, which(entry.as_read), strict=True)}


def _values(j: Judgement) -> dict[str, Any]:
    names = ("a", "b", "c", "about", "value", "low", "high", "who", "why", "source")
    return {n: getattr(j, n) for n in names} | {"made": j.made.isoformat()}


def _plain(j: Judgement) -> Judgement:
    return replace(j, who=storable(j.who), why=storable(j.why), source=storable(j.source))


def _row(connection: Connection, number: int) -> Any:
    return connection.execute(_with_withdrawals().where(JUDGEMENTS.c.number == number)).one()


def _with_withdrawals() -> Select[Any]:
    gone = (WITHDRAWALS.c[n].label(f"gone_{n}") for n in ("day", "who", "why"))
    return select(JUDGEMENTS, *gone).outerjoin(WITHDRAWALS, WITHDRAWALS.c.judgement == JUDGEMENTS.c.number)


def _judgement(row: Any, seen: _Documents) -> Judgement:
    gone = Withdrawn(date.fromisoformat(row.gone_day), row.gone_who, row.gone_why) if row.gone_day else None
    return Judgement(
        *(f"J{row.number}", row.a, row.b, row.c, seen.named(row.about), row.value, row.low, row.high),
        *(row.who, date.fromisoformat(row.made), row.why, row.source, gone, row.written),
    )


def _number(connection: Connection, name: str) -> int:
    plain = name.strip().upper().removeprefix("J")
    number = int(plain) if plain.isascii() and plain.isdigit() and len(plain) < 10 else -1
    if connection.execute(select(JUDGEMENTS.c.number).where(JUDGEMENTS.c.number == number)).first() is None:
        known = connection.execute(select(JUDGEMENTS.c.number).limit(1000)).scalars()
        raise UnknownName("judgement", name, (f"J{n}" for n in known))
    return number
