"""Acts as evidence: which of them speak for A and which against, by a table stated in advance."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from tertius.datasets.chronicle import GROUPS, Event, load_chronicle
from tertius.datasets.chronicle_reach import over
from tertius.present.names import the
from tertius.states import State
from tertius.wedge.evidence.item import HALF_LIFE_APART, HALF_LIFE_CLOSER, SIDE_BY_SIDE, Item, recency
from tertius.wedge.evidence.votes import told, vote_sides, votes_once

__all__ = ["APART", "CLOSER", "MANY", "SEVERITY", "Bearing", "acts", "bearing", "undone_acts", "vote_bearing"]

CLOSER: frozenset[str] = frozenset({"AGREE", "CONSULT", "SUPPORT", "COOPERATE", "AID", "YIELD", "RETREAT"})
"""Categories that bring two states closer."""

APART: frozenset[str] = frozenset(
    {"ACCUSE", "REJECT", "PROTEST", "THREATEN", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"}
)
"""Categories that drive two states apart. REQUEST is in neither: to ask is friendly or a demand."""

SEVERITY: dict[str, float] = {
    "CONSULT": 0.1,
    "AGREE": 0.4,
    "SUPPORT": 0.4,
    "YIELD": 0.5,
    "RETREAT": 0.5,
    "COOPERATE": 0.6,
    "AID": 0.7,
    "ACCUSE": 0.2,
    "PROTEST": 0.3,
    "REJECT": 0.4,
    "THREATEN": 0.5,
    "SANCTION": 0.6,
    "MOBILIZE": 0.7,
    "COERCE": 0.7,
    "ASSAULT": 0.9,
}
"""How much a category weighs, 0 to 1: a table of this project, in the order of Goldstein's weights but for two."""

MANY = 4
"""Towards more than so many at once, a tariff on all partners or a summit of ten, an act says nothing of two."""

