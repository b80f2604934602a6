"""One probability from several forecasters, weighted and pushed outwards only where that has been earned."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import expit, log_expit, logit

from tertius.errors import ImpossibleQuestion
from tertius.measures.scores import logit_pool

__all__ = ["ENOUGH", "Extremising", "fit_extremising", "track_record_weights", "weighted_logit_mean"]

Array = NDArray[np.float64]

ENOUGH = 100
"""Resolved questions below which extremising is not fitted."""


class Extremising(NamedTuple):
    """The power `a` on the mean log odds, and on how many resolved questions it was fitted; n = 0 is unfitted."""

    a: float
    n: int


def fit_extremising(panels: list[ArrayLike] | tuple[ArrayLike, ...], o: ArrayLike) -> Extremising:
    """The power that would have served these panels best, by log score.

    Parameters
    ----------
    panels : sequence of (k_i,) arrays
        Probabilities of each question's forecasters, strictly between 0 and 1.
    o : (n,) array
        Outcomes, 0 or 1.

    Returns
    -------
    Extremising
        ``a = 1, n = 0`` where fewer than `ENOUGH` questions are resolved: too few to tell
        confidence from luck. Otherwise `a` between 0.2 and 5.

    References
    ----------
    .. [1] Satopää, Baron, Foster, Mellers, Tetlock & Ungar (2014), International
       Journal of Forecasting 30(2). https://doi.org/10.1016/j.ijforecast.2013.09.009
    """
    outcome = np.asarray(o, dtype=np.float64)
    if len(panels) != len(outcome):
        raise ImpossibleQuestion(
            "one outcome a panel", found=f"{len(panels)} panels, {len(outcome)} outcomes", hint="leave open ones out"
        )
    if len(outcome) < ENOUGH:
        return Extremising(1.0, 0)
    odds = logit(np.array([float(logit_pool(p)) for p in panels]))
    low, high = np.log(0.2), np.log(5.0)
    for _ in range(60):
        left, right = low + (high - low) / 3, high - (high - low) / 3
        if _loss(float(np.exp(left)), odds, outcome) <= _loss(float(np.exp(right)), odds, outcome):
            high = right
        else:
            low = left
    return Extremising(float(np.exp((low + high) / 2)), len(outcome))


def weighted_logit_mean(p: ArrayLike, weights: ArrayLike, a: float = 1.0) -> float:
    """Pool probabilities by weighted mean log odds; weights are made to sum to 1.

    Raises
    ------
    ImpossibleQuestion
        A probability of 0 or 1, a negative weight, or weights that sum to 0.
    """
    share, weight = np.asarray(p, dtype=np.float64), np.asarray(weights, dtype=np.float64)
    if share.shape != weight.shape or not (weight >= 0).all() or not weight.sum() > 0:
        raise ImpossibleQuestion(
            "one weight of zero or more a forecaster, not all zero", found=str(weight.tolist()), hint="weights=(2, 1)"
        )
    logit_pool(share)  # refuses 0 and 1
    return float(expit(a * (logit(share) * weight).sum() / weight.sum()))


def track_record_weights(brier: ArrayLike, resolved: ArrayLike, *, typical: float, strength: float = 20.0) -> Array:
    """Weights from past scores, drawn toward equality where the record is short.

    Parameters
    ----------
    brier : (n,) array
        Mean Brier score of each forecaster; NaN where nothing is resolved.
    resolved : (n,) array
        On how many questions.
    typical : float
        Mean Brier score of all forecasters: what one without a record is taken to have.
    strength : float
        Pseudo-questions of `typical` score that every record is mixed with. 20 is a
        convention of this project.

    Returns
    -------
    (n,) array
        Inverse shrunken scores, summing to 1.
    """
    score, n = np.asarray(brier, dtype=np.float64), np.asarray(resolved, dtype=np.float64)
    known = np.where(n > 0, np.nan_to_num(score), 0.0)
    shrunk = (known * n + typical * strength) / (n + strength)
    inverse = 1 / np.maximum(shrunk, 1e-6)
    return np.asarray(inverse / inverse.sum(), dtype=np.float64)


def _loss(a: float, odds: Array, outcome: Array) -> float:
    return float(-(outcome * log_expit(a * odds) + (1 - outcome) * log_expit(-a * odds)).sum())
