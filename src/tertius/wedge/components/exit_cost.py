"""Component 4: what leaving C would cost B beyond what A could replace."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from math import log

import numpy as np
import polars as pl
from numpy.typing import NDArray

from tertius.alignment.leaving import ARMS_LAG
from tertius.alignment.replacement import Estimate
from tertius.atlas.store import Atlas
from tertius.present.names import possessive, the
from tertius.present.numbers import percent
from tertius.provenance import known_at
from tertius.wedge.components.component import Asked, Component, Value
from tertius.wedge.components.effects import EFFECTS
from tertius.wedge.components.goods import NO_GOODS, Trade, trade_of
from tertius.wedge.components.reference import LARGEST, figures_of, measured, not_known, standardised

__all__ = ["DEFINITION", "Held", "arms_held", "goods_units", "measure"]

DEFINITION = Component(
    key="exit_cost",
    label="Cost of leaving",
    number=4,
    by_judgement=False,
    effect=EFFECTS["exit_cost"],
    definition="What B would lose by leaving C after A has replaced what it can, in goods and in arms.",
    evidence="Trade of B and C by product less what A can replace; C's share in B's stock of imported arms.",
    falsifier="Over 30 or more resolved cases the 80 % interval of its effect lies above 0.",
    source="Crescenzi 2003 and Peterson 2014 on exit costs; the measure of docs/methods/leaving.md.",
)

ZERO, FACTOR = 0.01, 3.0
"""Trade by product is known for one pair, so no population exists: 0 is 1 % of B's output, a unit a factor of 3."""

Units = tuple[float, float, float]


def measure(asked: Asked) -> Value:
    """The mean of two parts, goods and arms; a part that is not known stands at 0 with a unit's doubt."""
    trade, arms = trade_of(asked), _arms(asked)
    goods = goods_units(trade)
    if goods is None and arms is None:
        return not_known("exit_cost", NO_GOODS)
    b, c = the(asked.b.name), the(asked.c.name)
    parts: list[Units] = []
    said: list[str] = []
    years: list[int] = []
    basis: list[str] = []
    if goods is not None and trade is not None and trade.worked.cost is not None:
        parts.append(goods)
        left = _left(trade, trade.worked.cost)
        said.append(f"leaving {c} would cost {b} {percent(left.value)} of output beyond what could be replaced")
        years.append(trade.year)
        basis += ["baci_russia_china", "baci_trade"]
    if arms is not None:
        unit, share, year = arms
        parts.append((unit, unit, unit))
        said.append(f"{c} is {percent(share)} of {possessive(asked.b.name)} stock of imported arms ({year})")
        years.append(year)
        basis.append("sipri_arms")
    parts += [(0.0, -1.645, 1.645)] * (2 - len(parts))
    value = sum(p[0] for p in parts) / 2
    # The two parts err independently of each other.
    below, above = (sum((p[end] - p[0]) ** 2 for p in parts) ** 0.5 / 2 for end in (1, 2))
    why = (
        "Mean of goods (0 is 1 % of output, a unit a factor of 3, by convention) and arms (against C's share in what "
        "the 30 largest powers hold); a part that is not known counts as ordinary, with a unit's doubt."
    )
    units = (value, value - below, value + above)
    return measured("exit_cost", units, ("; ".join(said), why), min(years), asked.day, tuple(basis))


def goods_units(trade: Trade | None) -> Units | None:
    """What the goods would cost, in units."""
    if trade is None or trade.worked.cost is None:
        return None
    left = _left(trade, trade.worked.cost)
    return _units(left.value), _units(left.low), _units(left.high)


def _left(trade: Trade, cost: Estimate) -> Estimate:
    """What A could not replace under its measures in force; where its market is not known, half may be replaced."""
    replaced = trade.replaced or Estimate(0.0, 0.0, 0.5)
    return Estimate(cost.value * (1 - replaced.value), cost.low * (1 - replaced.high), cost.high * (1 - replaced.low))


def _units(cost: float) -> float:
    return max(-LARGEST, min(LARGEST, log(cost / ZERO) / log(FACTOR))) if cost > 0 else -LARGEST


def _arms(asked: Asked) -> tuple[float, float, int] | None:
    """C's share in B's stock of arms: in units, as a share, and of which year; None where B's stock is not known."""
    held = arms_held(asked)
    unit = None if held is None else standardised(held.share, held.reference)
    return None if held is None or unit is None else (unit, held.share, held.year)


@dataclass(frozen=True, slots=True, eq=False)
class Held:
    """The share of C in B's stock of imported arms, that of A, and C's share in the stocks of the powers."""

    share: float
    of_a: float
    year: int
    reference: NDArray[np.float64]


def arms_held(asked: Asked) -> Held | None:
    """B's stock of imported arms as known on the day; None where it is not known."""
    powers = figures_of(asked)
    codes = tuple(s for s, inside in zip(powers.states, powers.powers, strict=True) if inside)
    held = _stocks(asked.atlas, asked.day, (*codes, asked.b.cow))
    if held is None or asked.b.cow not in held[1]:
        return None
    year, stocks = held
    others = {asked.a.cow, asked.c.cow}
    reference = [stocks[of].get(asked.c.cow, 0.0) for of in codes if of in stocks and of not in others]
    mine = stocks[asked.b.cow]
    return Held(mine.get(asked.c.cow, 0.0), mine.get(asked.a.cow, 0.0), year, np.array(reference))


@lru_cache(maxsize=8)
def _stocks(atlas: Atlas, day: date, states: tuple[int, ...]) -> tuple[int, dict[int, dict[int, float]]] | None:
    """The newest year known on the day, and by state the suppliers' shares in what it holds."""
    if "stocks" not in atlas.manifest["tables"]:
        return None
    rows = atlas.table("stocks").filter(pl.col("state").is_in(states)).collect()
    years = [int(y) for y in rows["year"].unique() if known_at(int(y), ARMS_LAG) <= day]
    if not years:
        return None
    found: dict[int, dict[int, float]] = {}
    for state, supplier, share in (
        rows.filter(pl.col("year") == max(years)).select("state", "supplier", "share").iter_rows()
    ):
        found.setdefault(int(state), {})[int(supplier)] = float(share)
    return max(years), found