_SIDE_BY_SIDE_IN_DEED = 0.6
_DEEDS = frozenset({"COOPERATE", "AID", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"})
_DISPUTED = 0.5


@dataclass(frozen=True, slots=True)
class Bearing:
    """What an act says of the question: for or against A, by which tie, why, how much, and for how long."""

    for_: bool
    pair: str
    why: str
    severity: float
    half_life: float


def bearing(
    category: str, source: Collection[str], target: Collection[str], states: tuple[State, State, State]
) -> Bearing | None:
    """What one act says of "can A pry B away from C?"

    Parameters
    ----------
    category : str
        A category of PLOVER.
    source, target : collections of str
        Who acted and towards whom, ISO 3166 alpha-3.
    states : (A, B, C)

    Returns
    -------
    Bearing or None
        None where the act says neither: no two of the three in it, REQUEST, A and C alone,
        friendly to both at once, for by one tie and against by another, or an act of the
        three with others towards the three with others, as a veto of Russia and
        China of a draft of Germany and Belgium is for China and Germany: it is of its matter;
        and an act towards more than `MANY`, which is of them all.
    """
    a, b, c = (s.iso3 for s in states)
    by, to = set(source) & {a, b, c}, set(target) & {a, b, c}
    if category not in SEVERITY or len(set(target)) > MANY:
        return None
    if by and to and _crowd(source, by) and _crowd(target, to):
        return None
    apart, weight = category in APART, SEVERITY[category]
    name_a, name_b, name_c = (the(s.name) for s in states)
    if by == {a} and to == {b, c}:
        if not apart:
            return None
        why = f"{name_a} presses {name_b} and {name_c} at once, which drives them together"
        return Bearing(False, "A-BC", why, weight, HALF_LIFE_APART)
    found: list[Bearing] = []
    ties = (("B-C", (b, c), a, (name_b, name_c)), ("A-B", (a, b), c, (name_a, name_b)))
    for pair, (one, other), third, (first, second) in ties:
        helps_when_apart = pair == "B-C"
        if (one in by and other in to) or (other in by and one in to):
            life = HALF_LIFE_APART if apart else HALF_LIFE_CLOSER
            why = f"{first} and {second} {'at odds' if apart else 'closer'}"
            found.append(Bearing(apart is helps_when_apart, pair, why, weight, life))
        elif {one, other} <= by and third not in by:
            joint = _SIDE_BY_SIDE_IN_DEED if category in _DEEDS else SIDE_BY_SIDE
            why = f"{first} and {second} act side by side"
            found.append(Bearing(not helps_when_apart, pair, why, joint, HALF_LIFE_CLOSER))
    if len({f.for_ for f in found}) != 1:
        return None
    heaviest = max(found, key=lambda f: f.severity)
    return replace(heaviest, why="; ".join(f.why for f in found))


def vote_bearing(event: Event, states: tuple[State, State, State]) -> Bearing | None:
    """What a vote of the United Nations says: for where B stood nearer to A than to C, against the other way round.

    The weight is that of acting side by side where B stood with one of the two and against
    the other, and half of it a step apart; None where B stood as near to both.
    """
    steps = vote_sides(event, states)
    if not steps:
        return None
    nearer, other = (the(s.name) for s in (states[0], states[2])[:: 1 if steps > 0 else -1])
    name = the(states[1].name)
    why = f"in this vote {name} stands nearer to {nearer} than to {other}"
    return Bearing(steps > 0, "A-B" if steps > 0 else "B-C", why, SIDE_BY_SIDE * abs(steps) / 2, HALF_LIFE_CLOSER)


def acts(
    states: tuple[State, State, State],
    day: date,
    *,
    judged: Collection[str] = (),
    events: Iterable[Event] | None = None,
) -> Iterator[Item]:
    """The chronicle's acts known on a day that speak for or against, and those that people judged.

    An act that a later one had undone by the day, or whose own term had ended, speaks neither way.

    Parameters
    ----------
    states : (A, B, C)
    day : date
    judged : collection of str
        Ids "chronicle:…" taken whatever the table says of them.
    events : iterable of Event, optional
        Instead of the chronicle.
    """
    known = {f"chronicle:{e.id}": e for e in (load_chronicle() if events is None else events) if e.known <= day}
    found = (_item(name, e, states, day) for name, e in known.items())
    yield from votes_once((i for i in found if i.for_ is not None or i.id in judged), known)


def undone_acts(states: tuple[State, State, State], day: date) -> tuple[Event, ...]:
    """The acts that would speak if they still stood on the day: no later act undid them, no term of theirs ended."""
    return tuple(e for e in load_chronicle() if e.known <= day and over(e, day) and _says(e, states) is not None)


def _says(e: Event, states: tuple[State, State, State]) -> Bearing | None:
    return vote_bearing(e, states) if e.votes else bearing(e.category, e.source, e.target, states)


def _item(name: str, e: Event, states: tuple[State, State, State], day: date) -> Item:
    ended, found = over(e, day), _says(e, states)
    if ended:
        found = None
    why = found.why if found else ended or "the table counts it neither way"
    sure = _DISPUTED if e.certainty == "disputed" else 1.0
    return Item(
        id=name,
        for_=found.for_ if found else None,
        text=told(e, states) if e.votes and found else e.text,
        source=e.document,
        date=e.when,
        kind="act",
        pair=found.pair if found else _named(e.actors, states),
        why=why,
        weight=found.severity * recency(e.date, day, found.half_life) * sure if found else 0.0,
        category=e.category,
        days=(e.date, e.known),
        documents=(e.document,),
    )


def _crowd(actors: Collection[str], ours: Collection[str]) -> bool:
    """Whether states beside ours act, or are acted on, with it; a body such as the United Nations is no state."""
    return bool(set(actors) - set(ours) - set(GROUPS))


def _named(actors: Collection[str], states: tuple[State, State, State]) -> str:
    """The corners that an act names: "A-C"; empty where it names none."""
    return "-".join(corner for corner, s in zip("ABC", states, strict=True) if s.iso3 in actors)
