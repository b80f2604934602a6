"""Log odds moved by pieces of evidence, each with an uncertain weight: the sum, its draws, and each piece's part."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from tertius.errors import ImpossibleQuestion

__all__ = ["FREEDOM", "StandardDraws", "moved_log_odds", "parts", "standard_draws"]

Array = NDArray[np.float64]

FREEDOM = 3
"""Degrees of freedom of the t that a weight is drawn from: a wrong guess is allowed to be very wrong."""


class StandardDraws(NamedTuple):
    """Random numbers before they are given a mean and a width: the same ones serve every scenario.

    `weights` (n, k) are of a t with 3 degrees of freedom, `values` (n, k) and `start` (n,) normal.
    """

    weights: Array
    values: Array
    start: Array


def standard_draws(n: int, k: int, *, rng: np.random.Generator) -> StandardDraws:
    """Numbers for `n` draws of `k` pieces of evidence.

    Parameters
    ----------
    n, k : int
        Draws, and pieces of evidence.
    rng : numpy.random.Generator
        Where they come from.
    """
    return StandardDraws(rng.standard_t(FREEDOM, (n, k)), rng.standard_normal((n, k)), rng.standard_normal(n))


def parts(means: ArrayLike, values: ArrayLike, *, discount: float) -> Array:
    """What each piece adds to the log odds, at the centre.

    Parameters
    ----------
    means, values : (k,) arrays
        Weight of a unit in log odds, and how many units there are; NaN adds nothing.
    discount : float
        0 to 1: how far pieces that say the same thing are counted less. 1 treats all as independent.

    Returns
    -------
    (k,) array

    Raises
    ------
    ImpossibleQuestion
        A discount outside 0 to 1, or arrays that do not fit.

    References
    ----------
    .. [1] Good, I. J. (1985). Weight of evidence: a brief survey. Bayesian Statistics 2, 249-270.
    """
    m, v = np.asarray(means, dtype=np.float64), np.asarray(values, dtype=np.float64)
    if m.shape != v.shape or m.ndim != 1:
        raise ImpossibleQuestion("a weight for every value", found=f"{m.shape} and {v.shape}", hint="one of each")
    if not 0 <= discount <= 1:
        raise ImpossibleQuestion("a discount from 0 to 1", found=f"{discount:g}", hint="1 counts every piece in full")
    # Adding 0 turns -0 into 0.
    return discount * m * np.nan_to_num(v, nan=0.0) + 0.0


def moved_log_odds(
    start: tuple[float, float],
    weights: tuple[ArrayLike, ArrayLike],
    values: tuple[ArrayLike, ArrayLike],
    *,
    discount: float,
    draws: StandardDraws,
) -> Array:
    """Draws of the log odds after all pieces of evidence.

    Parameters
    ----------
    start : (mean, sd)
        Log odds before.
    weights : (means, scales)
        (k,) arrays: log odds a unit adds, and how wide its t is.
    values : (means, sds)
        (k,) or (n, k) arrays of units; NaN adds nothing.
    discount : float
        As in `parts`.
    draws : StandardDraws
        The random numbers; the same ones make two calls comparable draw by draw.

    Returns
    -------
    (n,) array
    """
    mean, scale = (np.asarray(w, dtype=np.float64) for w in weights)
    value, spread = (np.asarray(v, dtype=np.float64) for v in values)
    b = mean + scale * draws.weights
    c = np.nan_to_num(value + spread * draws.values, nan=0.0)
    return start[0] + start[1] * draws.start + discount * (b * c).sum(axis=1)
