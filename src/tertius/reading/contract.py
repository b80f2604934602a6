"""A reading as plain values, in the shape others rely on, and as sentences and tables made from them."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, get_args

from tertius.present.numbers import day
from tertius.provenance import Licence, Provenance, Snapshot, Source
from tertius.reading.document import Document
from tertius.reading.record import (
    AUTHOR,
    UNNAMED,
    Event,
    Figure,
    Forecast,
    Item,
    Kind,
    Move,
    Person,
    Reading,
    Statement,
)

if TYPE_CHECKING:
    import polars as pl

__all__ = ["FIELDS", "as_record", "explained", "frame", "origin", "record_of"]

FIELDS: dict[Kind, tuple[str, ...]] = {
    "people": ("name", "affiliation", "state", "role"),
    "statements": ("start", "end", "text", "speaker", "speaker_as_written", "cue", "mode", "part", "chain"),
    "forecasts": (
        *("start", "end", "text", "speaker", "phrase", "low", "high", "event", "pair", "move"),
        *("condition", "horizon", "part", "scale"),
    ),
    "figures": (
        *("start", "end", "text", "value", "unit", "measures", "states", "period", "part", "status", "comparison"),
    ),
    "events": ("start", "end", "text", "source", "target", "category", "date", "part"),
}
"""What is said of each item, in order; `text` is the span."""

KINDS: dict[Kind, type[Item]] = {
    "people": Person,
    "statements": Statement,
    "forecasts": Forecast,
    "figures": Figure,
    "events": Event,
}

_SPOKEN = {AUTHOR: "the author", UNNAMED: "nobody named"}
_HALVES = re.compile("[\ud800-\udfff]")
_TERMS = Licence("the publisher's", "", redistribute=False, derived="spans and figures may be quoted with their source")


def as_record(found: Reading) -> dict[str, Any]:
    """One object: document, people, statements, forecasts, figures, events; then caveats and provenance."""
    d = found.document
    listed = {kind: [record_of(kind, item, d.text) for item in _items(found, kind)] for kind in FIELDS}
    return {
        "document": {
            "id": d.id,
            "title": _sayable(d.title),
            "publisher": _sayable(d.publisher),
            "author": _sayable(d.author),
            "published": d.published.isoformat() if d.published else None,
            "language": d.language,
            "source": _sayable(d.source),
            "reader": found.reader,
            "model": found.model,
        },
        **listed,
        "caveats": [_sayable(c) for c in found.caveats],
        "provenance": found.provenance.to_list(),
    }


def record_of(kind: Kind, item: Item, text: str) -> dict[str, Any]:
    """One item as plain values, with the span it points at."""

    def value(name: str) -> Any:
        if name == "text":
            return _sayable(text[item.start : item.end])  # type: ignore[union-attr]
        found = getattr(item, name)
        if isinstance(found, tuple):
            return [_sayable(part) for part in found]  # type: ignore[reportUnknownVariableType]
        return _sayable(str(found)) if isinstance(found, str) else found

    return {name: value(name) for name in FIELDS[kind]}


def explained(found: Reading) -> str:
    """Two or three sentences on what was found."""
    d = found.document
    where = ", ".join(filter(None, (_sayable(d.publisher), day(d.published) if d.published else None)))
    name = f"“{_sayable(d.title)}”" if d.title else _sayable(d.source)
    speakers = {s.speaker for s in found.statements}
    holders = Counter(_SPOKEN.get(f.speaker, f.speaker) for f in found.forecasts)
    counts = (
        f"{name}{f' ({where})' if where else ''}: {_many(len(found.statements), 'statement')} by "
        f"{_many(len(speakers), 'speaker')}, {_many(len(found.forecasts), 'forecast')}, "
        f"{_many(len(found.figures), 'figure')}, {_many(len(found.events), 'event')}."
    )
    if not found.forecasts:
        return counts
    moves = Counter(f.move for f in found.forecasts)
    said = ", ".join(f"{moves[m]} {m}" for m in get_args(Move) if moves[m])
    most, n = holders.most_common(1)[0]
    ranged = sum(f.low is not None for f in found.forecasts)
    return (
        f"{counts} The forecasts point {said}; {n} of them are {_owner(most)}. "
        f"The words of {ranged} of {len(found.forecasts)} have a range on the scale {found.forecasts[0].scale}."
    )


def frame(found: Reading, kind: Kind = "forecasts") -> pl.DataFrame:
    """The items of one kind, a row each, after the document they stand in; lists are joined by "; "."""
    import polars as pl

    d = found.document
    about = {
        "document": d.id,
        "title": _sayable(d.title),
        "publisher": _sayable(d.publisher),
        "published": d.published.isoformat() if d.published else None,
    }
    number = {"start": pl.Int64, "end": pl.Int64, "low": pl.Float64, "high": pl.Float64, "value": pl.Float64}
    rows = [about | record_of(kind, item, d.text) for item in _items(found, kind)]
    flat = [{k: "; ".join(v) if isinstance(v, list) else v for k, v in row.items()} for row in rows]  # type: ignore[reportUnknownArgumentType]
    return pl.DataFrame(flat, schema={name: number.get(name, pl.String) for name in (*about, *FIELDS[kind])})


def origin(found: Reading) -> Provenance:
    """The article by the hash of its text, where its day is known; the steps from it in any case."""
    d = found.document
    steps = (f"{d.source}, text sha256 {d.id}", f"read by {found.reader} with {found.model}")
    return Provenance((_snapshot(d),), steps) if d.published else Provenance((), steps)


def _snapshot(d: Document) -> Snapshot:
    assert d.published is not None
    source = Source(
        id=d.id,
        producer=_sayable(d.publisher) or "publisher not known",
        title=_sayable(d.title) or "no title",
        version=d.published.isoformat(),
        url=_sayable(d.source) or "",
        citation=", ".join(
            filter(None, (_sayable(d.author), _sayable(d.title), _sayable(d.publisher), day(d.published)))
        ),
        licence=_TERMS,
        published=d.published,
    )
    return Snapshot(source, hashlib.sha256(d.text.encode("utf-8", "surrogatepass")).hexdigest())


def _items(found: Reading, kind: Kind) -> Sequence[Item]:
    return getattr(found, kind)


def _sayable(words: str | None) -> str | None:
    # Half a surrogate pair has no UTF-8; a replacement of the same length keeps every offset.
    return None if words is None else _HALVES.sub("\ufffd", words)


def _many(n: int, what: str) -> str:
    return f"{n} {what}{'' if n == 1 else 's'}"


def _owner(name: str) -> str:
    return f"{name}'" if name.endswith("s") else f"{name}'s"
