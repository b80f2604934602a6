"""What leaving a partner would cost a state, and what another could put in its place, sector by sector."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

import numpy as np
import polars as pl

from tertius.alignment.dependence import Exposure, dependence_between
from tertius.alignment.replacement import (
    ELASTICITY,
    REACH,
    SHARED,
    SPREAD,
    Estimate,
    Goods,
    Replacement,
    Sector,
    Worked,
    goods_between,
    work,
)
from tertius.alignment.sectors import closed, market
from tertius.alignment.ties import SEED, existing
from tertius.atlas.store import Atlas, open_atlas
from tertius.errors import ImpossibleQuestion
from tertius.present.card import card
from tertius.present.names import capital, the
from tertius.present.numbers import percent, percent_range
from tertius.provenance import Provenance, asked_on, known_at
from tertius.states import State

if TYPE_CHECKING:
    import altair as alt

__all__ = ["Leaving", "dependence"]

ARMS_LAG = 90


@dataclass(frozen=True, slots=True)
class Leaving:
    """What B needs of C, what leaving would cost, and what A could replace, as of a day.

    `cost` and `cost_of_partner` are shares of output, None where goods are not known.
    `tied_fuel` is the share of B's exports to C that are fuels tied to the buyer.
    """

    b: State
    c: State
    a: State | None
    as_of: date
    exposures: tuple[Exposure, ...]
    arms_stock: tuple[tuple[str, str, float, int], ...]
    year: int | None
    cost: Estimate | None
    cost_of_partner: Estimate | None
    tied_fuel: Estimate | None
    replacements: tuple[Replacement, ...]
    leverage: Estimate | None
    sectors: tuple[Sector, ...]
    provenance: Provenance
    caveats: tuple[str, ...]

    def explain(self) -> str:
        """The cost of leaving in words, what cannot be replaced, and what is not known."""
        b, c = the(self.b.name), the(self.c.name)
        if self.cost is None:
            return (
                f"What leaving {c} would cost {b} is not known: no trade of the two by product is at hand. "
                "The shares say how exposed it is, not how vulnerable."
            )
        said = (
            f"Losing the trade of {self.year} with {c} would cost {b} about {percent(self.cost.value)} of output "
            f"({percent_range(self.cost.low, self.cost.high)}, on wide priors)."
        )
        if self.a is None or not self.replacements:
            return said
        shares = [
            f"{percent(r.share.value)} ({percent_range(r.share.low, r.share.high)}) {r.measures}"
            for r in self.replacements
            if r.side == "exports"
        ]
        said += (
            f" {capital(the(self.a.name))} could take over, of what {b} sells to {c}, at most {' and '.join(shares)}."
        )
        missing = sorted(
            ((s.flow * (1 - s.replaced.value), s.sector) for s in self.sectors if s.side == "exports" and s.replaced),
            reverse=True,
        )
        if missing and missing[0][0] > 0:
            said += f" Most of what it could not replace is {missing[0][1]}."
        return said

    def to_frame(self) -> pl.DataFrame:
        """A row a sector and side: `side`, `sector`, `flow` (US$ billion), `replaced`, `low`, `high` (shares)."""
        rows = [
            (
                s.side,
                s.sector,
                s.flow,
                *((s.replaced.value, s.replaced.low, s.replaced.high) if s.replaced else (None, None, None)),
            )
            for s in self.sectors
        ]
        names = ["side", "sector", "flow", "replaced", "low", "high"]
        kinds = [pl.String, pl.String, *[pl.Float64] * 4]
        return pl.DataFrame(rows, schema=dict(zip(names, kinds, strict=True)), orient="row")

    def to_dict(self) -> dict[str, Any]:
        """As JSON; a figure that is not known is null."""
        return {
            "of": self.b.iso3,
            "on": self.c.iso3,
            "versus": self.a.iso3 if self.a else None,
            "as_of": self.as_of.isoformat(),
            "dependence": [asdict(e) for e in self.exposures],
            "arms_stock": [{"of": o, "on": n, "value": v, "year": y} for o, n, v, y in self.arms_stock],
            "year": self.year,
            "exit_cost": _plain(self.cost),
            "exit_cost_of_partner": _plain(self.cost_of_partner),
            "tied_fuel": _plain(self.tied_fuel),
            "replacements": [asdict(r) for r in self.replacements],
            "leverage": _plain(self.leverage),
            "sectors": [asdict(s) for s in self.sectors],
            "caveats": list(self.caveats),
            "provenance": self.provenance.to_list(),
        }

    def plot(self) -> alt.VConcatChart:
        """Sales and purchases by sector with what could be replaced, or the shares where goods are not known."""
        from tertius.alignment.leaving_chart import leaving_chart

        return leaving_chart(self)

    def _repr_html_(self) -> str:
        title = f"What leaving {the(self.c.name)} would cost {the(self.b.name)}"
        return card(title, self.explain(), self.caveats, self.provenance.note())


def dependence(
    b: str | int,
    c: str | int,
    *,
    versus: str | int | None = None,
    as_of: date | None = None,
    atlas: Atlas | None = None,
) -> Leaving:
    """What B needs of C, what leaving C would cost B, and what a third state could replace.

    Parameters
    ----------
    b, c : str or int
        The state that would leave, and the one it would leave.
    versus : str or int, optional
        The state that would take C's place.
    as_of : date, optional
        Use only what was public on this day; today when omitted.

    Returns
    -------
    Leaving
        Intervals are 90 %, over priors on elasticities and reach that are this project's own.

    Raises
    ------
    UnknownName, ImpossibleQuestion
        A name that is no state, or one state named twice.
    """
    day, atlas = asked_on(as_of), atlas or open_atlas()
    states = [existing(name, day) for name in (b, c)] + ([existing(versus, day)] if versus is not None else [])
    if len({s.cow for s in states}) < len(states):
        raise ImpossibleQuestion(
            "dependence is of one state on another", found=", ".join(s.name for s in states), hint="name each once"
        )
    first, second, third = states[0], states[1], (states[2] if len(states) > 2 else None)
    goods = goods_between(first, second, day, atlas)
    rng = np.random.default_rng(SEED)
    worked = work((first, second, third), goods, day, atlas, rng) if goods is not None else Worked()
    stocks = _stocks(first, second, third, day, atlas)
    exposures = dependence_between(first, second, as_of=day, atlas=atlas)
    used = [*(e.dataset for e in exposures), *(["sipri_arms"] if stocks else [])]
    used += ["baci_russia_china", "baci_trade"] if goods else []
    origin = atlas.provenance(*dict.fromkeys(used))
    origin = origin.then("cost of leaving from draws of elasticities and reach")
    return Leaving(
        first, second, third, day, exposures, stocks,
        goods.year if goods else None, worked.cost, worked.cost_of_partner, worked.tied_fuel, worked.replacements,
        worked.leverage, worked.sectors, origin, _caveats(first, third, goods, day),
    )  # fmt: skip


def _stocks(b: State, c: State, a: State | None, day: date, atlas: Atlas) -> tuple[tuple[str, str, float, int], ...]:
    """Shares in each other's stock of major arms, and A's in B's: of, on, share, year."""
    pairs = [(b, c), (c, b)] + ([(b, a)] if a else [])
    if "stocks" not in atlas.manifest["tables"]:
        return ()
    frame = atlas.table("stocks").collect()
    found: list[tuple[str, str, float, int]] = []
    for of, on in pairs:
        rows = frame.filter(pl.col("state") == of.cow).select("supplier", "year", "share")
        years = [int(y) for y in rows["year"].unique() if known_at(int(y), ARMS_LAG) <= day]
        if years:
            newest = rows.filter((pl.col("year") == max(years)) & (pl.col("supplier") == on.cow))
            found.append((of.iso3, on.iso3, float(newest["share"].sum()), max(years)))
    return tuple(found)


