"""What a scenario starts from: the data's number, where the components stand, and what is in force."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING

from tertius.atlas.store import Atlas, open_atlas
from tertius.errors import ImpossibleQuestion
from tertius.provenance import Provenance
from tertius.states import State
from tertius.wedge.components.component import Asked, Component, Value
from tertius.wedge.evidence.ratios import Ratio
from tertius.wedge.scenarios.extrapolation import Reach, reaches
from tertius.wedge.scenarios.in_force import InForce, in_force
from tertius.wedge.scenarios.levels import Levels, levels_of
from tertius.wedge.scenarios.relief import Relief, relief_between
from tertius.wedge.scenarios.today import Today, todays

if TYPE_CHECKING:
    from tertius.casebook.casebook import Casebook

__all__ = ["FEWEST", "Grounds", "WhatIfOptions", "grounds_of"]

FEWEST, MOST = 2_000, 200_000
"""Draws: fewer show noise as a difference, more only take time."""


@dataclass(frozen=True, slots=True)
class WhatIfOptions:
    """How to draw: years ahead (1 to 10), number of draws, seed; a casebook and an atlas other than the usual ones."""

    horizon: int = 5
    draws: int = 4_000
    seed: int = 0
    casebook: Casebook | None = None
    atlas: Atlas | None = None

    def checked(self) -> WhatIfOptions:
        """These options, if they can be met.

        Raises
        ------
        ImpossibleQuestion
            Too few draws or too many, a seed below zero.
        """
        if not FEWEST <= self.draws <= MOST:
            raise ImpossibleQuestion(
                f"a difference takes {FEWEST:,} to {MOST:,} draws",
                found=f"{self.draws:,}",
                hint="4,000 is the usual number",
            )
        if self.seed < 0:
            raise ImpossibleQuestion("a seed is zero or more", found=str(self.seed), hint="--seed 0")
        # Draws come in pairs that mirror each other.
        return self if self.draws % 2 == 0 else replace(self, draws=self.draws + 1)


@dataclass(frozen=True, slots=True, eq=False)
class Grounds:
    """What a scenario starts from: the data's number, the components, and what is in force."""

    states: tuple[State, State, State]
    as_of: date
    start: tuple[float, float, float]
    components: tuple[Component, ...]
    values: tuple[Value, ...]
    ratios: tuple[Ratio, ...]
    in_force: tuple[InForce, ...]
    relief: Relief | None
    reaches: tuple[Reach, ...]
    provenance: Provenance
    levels: Levels | None = None
    today: Mapping[str, Today] = field(default_factory=dict[str, Today])


def grounds_of(states: tuple[str | int, str | int, str | int], day: date, options: WhatIfOptions) -> Grounds:
    """Everything that is asked of the atlas for one question."""
    atlas = options.atlas or open_atlas()
    from tertius.wedge.assess import assess

    found = assess(*states, as_of=day, horizon=options.horizon, atlas=atlas, casebook=options.casebook)
    q = found.question
    three = (q.a, q.b, q.c)
    # The judged number stands on the components themselves: a scenario starts before them.
    first = found.data or found.base_rate
    asked = Asked(*three, day, atlas)
    levels = levels_of(asked)
    today = todays(asked, levels)
    origin = found.provenance | atlas.provenance("baci_russia_china", "baci_trade", "gsdb_sanctions")
    return Grounds(
        three,
        day,
        (first.probability, first.low, first.high),
        found.weighed.definitions,
        found.weighed.components,
        found.weighed.evidence.ratios,
        in_force(*three, day, atlas, today),
        relief_between(*three, day, atlas),
        reaches(q.b, q.c, found.dependence, atlas),
        origin,
        levels,
        today,
    )
