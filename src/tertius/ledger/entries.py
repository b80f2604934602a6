"""What the ledger holds: records that are made once, each sealed with the hash of the one before.

An entry is one JSON object: `version`, `seq`, `written`, `kind`, `body` and `previous`, keys
sorted, no spaces, UTF-8, no NaN. Its hash is the SHA-256 of those bytes; `previous` is the hash
of the entry before, 64 zeros for the first. Whoever keeps one hash can prove later that
nothing up to it was altered, left out or put in.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, fields
from datetime import date
from functools import cache
from typing import Any, Literal, cast

from tertius.errors import TertiusError

__all__ = [
    "GENESIS",
    "KINDS",
    "VERSION",
    "Alias",
    "AtlasRule",
    "Entry",
    "Forecast",
    "Import",
    "Kind",
    "Outcome",
    "Question",
    "Record",
    "Rejection",
    "Resolution",
    "Withdrawal",
    "body_of",
    "canonical",
    "id_of",
    "record_of",
    "seal",
]

VERSION = 1
"""Version of the layout of an entry; it is part of what is hashed."""

GENESIS = "0" * 64
"""What the first entry has for the hash of the one before."""

Outcome = Literal["yes", "no", "void", "partly"]
Kind = Literal["question", "forecast", "resolution", "withdrawal", "alias", "rejection", "import"]


@dataclass(frozen=True, slots=True, kw_only=True)
class AtlasRule:
    """A comparison of one figure of the atlas with a number: what a question that resolves itself asks.

    `table` is "dyads" (then `a` and `b`, the column seen from `a`) or "states" (then `a` alone);
    `minus_year`, where given, asks of the change since that year; `op` is one of >= > <= < == !=.
    The table "moves" is no table but what is computed from one: the net move of `b` toward `a`
    relative to `c` between `minus_year` and `year`, from the column `agreement` of pairs.
    """

    table: str
    column: str
    a: str
    b: str | None = None
    c: str | None = None
    year: int
    minus_year: int | None = None
    op: str
    value: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What will be answered yes or no (or, with `unit`, by a number), by when, and by which rule.

    `actors` are ISO 3166 alpha-3; `status_quo` is the answer if nothing changes, which the
    baseline "no change" gives; `ref` is the name it has in the sheet it came from.
    """

    text: str
    closes: date
    opens: date | None = None
    rule: str | None = None
    actors: tuple[str, ...] = ()
    topic: str | None = None
    status_quo: Literal["yes", "no"] = "no"
    unit: str | None = None
    resolver: AtlasRule | None = None
    ref: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Forecast:
    """How likely somebody called the answer "yes", or which distribution they gave for a number.

    Attributes
    ----------
    question
        The id of a question in the ledger.
    holder, affiliation, outlet, school
        Who forecast, for whom they work, where it appeared, which school of thought or method.
    made, known
        The day it was made, and the day others could know it; `known` is `made` where nothing is said.
    p, low, high, scale
        A probability, or the range that the words imply and the scale that says so; shares of 1.
    quantiles
        A distribution of a number: (share, value), both rising.
    words, document, start, end
        The exact words, and their span in a document of the casebook.
    condition, condition_question
        "If" what, in words, and the question that says whether it came true.
    horizon
        "By" when, in the holder's words.
    corrects
        The id of the forecast this one replaces.
    """

    question: str
    holder: str
    made: date
    known: date | None = None
    affiliation: str | None = None
    outlet: str | None = None
    school: str | None = None
    p: float | None = None
    low: float | None = None
    high: float | None = None
    scale: str | None = None
    quantiles: tuple[tuple[float, float], ...] = ()
    words: str | None = None
    document: str | None = None
    start: int | None = None
    end: int | None = None
    condition: str | None = None
    condition_question: str | None = None
    horizon: str | None = None
    source: str | None = None
    note: str | None = None
    ref: str | None = None
    corrects: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolution:
    """How the world answered: on which day, by what evidence, in whose judgement.

    `share` says how much of a question came true where the outcome is "partly"; `value` is the
    number that came, for a question with a unit.
    """

    question: str
    outcome: Outcome
    resolved_on: date
    by: str
    evidence: str | None = None
    share: float | None = None
    value: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Withdrawal:
    """An entry that was a mistake: it stays where it is and counts no longer."""

    target: str
    because: str
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Alias:
    """Two names of one holder: what stands under `name` counts for `holder`."""

    name: str
    holder: str
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Rejection:
    """A span that was proposed as a forecast and is none, in somebody's judgement."""

    document: str
    start: int
    end: int
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Import:
    """A file that was taken in: its name, its SHA-256, and how many of its rows were left out as bad."""

    file: str
    sha256: str
    rows: int
    left_out: int
    by: str


