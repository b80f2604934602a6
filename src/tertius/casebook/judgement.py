"""A judgement: what a named person holds of a component or of an item of evidence, since which day, and why."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from tertius.states import iso3

__all__ = ["COMPONENT_KEYS", "MEASURED", "RATIOS", "SCALE", "Judgement", "Withdrawn", "standing"]

COMPONENT_KEYS: tuple[str, ...] = (
    *("rift", "goal", "reward", "exit_cost", "asymmetry"),
    *("credibility", "constraint", "threat", "binding", "leadership"),
)
"""What decides whether A pries B from C, in the order in which it is shown."""

MEASURED: frozenset[str] = frozenset({"rift", "reward", "exit_cost", "asymmetry", "threat", "leadership"})
"""Components that figures give: a person's word on one is kept beside them and moves nothing."""

SCALE: tuple[float, ...] = (-2.0, -1.5, -1.0, -0.5, 0.0, 0.5, 1.0, 1.5, 2.0)
"""How much of a component there is: 0 as of an ordinary power in B's place, 2 far more, -2 far less."""

RATIOS: tuple[float, float] = (0.05, 20.0)
"""Smallest and largest likelihood ratio of one item of evidence."""


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """That a judgement was taken back: on which day, by whom, and why."""

    on: date
    who: str
    why: str


@dataclass(frozen=True, slots=True)
class Judgement:
    """What one person held from one day on.

    Attributes
    ----------
    id
        "J12" in the casebook; empty before it is kept.
    a, b, c
        COW numbers: can A pry B away from C?
    about
        "component:credibility", "evidence:<id of an event of the chronicle>", or
        "evidence:<document>:<item>" with the item as `tertius casebook show` names it.
    value
        Of a component, on `SCALE`. Of evidence, the likelihood ratio: how many times as
        likely the item is if A will pry B from C as if it will not, within `RATIOS`.
    low, high
        Ends of the person's interval, in the same unit; both or neither.
    who, made, why
        Nobody else's word, since that day, for this reason.
    source
        What a reader can check; empty where a component is the author's word alone.
    withdrawn
        None while it stands.
    written
        Instant at which the casebook took it in, ISO 8601 in UTC: it may be after `made`.
    """

    id: str
    a: int
    b: int
    c: int
    about: str
    value: float
    low: float | None
    high: float | None
    who: str
    made: date
    why: str
    source: str = ""
    withdrawn: Withdrawn | None = None
    written: str = ""

    @property
    def kind(self) -> str:
        """What it is about: "component" or "evidence"."""
        return self.about.partition(":")[0]

    @property
    def subject(self) -> str:
        """The component's key, or the item of evidence."""
        return self.about.partition(":")[2]

    @property
    def number(self) -> int:
        """Its place among all that the casebook kept, from 1; 0 where no casebook kept it."""
        return int(self.id[1:]) if self.id[1:].isdecimal() else 0

    @property
    def checkable(self) -> str:
        """What a reader can check it against, or that there is nothing."""
        return self.source or "no source: the author's word alone"

    @property
    def author(self) -> str:
        """The person by whom a later judgement replaces an older: the name, whatever its case."""
        return self.who.casefold()

    def to_dict(self) -> dict[str, Any]:
        """Plain values: states by ISO code, days as ISO text."""
        gone = self.withdrawn
        return {
            **asdict(self),
            **{corner: iso3(getattr(self, corner)) for corner in ("a", "b", "c")},
            "made": self.made.isoformat(),
            "source": self.source or None,
            "withdrawn": None if gone is None else {**asdict(gone), "on": gone.on.isoformat()},
        }


def standing(
    judgements: Iterable[Judgement], day: date, *, question: tuple[int, int, int] | None = None
) -> tuple[Judgement, ...]:
    """What stood on a day: made and not withdrawn by then, of each person and subject the newest.

    Where a question is named by the COW numbers of A, B and C, of that one alone.

    Of two made on one day the one kept later is the newer, or where none was kept, the one
    given later. Where the newest was withdrawn,
    the one before it stands again. Ordered by states, then components as in
    `COMPONENT_KEYS`, then evidence, then persons.
    """
    newest: dict[tuple[int, int, int, str, str], Judgement] = {}
    for j in sorted(judgements, key=lambda j: (j.made, j.number)):
        here = question is None or question == (j.a, j.b, j.c)
        if here and j.made <= day and (j.withdrawn is None or j.withdrawn.on > day):
            newest[j.a, j.b, j.c, j.about, j.author] = j
    return tuple(sorted(newest.values(), key=_place))


def _place(j: Judgement) -> tuple[object, ...]:
    component = COMPONENT_KEYS.index(j.subject) if j.kind == "component" else len(COMPONENT_KEYS)
    return (j.a, j.b, j.c, component, j.about, j.author)
