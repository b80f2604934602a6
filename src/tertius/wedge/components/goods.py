"""Trade of B and C by product, worked through once for the two components that need it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

import numpy as np
import polars as pl

from tertius.alignment.replacement import PRODUCT_LAG, Estimate, Worked, goods_between, work
from tertius.alignment.ties import SEED
from tertius.atlas.store import Atlas
from tertius.provenance import known_at
from tertius.states import State
from tertius.wedge.components.component import Asked

__all__ = ["NO_GOODS", "Trade", "output_of", "trade_of"]

NO_GOODS = (
    "No trade of B and C by product is at hand, so what leaving would cost is not known; shares of trade do not tell."
)


@dataclass(frozen=True, slots=True)
class Trade:
    """B's goods trade with C: its year, what it sells and buys in US$ billion, and what comes of it."""

    year: int
    sold: float
    bought: float
    worked: Worked

    @property
    def replaced(self) -> Estimate | None:
        """Share of the whole trade that A could take over under measures in force; None where A's market is not known.

        The ends add the ends of both directions, as if they erred together.
        """
        in_force = {r.side: r.share for r in self.worked.replacements}
        if len(in_force) < 2 or self.sold + self.bought <= 0:
            return None
        x, m = in_force["exports"], in_force["imports"]
        whole = self.sold + self.bought
        value, low, high = (
            (getattr(x, end) * self.sold + getattr(m, end) * self.bought) / whole for end in ("value", "low", "high")
        )
        return Estimate(value, low, high)


def trade_of(asked: Asked) -> Trade | None:
    """The trade of B and C by product as known on the day; None where there is none."""
    return _trade(asked.atlas, asked.day, asked.a, asked.b, asked.c)


@lru_cache(maxsize=8)
def _trade(atlas: Atlas, day: date, a: State, b: State, c: State) -> Trade | None:
    goods = goods_between(b, c, day, atlas)
    if goods is None:
        return None
    # The seed and the order of `alignment.leaving.dependence`: both show the same figures.
    worked = work((b, c, a), goods, day, atlas, np.random.default_rng(SEED))
    return Trade(goods.year, sum(goods.sold.values()), sum(goods.bought.values()), worked)


def output_of(state: State, asked: Asked) -> tuple[int, float] | None:
    """Newest output in US$ billion that was public on the day, with its year."""
    if "economies" not in asked.atlas.manifest["tables"]:
        return None
    rows = asked.atlas.table("economies").filter(pl.col("state") == state.cow).sort("year").select("year", "gdp")
    known = [(int(y), float(g)) for y, g in rows.collect().iter_rows() if known_at(int(y), PRODUCT_LAG) <= asked.day]
    return known[-1] if known else None
