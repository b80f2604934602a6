"""Ties of China with 25 partners month by month: what the yearly indicators leave open, news of events may settle.

The month is the state, the year's mean what every yearly indicator sees. GDELT and ICEWS
score each month. Their scores are means of Goldstein weights, since the counts a binomial
balance would need are not published; each therefore brings a lasting part and an error of
its own, estimated freely.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

import numpy as np
import polars as pl
from numpy.typing import NDArray

from tertius.alignment.tie_panel import TiePanel
from tertius.atlas.columns import column
from tertius.atlas.store import Atlas
from tertius.measures.kalman import MONTHS, monthly_with_year
from tertius.measures.latent_factor import FactorModel, FactorPanel, monthly_space, own_maximised, smooth

__all__ = [
    "EVENT_LABELS",
    "EVENT_SCORES",
    "SPREAD",
    "MonthlyTies",
    "fit_events",
    "monthly_ties",
    "newest_scores",
    "tie_by_months",
]

Array = NDArray[np.float64]

EVENT_SCORES = ("gdelt_score", "icews_score")
EVENT_LABELS = {"gdelt_score": "Events (GDELT)", "icews_score": "Events (ICEWS)"}

SPREAD = 10.0
"""Event scores are divided by their greatest value, so that they are numbers of the size of the others."""

ROUNDS = 12
FEWEST_MONTHS = 24
"""Months a pair must have been scored for the scores' parameters to be estimated from it."""


@dataclass(frozen=True, slots=True, eq=False)
class MonthlyTies:
    """Yearly ties of the pairs with monthly scores: rows of the panel, and arrays (n, n_years)."""

    rows: NDArray[np.int64]
    mean: Array
    sd: Array
    filtered_mean: Array
    filtered_sd: Array
    months: NDArray[np.int64]


def fit_events(found: TiePanel, model: FactorModel, atlas: Atlas, *, threads: int) -> FactorModel | None:
    """What the monthly scores say of the month: level, loading, persistence and error by EM, all else held.

    None where no pair has been scored for two years by the day.
    """
    rows, scores = _scored(found, atlas)
    if len(rows) == 0:
        return None
    panel = _months(found, rows, scores)
    spread = np.nanvar(scores.reshape(-1, len(EVENT_SCORES)), axis=0) if np.isfinite(scores).any() else np.zeros(2)
    spread = np.where(np.isfinite(spread) & (spread > 0), spread, 1.0)
    events = replace(
        model,
        loading=0.1 * np.sqrt(spread),
        level=np.nan_to_num(np.nanmean(scores.reshape(-1, len(EVENT_SCORES)), axis=0)),
        noise=spread / 2,
        own_phi=np.full(len(EVENT_SCORES), 0.9),
        own_var=spread / 2,
    )
    for _ in range(ROUNDS):
        normal = replace(model, freedom=np.inf, shock=model.shock_variance)
        tracked, _w = smooth(panel, monthly_space(normal, events), normal, rounds=1, threads=threads)
        events = own_maximised(events, tracked, after=model.loading.size, spread=np.sqrt(spread))
    return events


def monthly_ties(
    found: TiePanel, model: FactorModel, events: FactorModel, atlas: Atlas, *, rounds: int, threads: int
) -> MonthlyTies:
    """The year's mean of every pair with monthly scores, given its yearly indicators and its months."""
    rows, scores = _scored(found, atlas)
    panel = _months(found, rows, scores)
    normal = replace(model, freedom=np.inf, shock=model.shock_variance)
    before, _ = smooth(panel, monthly_space(normal, events), normal, rounds=1, keep=2, threads=threads)
    whole, _ = smooth(panel, monthly_space(model, events), model, rounds=rounds, keep=2, threads=threads)
    december = slice(MONTHS - 1, None, MONTHS)
    counted = np.isfinite(scores).any(axis=2).reshape(len(rows), len(found.years), MONTHS).sum(axis=2)
    return MonthlyTies(
        rows,
        whole.mean[:, december, 1],
        np.sqrt(whole.var[:, december, 1]),
        before.filtered_mean[:, december, 1],
        np.sqrt(before.filtered_var[:, december, 1]),
        counted,
    )


