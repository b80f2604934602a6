"""A new leader widens what may happen: a rare move gets likelier because the spread grows, in both directions."""

from __future__ import annotations

from collections.abc import Sequence
from math import log

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import log_ndtr, ndtri_exp

__all__ = ["AFTER_A_NEW_LEADER", "LARGEST_FACTOR", "factors", "widened"]

Array = NDArray[np.float64]

AFTER_A_NEW_LEADER = 1.5
"""Factor on the variance of a state's net move in the two years after it got a new leader, against other years:
1.47 between the United States and China, 1.44 between the United States and Russia, all states since 1950 (2,250 and
2,830 windows after a change); 1.10 and 1.25 since 1992."""

LARGEST_FACTOR = 10.0
"""No draw widens or narrows the variance by more than this: beyond it the factor is not a guess any more."""


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
    """
    before = np.asarray(log_odds, dtype=np.float64)
    # log p; ndtri_exp keeps the tail where p itself would round to 0.
    z = ndtri_exp(-np.logaddexp(0.0, -before)) / np.sqrt(np.asarray(variance, dtype=np.float64))
    return np.asarray(log_ndtr(z) - log_ndtr(-z))


def factors(medians: Sequence[float], drawn: Array, *, share: float) -> tuple[list[float], list[Array]]:
    """Factors on the variance over the horizon after each of several leaders changed, one after another.

    Parameters
    ----------
    medians : sequence of float
        Factor on the variance while it lasts, by leader.
    drawn : (n,) array
        Of a t: the logarithm of each factor is as wide as itself.
    share : float
        Part of the horizon for which it lasts, 0 to 1.

    Returns
    -------
    list of float, list of (n,) arrays
        At the centre, and draw by draw, after the first, the first two, and so on.
    """
    centre, draws = 1.0, np.ones(len(drawn))
    centres: list[float] = []
    every: list[Array] = []
    for median in medians:
        centre += (median - 1) * share
        size = np.clip(log(median) * (1 + drawn), -log(LARGEST_FACTOR), log(LARGEST_FACTOR))
        draws = draws + (np.exp(size) - 1) * share
        centres.append(centre)
        # Several narrowings together must leave something of the variance.
        every.append(np.maximum(draws, 1 / LARGEST_FACTOR))
    return centres, every
