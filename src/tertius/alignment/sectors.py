"""Goods by sector, what the United States buys and sells of each, and what its sanctions close."""

from __future__ import annotations

import csv
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from pathlib import Path

from tertius.provenance import known_at

__all__ = ["FUEL_TIES", "Closed", "Market", "closed", "good_name", "market", "sector_of"]

_TABLE = Path(__file__).parent / "data" / "us_markets.csv"
UNITED_STATES, RUSSIA = 2, 365

MARKET_LAG = 395
"""Days after a year's end by which the trade of its sectors was published."""


@dataclass(frozen=True, slots=True)
class Market:
    """What a state sells to and buys from the world in one sector, in US$ billion; None is not known."""

    sector: str
    name: str
    exports: float | None
    exports_year: int | None
    imports: float | None
    imports_year: int | None
    source: str


@dataclass(frozen=True, slots=True)
class Closed:
    """Sectors that a state's own measures close to another: share closed of its exports and of its imports."""

    exports: dict[str, float]
    imports: dict[str, float]
    why: str


_MEASURES: tuple[tuple[date, str, dict[str, float], str], ...] = (
    (
        date(2022, 2, 24),
        "exports",
        {"electronics": 0.9, "machinery": 0.9, "transport": 0.9, "chemicals": 0.5, "energy": 0.9},
        "US export controls, 15 CFR 746",
    ),
    (date(2022, 3, 8), "imports", {"energy": 1.0}, "ban on Russian oil, gas and coal, Executive Order 14066"),
    (date(2022, 3, 11), "imports", {"agriculture": 0.5}, "ban on fish, alcohol and diamonds, Executive Order 14068"),
    (date(2022, 6, 28), "imports", {"metals": 0.3}, "ban on gold"),
    (date(2024, 4, 12), "imports", {"metals": 0.7}, "ban on aluminium, copper and nickel"),
)
"""What the United States closed to Russia, from when, and what share of a sector that is taken to be: the days are
law, the shares this project's reading. What was lifted or added after 2024 is not in the list."""

# Chapters of the Harmonized System, by first and last.
_CHAPTERS = (
    (1, 24, "agriculture"),
    (25, 26, "metals"),
    (27, 27, "energy"),
    (28, 40, "chemicals"),
    (44, 49, "forest"),
    (50, 63, "textiles"),
    (64, 64, "footwear"),
    (68, 83, "metals"),
    (84, 84, "machinery"),
    (85, 85, "electronics"),
    (86, 89, "transport"),
    (90, 90, "electronics"),
)

# Headings that the Commission counts elsewhere than their chapter: computers, motors, wire.
_HEADINGS = {8471: "electronics", 8473: "electronics"} | dict.fromkeys(
    (*range(8501, 8517), 8535, 8536, 8537, 8544), "machinery"
)

FUEL_TIES = {271121: (1.0, 1.0), 271111: (0.6, 0.6), 270900: (0.2, 1.0)}
"""How far a fuel is tied to its buyer, lowest and highest: piped gas 1, shipped gas under long contracts 0.6, crude
oil anything between a tanker (0.2) and a pipeline, since customs do not tell; every other fuel 0.2. Conventions of
this project."""

_NAMES = {
    270900: "crude oil",
    271000: "oil products",
    271111: "liquefied natural gas",
    271112: "propane",
    271121: "piped natural gas",
    270112: "bituminous coal",
    270119: "other coal",
    270111: "anthracite",
    7403: "refined copper",
    7601: "aluminium",
    7502: "nickel",
    7108: "gold",
    2601: "iron ore",
    2603: "copper ore",
    4407: "sawn wood",
    4703: "wood pulp",
    4804: "kraft paper",
    4002: "synthetic rubber",
    2844: "uranium and isotopes",
    7110: "platinum metals",
    8481: "valves",
    8516: "electric heaters",
    8528: "screens",
    4011: "tyres",
    7308: "steel structures",
    303: "frozen fish",
    306: "crustaceans",
    1512: "sunflower oil",
    1514: "rapeseed oil",
    3104: "potash",
    8401: "nuclear reactors",
    8703: "cars",
    8704: "lorries",
    8701: "tractors",
    8708: "car parts",
    8429: "earth movers",
    8471: "computers",
    8517: "telephones",
    8542: "chips",
    8457: "machining centres",
    6110: "knitwear",
    6402: "shoes",
    9503: "toys",
}


@cache
def _us_markets() -> dict[str, Market]:
    with _TABLE.open(encoding="utf-8", newline="") as f:
        return {
            row["sector"]: Market(
                row["sector"],
                row["name"],
                float(row["exports"]) if row["exports"] else None,
                int(row["exports_year"]) if row["exports_year"] else None,
                float(row["imports"]) if row["imports"] else None,
                int(row["imports_year"]) if row["imports_year"] else None,
                row["source"],
            )
            for row in csv.DictReader(f)
        }


def market(state: int, day: date) -> dict[str, Market] | None:
    """A state's trade with the world by sector, as public on a day; None where this package does not know it.

    Each sector is known of one year; before that was public its size is None.
    """
    if state != UNITED_STATES:
        return None
    return {name: _as_known(m, day) for name, m in _us_markets().items()}


def _as_known(m: Market, day: date) -> Market:
    def public(year: int | None) -> bool:
        return year is not None and known_at(year, MARKET_LAG) <= day

    sold, bought = public(m.exports_year), public(m.imports_year)
    return replace(
        m,
        exports=m.exports if sold else None,
        exports_year=m.exports_year if sold else None,
        imports=m.imports if bought else None,
        imports_year=m.imports_year if bought else None,
    )


def closed(state: int, to: int, day: date) -> Closed:
    """What a state's own measures close in its trade with another on a day, as shares of each sector.

    Known for the United States and Russia alone. Which headings are covered is law; that a sector
    is closed by nine tenths or by a half is this project's reading of it.
    """
    if (state, to) != (UNITED_STATES, RUSSIA):
        return Closed({}, {}, "")
    in_force = [m for m in _MEASURES if m[0] <= day]
    exports: dict[str, float] = {}
    imports: dict[str, float] = {}
    for _, side, shares, _ in in_force:
        (exports if side == "exports" else imports).update(shares)
    return Closed(exports, imports, "; ".join(f"{why} ({since.isoformat()})" for since, _, _, why in in_force))


@cache
def sector_of(good: int) -> str:
    """The sector of a four- or six-digit heading of the Harmonized System."""
    heading = good // 100 if good >= 10_000 and good // 10_000 == 27 else good
    if heading in _HEADINGS:
        return _HEADINGS[heading]
    chapter = heading // 100
    return next((name for first, last, name in _CHAPTERS if first <= chapter <= last), "other")


def good_name(good: int) -> str:
    """A good as a reader calls it, else its heading: "crude oil", "HS 3811"."""
    return _NAMES.get(good, f"HS {good:04d}")