def newest_scores(atlas: Atlas, a: int, b: int, *, as_of: date) -> dict[str, tuple[int, Array]]:
    """Each event score's newest year of one pair, smaller code first, and its twelve months, NaN where unscored.

    Empty where the tie is not read from events: scored in fewer than two years' months, or never.
    """
    if "months" not in atlas.manifest["tables"]:
        return {}
    mine = _public(atlas, as_of).filter((pl.col("a") == a) & (pl.col("b") == b)).collect()
    if mine.height < FEWEST_MONTHS:
        return {}
    found: dict[str, tuple[int, Array]] = {}
    for key in EVENT_SCORES:
        scored = mine.filter(pl.col(key).is_not_null()).select(pl.col("month").dt.year().alias("year"), "month", key)
        if scored.is_empty():
            continue
        year = int(scored["year"].max())  # pyright: ignore[reportArgumentType]
        newest = scored.filter(pl.col("year") == year)
        months = np.full(MONTHS, np.nan)
        months[newest["month"].dt.month().to_numpy() - 1] = newest[key].cast(pl.Float64).to_numpy() / SPREAD
        found[key] = (year, months)
    return found


def tie_by_months(months: Array, events: Mapping[str, Sequence[float]], k: int, phi: float) -> tuple[float, float]:
    """Mean and standard deviation of a year's tie when nothing is known but one event score's months in it.

    Parameters
    ----------
    months : (12,) array
        Scores as they enter the model; NaN where there is none, but not everywhere.
    events : mapping
        `loading`, `level`, `noise`, `own_phi`, `own_var`, one entry a score.
    k : int
        Which score.
    phi : float
        Correlation of one year's tie with the next's; the year's tie has mean 0 and variance 1.
    """
    transition, _, variance = monthly_with_year(phi, 1.0)
    steps = np.arange(MONTHS)
    lags: Array = np.abs(steps[:, None] - steps[None, :]).astype(np.float64)
    tie: Array = variance * float(transition[0, 0, 0]) ** lags
    seen = np.isfinite(months)
    loading, level, noise, own_phi, own_var = (
        events[n][k] for n in ("loading", "level", "noise", "own_phi", "own_var")
    )
    together: Array = loading**2 * tie + own_var * own_phi**lags + noise * np.eye(MONTHS)
    shared: Array = loading * tie.mean(axis=0)[seen]
    weight = np.asarray(np.linalg.solve(together[np.ix_(seen, seen)], shared), dtype=np.float64)
    mean = float(weight @ (months[seen] - level))
    return mean, float(np.sqrt(1 - weight @ shared))


def _public(atlas: Atlas, as_of: date) -> pl.LazyFrame:
    """The months that were over by the day, and their lag too."""
    newest = as_of - timedelta(days=column(EVENT_SCORES[0]).lag_days)
    return atlas.table("months").filter(pl.col("month").dt.month_end() <= newest)


def _scored(found: TiePanel, atlas: Atlas) -> tuple[NDArray[np.int64], Array]:
    """Rows of the panel with monthly scores known on the day, and the scores (n, months, 2)."""
    nothing = np.zeros(0, dtype=np.int64), np.zeros((0, len(found.years) * MONTHS, len(EVENT_SCORES)))
    if "months" not in atlas.manifest["tables"]:
        return nothing
    table = _public(atlas, found.as_of).filter(pl.col("month").dt.year() <= found.years.stop - 1).collect()
    rows: list[int] = []
    scores: list[Array] = []
    for (a, b), part in table.group_by("a", "b", maintain_order=True):
        row = found.row(int(a), int(b))  # pyright: ignore[reportArgumentType]
        if row is None or part.height < FEWEST_MONTHS:
            continue
        at = ((part["month"].dt.year() - found.years.start) * MONTHS + part["month"].dt.month() - 1).to_numpy()
        one = np.full((len(found.years) * MONTHS, len(EVENT_SCORES)), np.nan)
        one[at] = part.select(pl.col(EVENT_SCORES).cast(pl.Float64).fill_null(np.nan)).to_numpy() / SPREAD
        rows.append(row)
        scores.append(one)
    return (np.array(rows, dtype=np.int64), np.stack(scores)) if rows else nothing


def _months(found: TiePanel, rows: NDArray[np.int64], scores: Array) -> FactorPanel:
    """Yearly indicators in December, scores in their months; a series ends with a whole year."""
    yearly = found.panel.of(rows)
    n, steps, k = yearly.y.shape
    y = np.full((n, steps * MONTHS, k + len(EVENT_SCORES)), np.nan)
    extra = np.zeros(y.shape)
    y[:, MONTHS - 1 :: MONTHS, :k], extra[:, MONTHS - 1 :: MONTHS, :k] = yearly.y, yearly.extra
    y[:, :, k:] = scores
    scored: NDArray[np.bool_] = np.isfinite(scores).any(axis=-1).reshape(n, steps, MONTHS)
    seen = np.asarray(scored.any(axis=-1))
    last_scored = np.where(seen.any(axis=-1), steps - 1 - np.argmax(seen[:, ::-1], axis=1), 0)
    last = np.maximum(yearly.last, last_scored)
    return FactorPanel(y, extra, yearly.first * MONTHS, last * MONTHS + MONTHS - 1)
