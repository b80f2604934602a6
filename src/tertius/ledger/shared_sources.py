"""What forecasters of one question share: readers of one page know one thing, however many they are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Literal

from tertius.ledger.held import Held

__all__ = ["WINDOW_DAYS", "Shared", "shared", "shared_by_most"]

WINDOW_DAYS = 7
"""Forecasts made within so many days of the next one stand in one window of news. A convention of this project."""


@dataclass(frozen=True, slots=True)
class Shared:
    """What two or more have in common: an outlet, a document, or the days in which they spoke."""

    kind: Literal["outlet", "document", "days"]
    name: str
    holders: tuple[str, ...]

    def explain(self) -> str:
        """Who shares what, in a sentence."""
        many = len(self.holders)
        who = ", ".join(self.holders) if many <= 4 else f"{', '.join(self.holders[:3])} and {many - 3} more"
        said = {"outlet": "appeared in", "document": "stand in the same document,", "days": "spoke between"}
        return f"{who} {said[self.kind]} {self.name}."

    def to_dict(self) -> dict[str, Any]:
        """As plain values."""
        return {"kind": self.kind, "name": self.name, "holders": list(self.holders)}


def shared(found: Sequence[Held]) -> tuple[Shared, ...]:
    """Every document, outlet and window of days that two or more forecasts have in common, in that order."""
    groups: list[Shared] = []
    for kind in ("document", "outlet"):
        by_name: dict[str, list[str]] = {}
        for each in found:
            name = each.document if kind == "document" else each.outlet
            if name is not None:
                by_name.setdefault(name, []).append(each.holder)
        groups += [Shared(kind, name, tuple(who)) for name, who in sorted(by_name.items()) if len(who) > 1]
    return (*groups, *_windows(found))


def shared_by_most(found: Sequence[Held], groups: Sequence[Shared]) -> bool:
    """Whether over half of the forecasters share a document or an outlet with another."""
    sharing = {holder for group in groups if group.kind != "days" for holder in group.holders}
    return 2 * len(sharing) > len(found)


def _windows(found: Sequence[Held]) -> list[Shared]:
    by_day = sorted(found, key=lambda h: (h.made, h.holder))
    runs: list[list[Held]] = [[h] for h in by_day[:1]]
    for before, now in pairwise(by_day):
        if (now.made - before.made).days <= WINDOW_DAYS:
            runs[-1].append(now)
        else:
            runs.append([now])
    return [
        Shared("days", f"{run[0].made.isoformat()} and {run[-1].made.isoformat()}", tuple(h.holder for h in run))
        for run in runs
        if len(run) > 1
    ]
