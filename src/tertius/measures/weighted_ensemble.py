"""A forecast given as past cases of unequal weight, and how far from it the outcome fell."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from tertius.errors import ImpossibleQuestion

__all__ = ["crps_weighted"]

Array = NDArray[np.float64]


def crps_weighted(values: ArrayLike, weights: ArrayLike, y: ArrayLike) -> Array:
    """Continuous ranked probability score of one weighted ensemble for many outcomes.

    Parameters
    ----------
    values : (n,) array
        The cases, in the unit of `y`.
    weights : (n,) array
        Their weights, >= 0, not all 0; they need not add up to 1.
    y : (m,) array
        What came; NaN gives NaN.

    Returns
    -------
    (m,) array
        ``E|X - y| - E|X - X'| / 2``, >= 0, in the unit of `y`. With equal weights it is
        `crps_ensemble` of the same cases.

    Raises
    ------
    ImpossibleQuestion
        No case, a missing value, or weights that are negative or all 0.

    Notes
    -----
    One sort and running sums: n log n for the ensemble and log n for every outcome.

    References
    ----------
    .. [1] Gneiting & Raftery (2007), Journal of the American Statistical Association 102.
       https://doi.org/10.1198/016214506000001437
    """
    x, w = np.asarray(values, dtype=np.float64), np.asarray(weights, dtype=np.float64)
    if x.ndim != 1 or x.shape != w.shape or not len(x) or not np.isfinite(x).all():
        raise ImpossibleQuestion(
            "an ensemble is some known cases with one weight each",
            found=f"values of shape {x.shape}, weights of shape {w.shape}",
        )
    if not (w >= 0).all() or not w.sum() > 0:
        raise ImpossibleQuestion("weights are 0 or more and not all 0", found=str(w[:5].tolist()))
    order = np.argsort(x, kind="stable")
    x, w = x[order], w[order] / w.sum()
    mass, moment = np.cumsum(w), np.cumsum(w * x)
    # E|X - X'| is twice the sum over pairs i < j of w_i w_j (x_j - x_i).
    spread = 2 * float((w * (x * (mass - w) - (moment - w * x))).sum())
    outcome = np.asarray(y, dtype=np.float64)
    below = np.searchsorted(x, outcome, side="right")
    mass_below = np.where(below > 0, mass[below - 1], 0.0)
    moment_below = np.where(below > 0, moment[below - 1], 0.0)
    away = outcome * (2 * mass_below - 1) - 2 * moment_below + moment[-1]
    return np.where(np.isfinite(outcome), np.maximum(away - spread / 2, 0.0), np.nan)
