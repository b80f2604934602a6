"""Ours against the published: how closely our ideal points follow a release of the field's own series."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

import numpy as np
import polars as pl

from tertius.atlas.columns import column
from tertius.atlas.store import Atlas, open_atlas
from tertius.present.numbers import decimal, percent

__all__ = ["Comparison", "against_published"]

FEWEST = 10
"""States a session needs for a correlation within it to mean something."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """Correlations of our means with one published release, and how often our 90 % interval holds its point.

    `change_5`, of five-year changes, is None where too few states have both ends.
    """

    release: str
    n: int
    correlation: float
    worst_session: float
    worst_session_year: int
    change_5: float | None
    covered: float

    def to_dict(self) -> dict[str, Any]:
        """The figures as plain values."""
        return asdict(self)

    def explain(self) -> str:
        """The self-test in one line."""
        change = "" if self.change_5 is None else f", {decimal(self.change_5, 3)} for five-year changes"
        return (
            f"Ours against published ({self.release}): r = {decimal(self.correlation, 4)} over {self.n:,} "
            f"state-sessions, at least {decimal(self.worst_session, 3)} within a session ({self.worst_session_year})"
            f"{change}; our 90 % intervals hold {percent(self.covered)} of the published points."
        )


def against_published(
    positions: pl.DataFrame, *, release: str = "2020", atlas: Atlas | None = None
) -> Comparison | None:
    """Compare a table of our positions with the release of a year; None where they share no session of ten states.

    Parameters
    ----------
    positions : DataFrame
        `IdealPoints.table`: `cow`, `session`, `year`, `mean`, `q05`, `q95`.
    release : str
        "2020", "2024" or "2025".
    """
    name = f"ideal_point_{release}"
    figures = atlas or open_atlas()
    theirs = (
        figures.table("states")
        .select(pl.col("state").alias("cow"), "year", pl.col(name).cast(pl.Float64).alias("published"))
        .drop_nulls()
        .collect()
    )
    both = positions.join(theirs, on=("cow", "year")).sort("cow", "session")
    within = (
        both.group_by("year").agg(pl.corr("mean", "published").alias("r"), pl.len()).filter(pl.col("len") >= FEWEST)
    ).sort("r")
    if within.is_empty():
        return None
    later = both.select(
        "cow", pl.col("session") - 5, pl.col("mean").alias("end"), pl.col("published").alias("end_published")
    )
    change = both.join(later, on=("cow", "session"))
    held = both.select(pl.col("published").is_between("q05", "q95").mean()).item()
    published = figures.provenance(column(name).dataset).snapshots[0].source.published
    return Comparison(
        f"{published:%B %Y}",
        both.height,
        _r(both["mean"], both["published"]),
        float(within["r"][0]),
        int(within["year"][0]),
        None
        if change.height < FEWEST
        else _r(change["end"] - change["mean"], change["end_published"] - change["published"]),
        float(held),
    )


def _r(x: pl.Series, y: pl.Series) -> float:
    return float(np.corrcoef(x, y)[0, 1])
