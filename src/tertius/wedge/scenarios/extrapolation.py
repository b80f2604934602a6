"""Whether today's figures lie outside what was seen before: then a scenario reaches past its evidence."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass, replace
from functools import lru_cache
from typing import Any, Literal

import numpy as np
import polars as pl
from numpy.typing import NDArray

from tertius.alignment.dependence import Exposure
from tertius.atlas.store import Atlas
from tertius.present.names import capital, possessive, the
from tertius.present.numbers import count, percent, percent_range
from tertius.states import State, all_states

__all__ = ["HISTORY", "Reach", "case_range", "reaches", "share_range", "stock_range"]

HISTORY = range(1946, 2022)
"""The years whose range counts as history: what came after Russia's invasion is what is being judged."""

_MEASURES = {
    "trade_share_russia": ("imf_trade_share_a", "trade_share_a"),
    "trade_share_united_states": ("census_trade_share_a", "trade_share_a"),
    "trade_share_china_bound": ("china_trade_share_a", "trade_share_a"),
    "trade_share": ("trade_share_a",),
    "arms_share": ("arms_share_a",),
}
"""Columns that measure the same thing, the first the figure's own."""

_JOINED = {"arms imports": "from", "stock of imported arms": "from", "sanction cases": "against"}


@dataclass(frozen=True, slots=True)
class Reach:
    """A figure of today, or one that a scenario sets, beside its range over comparable pairs from 1946 to 2021.

    `low` and `high` are the least and the greatest of `n` pair-years, the pair's own among
    them; None where there are none. `own_low` and `own_high` are the pair's own range.
    """

    measure: str
    label: str
    of: str
    on: str
    value: float
    year: int
    comparable: str
    n: int
    low: float | None
    high: float | None
    own_low: float | None
    own_high: float | None
    unit: Literal["share", "cases"] = "share"
    as_set: bool = False

    @property
    def outside(self) -> bool:
        """Whether the figure lies outside the range of comparable pairs."""
        return self.low is not None and self.high is not None and not self.low <= self.value <= self.high

    @property
    def outside_own(self) -> bool:
        """Whether it lies outside the pair's own range."""
        return (
            self.own_low is not None and self.own_high is not None and not self.own_low <= self.value <= self.own_high
        )

    def says(self, of: State, on: State) -> str:
        """The flag in a sentence; empty where nothing is flagged."""
        if not (self.outside or self.outside_own):
            return ""
        ends = f"{HISTORY[0]} to {HISTORY[-1]}"
        said = (
            f"{capital(possessive(of.name))} {self.label} {_JOINED.get(self.label, 'with')} {the(on.name)}, "
            f"{self.figure} {'as set' if self.as_set else f'in {self.year}'}, is outside "
        )
        if self.outside:
            return f"{said}the range of {self.comparable}, {self.range}, {ends}: an extrapolation."
        return (
            f"{said}the pair's own range, {self.own_range}, {ends}: an extrapolation for it, though not for "
            f"{self.comparable}."
        )

    @property
    def figure(self) -> str:
        """The figure as a reader takes it in: "33 %", "12"."""
        return percent(self.value) if self.unit == "share" else count(int(self.value))

    @property
    def shown(self) -> str:
        """The figure with its year, or that it was set."""
        return f"{self.figure} ({'as set' if self.as_set else self.year})"

    @property
    def range(self) -> str:
        """The range of comparable pairs."""
        return self._between(self.low, self.high)

    @property
    def own_range(self) -> str:
        """The pair's own range."""
        return self._between(self.own_low, self.own_high)

    def _between(self, low: float | None, high: float | None) -> str:
        if self.unit == "share" or low is None or high is None:
            return percent_range(low, high)
        return f"{low:.0f} to {high:.0f}"

    def to_dict(self) -> dict[str, Any]:
        """Plain values with the flags."""
        return {**asdict(self), "outside": self.outside, "outside_own": self.outside_own}


def reaches(b: State, c: State, exposures: Iterable[Exposure], atlas: Atlas) -> tuple[Reach, ...]:
    """Every known share of C in B's trade and arms, and of B in C's, beside its history."""
    by_code = {s.iso3: s for s in (b, c)}
    found: list[Reach] = []
    for e in exposures:
        if e.on is None or e.unit != "share" or e.measure not in _MEASURES or {e.of, e.on} != {b.iso3, c.iso3}:
            continue
        of, on = by_code[e.of], by_code[e.on]
        label = "arms imports" if e.measure == "arms_share" else "goods trade"
        found.append(_reach((e.measure, label), (of, on), (e.value, e.year), _history, atlas, _MEASURES[e.measure]))
    return tuple(found)


def share_range(driver: str, of: State, on: State, share: tuple[str, int, float], atlas: Atlas) -> Reach:
    """A share of trade, (table, year, value), beside its history."""
    columns = tuple(dict.fromkeys((f"{share[0]}_a", "trade_share_a")))
    return _reach((driver, "goods trade"), (of, on), (share[2], share[1]), _history, atlas, columns)


