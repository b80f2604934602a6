"""What a reading found as rows of text and back: nothing is lost on the way, and the same reading has the same hash."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, fields
from typing import Any, cast

from tertius.reading.actors import Mention
from tertius.reading.document import Block, Document, Part
from tertius.reading.record import Event, Figure, Forecast, Item, Kind, Person, Reading, Statement

__all__ = [
    "KINDS",
    "LETTERS",
    "about",
    "digest",
    "labels",
    "listed",
    "names_as_read",
    "packed",
    "pair_key",
    "rebuilt",
    "unpacked",
    "which",
]

KINDS: dict[str, type[Item]] = {
    "people": Person,
    "statements": Statement,
    "forecasts": Forecast,
    "figures": Figure,
    "events": Event,
}

_FIELDS = {kind: tuple(f.name for f in fields(kind)) for kind in KINDS.values()}

LETTERS: dict[str, str] = {"p": "people", "s": "statements", "f": "forecasts", "n": "figures", "e": "events"}
"""How a person names an item: "f3" is the third forecast of the newest reading."""


def listed(found: Reading) -> Iterator[tuple[Kind, Item]]:
    """Every item of a reading with its kind, in a fixed order."""
    for kind in KINDS:
        for item in cast("Sequence[Item]", getattr(found, kind)):
            yield cast("Kind", kind), item


def labels(found: Reading) -> dict[str, tuple[Kind, Item]]:
    """Every item by the name a person calls it: "s1", "f3"."""
    letter = {kind: letter for letter, kind in LETTERS.items()}
    counted: Counter[str] = Counter()
    named: dict[str, tuple[Kind, Item]] = {}
    for kind, item in listed(found):
        counted[kind] += 1
        named[f"{letter[kind]}{counted[kind]}"] = (kind, item)
    return named


def which(found: Reading) -> list[tuple[str, Kind, Item]]:
    """Every item with what tells it from the others across readings: its span, or a person's name.

    The second of two items of a kind with the same span is told by a number: "10:42#2".
    """
    seen: Counter[tuple[str, str]] = Counter()
    named: list[tuple[str, Kind, Item]] = []
    for kind, item in listed(found):
        key = item.name if isinstance(item, Person) else f"{item.start}:{item.end}"
        seen[kind, key] += 1
        again = seen[kind, key]
        named.append((key if again == 1 else f"{key}#{again}", kind, item))
    return named


def names_as_read(found: Reading, as_read: Reading) -> dict[int, str]:
    """What a person calls each item of a corrected reading, by its identity: its name in the reading as it was made.

    An item that was struck leaves a gap, so that every other keeps the name under which it is corrected.
    """
    if found is as_read:
        return {id(item): name for name, (_, item) in labels(as_read).items()}
    told = {(kind, key): name for (key, kind, _), name in zip(which(as_read), labels(as_read), strict=True)}
    return {id(item): told[kind, key] for key, kind, item in which(found) if (kind, key) in told}


def packed(item: Item) -> str:
    """Plain characters only: no text column refuses them, whatever the article held."""
    return json.dumps(asdict(item))


def unpacked(kind: str, row: str) -> Item:
    """The item that was packed."""
    return cast("Item", _made(KINDS[kind], json.loads(row)))


def about(found: Reading) -> str:
    """What a reading holds besides its items, as one text."""
    d = found.document
    return json.dumps(
        {
            "blocks": [(b.start, b.end, b.part) for b in d.blocks],
            "notes": d.notes,
            "caveats": found.caveats,
            "mentions": [(m.start, m.end, m.state, m.kind) for m in found.mentions],
        }
    )


def digest(found: Reading) -> str:
    """Hash of everything a reading says but its day: two that are the same are one."""
    sum_ = hashlib.sha256(f"{found.reader}\n{found.model}\n{about(found)}".encode())
    for kind, item in listed(found):
        sum_.update(f"\n{kind} {packed(item)}".encode())
    return sum_.hexdigest()


def rebuilt(document: Document, row: Any, items: Iterable[Any]) -> Reading:
    """The reading that was kept: its own row and the rows of its items, in order."""
    told = json.loads(row.about)
    blocks = tuple(Block(start, end, Part(part)) for start, end, part in told["blocks"])
    kinds: dict[str, list[Item]] = {kind: [] for kind in KINDS}
    for each in items:
        kinds[each.kind].append(unpacked(each.kind, each.item))
    d = document
    whole = Document(
        *(d.id, d.text, d.source, d.title, d.publisher, d.author, d.published, d.language),
        blocks=blocks,
        notes=tuple(told["notes"]),
    )
    return Reading(
        document=whole,
        reader=row.reader,
        model=row.model,
        caveats=tuple(told["caveats"]),
        mentions=tuple(Mention(*m) for m in told["mentions"]),
        **{kind: tuple(found) for kind, found in kinds.items()},  # type: ignore[arg-type]
    )


def pair_key(pair: Sequence[str] | None) -> str | None:
    """Two states' codes in alphabetical order, as one text; None for no pair."""
    return None if pair is None else "-".join(sorted(pair))


def _made(kind: type, values: dict[str, Any]) -> object:
    """A record from plain values: lists become tuples, a part becomes a `Part`."""

    def value(name: str) -> Any:
        found = values[name]
        if name == "part":
            return Part(found)
        return tuple(cast("list[Any]", found)) if isinstance(found, list) else found

    return kind(**{name: value(name) for name in _FIELDS[kind] if name in values})
