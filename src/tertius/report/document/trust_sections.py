"""How far to trust the answer: what it cannot see, and how the method scored."""

from __future__ import annotations

from tertius.present.numbers import count, decimal, signed
from tertius.report.document.document import Items, Paragraph, Section, Text
from tertius.report.document.room import Room
from tertius.report.lines import record_line
from tertius.wedge.answer import Assessment

__all__ = ["MATTER_MOST", "asked_of_history", "blind", "ranked", "record"]

MATTER_MOST = (
    "T1b sees votes",
    "UN votes trail events",
    "The base rate is the same for every B",
    "The interval is",
)
"""How the caveats begin that a reader must not miss, in order; the others stand on the full page."""


def blind(found: Assessment, room: Room) -> Section:
    """The caveats that matter most, in a fixed order."""
    return Section("What it cannot see", (Items(tuple(Text(c) for c in ranked(found.caveats)[: room.caveats])),))


def ranked(caveats: tuple[str, ...]) -> list[str]:
    """The caveats, those that matter most first, the others in their own order."""
    first = [c for start in MATTER_MOST for c in caveats if c.startswith(start)]
    return list(dict.fromkeys([*first, *caveats]))


def record(found: Assessment) -> Section:
    """How the rate and the data's number scored when asked of history, beside simpler numbers."""
    blocks = [Paragraph(Text(record_line(found)), "quiet")]
    if said := asked_of_history(found):
        blocks.append(Paragraph(Text(said), "quiet"))
    return Section("The record", tuple(blocks))


def asked_of_history(found: Assessment) -> str:
    """The score of the data's number against the base rate's and "no change"; empty where it has none."""
    records = [] if found.data is None else [r for r in (found.data.record, found.data.disjoint) if r is not None]
    if not records:
        return ""
    first = records[0]
    scores = "; ".join(
        f"{'on the same votes' if r.votes == 'same' else 'on disjoint halves of the votes'} {decimal(r.brier, 4)}, "
        + ("" if r.is_the_rate else f"base rate {decimal(r.references['recency'], 4)}, ")
        + f"no change {decimal(r.references['no_change'], 4)}, "
        + (
            "it is the base rate"
            if r.is_the_rate
            else f"skill over the base rate {signed(r.skill)} ({signed(r.skill_low)} to {signed(r.skill_high)})"
        )
        for r in records
    )
    return (
        f"The data's number, from origins {first.first}–{first.last} ({count(first.n)} forecasts, "
        f"{count(first.events)} came): {scores}."
    )
