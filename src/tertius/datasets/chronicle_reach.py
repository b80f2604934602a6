"""What holds of the chronicle on a day: how far it reaches for two states, and whether an act still stands."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from tertius.datasets.chronicle import Event, load_chronicle, undone
from tertius.present.numbers import day as written
from tertius.present.numbers import month

__all__ = ["Reach", "over", "reach", "when"]


@dataclass(frozen=True, slots=True)
class Reach:
    """Lines that name both of two states, known on a day; `first` and `last` are None where there is none."""

    lines: int
    first: Event | None
    last: Event | None


def reach(one: str, other: str, day: date) -> Reach:
    """What the chronicle holds of two states, ISO 3166 alpha-3, as known on a day."""
    found = [e for e in load_chronicle() if e.known <= day and {one, other} <= e.actors]
    return Reach(len(found), found[0] if found else None, found[-1] if found else None)


def over(event: Event, day: date) -> str:
    """That a later act undid it by the day, or that its own term ran out, with the day; empty where it stands."""
    later = undone(event, day)
    if later is not None:
        return f"undone {when(later)}"
    ends = date.fromisoformat(event.until) if event.until else None
    return f"its term ended {written(ends)}" if ends is not None and ends < day else ""


def when(event: Event) -> str:
    """Its day as a page writes it, or its month or year where only that is certain."""
    known = {"day": written(event.date), "month": month(event.date)}
    return known.get(event.precision, event.when)
