"""The triangle on the page: its three ties drawn, who is who, and who needs whom."""

from __future__ import annotations

from typing import Any

from tertius.present.numbers import decimal, share_of_draws
from tertius.report.document.document import Figure, Paragraph, Section, Table, Text
from tertius.report.document.drawing import FULL
from tertius.report.document.room import Room, sentences
from tertius.report.document.sources import Sources
from tertius.report.lines import concentration_line, contradictions, exposure_notes, exposure_table, role_rows
from tertius.triangle.chart import PAIRS, seen_to, tie_spec
from tertius.triangle.triangle import Triangle
from tertius.wedge.answer import Assessment

__all__ = ["needs", "ties", "who_is_who"]

PANEL = 158
"""Pixels of one panel's axis: three of them with their labels make the width of the text."""

HEIGHT = 104
GAP = 6
EVENTS = 5
"""Events of the chronicle named in a panel."""

DOUBTS = 2
"""Doubts of the figures of dependence that always stand: what a share is of, and whose figures they are."""

_PARTS = ("kappa", "ideal_distance", "relations", "alliance_atop", "dispute")


def ties(found: Triangle, room: Room, sources: Sources) -> tuple[Figure, Paragraph]:
    """The three ties through time in one drawing, and whether their measures contradict each other."""
    said = Paragraph(Text(" ".join(filter(None, (sentences(found.explain(), room.told), *contradictions(found))))))
    return _drawn(found, sources), said


def _drawn(found: Triangle, sources: Sources) -> Figure:
    newest = [
        f"{tie.pair} {'close' if kappa.at(kappa.last)[0] > 0 else 'apart'} ({decimal(kappa.at(kappa.last)[0])})"
        for tie in found.ties
        if (kappa := tie.one("kappa")).last is not None
    ]
    used = [d for tie in found.ties for key in _PARTS for d in tie.one(key).datasets]
    return Figure(
        "ties",
        _panels(found),
        f"By votes: {', '.join(newest)}" if newest else "No votes to draw the three ties from",
        f"Up is closer. Bars above: treaty in force{seen_to(found, 'alliance_atop')}; below: force shown or used"
        f"{seen_to(found, 'dispute')}. Upright lines: events of the chronicle. Hatched: not observed",
        Text(
            "Double line: kappa, agreement on contested UN votes beyond what the two states' usual votes would give by "
            f"chance{seen_to(found, 'kappa')}. The latent tie, with its 50 and 90\u2009% bands, is what all indicators "
            "share.",
            sources.note(used),
        ),
        "; ".join(f"{tie.pair}: {tie.explain()}" for tie in found.ties),
        width=FULL,
    )


def _panels(found: Triangle) -> dict[str, Any]:
    drawn = [
        {
            **tie_spec(tie, pair, height=HEIGHT, width=PANEL, events=EVENTS, hover=False, closeness=pair == PAIRS[0]),
            "width": PANEL,
        }
        for tie, pair in zip(found.ties, PAIRS, strict=True)
    ]
    return {"hconcat": drawn, "spacing": GAP}


def who_is_who(found: Triangle) -> Section:
    """The roles of the three by votes and by latent ties, each with its probability."""
    read = [(f"by votes, {r.first}–{r.last}", role_rows(r, found.states)) for r in (found.roles,) if r is not None]
    read += [(f"by latent ties, {r.last}", role_rows(r, found.states)) for r in (found.latent,) if r is not None]
    why = (Paragraph(Text(found.why_no_roles), "quiet"),) if found.why_no_roles else ()
    if not read:
        return Section("Who is who", why)
    body = tuple(
        (
            Text(state.name),
            *(
                Text(", ".join(f"{role} {share_of_draws(p)}" for who, role, p in rows if who == state.name))
                for _, rows in read
            ),
        )
        for state in found.states
    )
    head = ("", *(label for label, _ in read))
    return Section("Who is who", (Table(head, body, shares=(0.25, *((0.75 / len(read),) * len(read)))), *why))


def needs(asked: Assessment, room: Room, sources: Sources) -> Section | None:
    """Who needs whom, both ways, every figure with its year and its source; None where nothing is known."""
    exposures, day = asked.dependence, asked.question.as_of
    if not exposures:
        return None
    head, rows = exposure_table(exposures, day)
    source = {e.label: e.dataset for e in exposures}
    cited = {row[0]: sources.note([source[row[0]]]) if room.own_notes else () for row in rows}
    together = () if room.own_notes else sources.note([source[row[0]] for row in rows])
    body = tuple((Text(row[0], cited[row[0]]), *(Text(cell) for cell in row[1:])) for row in rows)
    doubts = exposure_notes(exposures)
    said = " ".join(filter(None, (concentration_line(exposures, day), *doubts[: max(room.told, DOUBTS)])))
    columns = len(head) - 1
    table = Table(tuple(head), body, numeric=tuple(range(1, columns + 1)), shares=(0.3, *((0.7 / columns,) * columns)))
    return Section("Who needs whom", (*((table,) if rows else ()), Paragraph(Text(said, together), "quiet")))