Record = Question | Forecast | Resolution | Withdrawal | Alias | Rejection | Import

KINDS: dict[Kind, type[Record]] = {
    "question": Question,
    "forecast": Forecast,
    "resolution": Resolution,
    "withdrawal": Withdrawal,
    "alias": Alias,
    "rejection": Rejection,
    "import": Import,
}
_KIND_OF: dict[type[Record], Kind] = {cls: kind for kind, cls in KINDS.items()}
_LETTER = {**{kind: kind[0].upper() for kind in KINDS}, "rejection": "X"}
_DAYS = {"closes", "opens", "made", "known", "resolved_on"}


@dataclass(frozen=True, slots=True)
class Entry:
    """A record in its place: number, moment of writing (UTC, ISO 8601), hash of the one before, own hash."""

    seq: int
    written: str
    kind: Kind
    record: Record
    previous: str
    hash: str

    @property
    def id(self) -> str:
        """The letter of its kind and its number: "Q17", "F18"."""
        return id_of(self.kind, self.seq)


def id_of(kind: str, seq: int) -> str:
    """The letter of a kind and a number: "Q17", "F18"."""
    return f"{_LETTER[kind]}{seq}"


def body_of(record: Record) -> tuple[Kind, dict[str, Any]]:
    """A record as plain JSON values; what was not said is left out."""
    kind = _KIND_OF[type(record)]
    body: dict[str, Any] = {}
    for name in _names(type(record)):
        value: Any = getattr(record, name)
        if value is None or value == ():
            continue
        if isinstance(value, date):
            value = value.isoformat()
        elif isinstance(value, AtlasRule):
            value = {n: v for n in _names(AtlasRule) if (v := getattr(value, n)) is not None}
        elif isinstance(value, tuple):
            value = _listed(cast("tuple[Any, ...]", value))
        body[name] = value
    return kind, body


def record_of(kind: Kind, body: dict[str, Any]) -> Record:
    """The record of a body that `body_of` wrote."""
    given: dict[str, Any] = dict(body)
    for name in _DAYS & given.keys():
        given[name] = date.fromisoformat(given[name])
    if "resolver" in given:
        given["resolver"] = AtlasRule(**given["resolver"])
    if "actors" in given:
        given["actors"] = tuple(given["actors"])
    if "quantiles" in given:
        given["quantiles"] = tuple((share, value) for share, value in given["quantiles"])
    return KINDS[kind](**given)


_encode = json.JSONEncoder(sort_keys=True, ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode


def canonical(body: dict[str, Any]) -> str:
    """The one way to write a body: keys sorted, no spaces, no NaN.

    Raises
    ------
    TertiusError
        When a number is not finite or a text holds what Unicode forbids, so that no file could keep it.
    """
    try:
        text = _encode(body)
        if not text.isascii():
            text.encode()
    except ValueError as e:
        raise TertiusError(
            "an entry must be writable as JSON in UTF-8", found=str(e), hint="finite numbers, whole characters"
        ) from None
    if "\\u0000" in text:
        raise TertiusError("a text holds the character NUL", hint="PostgreSQL cannot store it; remove it")
    return text


def seal(seq: int, written: str, kind: str, body: str, previous: str) -> str:
    """The hash of an entry, from its number, moment, kind, canonical body and the hash of the one before."""
    # Written out, as it is the innermost step of an import: the keys stand in sorted order.
    text = (
        f'{{"body":{body},"kind":"{kind}","previous":"{previous}","seq":{seq},'
        f'"version":{VERSION},"written":"{written}"}}'
    )
    return hashlib.sha256(text.encode()).hexdigest()


@cache
def _names(cls: type[Record] | type[AtlasRule]) -> tuple[str, ...]:
    return tuple(f.name for f in fields(cls))


def _listed(value: tuple[Any, ...]) -> list[Any]:
    return [list(cast("tuple[Any, ...]", v)) if isinstance(v, tuple) else v for v in value]
