"""How much of each part goes into two pages: from all that a brief holds to its least."""

from __future__ import annotations

import re
from dataclasses import dataclass

__all__ = ["ITEMS", "ROOMS", "Room", "sentences"]

ITEMS = 5
"""Entries of evidence for, and as many against: every brief has them, however little room there is."""


@dataclass(frozen=True, slots=True)
class Room:
    """Upper bounds; what exceeds them is left out, the strongest or first kept.

    Attributes
    ----------
    moves : int
        Observations that would change the answer, and as many signposts.
    cases, caveats : int
        Rows or entries.
    told : int
        Sentences of a text that another room wrote: blowback, a corner, a triangle.
    letters : int
        Characters of one entry; past them it ends at a word, with an ellipsis.
    own_notes : bool
        Whether every act of evidence has a footnote of its own; else one names the sources of a
        side, and one all sources of a chart, in order.
    full_sources : bool
        Sources as their producers want them cited; else producer, title and version.
    answer_chart : bool
        Whether the answer is drawn as well as written.
    """

    moves: int
    cases: int
    caveats: int
    told: int
    letters: int
    own_notes: bool
    full_sources: bool
    answer_chart: bool


ROOMS: tuple[Room, ...] = (
    Room(6, 5, 4, 5, 320, own_notes=True, full_sources=True, answer_chart=True),
    Room(6, 5, 4, 4, 320, own_notes=True, full_sources=True, answer_chart=False),
    Room(5, 4, 3, 3, 240, own_notes=True, full_sources=True, answer_chart=False),
    Room(5, 4, 3, 3, 200, own_notes=True, full_sources=False, answer_chart=False),
    Room(5, 3, 3, 2, 170, own_notes=True, full_sources=False, answer_chart=False),
    Room(5, 3, 2, 2, 140, own_notes=False, full_sources=False, answer_chart=False),
    Room(5, 2, 2, 1, 130, own_notes=False, full_sources=False, answer_chart=False),
    Room(5, 2, 2, 1, 110, own_notes=False, full_sources=False, answer_chart=False),
    Room(5, 2, 2, 1, 90, own_notes=False, full_sources=False, answer_chart=False),
)
"""Tried in this order; the first that fills no more than two pages is taken."""

# A full stop ends a sentence, but not after an initial, a title or a saint.
_END = re.compile(r"(?<=[.!?])(?<!\b[A-Z]\.)(?<!\bSt\.)(?<!\bNo\.)(?<!\bvs\.) (?=[A-Z\d“\"(])")


def sentences(words: str, most: int) -> str:
    """The first `most` sentences of a text."""
    return " ".join(_END.split(words.strip())[:most])
