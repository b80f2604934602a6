"""Who needs whom: each one's share in the other's trade and arms, and the gap between the two.

These are exposures, not vulnerabilities: what leaving would cost after adjustment is
another figure, and where it is not measured it is said to be not known.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import polars as pl

from tertius.atlas.columns import column
from tertius.atlas.store import Atlas
from tertius.datasets.chronicle_tables import load_trade
from tertius.measures.dependence import asymmetry
from tertius.provenance import known_at
from tertius.states import State

__all__ = ["HARDLY", "SHORT", "Exposure", "concentration", "dependence_between"]

SHORT = {
    "cow_trade": "Trade shares (COW)",
    "imf_russia_trade": "Russia's trade (IMF)",
    "us_census_trade": "US trade (Census)",
    "china_trade": "China's trade",
    "sipri_arms": "Arms deliveries (SIPRI)",
}
"""What each source of dependence is called in a list."""


HARDLY = 0.03
"""Two states whose larger share in each other's trade is below this hardly trade: the gap between their shares then
says nothing of dependence. A convention."""

RUSSIA = 365
RUSSIA_SILENT_FROM = 2022
"""First year whose trade Russia did not publish: what is said of it must not be said of earlier days."""


@dataclass(frozen=True, slots=True)
class Exposure:
    """One figure of how much `of` depends on `on`; `on` is None for a figure over all partners.

    `value` is a share from 0 to 1 unless `unit` says otherwise; `note` names the doubt.
    """

    of: str
    on: str | None
    measure: str
    label: str
    value: float
    unit: str
    year: int
    dataset: str
    note: str = ""


# Measure, its column seen from the first state, label, note.
_SHARES = (
    ("trade_share", "trade_share_a", "goods trade (COW)", ""),
    (
        "trade_share_russia",
        "imf_trade_share_a",
        "goods trade (IMF)",
        "Russia stopped publishing in January 2022: later years are its partners' figures (mirror data) or estimates",
    ),
    (
        "trade_share_united_states",
        "census_trade_share_a",
        "goods trade (US Census)",
        "United States customs figures",
    ),
    (
        "trade_share_china_bound",
        "china_trade_share_a",
        "trade with 25 partners (China)",
        "an upper bound: China's other partners are left out of the total",
    ),
    (
        "arms_share",
        "arms_share_a",
        "arms imports, five years (SIPRI)",
        "SIPRI trend-indicator values, not money",
    ),
)


def dependence_between(a: State, b: State, *, as_of: date, atlas: Atlas) -> tuple[Exposure, ...]:
    """Exposures of each of two states to the other, newest known on the day, and their asymmetry."""
    found: list[Exposure] = []
    for of, on in ((a, b), (b, a)):
        frame = atlas.dyad(of.cow, on.cow)
        for measure, name, label, note in _SHARES:
            newest = _newest(frame, name, as_of)
            if newest is not None:
                year, value = newest
                said = note if measure != "trade_share_russia" or year >= RUSSIA_SILENT_FROM else ""
                found.append(
                    Exposure(of.iso3, on.iso3, measure, label, value, "share", year, column(name).dataset, said)
                )
    found += _asymmetry(a, b, found)
    mirror = _newest(atlas.dyad(a.cow, b.cow), "china_trade_usd", as_of)
    if mirror is not None:
        year, value = mirror
        found.append(
            Exposure(
                a.iso3,
                b.iso3,
                "trade_china_reports",
                "goods trade both ways (China)",
                value,
                "US$ billion",
                year,
                "china_trade",
                "exports FOB, imports CIF"
                + _newer_total(a, b, year, as_of)
                + ("; the mirror of what Russia no longer publishes" if _silent(a, b, year) else ""),
            )
        )
    return tuple(found)


def _newer_total(a: State, b: State, year: int, as_of: date) -> str:
    """The published total of a later year than the table's, with whose it is; empty where none was known."""
    known = [t for t in load_trade() if {t.a, t.b} == {a.iso3, b.iso3} and t.known <= as_of and t.year > year]
    newest = max(known, key=lambda t: t.year, default=None)
    return f"; US${newest.total:.0f} bn in {newest.year} ({newest.source})" if newest is not None else ""


def _silent(a: State, b: State, year: int) -> bool:
    """Whether the figure is of Russia and of a year it no longer published."""
    return RUSSIA in (a.cow, b.cow) and year >= RUSSIA_SILENT_FROM


def concentration(state: State, *, as_of: date, atlas: Atlas) -> tuple[Exposure, ...]:
    """How concentrated one state's trade and arms imports are over its partners."""
    frame = atlas.state(state.cow)
    labels = (
        ("trade_hhi", "concentration of trade partners"),
        ("arms_hhi", "of arms suppliers"),
    )
    return tuple(
        Exposure(state.iso3, None, name, label, newest[1], "0 to 1", newest[0], column(name).dataset)
        for name, label in labels
        if (newest := _newest(frame, name, as_of)) is not None
    )


def _asymmetry(a: State, b: State, found: list[Exposure]) -> list[Exposure]:
    """The gap between the two trade shares, from one source and one year only."""
    mine = next((e for e in found if e.measure == "trade_share" and e.of == a.iso3), None)
    theirs = next((e for e in found if e.measure == "trade_share" and e.of == b.iso3), None)
    if mine is None or theirs is None or mine.year != theirs.year or max(mine.value, theirs.value) < HARDLY:
        return []
    gap = float(asymmetry(mine.value, theirs.value))
    note = "asymmetry runs from −1 to 1; above 0 the first needs the second more"
    return [
        Exposure(
            a.iso3,
            b.iso3,
            "asymmetry",
            "asymmetry of trade shares (COW)",
            gap,
            "−1 to 1",
            mine.year,
            mine.dataset,
            note,
        )
    ]


def _newest(frame: pl.DataFrame, name: str, as_of: date) -> tuple[int, float] | None:
    """The newest year whose figure was public on the day, and the figure."""
    lag = column(name).lag_days
    seen = frame.filter(pl.col(name).is_not_null()).sort("year")
    for year, value in reversed(list(seen.select("year", name).iter_rows())):
        if known_at(year, lag) <= as_of:
            return int(year), float(value)
    return None
