"""What the wedge turns on, section by section: evidence, what would change it, signposts, blowback, corners, cases."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from datetime import date

from tertius.present.names import capital
from tertius.present.numbers import day, month, percent, percent_apart, signed
from tertius.report.document.document import Items, Paragraph, Section, Table, Text
from tertius.report.document.room import ITEMS, Room, sentences
from tertius.report.document.sources import Sources
from tertius.report.weighed_lines import courses, ended
from tertius.wedge.cases.near import NearCase
from tertius.wedge.evidence.evidence import SELECTION, Evidence, not_covered
from tertius.wedge.evidence.item import Item
from tertius.wedge.outlook.blowback import Blowback
from tertius.wedge.outlook.change import Change
from tertius.wedge.outlook.corners import Corner
from tertius.wedge.outlook.signposts import Signpost
from tertius.wedge.robustness import Robustness

__all__ = [
    "cases",
    "changes",
    "chosen",
    "corners",
    "evidence",
    "robust",
    "shortened",
    "signposts",
    "told",
]

# A doubt of a figure, longer than an interval: it stands beside the figure itself, in the table of dependence.
_ASIDE = re.compile(r" \([^()]{30,}.*\)$")

_WHOLE = 25
"""Characters before a bracket that say enough without it."""


def evidence(title: str, items: Iterable[Item], speaks_for: bool, room: Room) -> Section | None:
    """The strongest items of one side as they come, each with source and date as its footnote; None without any."""
    side = [i for i in items if i.for_ is speaks_for]
    kept = side[:ITEMS]
    if not kept:
        return None
    notes = _in_order([_footnote(i) for i in kept], room)
    texts = tuple(Text(shortened(_dated(i), room), own) for i, own in zip(kept, notes, strict=True))
    return Section(f"{title} ({len(kept)} of {len(side)})" if len(kept) < len(side) else title, (Items(texts),))


def chosen(found: Evidence) -> str:
    """That the acts told are a selection, and of which ties it is none; empty where none are told."""
    return " ".join(filter(None, (SELECTION, not_covered(found.states, found.as_of)))) if found.items else ""


def robust(found: Robustness, selection: str) -> Section:
    """Whether one item or half a likelihood ratio flips the words, and what the items are chosen from."""
    said = (Paragraph(Text(selection), "quiet"),) if selection else ()
    return Section("How much hangs on one item", (Paragraph(Text(found.explain())), *said))


def changes(found: Sequence[Change], room: Room) -> Section | None:
    """Observations that would move the answer, those that move it furthest first; None without any."""
    moves = sorted(found, key=lambda c: -abs(c.to_probability - c.from_probability))[: room.moves]
    if not moves:
        return None
    rows = tuple(
        (
            Text(capital(shortened(c.observation, room))),
            Text(f"{_becomes(c)}, {_points(c.difference)} ({_points(c.low)} to {_points(c.high)})"),
        )
        for c in moves
    )
    becomes = f"from {percent(moves[0].from_probability)}, with judgements, to; points between centres (90 %)"
    table = Table(("if within a year", becomes), rows, numeric=(1,), shares=(0.66, 0.34))
    return Section("What would change it", (table,))


def signposts(found: Sequence[Signpost], room: Room, sources: Sources) -> Section | None:
    """What to watch, where it is published, where it stands and from where it speaks; None without any."""
    rows = tuple(
        (
            Text(shortened(s.what, room), sources.note(s.basis) or ((f"{capital(s.where)}.",) if s.where else ())),
            Text(shortened(_ASIDE.sub("", s.now), room)),
            Text(shortened(s.threshold, room)),
        )
        for s in found[: room.moves]
    )
    if not rows:
        return None
    return Section("What to watch", (Table(("", "now", "speaks from"), rows, shares=(0.38, 0.29, 0.33)),))


def told(title: str, found: Blowback | None, room: Room) -> Section | None:
    """The first sentences of another room's paragraph; None where it has nothing to say."""
    said = sentences(found.explain(), room.told) if found is not None else ""
    return Section(title, (Paragraph(Text(said)),)) if said else None


