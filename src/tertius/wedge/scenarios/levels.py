"""Components measured again with a figure put at another level: shares of trade and arms, cases of sanctions."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from math import log

import numpy as np
from numpy.typing import NDArray

from tertius.alignment.dependence import HARDLY
from tertius.casebook.judgement import COMPONENT_KEYS
from tertius.wedge.components.asymmetry import gaps, shares_of, spanned
from tertius.wedge.components.component import Asked, Value
from tertius.wedge.components.exit_cost import Held, arms_held, goods_units
from tertius.wedge.components.goods import trade_of
from tertius.wedge.components.hostility import HALF_LIFE, HALF_LIVES, hostility, remembered
from tertius.wedge.components.reference import LARGEST, figures_of, in_units, measured, stale, yardstick
from tertius.wedge.components.threat import shared
from tertius.wedge.judged import value_drawn
from tertius.wedge.scenarios.figure_drivers import ARMS_SHARE, CASES, SHARE_OF_B, SHARE_OF_C
from tertius.wedge.scenarios.relief import GOODS_PART, UNIT, Relief

__all__ = ["Arms", "Cases", "Levels", "Recomputed", "Shares", "levels_of"]

Array = NDArray[np.float64]
Yardstick = tuple[float, float]

LEAST_FLOW = 0.01
"""A trade set to less than this part of today's counts as this part: the logarithm of nothing is no figure."""


@dataclass(frozen=True, slots=True, eq=False)
class Recomputed:
    """What a component moves when a driver's figure is set: in units, at the centre and draw by draw (n,)."""

    driver: str
    component: str
    centre: float
    added: Array
    why: str


@dataclass(frozen=True, slots=True)
class Shares:
    """The two shares of trade behind the asymmetry, and the yardstick of the population.

    `mine` is C's in B's trade, `theirs` B's in C's: (column, year, share).
    """

    mine: tuple[str, int, float]
    theirs: tuple[str, int, float]
    by: Yardstick
    day: date

    def measured(self, mine: float, theirs: float) -> Value:
        """The asymmetry measured again at two shares, with the doubt of today's sources and years."""
        pair = (*self.mine[:2], mine), (*self.theirs[:2], theirs)
        year = min(self.mine[1], self.theirs[1])
        return measured("asymmetry", spanned(*pair, self.by), ("", ""), year, self.day, ())

    @property
    def hardly(self) -> bool:
        """Whether the two trade so little that the gap of today counts for nothing."""
        return max(self.mine[2], self.theirs[2]) < HARDLY


@dataclass(frozen=True, slots=True, eq=False)
class Arms:
    """C's share in B's stock of imported arms, and the yardstick of the powers'."""

    held: Held
    by: Yardstick


@dataclass(frozen=True, slots=True)
class Cases:
    """A's sanction cases on B, and by half-life A's disputes with B, its hostility to C, and the yardstick.

    `oldest` is the year of the oldest list that the shared threat stands on.
    """

    n: int
    year: int
    oldest: int
    memories: tuple[tuple[float, float, Yardstick], ...]
    day: date

    def measured(self, n: float) -> Value:
        """The shared threat measured again with n cases in force, over the same half-lives."""
        units = [float(in_units(min(disputes + n / (n + 1), to_c), by)) for disputes, to_c, by in self.memories]
        return measured("threat", (units[1], min(units), max(units)), ("", ""), self.oldest, self.day, ())


@dataclass(frozen=True, slots=True, eq=False)
class Levels:
    """The figures of today that a driver can be set against; a part is None where it is not known."""

    shares: Shares | None
    arms: Arms | None
    cases: Cases | None
    goods: float | None

    def moved(
        self, at: Mapping[str, float], normal: Array, reach: Array, relief: Relief | None
    ) -> tuple[Recomputed, ...]:
        """What setting drivers to figures moves.

        Parameters
        ----------
        at : mapping
            Drivers to the figures they are set to, each known today: as the source of today's
            figure would record them, with the same doubt.
        normal : (n, n_components) array
            The numbers that the standing values are drawn from: the doubt of a figure is one
            unknown, the same before it is set and after.
        reach : (n, n_sectors) array
            As `Relief.replaced` takes it.
        relief : Relief or None
            Trade of today, where it is known by product.
        """
        found: list[Recomputed] = []
        if self.shares is not None and (SHARE_OF_B in at or SHARE_OF_C in at):
            found += _asymmetry(self.shares, at, _own(normal, "asymmetry"))
        if SHARE_OF_B in at and relief is not None:
            found += self._goods(self.factor(at), relief, reach)
        if self.arms is not None and ARMS_SHARE in at:
            before, after = in_units(np.array([self.arms.held.share, at[ARMS_SHARE]]), self.arms.by) / 2
            why = "Arms are half of the cost of leaving: C's share in B's stock against those of the 30 largest powers."
            step = float(after - before)
            found.append(Recomputed(ARMS_SHARE, "exit_cost", step, np.full(len(normal), step), why))
        if self.cases is not None and CASES in at:
            before, after = (self.cases.measured(n) for n in (self.cases.n, at[CASES]))
            why = "n cases count n / (n + 1); the shared threat is the lesser of A's hostilities toward B and C."
            centre, added = (of(after) - of(before) for of in (_middle, _drawn_from(_own(normal, "threat"))))
            found.append(Recomputed(CASES, "threat", float(centre), np.asarray(added), why))
        return tuple(found)

    def factor(self, at: Mapping[str, float]) -> float:
        """What B's trade with C is multiplied by when C's share in B's trade is set; 1 where it is not."""
        if self.shares is None or SHARE_OF_B not in at:
            return 1.0
        now = self.shares.mine[2]
        return max(at[SHARE_OF_B] / now, LEAST_FLOW) if now > 0 else 1.0

    def _goods(self, factor: float, relief: Relief, reach: Array) -> list[Recomputed]:
        """B's trade with C times a factor in all sectors: what it would cost to lose, and what A could take over."""
        before, after = relief.replaced(reach), relief.scaled(factor).replaced(reach)
        reward, kept = relief.units(before, after - before)
        cost = kept + GOODS_PART * log(factor) / UNIT
        if self.goods is not None:
            # The goods part has a scale of its own, of which the component is half.
            middle = GOODS_PART * self.goods
            cost = np.clip(middle + cost, -GOODS_PART * LARGEST, GOODS_PART * LARGEST) - middle
        words = f"B's trade of {relief.year} with C, every sector times {factor:.2g}, B's whole trade and output as now"
        return [
            Recomputed(
                SHARE_OF_B, "exit_cost", float(cost.mean()), cost, f"{words}: the cost of losing it moves along."
            ),
            Recomputed(
                SHARE_OF_B, "reward", float(reward.mean()), reward, f"{words}: A's market takes over a part of it."
            ),
        ]


