"""A document as the casebook shows it: its newest reading as corrected, and how it came to be."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any, Generic, TypeVar

from tertius.casebook.corrections import Correction
from tertius.reading.record import Forecast, Reading, Statement

__all__ = ["Entry", "Found", "Listed"]

T = TypeVar("T", Statement, Forecast)


@dataclass(frozen=True, slots=True)
class Listed:
    """One line of the casebook's list; days and instants are ISO 8601, instants in UTC."""

    id: str
    title: str | None
    publisher: str | None
    published: str | None
    source: str
    follows: str | None
    readings: int
    reader: str
    model: str
    made_at: str
    kept_at: str
    forecasts: int
    corrections: int

    def to_dict(self) -> dict[str, Any]:
        """The line as plain values."""
        return asdict(self)


@dataclass(frozen=True, slots=True, eq=False)
class Entry:
    """A kept document.

    Attributes
    ----------
    reading
        The newest reading with corrections applied.
    as_read
        The newest reading as it was made.
    corrections, orphans
        What people corrected; orphans are corrections of items that the newest reading did not find.
    follows
        Id of the version of the same place kept before this one, or None.
    readings
        Number, reader, model and instant of every reading, oldest first.
    """

    reading: Reading
    as_read: Reading
    corrections: tuple[Correction, ...]
    orphans: tuple[Correction, ...]
    follows: str | None
    kept_at: str
    readings: tuple[tuple[int, str, str, str], ...]

    def to_dict(self) -> dict[str, Any]:
        """The reading as `tertius read --json` prints it, with the text, the corrections and the readings."""
        names = ("number", "reader", "model", "made_at")
        return {
            **self.reading.to_dict(),
            "text": self.reading.document.text.encode("utf-8", "replace").decode(),
            "follows": self.follows,
            "kept_at": self.kept_at,
            "readings": [dict(zip(names, r, strict=True)) for r in self.readings],
            "corrections": [asdict(c) for c in self.corrections],
            "orphans": [asdict(c) for c in self.orphans],
        }


@dataclass(frozen=True, slots=True, eq=False)
class Found(Generic[T]):
    """A statement or forecast and the document it stands in."""

    entry: Entry
    item: T

    @property
    def text(self) -> str:
        """The words in the article."""
        return self.entry.reading.document.text[self.item.start : self.item.end]
