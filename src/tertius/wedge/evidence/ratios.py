"""Likelihood ratios that people gave items of evidence, and what they add to the log odds."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

from tertius.casebook.judgement import Judgement
from tertius.errors import ImpossibleQuestion
from tertius.wedge.evidence.item import Item
from tertius.wedge.evidence.once import SAME_DAYS
from tertius.wedge.judged import DISCOUNT

__all__ = ["MOST", "Ratio", "capped", "evidence_ratios", "judged_id"]

MOST = math.log(20)
"""Log odds that all judged items together can add or take: those of the largest ratio one item can have.

People pick what they judge, and a list of strong items is no stronger than its picking.
"""

_NOBODY = frozenset({None, "AUTHOR", "UNNAMED"})


@dataclass(frozen=True, slots=True)
class Ratio:
    """What people hold one item to tell.

    Attributes
    ----------
    id, label
        The item's id, and the start of its text.
    log_ratio
        Natural logarithm of the likelihood ratio; the mean of several people's.
    low, high
        The smallest and largest that anybody gave, as logarithms.
    people, why
        Who, and their reasons, in the same order.
    dependent
        Whether another judged item has its document, its speaker, or its tie within three days.
    sources
        What each person's word can be checked against, in the same order.
    """

    id: str
    label: str
    log_ratio: float
    low: float
    high: float
    people: tuple[str, ...]
    why: tuple[str, ...]
    dependent: bool
    sources: tuple[str, ...] = ()

    def log_odds(self, discount: float = DISCOUNT) -> float:
        """What it adds to the log odds: in full, or `discount` of it where it repeats another."""
        return self.log_ratio * (discount if self.dependent else 1.0)

    def to_dict(self) -> dict[str, Any]:
        """Plain values, with what it adds at the usual discount."""
        told = {name: list(getattr(self, name)) for name in ("people", "why", "sources")}
        return {**asdict(self), **told, "log_odds": self.log_odds()}


def judged_id(about: str) -> str | None:
    """The item's id that a judgement is about: "chronicle:…" or "casebook:…"; None for a component."""
    kind, _, subject = about.partition(":")
    if kind != "evidence" or not subject:
        return None
    if subject.startswith(("chronicle:", "casebook:")):
        return subject
    return f"{'casebook' if ':' in subject else 'chronicle'}:{subject}"


def evidence_ratios(judgements: Iterable[Judgement], items: Sequence[Item] = ()) -> tuple[Ratio, ...]:
    """The likelihood ratio of every judged item, in the order of the strongest.

    Items told the same are one item: of what one person gave it under several names the newest
    counts. Several people's ratios are averaged as logarithms. A judgement about an item not among `items` adds
    nothing, unless no items are given: then every item stands for itself.

    Parameters
    ----------
    judgements : iterable of Judgement
        Those that stand (`tertius.casebook.judgement.standing`).
    items : sequence of Item
        As `once` leaves them.

    Raises
    ------
    ImpossibleQuestion
        A likelihood ratio that is not a number above 0.
    """
    by_id = {name: item for item in items for name in item.ids}
    newest: dict[tuple[str, str], Judgement] = {}
    for j in sorted(judgements, key=lambda j: (j.made, j.number)):
        name = judged_id(j.about)
        if name is None or (items and name not in by_id):
            continue
        if not (math.isfinite(j.value) and j.value > 0):
            raise ImpossibleQuestion(
                "a likelihood ratio is above 0", found=f"{j.value:g} by {j.who}", hint="2 is twice as likely, .5 half"
            )
        newest[by_id[name].id if name in by_id else name, j.author] = j
    grouped: dict[str, list[Judgement]] = {}
    for (name, _), j in newest.items():
        grouped.setdefault(name, []).append(j)
    found = [_ratio(name, given, by_id, list(grouped)) for name, given in grouped.items()]
    return tuple(sorted(found, key=lambda r: (-abs(r.log_ratio), r.id)))


def capped(ratios: Sequence[Ratio]) -> tuple[Ratio, ...]:
    """The ratios, made smaller alike where together they would move the log odds by more than `MOST`."""
    total = abs(sum(r.log_odds() for r in ratios))
    if total <= MOST:
        return tuple(ratios)
    share = MOST / total
    return tuple(replace(r, log_ratio=r.log_ratio * share, low=r.low * share, high=r.high * share) for r in ratios)


def _ratio(name: str, given: Sequence[Judgement], by_id: dict[str, Item], names: Sequence[str]) -> Ratio:
    logs = [math.log(j.value) for j in given]
    item = by_id.get(name)
    others = [by_id[n] for n in names if n != name and n in by_id]
    return Ratio(
        id=name,
        label=item.text if item else name,
        log_ratio=sum(logs) / len(logs),
        low=min(logs),
        high=max(logs),
        people=tuple(j.who for j in given),
        why=tuple(j.why for j in given),
        dependent=item is not None and any(_shares(item, other) for other in others),
        sources=tuple(j.source for j in given),
    )


def _shares(one: Item, other: Item) -> bool:
    """Whether two items rest on one document or speaker, or tell of one tie in the same days."""
    if set(one.documents) & set(other.documents):
        return True
    if one.speaker not in _NOBODY and one.speaker == other.speaker:
        return True
    if one.pair != other.pair or one.days is None or other.days is None:
        return False
    return max((one.days[0] - other.days[1]).days, (other.days[0] - one.days[1]).days) <= SAME_DAYS