def corners(found: Iterable[Corner], room: Room, possessive: Callable[[str], str]) -> Section | None:
    """The question seen from B's and from C's corner, a paragraph each with what it could do; None without any."""
    said = tuple(
        Paragraph(Text(words, lead=f"From {possessive(corner.name)} corner."))
        for corner in found
        if corner.place != "A"
        and (words := " ".join(filter(None, (sentences(corner.explain(), room.told), _could(corner)))))
    )
    return Section("What the other two could do", said) if said else None


def cases(found: Sequence[NearCase], room: Room) -> Section | None:
    """The attempts of the past nearest to the question; None without any."""
    kept = found[: room.cases]
    notes = _in_order([_checked_in(c) for c in kept], room)
    rows = tuple(
        (
            Text(f"{c.divider}: {c.target} from {c.partner}, {c.years}", own),
            Text(ended(c.outcome, c.degree)),
            Text(shortened("; ".join(c.differed), room)),
        )
        for c, own in zip(kept, notes, strict=True)
    )
    if not rows:
        return None
    table = Table(("who tried to part whom", "outcome", "what differed"), rows, shares=(0.38, 0.14, 0.48))
    return Section("The nearest cases", (table,))


def shortened(words: str, room: Room) -> str:
    """The words within the room an entry has.

    Where they are longer, what stands in brackets and after goes first; what is still too long
    ends at a word, with an ellipsis.
    """
    said = " ".join(words.replace("\n", " ").split(" "))
    if len(said) > room.letters and len(before := said.split(" (")[0]) >= _WHOLE:
        said = before
    if len(said) <= room.letters:
        return said
    return f"{said[: room.letters].rsplit(' ', 1)[0].rstrip(' ,;:.–')} …"


def _dated(item: Item) -> str:
    return f"{_written(item.date)}: {item.text}" if item.date else item.text


def _footnote(item: Item) -> tuple[str, ...]:
    times = "once more" if item.reprints == 1 else f"{item.reprints} more times"
    again = f"Printed {times}, counted once" if item.reprints else ""
    # Many a source is named with its day.
    when = "" if item.date and str(item.date)[:4] in item.source else _written(item.date)
    said = [part.strip().rstrip(".") for part in (item.source, when, again) if part and part.strip()]
    origin = ", ".join(part for part in said if part != again)
    return (f"{'. '.join(filter(None, (origin, again)))}.",) if said else ()


def _in_order(notes: list[tuple[str, ...]], room: Room) -> list[tuple[str, ...]]:
    """Each entry's own footnote; where room is short, one for all at the last of those that have one."""
    told = [note.rstrip(".") for own in notes for note in own]
    if room.own_notes or len(told) < 2:
        return notes
    last = max(k for k, own in enumerate(notes) if own)
    return [(f"In order: {'; '.join(told)}.",) if k == last else () for k in range(len(notes))]


def _becomes(c: Change) -> str:
    return percent_apart(c.from_probability, c.to_probability, finest=1)[1]


def _points(share: float) -> str:
    return signed(100 * share, 1)


def _checked_in(case: NearCase) -> tuple[str, ...]:
    """The work to check a case in; it says so where that was named from memory."""
    if not case.source:
        return ()
    return (f"{case.source.rstrip('.')}{', named from memory' if case.memory_only else ''}.",)


def _could(corner: Corner) -> str:
    """What a corner could do, in one sentence."""
    return f"It could {courses(corner)}."


def _written(when: str | None) -> str:
    """A day, or as much of one as ISO 8601 gives: "22 Nov 2026", "Nov 2026", "2026"."""
    match [int(p) for p in (when or "").split("-") if p.isdigit()]:
        case [year, m, d]:
            return day(date(year, m, d))
        case [year, m]:
            return month(date(year, m, 1))
        case _:
            return when or ""
