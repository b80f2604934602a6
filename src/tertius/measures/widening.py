"""A wider spread makes a rare move likelier, in both directions: what it does to the odds of passing a threshold."""

from __future__ import annotations

from collections.abc import Sequence
from math import log

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import log_ndtr, ndtri_exp

__all__ = ["factors", "widened"]

Array = NDArray[np.float64]


def widened(log_odds: ArrayLike, variance: ArrayLike) -> Array:
    """Log odds of passing a threshold after the variance of the move has been multiplied.

    With a normal move about zero, a probability p means a threshold z(p) standard deviations
    away; with the variance times r it is z(p) / sqrt(r) away. An even chance stays even.

    Parameters
    ----------
    log_odds : (...) array
        Before.
    variance : (...) array
        Factor r on the variance over the whole horizon, above 0.

    Returns
    -------
    (...) array
        NaN in gives NaN out.
    """
    before = np.asarray(log_odds, dtype=np.float64)
    # log p; ndtri_exp keeps the tail where p itself would round to 0.
    z = ndtri_exp(-np.logaddexp(0.0, -before)) / np.sqrt(np.asarray(variance, dtype=np.float64))
    return np.asarray(log_ndtr(z) - log_ndtr(-z))


def factors(medians: Sequence[float], drawn: Array, *, share: float, largest: float) -> tuple[list[float], list[Array]]:
    """Factors on the variance over a whole horizon after each of several widenings, one after another.

    Parameters
    ----------
    medians : sequence of float
        Factor on the variance while it lasts, above 0, one a widening.
    drawn : (n,) array
        Of a t: the logarithm of each factor is as wide as itself.
    share : float
        Part of the horizon for which it lasts, 0 to 1.
    largest : float
        No draw multiplies or divides the variance by more than this, above 1.

    Returns
    -------
    list of float, list of (n,) arrays
        At the centre, and draw by draw, after the first, the first two, and so on. NaN in gives NaN out.
    """
    centre, draws = 1.0, np.ones(len(drawn))
    centres: list[float] = []
    every: list[Array] = []
    for median in medians:
        centre += (median - 1) * share
        size = np.clip(log(median) * (1 + drawn), -log(largest), log(largest))
        draws = draws + (np.exp(size) - 1) * share
        centres.append(centre)
        # Several narrowings together must leave something of the variance.
        every.append(np.maximum(draws, 1 / largest))
    return centres, every
