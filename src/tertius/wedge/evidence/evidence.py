"""Evidence for and against "A pries B away from C": acts and what was read, the strongest first, each told once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any

from tertius.casebook.judgement import Judgement, standing
from tertius.datasets.chronicle import Event, covers
from tertius.datasets.chronicle_reach import reach
from tertius.present.names import the
from tertius.states import State
from tertius.wedge.evidence.acts import acts, undone_acts
from tertius.wedge.evidence.item import Item
from tertius.wedge.evidence.once import once
from tertius.wedge.evidence.ratios import Ratio, capped, evidence_ratios, judged_id
from tertius.wedge.evidence.read import Read, read_evidence

if TYPE_CHECKING:
    from tertius.casebook.casebook import Casebook

__all__ = ["FAINT", "SELECTION", "Evidence", "evidence_for", "not_covered"]

FAINT = 0.01
"""Weight under which an item is left out: a border war after 52 years, a summit after 13."""

SELECTION = "The chronicle is a selection: counts of its lines compare nothing."
CAPPED = "the judged items together made as small as one of a factor of 20"
ORDER = "Strength is severity times recency: it orders the items and is no probability."


@dataclass(frozen=True, slots=True)
class Evidence:
    """What speaks for and against, the strongest first.

    Attributes
    ----------
    states : (A, B, C)
    as_of : date
        Nothing that became known later is in it.
    items : tuple of Item
        For and against together. Those that people gave a likelihood ratio come first.
    mentions : tuple of Item
        What speaks of a tie without saying which way.
    ratios : tuple of Ratio
        What people gave; only these move the number.
    notes : tuple of str
        What was left out, and why.
    """

    states: tuple[State, State, State]
    as_of: date
    items: tuple[Item, ...]
    mentions: tuple[Item, ...]
    ratios: tuple[Ratio, ...]
    notes: tuple[str, ...]

    @property
    def supporting(self) -> tuple[Item, ...]:
        """Items that speak for A."""
        return tuple(i for i in self.items if i.for_)

    @property
    def opposing(self) -> tuple[Item, ...]:
        """Items that speak against A."""
        return tuple(i for i in self.items if not i.for_)

    def explain(self) -> str:
        """How many items speak for and against, the strongest of each, and what the counts do not say."""
        a, b, c = (the(s.name) for s in self.states)
        question = f"“{a} pries {b} away from {c}”"
        day = self.as_of.isoformat()
        if not self.items:
            silence = not_covered(self.states, self.as_of)
            return f"No item known on {day} speaks for or against {question}. {silence or SELECTION}"
        sides = (("for", self.supporting), ("against", self.opposing))
        counts = " and ".join(f"{len(found)} {'item' if len(found) == 1 else 'items'} {word}" for word, found in sides)
        strongest = [
            f"The strongest {word}: {found[0].text.rstrip('.')} ({found[0].date or 'no date'}; {found[0].why})."
            for word, found in sides
            if found
        ]
        n = len(self.ratios)
        moved = (
            f"{n} {'carries' if n == 1 else 'carry'} a likelihood ratio and {'moves' if n == 1 else 'move'} the number."
            if n
            else "None carries a likelihood ratio, so none moves the number."
        )
        return " ".join((f"{counts} {question}, known on {day}.", *strongest, moved, ORDER, SELECTION))

    def to_dict(self) -> dict[str, Any]:
        """Plain values, as `--json` prints them."""
        return {
            "as_of": self.as_of.isoformat(),
            "for": len(self.supporting),
            "against": len(self.opposing),
            "items": [i.to_dict() for i in self.items],
            "mentions": [i.to_dict() for i in self.mentions],
            "ratios": [r.to_dict() for r in self.ratios],
            "notes": list(self.notes),
            "explained": self.explain(),
        }


def not_covered(states: tuple[State, State, State], day: date) -> str:
    """Which of B's two ties the chronicle is hardly of, with its number of lines: its silence says nothing there."""
    a, b, c = states
    said: list[str] = []
    for one, other in ((a, b), (b, c)):
        if not covers(one.iso3, other.iso3):
            n = reach(one.iso3, other.iso3, day).lines
            said.append(f"{n or 'no'} {'line' if n == 1 else 'lines'} on {the(one.name)} and {the(other.name)}")
    return f"The chronicle holds {' and '.join(said)}: its silence there says nothing." if said else ""


def evidence_for(
    states: tuple[State, State, State],
    day: date,
    *,
    casebook: Casebook | None = None,
    judgements: Iterable[Judgement] = (),
) -> Evidence:
    """Evidence for and against "A pries B away from C", as known on a day.

    Parameters
    ----------
    states : (A, B, C)
    day : date
    casebook : Casebook, optional
        What was read; without it the chronicle stands alone, and no database is loaded.
    judgements : iterable of Judgement
        Of them those about "evidence:…" of this question that stood on the day put their item
        first, and its likelihood ratio moves the number.

    Returns
    -------
    Evidence
        Empty where nothing is known of the three.

    Raises
    ------
    ImpossibleQuestion
        A likelihood ratio that is not a number above 0.
    """
    a, b, c = states
    given = standing(judgements, day, question=(a.cow, b.cow, c.cow))
    judged = {name for j in given if (name := judged_id(j.about)) is not None}
    read = read_evidence(casebook, states, day, judged=judged) if casebook is not None else Read((), ())
    told = once((*acts(states, day, judged=judged), *read.items))
    asked = evidence_ratios(given, told) if told else ()
    ratios = capped(asked)
    by_id = {r.id: r.log_ratio for r in ratios}
    items = [_weighed(i, by_id.get(i.id)) for i in told]
    faint = sum(i.for_ is not None and i.log_ratio is None and i.weight < FAINT for i in items)
    kept = [i for i in items if i.for_ is not None and (i.log_ratio is not None or i.weight >= FAINT)]
    lost = len(judged - {name for i in told for name in i.ids})
    return Evidence(
        states=states,
        as_of=day,
        items=tuple(sorted(kept, key=_strength)),
        mentions=tuple(sorted((i for i in items if i.for_ is None), key=lambda i: (i.date or "", i.id), reverse=True)),
        ratios=ratios,
        notes=(*read.notes, *_left_out(faint, lost, undone_acts(states, day)), *((CAPPED,) if ratios != asked else ())),
    )


def _weighed(item: Item, log_ratio: float | None) -> Item:
    """The item with what people gave it; a ratio other than 1 says which way it speaks, whatever the table says."""
    if log_ratio is None:
        return item
    return replace(item, log_ratio=log_ratio, for_=log_ratio > 0 if log_ratio else item.for_)


def _strength(item: Item) -> tuple[object, ...]:
    ratio = item.log_ratio
    return (ratio is None, -abs(ratio or 0.0), -item.weight, item.id)


def _left_out(faint: int, lost: int, gone: Sequence[Event]) -> Sequence[str]:
    notes: list[str] = []
    if gone:
        notes.append(
            f"{len(gone)} {'act' if len(gone) == 1 else 'acts'} left out, undone since or at the end of a set term, "
            f"the latest: {gone[-1].label}, {gone[-1].date.year}"
        )
    if faint:
        notes.append(f"{faint} items left out as too long ago or too slight (strength under {FAINT:g})")
    if lost:
        notes.append(f"{lost} judged items are not among the evidence of this day and add nothing")
    return notes