def _plain(estimate: Estimate | None) -> dict[str, float] | None:
    return None if estimate is None else asdict(estimate)


def _caveats(b: State, a: State | None, goods: Goods | None, day: date) -> tuple[str, ...]:
    said = ["Observed trade is exposure, and a result of alignment as much as a cause of it."]
    if goods is None:
        said.append("Exit cost, tied fuel and replacement: not known, since no trade of the two by product is at hand.")
        return tuple(said)
    said += [
        f"Elasticities of demand and supply are drawn around {ELASTICITY:g} with a spread of {SPREAD:g} on the log "
        f"scale, of whose variance {percent(SHARED)} is common to all sectors, demand and supply alike: conventions of "
        "this project, not estimates.",
        f"A state can turn {percent(REACH[0])} to {percent(REACH[1])} of what it buys or sells in a sector to a new "
        "partner within three years: a convention of this project.",
        "Output is of 2021 at the newest, with a doubt of 12 %; trade of later years is in later prices.",
        "Fuel is tied by 1 when piped, 0.6 when shipped under long contracts, 0.2 on the open sea: conventions of "
        "this project. Customs do not say how crude oil travels.",
        "What is replaceable is an upper bound: goods within a sector are taken as interchangeable.",
        "Arms, services, credit and what goes through third states are not in customs statistics.",
    ]
    if a is not None and market(a.cow, day) is None:
        said.append(f"What {the(a.name)} could replace: not known, since its trade by sector is not at hand.")
    if a is not None and (why := closed(a.cow, b.cow, day).why):
        said.append(
            f"Measures in force: {why}. How far they close a sector is this project's reading; what was lifted or "
            "added after 2024 is not in the list."
        )
    if a is not None and market(a.cow, day) is not None:
        said.append(
            "United States trade by sector is of 2016 to 2021, as the US International Trade Commission published it; "
            "its sectors are met by chapters of the Harmonized System, roughly. A sector it was not seen for counts "
            "anywhere from not replaceable to wholly replaceable."
        )
    return tuple(said)
