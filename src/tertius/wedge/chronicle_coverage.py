"""How far the chronicle carries an answer: of each pair the first and the last line known on the day."""

from __future__ import annotations

from datetime import date, timedelta

from tertius.datasets.chronicle import covers
from tertius.datasets.chronicle_reach import reach, when
from tertius.present.names import the
from tertius.states import State
from tertius.wedge.answer import STALE_YEARS, Coverage

__all__ = ["FRESH", "chronicle_coverage", "chronicle_ends"]

FRESH = timedelta(days=90)
"""A last line so many days before the day asked about goes without a word at the top."""


def chronicle_coverage(states: tuple[State, State, State], day: date) -> tuple[Coverage, ...]:
    """A row for each pair that the chronicle is of, its age counted from the day of the last line."""
    found: list[Coverage] = []
    for one, other in _pairs(states):
        known = reach(one.iso3, other.iso3, day)
        if known.first is None or known.last is None:
            continue
        age = max((day - known.last.known).days / 365.25, 0.0)
        label = f"Chronicle, {one.name}–{other.name} (last line {when(known.last)})"
        found.append(
            Coverage(
                f"chronicle_{one.iso3}_{other.iso3}".lower(), label, known.first.date.year, known.last.date.year, age,
                "tertius_chronicle", stale=age > STALE_YEARS,
            )
        )  # fmt: skip
    return tuple(found)


def chronicle_ends(states: tuple[State, State, State], day: date) -> str:
    """On which days the chronicle's last lines on B's two ties are, in a sentence; empty where they are fresh."""
    said: list[str] = []
    for one, other in (states[1:], states[:2]):
        last = reach(one.iso3, other.iso3, day).last
        if covers(one.iso3, other.iso3) and last is not None and day - last.known > FRESH:
            said.append(f"of {when(last)} on {the(one.name)} and {the(other.name)}")
    return f"The chronicle's last line is {', and '.join(said)}." if said else ""


def _pairs(states: tuple[State, State, State]) -> list[tuple[State, State]]:
    """B and C, A and B, A and C, as the ties of a triangle are asked about."""
    a, b, c = states
    return [p for p in ((b, c), (a, b), (a, c)) if covers(p[0].iso3, p[1].iso3)]
