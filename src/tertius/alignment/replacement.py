"""The arithmetic of leaving: goods into sectors, draws of elasticities and reach, cost and replacement."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np
import polars as pl
from numpy.typing import NDArray

from tertius.alignment.sectors import FUEL_TIES, Closed, Market, closed, good_name, market, sector_of
from tertius.atlas.store import Atlas
from tertius.measures.leaving import exit_cost, leverage, replaceable, substitutability
from tertius.provenance import known_at
from tertius.states import State

__all__ = ["Estimate", "Goods", "Replacement", "Sector", "Worked", "goods_between", "work"]

DRAWS = 4_000

ELASTICITY, SPREAD = 1.5, 0.6
"""Median and log standard deviation of every elasticity of demand and supply: a convention of this project."""

SHARED = 0.5
"""Share of that log variance which all sectors, demand and supply alike, have in common: ours too.

How elastic trade is at all, in months or in years, is in doubt for every sector at once. Were
sectors drawn apart, that doubt would average out of their sum.
"""

REACH = (0.05, 0.30)
"""Share of a market that can be turned to a new partner in three years, lowest and highest: another convention."""

GDP_DOUBT = 0.12
PRODUCT_LAG = 395

Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Estimate:
    """A median with its 90 % interval."""

    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Sector:
    """One sector of what `of` sells to, or buys from, the partner it would leave.

    `flow` is in US$ billion; `replaced` the share of it that the other state could take over,
    None where that state's market is not known, as if nothing were closed; `closed` the share
    that measures in force close; `goods` the largest, with their share of the sector.
    """

    side: str
    sector: str
    flow: float
    replaced: Estimate | None
    closed: float
    goods: tuple[tuple[str, float], ...]


@dataclass(frozen=True, slots=True)
class Replacement:
    """How much of a trade another state could take over, in a share of it, under measures named in words."""

    side: str
    measures: str
    share: Estimate


@dataclass(frozen=True, slots=True, eq=False)
class Goods:
    """Flows between two states by good, US$ billion: what the first sells, what it buys."""

    year: int
    sold: dict[int, float]
    bought: dict[int, float]


@dataclass(frozen=True, slots=True)
class Worked:
    """What comes of it; a part is None where it is not known."""

    cost: Estimate | None = None
    cost_of_partner: Estimate | None = None
    tied_fuel: Estimate | None = None
    replacements: tuple[Replacement, ...] = ()
    leverage: Estimate | None = None
    sectors: tuple[Sector, ...] = ()


def goods_between(b: State, c: State, day: date, atlas: Atlas) -> Goods | None:
    """The newest flows between two states by good that were public on the day; None where there are none."""
    if "products" not in atlas.manifest["tables"]:
        return None
    pair = [b.cow, c.cow]
    frame = atlas.table("products").filter(pl.col("exporter").is_in(pair) & pl.col("importer").is_in(pair)).collect()
    years = [int(y) for y in frame["year"].unique() if known_at(int(y), PRODUCT_LAG) <= day]
    if not years:
        return None
    year = max(years)
    rows = frame.filter(pl.col("year") == year).select("exporter", "good", pl.col("share") * pl.col("flow"))
    sold = {int(g): float(v) for e, g, v in rows.iter_rows() if e == b.cow}
    bought = {int(g): float(v) for e, g, v in rows.iter_rows() if e == c.cow}
    return Goods(year, sold, bought)


def work(
    states: tuple[State, State, State | None], goods: Goods, day: date, atlas: Atlas, rng: np.random.Generator
) -> Worked:
    """Cost of leaving for B and for C, and what A could replace of B's trade with C; states are B, C, A."""
    b, c, a = states
    sold, bought = _by_sector(goods.sold), _by_sector(goods.bought)
    names = sorted({*sold, *bought})
    flows = {side: np.array([of.get(n, 0.0) for n in names]) for side, of in (("exports", sold), ("imports", bought))}
    x, m = flows["exports"], flows["imports"]
    demand, supply = _elasticities(len(names), rng)
    cost = _cost(b, (m, x), (demand, supply), day, atlas, rng)
    theirs = _cost(c, (x, m), (demand, supply), day, atlas, rng)
    known = market(a.cow, day) if a else None
    replacements: list[Replacement] = []
    sectors: list[Sector] = []
    shares: dict[str, Array] = {}
    reach = rng.uniform(*REACH, (DRAWS, len(names)))
    for side, flow in flows.items():
        taken = np.full((DRAWS, len(names)), np.nan)
        if a is not None and known is not None:
            for words, bans in _cases(closed(a.cow, b.cow, day)):
                under = replaceable(flow, _sizes(known, names, side), reach, 1 - _shut(bans, names, side))
                taken = taken if bans.why else under
                low, high = substitutability(flow, under)
                share = low + (high - low) * rng.random(DRAWS)
                replacements.append(Replacement(side, words, _required(share)))
                if not bans.why:
                    shares[side] = share
        shut = _shut(closed(a.cow, b.cow, day), names, side) if a else np.zeros(len(names))
        sectors += [
            _sector(side, name, goods, taken[:, k], float(shut[k])) for k, name in enumerate(names) if flow[k] > 0
        ]
    left = None
    if cost is not None and shares:
        whole = (shares["exports"] * x.sum() + shares["imports"] * m.sum()) / (x.sum() + m.sum())
        left = leverage(cost, whole)
    sectors.sort(key=lambda s: (s.side, -s.flow))
    return Worked(
        _estimate(cost), _estimate(theirs), _tied(goods.sold, rng), tuple(replacements), _estimate(left), tuple(sectors)
    )


