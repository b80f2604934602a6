"""Two tables beside the chronicle: how the three powers voted, and the goods trade of their pairs."""

from __future__ import annotations

import csv
from dataclasses import asdict, dataclass
from datetime import date
from functools import cache
from pathlib import Path

from tertius.provenance import known_at

__all__ = ["TradeFigure", "Vote", "load_trade", "load_votes"]

_DATA = Path(__file__).parent / "data"


@dataclass(frozen=True, slots=True)
class Vote:
    """One vote of the General Assembly, with totals in states and how the three powers voted.

    A power's vote is "yes", "no", "abstain", or None where it took no part. `vault` is
    the symbol under which the dataset ``unga_resolutions`` has the vote, None where it
    has not.
    """

    resolution: str
    date: date
    title: str
    yes: int
    no: int
    abstain: int
    usa: str | None
    rus: str | None
    chn: str | None
    vault: str | None

    def to_dict(self) -> dict[str, object]:
        """Plain values."""
        return {**asdict(self), "date": self.date.isoformat()}


@dataclass(frozen=True, slots=True)
class TradeFigure:
    """Goods trade of two states in one year by one source, in billions of current US dollars.

    `a` reports: `exports` go from `a` to `b`. Where the source gives only the sum,
    `exports` and `imports` are None. Sources are never merged.
    """

    a: str
    b: str
    year: int
    exports: float | None
    imports: float | None
    total: float
    lag_days: int
    source: str

    @property
    def known(self) -> date:
        """The first day on which the figure could have been known."""
        return known_at(self.year, self.lag_days)

    def to_dict(self) -> dict[str, object]:
        """Plain values."""
        return asdict(self)


@cache
def load_votes() -> tuple[Vote, ...]:
    """Every vote of the eleventh emergency special session, and four others, in order of time."""
    return tuple(
        Vote(
            resolution=row["resolution"],
            date=date.fromisoformat(row["date"]),
            title=row["title"],
            yes=int(row["yes"]),
            no=int(row["no"]),
            abstain=int(row["abstain"]),
            usa=row["usa"] or None,
            rus=row["rus"] or None,
            chn=row["chn"] or None,
            vault=row["vault"] or None,
        )
        for row in _rows("chronicle_votes.csv")
    )


@cache
def load_trade() -> tuple[TradeFigure, ...]:
    """Goods trade of the three pairs, one row a pair, year and source; where two sources differ both stand."""
    return tuple(
        TradeFigure(
            a=row["a"],
            b=row["b"],
            year=int(row["year"]),
            exports=float(row["exports"]) if row["exports"] else None,
            imports=float(row["imports"]) if row["imports"] else None,
            total=float(row["total"]),
            lag_days=int(row["lag_days"]),
            source=row["source"],
        )
        for row in _rows("chronicle_trade.csv")
    )


def _rows(name: str) -> list[dict[str, str]]:
    with (_DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
