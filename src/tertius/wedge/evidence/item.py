"""One item of evidence: what was done or said, whether it speaks for A, and where a reader finds it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

__all__ = ["HALF_LIFE_APART", "HALF_LIFE_CLOSER", "SIDE_BY_SIDE", "Item", "Kind", "Span", "recency"]

Kind = Literal["act", "forecast", "event", "statement"]
"""An act of the chronicle; a forecast, an event or a statement of a document that was read."""

HALF_LIFE_CLOSER, HALF_LIFE_APART = 4.0, 8.0
"""Years after which an act counts half: conflict is remembered longer than cooperation."""

SIDE_BY_SIDE = 0.4
"""Severity of acting side by side, in words or in a vote, where B stands with one of the two against the other."""

_YEAR = 365.25


@dataclass(frozen=True, slots=True)
class Span:
    """Where in a document it stands: `text[start:end]` of the text as the casebook keeps it."""

    document: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Item:
    """Something that bears on whether A can pry B away from C.

    Attributes
    ----------
    id
        "chronicle:…" or "casebook:<document>:<item>"; a judgement names it "evidence:…".
    for_
        True where it speaks for A, False against; None where it says neither.
    text
        The chronicle's line, or the words of the document on one line; `span` is exact.
    source
        The document to check it in, or who said it and where.
    date
        ISO 8601, as precise as it is known; None where nothing tells.
    pair
        Which tie: "B-C", "A-B", "A-C", or "A-BC" where A acts on both at once.
    why
        The rule by which it speaks for or against.
    weight
        0 to 1: it orders the items and is no probability.
    category, speaker, document, title, publisher
        Where it has them; `speaker` as the reading gives it.
    days
        First and last day on which it can have happened, by which the same act is known again.
    reprints
        How many further items of other places tell the same, counted here once; `also` are
        their ids, `documents` names every place.
    log_ratio
        Natural logarithm of the likelihood ratio that people gave it; None where nobody did.
    """

    id: str
    for_: bool | None
    text: str
    source: str
    date: str | None
    kind: Kind
    pair: str
    why: str
    weight: float
    span: Span | None = None
    category: str | None = None
    speaker: str | None = None
    document: str | None = None
    title: str | None = None
    publisher: str | None = None
    days: tuple[date, date] | None = None
    reprints: int = 0
    also: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    log_ratio: float | None = None

    @property
    def ids(self) -> tuple[str, ...]:
        """Its own id and those of the items it stands for."""
        return (self.id, *self.also)

    def to_dict(self) -> dict[str, Any]:
        """Plain values, as `--json` prints them."""
        s = self.span
        return {
            "for": self.for_,
            "text": self.text,
            "source": self.source,
            "date": self.date,
            "span": None if s is None else {"document": s.document, "start": s.start, "end": s.end},
            "id": self.id,
            "kind": self.kind,
            "pair": self.pair,
            "why": self.why,
            "weight": round(self.weight, 4),
            "category": self.category,
            "speaker": self.speaker,
            "title": self.title,
            "publisher": self.publisher,
            "reprints": self.reprints,
            "also": list(self.also),
            "documents": list(self.documents),
            "log_ratio": self.log_ratio,
        }


def recency(then: date, day: date, half_life: float) -> float:
    """1 on the day, a half after `half_life` years, a quarter after two of them."""
    return 2.0 ** -(max((day - then).days, 0) / _YEAR / half_life)
