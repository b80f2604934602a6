"""A vote of the United Nations as evidence: to whom B stood nearer in it, and one matter of one day told once."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from tertius.datasets.chronicle import Event
from tertius.present.names import capital, the
from tertius.states import State
from tertius.wedge.evidence.item import Item

__all__ = ["told", "vote_sides", "votes_once"]

_AGAIN = re.compile(r": (?:the United States|Russia)\b[^:]*\.$")
"""How the powers voted, at the end of a line of the chronicle, which is told before it here."""

_PLACE = {"yes": 1, "abstain": 0, "no": -1}
_VERB = {"yes": ("votes for it", "vote for it"), "no": ("votes against", "vote against")}


def vote_sides(event: Event, states: tuple[State, State, State]) -> int:
    """How many steps B stands nearer to A than to C: 2, 1, 0, -1, -2; an abstention is one step from yes and from no.

    It is the arithmetic of the target, the agreement of B with A less that with C, on one vote.
    0 as well where one of the three cast no vote that is known.
    """
    cast = [_PLACE[v] for s in states if (v := dict(event.votes).get(s.iso3)) is not None]
    if len(cast) < len(states):
        return 0
    a, b, c = cast
    return abs(b - c) - abs(a - b)


def told(event: Event, states: tuple[State, State, State]) -> str:
    """How the three voted, then on what: "The United States and Russia vote against, China abstains: …"."""
    votes = dict(event.votes)
    groups: dict[str, list[str]] = {}
    for state in states:
        groups.setdefault(votes[state.iso3], []).append(the(state.name))
    said = ", ".join(f"{' and '.join(names)} {_verb(vote, len(names))}" for vote, names in groups.items())
    matter = _AGAIN.sub(".", event.text)
    return f"{capital(said)}: {matter[:1].lower()}{matter[1:]}"


def votes_once(items: Iterable[Item], events: dict[str, Event]) -> list[Item]:
    """Votes of one day on one matter that speak the same way taken together, the heaviest first; all else as it is.

    Two votes are of one matter where they name a state in common as their object.
    """
    kept: list[Item] = []
    for item in items:
        event = events.get(item.id)
        twin = next((n for n, k in enumerate(kept) if event and _same(item, event, k, events.get(k.id))), None)
        if twin is None:
            kept.append(item)
            continue
        first, second = sorted((kept[twin], item), key=lambda i: -i.weight)
        kept[twin] = replace(
            first,
            also=(*first.also, second.id, *second.also),
            documents=tuple(dict.fromkeys((*first.documents, *second.documents))),
        )
    return kept


def _same(item: Item, event: Event, other: Item, before: Event | None) -> bool:
    if before is None or not (event.votes and before.votes) or item.for_ is None:
        return False
    return (event.date, item.for_) == (before.date, other.for_) and bool(set(event.target) & set(before.target))


def _verb(vote: str, n: int) -> str:
    if vote == "abstain":
        return "abstains" if n == 1 else "abstain"
    return _VERB[vote][n > 1]