def case_range(driver: str, of: State, on: State, cases: tuple[int, int], atlas: Atlas) -> Reach:
    """Sanction cases of the first against the second, (year, number), beside their history."""
    found = _reach((driver, "sanction cases"), (of, on), (cases[1], cases[0]), _history, atlas, ("sanctions_by_a",))
    return replace(found, unit="cases")


def stock_range(driver: str, of: State, on: State, held: tuple[int, float], atlas: Atlas) -> Reach:
    """The second's share in the first's stock of imported arms, (year, value), beside its history."""
    return _reach((driver, "stock of imported arms"), (of, on), (held[1], held[0]), _stock_history, atlas, ("share",))


Seen = tuple[NDArray[np.float64], NDArray[np.float64]]


def _reach(
    named: tuple[str, str],
    pair: tuple[State, State],
    now: tuple[float, int],
    history: Callable[[Atlas, tuple[str, ...], int, int, tuple[bool, bool]], Seen],
    atlas: Atlas,
    columns: tuple[str, ...],
) -> Reach:
    of, on = pair
    major = of.was_major(now[1]), on.was_major(now[1])
    all_pairs, own = history(atlas, columns, of.cow, on.cow, major)
    ends = [float(f(v)) if len(v) else None for v in (all_pairs, own) for f in (np.min, np.max)]
    return Reach(*named, of.iso3, on.iso3, *now, _comparable(major), len(all_pairs), ends[0], ends[1], ends[2], ends[3])


def _comparable(major: tuple[bool, bool]) -> str:
    words = {True: "a major power", False: "another state"}
    if major == (True, True):
        return "pairs of major powers"
    if major == (False, False):
        return "pairs of states that are no major power"
    return f"{words[major[0]]} with {words[major[1]]}"


@lru_cache(maxsize=16)
def _history(atlas: Atlas, columns: tuple[str, ...], of: int, on: int, major: tuple[bool, bool]) -> Seen:
    """Values of all comparable pair-years, and of the pair's own, from the first column that has one."""
    names = [n for c in columns for n in (c, f"{c[:-2]}_b")]
    frame = (
        atlas.table("dyads")
        .filter(pl.col("year").is_between(HISTORY[0], HISTORY[-1]))
        .select("a", "b", "year", *names)
        .collect()
    )
    sides = [
        frame.select(
            pl.col(x).alias("of"), pl.col(y).alias("on"), "year",
            # The newest source first: two sources of one year are one observation.
            pl.coalesce([pl.col(f"{c[:-2]}_{x}") for c in columns]).alias("value"),
        )
        for x, y in (("a", "b"), ("b", "a"))
    ]  # fmt: skip
    return _seen(pl.concat(sides).drop_nulls("value"), of, on, major)


@lru_cache(maxsize=16)
def _stock_history(atlas: Atlas, columns: tuple[str, ...], of: int, on: int, major: tuple[bool, bool]) -> Seen:
    """The same of stocks of arms; a share below a thousandth is not listed, and not counted."""
    rows = (
        atlas.table("stocks")
        .filter(pl.col("year").is_between(HISTORY[0], HISTORY[-1]))
        .select(pl.col("state").alias("of"), pl.col("supplier").alias("on"), "year", pl.col(columns[0]).alias("value"))
        .collect()
    )
    return _seen(rows, of, on, major)


def _seen(rows: pl.DataFrame, of: int, on: int, major: tuple[bool, bool]) -> Seen:
    """Values of all comparable pair-years, and of the pair's own."""
    powers = _major_years()
    own = rows.filter((pl.col("of") == of) & (pl.col("on") == on))["value"].to_numpy().astype(np.float64)
    ever = powers["state"].unique().implode()
    for name, wanted in zip(("of", "on"), major, strict=True):
        # Of pairs with a major power few rows are left to be joined with the years in which it was one.
        rows = rows.filter(pl.col(name).is_in(ever)) if wanted else rows
    for name, flag in (("of", "of_major"), ("on", "on_major")):
        rows = rows.join(powers.rename({"state": name, "major": flag}), on=[name, "year"], how="left")
    rows = rows.with_columns(pl.col("of_major").fill_null(value=False), pl.col("on_major").fill_null(value=False))
    comparable = rows.filter((pl.col("of_major") == major[0]) & (pl.col("on_major") == major[1]))
    return comparable["value"].to_numpy().astype(np.float64), own


@lru_cache(maxsize=1)
def _major_years() -> pl.DataFrame:
    """COW's major powers by state and year."""
    rows = [(s.cow, y, True) for s in all_states() if s.major_spells for y in HISTORY if s.was_major(y)]
    return pl.DataFrame(rows, schema={"state": pl.Int16, "year": pl.Int16, "major": pl.Boolean}, orient="row")
