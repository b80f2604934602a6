"""How much of each part goes into two pages: from all that a brief holds to its least."""

from __future__ import annotations

import re
from dataclasses import dataclass

__all__ = ["ROOMS", "Room", "sentences"]


@dataclass(frozen=True, slots=True)
class Room:
    """Upper bounds; what exceeds them is left out, the strongest or first kept.

    Attributes
    ----------
    evidence : int
        Entries for, and as many against.
    changes, signposts, cases, caveats, references : int
        Rows or entries.
    told : int
        Sentences of a text that another room wrote: blowback, a corner, a triangle.
    letters : int
        Characters of one entry; past them it ends at a word, with an ellipsis.
    full_sources : bool
        Sources as their producers want them cited; else producer, title and version.
    answer_chart : bool
        Whether the answer is drawn as well as written.
    """

    evidence: int
    changes: int
    signposts: int
    cases: int
    caveats: int
    references: int
    told: int
    letters: int
    full_sources: bool
    answer_chart: bool


ROOMS: tuple[Room, ...] = (
    Room(5, 6, 6, 5, 4, 6, 5, 320, full_sources=True, answer_chart=True),
    Room(5, 6, 6, 5, 4, 6, 4, 320, full_sources=True, answer_chart=False),
    Room(5, 5, 5, 4, 3, 6, 3, 240, full_sources=True, answer_chart=False),
    Room(5, 5, 5, 4, 3, 5, 3, 200, full_sources=False, answer_chart=False),
    Room(5, 5, 4, 3, 3, 5, 2, 170, full_sources=False, answer_chart=False),
    Room(5, 4, 4, 3, 2, 5, 2, 140, full_sources=False, answer_chart=False),
    Room(5, 4, 3, 2, 2, 4, 1, 130, full_sources=False, answer_chart=False),
    Room(4, 3, 3, 2, 2, 4, 1, 110, full_sources=False, answer_chart=False),
    Room(3, 3, 2, 2, 2, 3, 1, 90, full_sources=False, answer_chart=False),
)
"""Tried in this order; the first that fills no more than two pages is taken."""

# A full stop ends a sentence, but not after an initial, a title or a saint.
_END = re.compile(r"(?<=[.!?])(?<!\b[A-Z]\.)(?<!\bSt\.)(?<!\bNo\.)(?<!\bvs\.) (?=[A-Z\d“\"(])")


def sentences(words: str, most: int) -> str:
    """The first `most` sentences of a text."""
    return " ".join(_END.split(words.strip())[:most])
