"""Logistic regression that starts from a known rate and is held near it: few events, many overlapping windows."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import expit

from tertius.errors import ImpossibleQuestion

__all__ = ["clustered_covariance", "fit_logistic"]

Array = NDArray[np.float64]

STEPS = 50
CLOSE = 1e-9
"""A step no longer than this in any coefficient ends the search."""


def fit_logistic(
    x: ArrayLike,
    o: ArrayLike,
    *,
    penalty: ArrayLike,
    weights: ArrayLike = 1.0,
    offset: ArrayLike = 0.0,
    toward: ArrayLike = 0.0,
) -> Array:
    """Coefficients that maximise the weighted log likelihood less a quadratic penalty.

    Parameters
    ----------
    x : (n, k) array
        Predictors; an intercept is a column of ones. No NaN.
    o : (n,) array
        Outcomes, 0 or 1.
    penalty : (k,) array or float
        Half of it times the squared distance from `toward` is taken off: the inverse variance
        of a normal prior. 0 leaves a coefficient free.
    weights : (n,) array or float
        Weight of each case, >= 0.
    offset : (n,) array or float
        Log odds from which every case starts, before ``x @ b``.
    toward : (k,) array or float
        Where the penalty pulls.

    Returns
    -------
    (k,) array
        With every penalty above 0 the maximum exists and is unique, however rare the events.

    Raises
    ------
    ImpossibleQuestion
        Arrays that do not fit, a missing value, an outcome other than 0 and 1, a negative
        weight or penalty; or no maximum, which only a free coefficient can cause.

    Notes
    -----
    Newton's steps, halved until the objective rises. Sums run through `numpy.einsum`, not a
    threaded product, so that the same data give the same bits in every process.

    References
    ----------
    .. [1] le Cessie & van Houwelingen (1992), Applied Statistics 41(1).
       https://doi.org/10.2307/2347628
    """
    design, outcome, weight, held = _checked(x, o, weights, penalty)
    start = np.broadcast_to(np.asarray(offset, dtype=np.float64), outcome.shape)
    center = np.broadcast_to(np.asarray(toward, dtype=np.float64), held.shape)

    def objective(b: Array) -> float:
        z = start + np.einsum("nk,k->n", design, b)
        return float((weight * (outcome * z - np.logaddexp(0.0, z))).sum() - (held * (b - center) ** 2).sum() / 2)

    b: Array = center.astype(np.float64)
    reached = objective(b)
    for _ in range(STEPS):
        p = expit(start + np.einsum("nk,k->n", design, b))
        slope: Array = np.einsum("nk,n->k", design, weight * (outcome - p)) - held * (b - center)
        try:
            step = np.asarray(np.linalg.solve(_curvature(design, weight, p, held), slope), dtype=np.float64)
        except np.linalg.LinAlgError:
            break
        after = objective(b + step)
        while after < reached - abs(reached) * 1e-12 and np.abs(step).max() > CLOSE:
            step = step / 2
            after = objective(b + step)
        b, reached = b + step, after
        if np.abs(step).max() <= CLOSE:
            return b
    raise ImpossibleQuestion(
        "no coefficients maximise the likelihood",
        found=f"{int(outcome.sum())} events in {len(outcome)} cases, penalties {held.tolist()}",
        hint="a penalty above 0 on every coefficient makes the maximum exist",
    )


def clustered_covariance(
    x: ArrayLike, residual: ArrayLike, p: ArrayLike, blocks: ArrayLike, *, penalty: ArrayLike, weights: ArrayLike = 1.0
) -> Array:
    """Covariance of the coefficients when cases of one block move together.

    Parameters
    ----------
    x : (n, k) array
        Predictors, as in `fit_logistic`.
    residual : (n,) array
        Outcome less fitted probability.
    p : (n,) array
        Fitted probabilities, 0 to 1.
    blocks : (n,) array
        Label of the block of every case: a state, or five years.
    penalty, weights : arrays or floats
        As in `fit_logistic`.

    Returns
    -------
    (k, k) array
        H^-1 (sum over blocks of s s') H^-1, H the penalised curvature and s a block's score.
        The penalty biases the coefficients and shrinks this; it is no posterior covariance.

    Raises
    ------
    ImpossibleQuestion
        As `fit_logistic`, or a curvature that has no inverse.

    References
    ----------
    .. [1] Liang & Zeger (1986), Biometrika 73(1). https://doi.org/10.1093/biomet/73.1.13
    """
    fitted = np.asarray(p, dtype=np.float64)
    design, _, weight, held = _checked(x, np.zeros(len(fitted)), weights, penalty)
    _, label = np.unique(np.asarray(blocks), return_inverse=True)
    scores = np.zeros((label.max(initial=-1) + 1, design.shape[1]))
    np.add.at(scores, label, design * (weight * np.asarray(residual, dtype=np.float64))[:, None])
    try:
        inverse = np.linalg.inv(_curvature(design, weight, fitted, held))
    except np.linalg.LinAlgError:
        raise ImpossibleQuestion(
            "the coefficients cannot be told apart", found=f"{design.shape[1]} predictors", hint="penalise each"
        ) from None
    spread = np.einsum("bj,bk->jk", scores, scores)
    return np.einsum("ij,jk,kl->il", inverse, spread, inverse)


def _curvature(design: Array, weight: Array, p: Array, held: Array) -> Array:
    return np.einsum("nj,nk->jk", design * (weight * p * (1 - p))[:, None], design) + np.diag(held)


def _checked(x: ArrayLike, o: ArrayLike, weights: ArrayLike, penalty: ArrayLike) -> tuple[Array, Array, Array, Array]:
    design, outcome = np.asarray(x, dtype=np.float64), np.asarray(o, dtype=np.float64)
    if design.ndim != 2 or outcome.shape != design.shape[:1] or not len(outcome):
        raise ImpossibleQuestion(
            "a regression needs one outcome a row of predictors",
            found=f"predictors of shape {design.shape}, outcomes of shape {outcome.shape}",
        )
    if not np.isfinite(design).all() or not np.isin(outcome, (0.0, 1.0)).all():
        raise ImpossibleQuestion(
            "predictors are known and outcomes 0 or 1",
            found=f"{int((~np.isfinite(design)).sum())} missing predictors, outcomes {np.unique(outcome)[:5].tolist()}",
            hint="leave out open windows; give a missing predictor its mean, and say so",
        )
    weight = np.broadcast_to(np.asarray(weights, dtype=np.float64), outcome.shape)
    held = np.broadcast_to(np.asarray(penalty, dtype=np.float64), design.shape[1:])
    if not (weight >= 0).all() or not (held >= 0).all():
        raise ImpossibleQuestion("weights and penalties are 0 or more", found=f"{weight.min()}, {held.min()}")
    return design, outcome, weight, held
