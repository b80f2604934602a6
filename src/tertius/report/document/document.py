"""A document before it is a file: a question, an answer box, sections of text, tables and figures, and its notes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

__all__ = ["Answered", "Block", "Document", "Figure", "Items", "Paragraph", "Section", "Side", "Table", "Text"]


@dataclass(frozen=True, slots=True)
class Text:
    """Words with the notes that carry them.

    Attributes
    ----------
    words : str
        Plain text.
    notes : tuple of str
        Text of every footnote, marked after the words; equal texts are one footnote.
    lead : str
        Words before, set bold.
    """

    words: str
    notes: tuple[str, ...] = ()
    lead: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph; `kind` is "plain", "quiet" (smaller, for what qualifies) or "warning" (between two rules)."""

    text: Text
    kind: str = "plain"


@dataclass(frozen=True, slots=True)
class Items:
    """A list without numbers, one text an entry."""

    texts: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under a head; the columns in `numeric` (from 0) stand flush right.

    `shares` are the columns' widths as shares of the table's, adding up to 1.
    """

    head: tuple[str, ...]
    rows: tuple[tuple[Text, ...], ...]
    numeric: tuple[int, ...] = ()
    shares: tuple[float, ...] = ()

    def __post_init__(self) -> None:
        assert all(len(row) == len(self.head) for row in self.rows), "a row has as many cells as the head"
        assert not self.shares or len(self.shares) == len(self.head), "a share for every column"

    @property
    def widths(self) -> tuple[float, ...]:
        """The columns' shares of the width; equal where none are given."""
        return self.shares or (1 / len(self.head),) * len(self.head)


@dataclass(frozen=True, slots=True)
class Figure:
    """A chart as a Vega-Lite specification, `width` pixels wide at 12 pixels a label.

    `title` states the finding, `subtitle` measure and period, `alt` what a reader who cannot
    see it must know.
    """

    name: str
    spec: dict[str, Any]
    title: str
    subtitle: str
    note: Text
    alt: str
    width: int


Block = Paragraph | Items | Table | Figure


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and what stands under it; `inside` are sections one level down, or sides of them."""

    title: str
    blocks: tuple[Block, ...] = ()
    inside: tuple[Section | Side, ...] = ()


@dataclass(frozen=True, slots=True)
class Side:
    """Sections beside each other where the page is wide enough; read left before right.

    `share` is the left one's part of the width, from 0 to 1.
    """

    left: tuple[Section, ...]
    right: tuple[Section, ...]
    share: float = 0.5


@dataclass(frozen=True, slots=True)
class Answered:
    """The box at the head: the number with interval (in brackets) and words, a sentence, what stands by."""

    number: str
    interval: str
    words: str
    scale: str
    sentence: Text
    beside: tuple[tuple[str, Text], ...]


@dataclass(frozen=True, slots=True)
class Document:
    """A whole brief. Its footnotes are numbered from 1 in the order in which they are first met."""

    title: str
    asked: str
    day: date
    answered: Answered
    warning: Text | None
    parts: tuple[Section | Side, ...]
    colophon: Text

    @property
    def notes(self) -> tuple[str, ...]:
        """Every footnote once, in order of first mention."""
        return tuple(dict.fromkeys(note for text in self.texts() for note in text.notes))

    def texts(self) -> Iterator[Text]:
        """Every text in reading order."""
        yield self.answered.sentence
        for _, text in self.answered.beside:
            yield text
        if self.warning is not None:
            yield self.warning
        yield from _texts(self.parts)
        yield self.colophon

    @property
    def figures(self) -> tuple[Figure, ...]:
        """Every figure in reading order."""
        return tuple(block for section in self.sections() for block in section.blocks if isinstance(block, Figure))

    def sections(self) -> Iterator[Section]:
        """Every section in reading order, a section before those inside it."""
        yield from _sections(self.parts)


def _sections(parts: Iterable[Section | Side]) -> Iterator[Section]:
    for part in parts:
        if isinstance(part, Side):
            yield from _sections((*part.left, *part.right))
        else:
            yield part
            yield from _sections(part.inside)


def _texts(parts: Iterable[Section | Side]) -> Iterator[Text]:
    for section in _sections(parts):
        for block in section.blocks:
            match block:
                case Paragraph():
                    yield block.text
                case Items():
                    yield from block.texts
                case Table():
                    for row in block.rows:
                        yield from row
                case Figure():
                    yield block.note