def _elasticities(sectors: int, rng: np.random.Generator) -> tuple[Array, Array]:
    """Draws of the elasticities of demand and supply, (DRAWS, sectors) each."""
    level = np.sqrt(SHARED) * rng.spawn(1)[0].standard_normal((DRAWS, 1))
    demand, supply = (level + np.sqrt(1 - SHARED) * rng.standard_normal((DRAWS, sectors)) for _ in range(2))
    return ELASTICITY * np.exp(SPREAD * demand), ELASTICITY * np.exp(SPREAD * supply)


def _cases(bans: Closed) -> tuple[tuple[str, Closed], ...]:
    free = ("if nothing is closed", Closed({}, {}, ""))
    return (free, ("under the measures in force", bans)) if bans.why else (free,)


def _sector(side: str, name: str, goods: Goods, taken: Array, shut: float) -> Sector:
    of = goods.sold if side == "exports" else goods.bought
    inside = sorted(((v, g) for g, v in of.items() if sector_of(g) == name), reverse=True)
    flow = sum(v for v, _ in inside)
    replaced = None if np.isnan(taken).any() else _required(np.minimum(taken / flow, 1.0))
    return Sector(side, name, flow, replaced, shut, tuple((good_name(g), v / flow) for v, g in inside[:3]))


def _by_sector(flows: dict[int, float]) -> dict[str, float]:
    found: dict[str, float] = {}
    for good, value in flows.items():
        found[sector_of(good)] = found.get(sector_of(good), 0.0) + value
    return found


def _sizes(known: dict[str, Market], names: list[str], side: str) -> Array:
    """What the other state buys (for what is sold) or sells (for what is bought); NaN where it is not known."""
    of = [known[n].imports if side == "exports" else known[n].exports for n in names]
    return np.array([np.nan if v is None else v for v in of])


def _shut(bans: Closed, names: list[str], side: str) -> Array:
    of = bans.imports if side == "exports" else bans.exports
    return np.array([of.get(n, 0.0) for n in names])


def _cost(
    state: State,
    trade: tuple[Array, Array],
    elasticities: tuple[Array, Array],
    day: date,
    atlas: Atlas,
    rng: np.random.Generator,
) -> Array | None:
    """Draws of the exit cost as a share of output; None where output is not known.

    `trade` is what the state buys and sells by sector, `elasticities` are of its demand and supply.
    """
    frame = atlas.table("economies").filter(pl.col("state") == state.cow).sort("year").collect()
    known = [float(g) for y, g in frame.select("year", "gdp").iter_rows() if known_at(int(y), PRODUCT_LAG) <= day]
    if not known:
        return None
    output = known[-1] * np.exp(GDP_DOUBT * rng.standard_normal(DRAWS))
    return exit_cost(*trade, output, *elasticities)


def _tied(sold: dict[int, float], rng: np.random.Generator) -> Estimate | None:
    """Share of what is sold that is fuel tied to its buyer, weighted by how far it is tied."""
    total = sum(sold.values())
    fuels = {g: v for g, v in sold.items() if sector_of(g) == "energy"}
    if not total or not fuels:
        return None
    drawn = np.zeros(DRAWS)
    for good, value in fuels.items():
        low, high = FUEL_TIES.get(good, (0.2, 0.2))
        drawn += value / total * rng.uniform(low, high, DRAWS)
    return _required(drawn)


def _estimate(draws: Array | None) -> Estimate | None:
    return None if draws is None else _required(draws)


def _required(draws: Array) -> Estimate:
    return Estimate(*(float(v) for v in np.quantile(draws, (0.5, 0.05, 0.95))))
