"""What lifting or tightening a ban changes in what A could replace, computed from trade by sector."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from math import log

import numpy as np
from numpy.typing import NDArray

from tertius.alignment.replacement import REACH, goods_between
from tertius.alignment.sectors import closed, market, sector_of
from tertius.atlas.store import Atlas
from tertius.measures.leaving import replaceable
from tertius.states import State
from tertius.wedge.scenarios.driver import Driver, Opening

__all__ = ["GOODS_PART", "LEAST", "UNIT", "Relief", "Side", "relief_between"]

Array = NDArray[np.float64]

UNIT = log(3.0)
"""A unit of reward capacity and of the cost of goods is a factor of three: the scale of those two components."""

GOODS_PART = 0.5
"""The cost of leaving is the mean of two parts, goods and arms: relief moves the first alone."""

LEAST = 0.005
"""Share replaceable below which no ratio is taken: customs round, and nothing is never quite nothing."""


@dataclass(frozen=True, slots=True, eq=False)
class Side:
    """B's sales to C, or its purchases: flows and A's market by sector, US$ billion, and the share A closes."""

    flow: Array
    market: Array
    shut: Array


@dataclass(frozen=True, slots=True, eq=False)
class Relief:
    """What A could take over of B's trade with C, under any set of bans.

    `year` is that of the trade; `sectors` the columns of every array.
    """

    year: int
    sectors: tuple[str, ...]
    sold: Side
    bought: Side
    why: str

    def touches(self, driver: Driver, opening: Opening) -> bool:
        """Whether a driver's sectors are closed, for opening them; anything can be closed."""
        if opening == "closed":
            return bool(driver.sold_by_a or driver.bought_by_a)
        return any(
            side.shut[k] > 0 for side, names in self._of(driver) for k, s in enumerate(self.sectors) if s in names
        )

    def replaced(self, reach: Array) -> Array:
        """(n,) share of the whole trade A could take over under the bans in force.

        `reach` is (n, n_sectors), uniform from 0 to 1: how much of a market can be turned, from the
        least to the most.
        """
        taken = sum(self._taken(side, side.shut, reach).sum(1) for side in (self.sold, self.bought))
        return np.asarray(taken / self._whole)

    def added(self, driver: Driver, opening: Opening, reach: Array) -> Array:
        """(n,) change of that share when a driver's sectors are opened or closed."""
        change = np.zeros(len(reach))
        for side, names in self._of(driver):
            of = np.array([s in names for s in self.sectors])
            shut = np.where(of, 0.0 if opening == "opened" else 1.0, side.shut)
            change += (self._taken(side, shut, reach) - self._taken(side, side.shut, reach)).sum(1)
        return change / self._whole

    def units(self, before: Array, change: Array) -> tuple[Array, Array]:
        """(n,) moves of reward capacity and of the cost of leaving, in units, when the share changes."""
        old, new = (np.clip(share, LEAST, 1 - LEAST) for share in (before, before + change))
        return np.log(new / old) / UNIT, GOODS_PART * np.log((1 - new) / (1 - old)) / UNIT

    def scaled(self, factor: float) -> Relief:
        """The same with every flow of B and C times a factor, above 0; A's market and its bans as they are."""
        sold, bought = (replace(side, flow=side.flow * factor) for side in (self.sold, self.bought))
        return replace(self, sold=sold, bought=bought)

    @property
    def _whole(self) -> float:
        return float(self.sold.flow.sum() + self.bought.flow.sum())

    def _of(self, driver: Driver) -> tuple[tuple[Side, Sequence[str]], ...]:
        """What A buys competes with C for what B sells, and the reverse."""
        return ((self.sold, driver.bought_by_a), (self.bought, driver.sold_by_a))

    def _taken(self, side: Side, shut: Array, reach: Array) -> Array:
        """(n, n_sectors) in US$ billion; a sector whose market is not known counts anywhere from nothing to all."""
        low, high = REACH
        found = replaceable(side.flow, side.market, low + (high - low) * reach, 1 - shut)
        return np.where(np.isnan(found), reach * side.flow * (1 - shut), found)


def relief_between(a: State, b: State, c: State, day: date, atlas: Atlas) -> Relief | None:
    """Trade of B with C by sector beside A's market, as known on the day; None where either is not known."""
    known, goods = market(a.cow, day), goods_between(b, c, day, atlas)
    if known is None or goods is None or not (goods.sold or goods.bought):
        return None
    flows = [_by_sector(f) for f in (goods.sold, goods.bought)]
    names = tuple(sorted({*flows[0], *flows[1]}))
    bans = closed(a.cow, b.cow, day)

    def side(flow: Mapping[str, float], sizes: Sequence[float | None], shut: Mapping[str, float]) -> Side:
        return Side(
            np.array([flow.get(n, 0.0) for n in names]),
            np.array([np.nan if v is None else v for v in sizes]),
            np.array([shut.get(n, 0.0) for n in names]),
        )

    sold = side(flows[0], [known[n].imports for n in names], bans.imports)
    bought = side(flows[1], [known[n].exports for n in names], bans.exports)
    return Relief(goods.year, names, sold, bought, bans.why)


def _by_sector(flows: Mapping[int, float]) -> dict[str, float]:
    found: dict[str, float] = {}
    for good, value in flows.items():
        found[sector_of(good)] = found.get(sector_of(good), 0.0) + value
    return found
