"""A paragraph on its way to a block, and the shape of prose."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from tertius.reading.boilerplate import date_line, sign_of
from tertius.reading.document import Part

__all__ = [
    "ASKED",
    "NAME_LIKE",
    "QUOTED",
    "STOP",
    "WORD",
    "Piece",
    "first",
    "is_prose",
    "last",
    "length",
    "piece",
    "signed",
]

STOP = re.compile('[.…。؟:;,][\'"”’»)\\]*_]*$|[.!?…]["”’»]+[)\\]]*$')
ASKED = re.compile("[!?！？][)\\]]*$")
QUOTED = re.compile("^[*_>\\s]*['\"“”‘«]")
WORD = re.compile(r"[^\W_]")
NAME_LIKE = re.compile(r"^\W*[A-Z][\w.’'\-]*(?:\s[A-Z][\w.’'\-]*){1,3}\W*$")


@dataclass(slots=True)
class Piece:
    """A paragraph on its way to a block: `part` is None until something is known of it."""

    start: int
    end: int
    text: str
    part: Part | None
    weak: bool
    prose: bool

    @property
    def free(self) -> bool:
        """Nothing is known of it yet."""
        return self.part is None

    @property
    def own(self) -> bool:
        """Prose that nothing says is boilerplate."""
        return self.part is None and self.prose


def piece(text: str, start: int, end: int, part: Part | None) -> Piece:
    """A paragraph with what its format or its own words say of it."""
    flat = " ".join(text.split())
    weak = False
    if part is None and not WORD.search(flat):
        part = Part.NOTICE
    if part is None:
        sign = sign_of(flat)
        # What stands in quotation marks is said by somebody, whatever its words.
        if sign is not None and (sign.part is Part.CAPTION or not QUOTED.match(flat)):
            part, weak = (None, True) if sign.weak else (sign.part, False)
    return Piece(start, end, flat, part, weak, is_prose(flat))


def is_prose(flat: str) -> bool:
    """Whether a paragraph reads as sentences and not as a line of a menu or a headline."""
    words = flat.count(" ") + 1
    if STOP.search(flat):
        return words >= 4
    if ASKED.search(flat):
        return words > 25 or bool(re.search(r"[.!?]['\"”’)]*\s+[A-Z“\"]", flat))
    return len(flat) >= 160 or (bool(QUOTED.match(flat)) and words >= 6)


def length(pieces: Sequence[Piece]) -> int:
    """Characters of prose that nothing says is boilerplate."""
    return sum(len(p.text) for p in pieces if p.own)


def first(pieces: Sequence[Piece]) -> int:
    """Where such prose begins; their number where there is none."""
    return next((i for i, p in enumerate(pieces) if p.own), len(pieces))


def last(pieces: Sequence[Piece]) -> int:
    """Where such prose ends; -1 where there is none."""
    return next((i for i in range(len(pieces) - 1, -1, -1) if pieces[i].own), -1)


def signed(piece: Piece) -> bool:
    """A byline or the line of the date."""
    return piece.part is Part.AUTHOR_BOX or (piece.part is Part.NOTICE and date_line(piece.text) is not None)
