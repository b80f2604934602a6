"""Scores of forecasts that are not one number at one time: ranges of words, quantiles, forecasts that change."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from tertius.errors import ImpossibleQuestion

__all__ = ["RangeBrier", "crps_quantiles", "range_brier", "time_weighted"]

Array = NDArray[np.float64]


class RangeBrier(NamedTuple):
    """Brier scores of a range: of its middle, and the best and worst that a number inside it would have got."""

    middle: Array
    best: Array
    worst: Array


def range_brier(low: ArrayLike, high: ArrayLike, o: ArrayLike) -> RangeBrier:
    """Score words that stand for a range, without pretending to know the number behind them.

    Parameters
    ----------
    low, high : (...) arrays
        Ends of the range, ``0 <= low <= high <= 1``.
    o : (...) array
        Outcomes, 0 to 1.

    Returns
    -------
    RangeBrier
        Squared distances, each 0 to 1; ``best <= middle <= worst``. A range that holds the
        outcome has a best of 0.

    Raises
    ------
    ImpossibleQuestion
        A range that is upside down or leaves 0 to 1.
    """
    bottom, top, outcome = (np.asarray(v, dtype=np.float64) for v in (low, high, o))
    if not ((bottom >= 0) & (bottom <= top) & (top <= 1)).all() or not ((outcome >= 0) & (outcome <= 1)).all():
        raise ImpossibleQuestion(
            "a range runs from a lower to a higher probability",
            found=f"low {np.ravel(bottom)[:5].tolist()}, high {np.ravel(top)[:5].tolist()}",
            hint="fractions from 0 to 1, low first",
        )
    nearest = np.clip(outcome, bottom, top)
    farthest = np.where(np.abs(bottom - outcome) >= np.abs(top - outcome), bottom, top)
    return RangeBrier(
        ((bottom + top) / 2 - outcome) ** 2, np.asarray((nearest - outcome) ** 2), np.asarray((farthest - outcome) ** 2)
    )


def time_weighted(scores: ArrayLike, begins: ArrayLike, end: float) -> float:
    """The mean score of one forecaster on one question over the time each forecast stood.

    Parameters
    ----------
    scores : (n,) array
        Score of each forecast, in any unit.
    begins : (n,) array
        When each was made, increasing; a forecast stands until the next one.
    end : float
        When the question closed or resolved, in the unit of `begins`, after the last of them.

    Returns
    -------
    float
        A lone forecast counts whole, however short its time.

    Raises
    ------
    ImpossibleQuestion
        No forecasts, times that do not increase, or a forecast made after the end.
    """
    value, start = np.asarray(scores, dtype=np.float64), np.asarray(begins, dtype=np.float64)
    stood = np.diff(np.append(start, end))
    if not len(value) or value.shape != start.shape or not (stood >= 0).all() or (len(value) > 1 and stood.sum() <= 0):
        raise ImpossibleQuestion(
            "forecasts are weighted by the time they stood, in the order they were made",
            found=f"{len(value)} scores, begins {start[:5].tolist()}, end {end}",
            hint="sort by date; leave out what was made after the question closed",
        )
    return float(value[0]) if len(value) == 1 else float((value * stood).sum() / stood.sum())


def crps_quantiles(levels: ArrayLike, quantiles: ArrayLike, y: ArrayLike) -> Array:
    """CRPS of the distribution that has these quantiles and is uniform between them.

    Parameters
    ----------
    levels : (k,) array
        Probabilities of the quantiles, increasing, strictly between 0 and 1.
    quantiles : (..., k) array
        Their values, not decreasing. Below the first and above the last, the distribution
        keeps its weight on that quantile: tails that nobody stated are not invented.
    y : (...) array
        What happened, in the unit of the quantiles.

    Returns
    -------
    (...) array
        Zero or more, in the unit of `y`; 0 for a point that is right.

    Raises
    ------
    ImpossibleQuestion
        Levels or quantiles that are out of order.

    References
    ----------
    .. [1] Gneiting & Raftery (2007), Journal of the American Statistical Association 102.
       https://doi.org/10.1198/016214506000001437
    """
    tau, q, outcome = (np.asarray(v, dtype=np.float64) for v in (levels, quantiles, y))
    rising = tau.ndim == 1 and len(tau) > 0 and (np.diff(tau) > 0).all() and tau[0] > 0 and tau[-1] < 1
    if not rising or q.shape[-1:] != tau.shape or not (np.diff(q, axis=-1) >= 0).all():
        raise ImpossibleQuestion(
            "quantiles rise with their levels, which lie between 0 and 1",
            found=f"levels {tau[:5].tolist()}, quantiles {np.ravel(q)[:5].tolist()}",
            hint="levels (.05, .5, .95), quantiles in the same order",
        )
    a, b, f, g = q[..., :-1], q[..., 1:], tau[:-1], tau[1:]
    at = outcome[..., None]
    cut = np.clip(at, a, b)
    width = b - a
    with np.errstate(invalid="ignore", divide="ignore"):
        mid = np.where(width > 0, f + (g - f) * (cut - a) / width, f)
    below = (cut - a) * (f**2 + f * mid + mid**2) / 3
    above = (b - cut) * ((1 - mid) ** 2 + (1 - mid) * (1 - g) + (1 - g) ** 2) / 3
    outside = np.maximum(q[..., 0] - outcome, 0) + np.maximum(outcome - q[..., -1], 0)
    return np.asarray((below + above).sum(-1) + outside, dtype=np.float64)
