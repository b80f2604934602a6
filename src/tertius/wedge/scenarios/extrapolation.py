"""Whether today's figures lie outside what was seen before: then a scenario reaches past its evidence."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from functools import lru_cache
from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

from tertius.alignment.dependence import Exposure
from tertius.atlas.store import Atlas
from tertius.present.names import possessive, the
from tertius.present.numbers import percent, percent_range
from tertius.states import State, all_states

__all__ = ["HISTORY", "Reach", "reaches"]

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


@dataclass(frozen=True, slots=True)
class Reach:
    """A figure of today beside its range over comparable pairs from 1946 to 2021.

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
        own = percent_range(self.own_low, self.own_high)
        said = (
            f"{possessive(of.name)[:1].upper()}{possessive(of.name)[1:]} {self.label} with {the(on.name)}, "
            f"{percent(self.value)} in {self.year}, is outside "
        )
        if self.outside:
            return (
                f"{said}the range of {self.comparable}, {percent_range(self.low, self.high)}, {ends}: an extrapolation."
            )
        return f"{said}the pair's own range, {own}, {ends}: an extrapolation for it, though not for {self.comparable}."

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
        major = of.was_major(e.year), on.was_major(e.year)
        all_pairs, own = _history(atlas, _MEASURES[e.measure], of.cow, on.cow, major)
        ends = [float(f(v)) if len(v) else None for v in (all_pairs, own) for f in (np.min, np.max)]
        found.append(
            Reach(
                e.measure, "arms imports" if e.measure == "arms_share" else "goods trade", e.of, e.on, e.value, e.year,
                _comparable(major), len(all_pairs), ends[0], ends[1], ends[2], ends[3],
            )
        )  # fmt: skip
    return tuple(found)


def _comparable(major: tuple[bool, bool]) -> str:
    words = {True: "a major power", False: "another state"}
    if major == (True, True):
        return "pairs of major powers"
    if major == (False, False):
        return "pairs of states that are no major power"
    return f"{words[major[0]]} with {words[major[1]]}"


@lru_cache(maxsize=16)
def _history(
    atlas: Atlas, columns: tuple[str, ...], of: int, on: int, major: tuple[bool, bool]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Values of all comparable pair-years, and of the pair's own."""
    powers = _major_years()
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
    rows = pl.concat(sides).drop_nulls("value")
    own = rows.filter((pl.col("of") == of) & (pl.col("on") == on))["value"].to_numpy().astype(np.float64)
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
