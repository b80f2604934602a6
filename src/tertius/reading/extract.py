"""What a file format gives up: its text, its paragraphs, and what it says about itself."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from tertius.reading.document import Part

__all__ = ["About", "Extract", "Paragraph"]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """`text[start:end]`, never empty; `part` is what the format says it is, None where it says nothing."""

    start: int
    end: int
    part: Part | None = None


@dataclass(frozen=True, slots=True)
class About:
    """What a document says about itself; None where it says nothing."""

    title: str | None = None
    publisher: str | None = None
    author: str | None = None
    published: date | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Extract:
    """Text and paragraphs as the format gives them, in order, not overlapping; `notes` says what is missing."""

    text: str
    paragraphs: tuple[Paragraph, ...]
    about: About = About()
    notes: tuple[str, ...] = ()
