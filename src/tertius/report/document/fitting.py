"""The most of an answer that fits on two pages."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from tertius.report.document.as_pdf import PAGES, pages
from tertius.report.document.compose import compose
from tertius.report.document.document import Document
from tertius.report.document.room import ROOMS, Room
from tertius.wedge.answer import Assessment

__all__ = ["fitted"]

_FRONT = ("moves", "letters", "caveats")
_BACK = ("told", "cases")
_NOTES = ("own_notes",)
_SOURCES = ("full_sources",)


def fitted(found: Assessment, *, for_word: bool = False) -> Document:
    """The fullest document that is no longer than two pages once typeset.

    Word sets sides one below the other; with `for_word` the pages are counted that way. What is
    left out is chosen by `tertius.report.document.room`, never by the page's end. The first
    room that fits is widened again where a page has room to spare: what stands on the first
    page, notes of their own, what stands on the second page, then the sources in full.
    """

    def fits(room: Room) -> bool:
        return pages(compose(found, room), for_word=for_word) <= PAGES

    at = _first(ROOMS, fits)
    best = ROOMS[at]
    # What Word fills is foreseen, not counted: its second page keeps what the widening would take.
    for fields in (_FRONT,) if for_word else (_FRONT, _NOTES, _BACK, _SOURCES):
        wider = [replace(best, **{f: getattr(room, f) for f in fields}) for room in ROOMS[: at + 1]]
        best = wider[_first(wider, fits)]
    return compose(found, best)


def _first(rooms: Sequence[Room], fits: Callable[[Room], bool]) -> int:
    """The place of the first room that fits, the last taken to do so: what is tighter never takes more."""
    low, high = 0, len(rooms) - 1
    while low < high:
        middle = (low + high) // 2
        low, high = (low, middle) if fits(rooms[middle]) else (middle + 1, high)
    return low