def _asymmetry(shares: Shares, at: Mapping[str, float], normal: Array) -> list[Recomputed]:
    """Each share's part is the mean of what it adds before and after the other."""
    why = "The gap of the two shares of trade over their sum, measured again; a share that is not set is held."
    now = shares.mine[2], shares.theirs[2]
    then = at.get(SHARE_OF_B, now[0]), at.get(SHARE_OF_C, now[1])
    # The first figure says whether B's share is as now (0) or as set (1), the second whether C's is.
    whole = {f"{x}{y}": shares.measured((now, then)[x][0], (now, then)[y][1]) for x in (0, 1) for y in (0, 1)}
    # Where nothing that is set has moved yet, the gap of two that hardly trade stands at that of an ordinary pair.
    still = {"00"} | {one for one, key in (("10", SHARE_OF_B), ("01", SHARE_OF_C)) if key not in at}
    found: list[tuple[Array, Array]] = []
    for of in (_middle, _drawn_from(normal)):
        w = {one: np.asarray(of(v)) * (not (shares.hardly and one in still)) for one, v in whole.items()}
        found.append(((w["10"] - w["00"] + w["11"] - w["01"]) / 2, (w["01"] - w["00"] + w["11"] - w["10"]) / 2))
    centres, draws = found
    return [
        Recomputed(key, "asymmetry", float(centres[k]), draws[k], why)
        for k, key in enumerate((SHARE_OF_B, SHARE_OF_C))
        if key in at
    ]


def _own(normal: Array, component: str) -> Array:
    return normal[:, COMPONENT_KEYS.index(component)]


def _middle(value: Value) -> Array:
    return np.array(np.nan if value.value is None else value.value)


def _drawn_from(normal: Array) -> Callable[[Value], Array]:
    return lambda value: value_drawn(value, normal)


def levels_of(asked: Asked) -> Levels:
    """The figures behind the measured components of one question, as known on its day."""
    figures = figures_of(asked)
    a, b, c = figures.at(asked.a.cow, asked.b.cow, asked.c.cow)
    place = figures.in_place_of_b(a, c)
    pair = shares_of(figures, b, c)
    gap = yardstick(gaps(figures)[place, c])
    held = arms_held(asked)
    arms = yardstick(held.reference) if held is not None else None
    cases = figures.newest("sanctions_by", a, b)
    memories: list[tuple[float, float, Yardstick]] = []
    for half_life in (HALF_LIVES[0], HALF_LIFE, HALF_LIVES[1]):
        toward, disputes = hostility(figures, half_life), np.nan_to_num(remembered(figures, half_life))
        by = yardstick(shared(toward, a, c)[place])
        if by is not None and np.isfinite(toward[a, [b, c]]).all():
            memories.append((float(disputes[a, b]), float(toward[a, c]), by))
    lists = [figures.newest(name, a, x) for name in ("mid_hostility", "sanctions_by") for x in (b, c)]
    oldest = min((found[0] for found in lists if found is not None), default=asked.day.year)
    trade = trade_of(asked)
    goods = goods_units(trade)
    return Levels(
        Shares(*pair, gap, asked.day)
        if pair is not None and gap is not None and not stale(min(pair[0][1], pair[1][1]), asked.day)
        else None,
        Arms(held, arms) if held is not None and arms is not None and not stale(held.year, asked.day) else None,
        Cases(int(cases[1]), cases[0], oldest, tuple(memories), asked.day)
        if cases is not None and len(memories) == 3 and not stale(oldest, asked.day)
        else None,
        goods[0] if goods is not None else None,
    )
