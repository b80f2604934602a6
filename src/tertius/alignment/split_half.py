"""Split-half reliability: the same positions estimated twice, from two halves of the texts that share none."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

import numpy as np
import polars as pl

from tertius.alignment.ideal_points import SEED, fit, summary
from tertius.alignment.ties import votes_known
from tertius.atlas.store import Atlas, open_atlas
from tertius.measures.ideal_points import IdealPointSpec, Schedule
from tertius.present.numbers import decimal

__all__ = ["SplitHalf", "split_half"]

FEWEST = 10
"""States a session needs for a correlation within it, and pairs of sessions for one of changes."""


@dataclass(frozen=True, slots=True)
class SplitHalf:
    """How alike the two halves are, and whether the posterior's own doubt is as large as it should be.

    `correlation` is that of the two halves over all state-sessions, `spearman_brown` its
    value for the whole; `worst_session` the lowest within one session. `posterior_sd` is the
    mean posterior standard deviation of a half, `observed_sd` the halves' difference over
    the square root of two; the two agree when the doubt is calibrated. `change_5` is the
    correlation of five-year changes of three-year means, None where too few states have both ends.
    """

    as_of: str
    n: int
    correlation: float
    spearman_brown: float
    worst_session: float | None
    posterior_sd: float
    observed_sd: float
    change_5: float | None

    def to_dict(self) -> dict[str, Any]:
        """The figures as plain values."""
        return asdict(self)

    def explain(self) -> str:
        """The figures in two sentences."""
        within = "" if self.worst_session is None else f", at least {decimal(self.worst_session, 3)} within a session"
        change = ""
        if self.change_5 is not None:
            whole = decimal(2 * self.change_5 / (1 + self.change_5))
            change = f"; five-year changes at {decimal(self.change_5)} ({whole} for the whole)"
        return (
            f"Two halves of the texts give positions that correlate at {decimal(self.correlation, 3)} over {self.n:,} "
            f"state-sessions ({decimal(self.spearman_brown, 3)} for the whole by Spearman and Brown){within}{change}. "
            f"The posterior's standard deviation is {decimal(self.posterior_sd, 3)}, the halves' own "
            f"{decimal(self.observed_sd, 3)}."
        )


def split_half(
    *,
    as_of: date | None = None,
    spec: IdealPointSpec | None = None,
    schedule: Schedule | None = None,
    seed: int = SEED,
    atlas: Atlas | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> SplitHalf:
    """Estimate positions from two disjoint halves of the texts and compare them.

    Texts, not votes, are halved: a bridged resolution stands in one half with all its
    sessions. `progress` counts the sweeps of both halves.

    Raises
    ------
    KeyboardInterrupt
        Interrupted: halves of unequal length are not compared.
    """
    day = as_of or date.today()  # noqa: DTZ011 (the reader's own day)
    votes = votes_known(atlas or open_atlas(), day)
    texts = np.unique(votes.item)
    first = np.random.default_rng(seed).permutation(len(texts)) < len(texts) // 2
    in_first = first[np.searchsorted(texts, votes.item)]
    halves: list[pl.DataFrame] = []
    for number, part in enumerate((in_first, ~in_first)):

        def counted(done: int, total: int, half: int = number) -> None:
            if progress is not None:
                progress(half * total + done, 2 * total)

        drawn = fit(votes.where(part), spec=spec, schedule=schedule, seed=seed, progress=counted)
        if not drawn.complete:
            raise KeyboardInterrupt
        halves.append(summary(drawn))
    return _compare(day, halves[0], halves[1])


def _compare(day: date, one: pl.DataFrame, two: pl.DataFrame) -> SplitHalf:
    both = one.join(two, on=("cow", "session"), suffix="_two").sort("cow", "session")
    r = float(np.corrcoef(both["mean"], both["mean_two"])[0, 1])
    within = (
        both.group_by("session").agg(pl.corr("mean", "mean_two").alias("r"), pl.len()).filter(pl.col("len") >= FEWEST)
    )
    apart = (both["mean"] - both["mean_two"]).to_numpy()
    doubt = np.sqrt((both["sd"].to_numpy() ** 2 + both["sd_two"].to_numpy() ** 2) / 2)
    return SplitHalf(
        day.isoformat(),
        both.height,
        r,
        2 * r / (1 + r),
        None if within.is_empty() else float(within["r"].min()),  # pyright: ignore[reportArgumentType]
        float(doubt.mean()),
        float(np.sqrt(np.mean(apart**2) / 2)),
        _change_correlation(both),
    )


def _change_correlation(both: pl.DataFrame) -> float | None:
    """Correlation between the halves of five-year changes of three-year means."""
    smooth = both.with_columns(
        pl.col(c).rolling_mean(3, min_samples=2).over("cow", order_by="session").alias(c) for c in ("mean", "mean_two")
    )
    later = smooth.select(
        "cow", pl.col("session") - 5, pl.col("mean").alias("end"), pl.col("mean_two").alias("end_two")
    )
    pairs = smooth.join(later, on=("cow", "session")).drop_nulls(["mean", "mean_two", "end", "end_two"])
    if pairs.height < FEWEST:
        return None
    return float(np.corrcoef(pairs["end"] - pairs["mean"], pairs["end_two"] - pairs["mean_two"])[0, 1])
