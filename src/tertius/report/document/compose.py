"""From an answer to a document: which sections, in which order, and how much of each."""

from __future__ import annotations

from collections.abc import Callable

from tertius.present.names import possessive, the
from tertius.present.numbers import day
from tertius.report.document import answer_sections, triangle_sections, trust_sections, wedge_sections
from tertius.report.document.document import Document, Section, Side, Text
from tertius.report.document.room import ROOMS, Room
from tertius.report.document.sources import Sources
from tertius.wedge.answer import Assessment

__all__ = ["compose"]

Made = Section | Side | None
Maker = Callable[[Assessment, Room, Sources], Made]


def compose(found: Assessment, room: Room = ROOMS[0]) -> Document:
    """The brief of one answer, within `room`.

    A part with nothing to say (no evidence, no case near) has no section.
    """
    q = found.question
    sources = Sources(found.provenance, full=room.full_sources, apart=room.own_notes)
    box = answer_sections.answered(found, sources)
    parts = tuple(part for make in SECTIONS if (part := make(found, room, sources)) is not None)
    asked = f"as of {day(q.as_of)} · horizon {q.ahead}"
    names = " ".join(f'"{s.name}"' if " " in s.name else s.name for s in (q.a, q.b, q.c))
    colophon = f"Made with Tertius. All windows, ties, caveats and terms: tertius assess {names} --as-of {q.as_of}."
    too_old = answer_sections.too_old(found)
    return Document(q.text, asked, q.as_of, box, too_old, parts, Text(colophon, sources.others()))


def _numbers(found: Assessment, room: Room, sources: Sources) -> Made:
    left = answer_sections.numbers(found, found.weighed.judged)
    right = answer_sections.compared(found, room, sources)
    scored = trust_sections.record(found)
    return Section("The answer", inside=(Side((left,), (right, scored)),))


def _evidence(found: Assessment, room: Room, sources: Sources) -> Made:
    del sources
    e = found.weighed.evidence
    speaks_for = wedge_sections.evidence("What speaks for it", e.items, True, room)
    against = wedge_sections.evidence("What speaks against it", e.items, False, room)
    under = wedge_sections.robust(found.weighed.robustness, wedge_sections.chosen(e))
    return _beside("For and against", speaks_for, against, under=under)


def _changes(found: Assessment, room: Room, sources: Sources) -> Made:
    left = wedge_sections.changes(found.weighed.changes, room)
    right = wedge_sections.signposts(found.weighed.signposts, room, sources)
    return _beside("What would move it", left, right)


def _triangle(found: Assessment, room: Room, sources: Sources) -> Made:
    drawn = triangle_sections.ties(found.triangle, room, sources)
    who = triangle_sections.who_is_who(found.triangle)
    need = triangle_sections.needs(found, room, sources)
    inside = (Side((who,), (need,), share=0.38),) if need is not None else (who,)
    return Section("The triangle", drawn, inside)


def _others(found: Assessment, room: Room, sources: Sources) -> Made:
    del sources
    q = found.question
    blow = wedge_sections.told(f"What it would cost {the(q.a.name)}", found.weighed.blowback, room)
    corners = wedge_sections.corners(found.weighed.corners, room, possessive)
    return _beside("Seen from the others", blow, corners)


def _cases(found: Assessment, room: Room, sources: Sources) -> Made:
    del sources
    return wedge_sections.cases(found.weighed.cases.cases, room)


def _blind(found: Assessment, room: Room, sources: Sources) -> Made:
    del sources
    return trust_sections.blind(found, room)


SECTIONS: tuple[Maker, ...] = (_numbers, _evidence, _changes, _blind, _triangle, _others, _cases)
"""Every part of the brief in the order in which it is read."""


def _beside(title: str, left: Section | None, right: Section | None, under: Section | None = None) -> Section | None:
    """A section with two sides; with one, where the other is empty; None where both are."""
    below = (under,) if under is not None else ()
    match left, right:
        case None, None:
            return None
        case Section(), Section():
            return Section(title, inside=(Side((left,), (right,)), *below))
        case _:
            only = tuple(s for s in (left, right) if s is not None)
            return Section(title, inside=(*only, *below))
