"""Hypotheses weighed by likelihoods: the posterior, what each item of evidence tells, and what would flip it."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from tertius.errors import ImpossibleQuestion

__all__ = ["diagnosticity", "drop_one", "halved", "inconsistency", "posterior", "prior_sweep"]

Array = NDArray[np.float64]


def posterior(prior: ArrayLike, likelihoods: ArrayLike, weights: ArrayLike | None = None) -> Array:
    """Probabilities of hypotheses after the evidence.

    Parameters
    ----------
    prior : (h,) array
        Probabilities of h exclusive and exhaustive hypotheses, each above 0, summing to 1.
    likelihoods : (e, h) array
        Probability of each item of evidence under each hypothesis, above 0, at most 1.
    weights : (e,) array, optional
        Power on each item, 0 to 1: under 1 where it repeats what others already say.

    Returns
    -------
    (h,) array
        Sums to 1. Evidence that is equally likely under all changes nothing.

    Raises
    ------
    ImpossibleQuestion
        A prior that does not sum to 1, a likelihood outside (0, 1], or a weight outside 0 to 1.
    """
    before, likely, power = _given(prior, likelihoods, weights)
    odds = np.log(before) + (power[:, None] * np.log(likely)).sum(0)
    after = np.exp(odds - odds.max())
    return np.asarray(after / after.sum(), dtype=np.float64)


def diagnosticity(likelihoods: ArrayLike, one: int, other: int) -> Array:
    """How strongly each item tells hypothesis `one` from `other`: (e,) array of log likelihood ratios, signed."""
    likely = np.asarray(likelihoods, dtype=np.float64)
    return np.log(likely[:, one]) - np.log(likely[:, other])


def drop_one(prior: ArrayLike, likelihoods: ArrayLike, weights: ArrayLike | None = None) -> Array:
    """The posterior without each item in turn: (e, h)."""
    before, likely, power = _given(prior, likelihoods, weights)
    keep = 1 - np.eye(len(likely))
    return np.array([posterior(before, likely, power * row) for row in keep]).reshape(len(likely), len(before))


def halved(prior: ArrayLike, likelihoods: ArrayLike, weights: ArrayLike | None = None) -> Array:
    """The posterior with each item's likelihood ratios moved half-way to 1 (on the log scale) in turn: (e, h)."""
    before, likely, power = _given(prior, likelihoods, weights)
    half = 1 - np.eye(len(likely)) / 2
    return np.array([posterior(before, likely, power * row) for row in half]).reshape(len(likely), len(before))


def prior_sweep(
    prior: ArrayLike, likelihoods: ArrayLike, of: int, values: ArrayLike, weights: ArrayLike | None = None
) -> Array:
    """The posterior as the prior of hypothesis `of` takes each value: (v, h); the others keep their proportions.

    Raises
    ------
    ImpossibleQuestion
        A value that is not strictly between 0 and 1.
    """
    before, likely, power = _given(prior, likelihoods, weights)
    swept = np.asarray(values, dtype=np.float64)
    if not ((swept > 0) & (swept < 1)).all():
        raise ImpossibleQuestion("a prior lies between 0 and 1", found=str(swept.tolist()), hint="values (.1, .5, .9)")
    others = np.delete(before, of) / (1 - before[of])
    rows = [np.insert(others * (1 - v), of, v) for v in swept]
    return np.array([posterior(row, likely, power) for row in rows])


def inconsistency(likelihoods: ArrayLike, threshold: float = 0.5) -> Array:
    """Heuer's count: how many items speak against each hypothesis, that is, are less likely than `threshold`: (h,).

    It ranks hypotheses by the least evidence against them and ignores how diagnostic an item
    is. Trials found that it does not make analysts more accurate; it is offered as a display.

    References
    ----------
    .. [1] Dhami, Belton & Mandel (2019), Applied Cognitive Psychology 33(6).
       https://doi.org/10.1002/acp.3550
    """
    return (np.asarray(likelihoods, dtype=np.float64) < threshold).sum(0).astype(np.float64)


def _given(prior: ArrayLike, likelihoods: ArrayLike, weights: ArrayLike | None) -> tuple[Array, Array, Array]:
    before, likely = np.asarray(prior, dtype=np.float64), np.asarray(likelihoods, dtype=np.float64)
    likely = likely.reshape(-1, len(before)) if likely.size == 0 else likely
    power = np.ones(len(likely)) if weights is None else np.asarray(weights, dtype=np.float64)
    if before.ndim != 1 or len(before) < 2 or not (before > 0).all() or abs(before.sum() - 1) > 1e-9:
        raise ImpossibleQuestion(
            "priors of exclusive hypotheses sum to 1", found=str(before.tolist()), hint="add 'something else'"
        )
    if likely.ndim != 2 or likely.shape[1] != len(before) or not ((likely > 0) & (likely <= 1)).all():
        raise ImpossibleQuestion(
            "a likelihood for every item under every hypothesis, above 0 and at most 1",
            found=f"shape {likely.shape} for {len(before)} hypotheses",
            hint="nothing is impossible: .01 rather than 0",
        )
    if power.shape != (len(likely),) or not ((power >= 0) & (power <= 1)).all():
        raise ImpossibleQuestion(
            "weights of evidence lie between 0 and 1", found=str(power.tolist()), hint="1, .5, .25"
        )
    return before, likely, power
