"""What a session's votes say of a pair's tie: kappa, and how far it would differ had other titles come to the vote."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

__all__ = ["FEWEST_VOTES", "vote_evidence"]

Array = NDArray[np.float64]

FEWEST_VOTES = 8
"""Contested votes both answered in a session, from which its kappa is read."""


def vote_evidence(
    answers: NDArray[np.float32], title: NDArray[np.int32], *, of: NDArray[np.int64] | None = None
) -> tuple[Array, Array]:
    """Quadratic kappa of all pairs over some votes, and its sampling variance.

    Parameters
    ----------
    answers : (n_states, n_votes) array
        Yes 1, abstention 0, no -1; NaN where absent.
    title : (n_votes,) array
        Resolutions of one title are one piece of evidence: they make the effective number of
        votes (sum of n)^2 / sum of n^2 over titles.
    of : (n,) array, optional
        Only these rows with all states; all with all when omitted.

    Returns
    -------
    kappa, variance : (n_states or n, n_states) arrays
        1 - observed / expected squared distance, expected from the two states' own habits on
        the votes they share. NaN where fewer than eight are shared, or both always answer alike.
        The variance is that of the observed distance over the effective number of votes, by
        the delta method with the habits taken as known, shrunk a little toward that of a
        distance with variance 1, so that a handful of like answers does not look certain.
    """
    x = np.nan_to_num(answers).astype(np.float64)
    here = np.isfinite(answers).astype(np.float64)
    mine, my_here = (x, here) if of is None else (x[of], here[of])
    n, both, squares = my_here @ here.T, mine @ x.T, (mine * mine) @ (x * x).T
    sum_x, sum_xx, their_x, their_xx = mine @ here.T, (mine * mine) @ here.T, my_here @ x.T, my_here @ (x * x).T
    times = np.unique(title, return_counts=True)[1].astype(float)
    share = times.sum() / (times**2).sum()
    with np.errstate(invalid="ignore", divide="ignore"):
        powers = sum_xx / n + their_xx / n
        apart = powers - 2 * both / n
        chance = powers - 2 * (sum_x / n) * (their_x / n)
        # The fourth power of x - y, from x^3 = x and x^4 = x^2.
        fourth = powers - 8 * both / n + 6 * squares / n
        count = np.maximum(n * share, 1.0)
        spread = (count * np.maximum(fourth - apart**2, 0.0) + 1.0) / (count + 1.0)
        usable = (n >= FEWEST_VOTES) & (chance > 1e-6)
        kappa = np.where(usable, 1 - apart / chance, np.nan)
        variance = np.where(usable, spread / count / chance**2, np.nan)
    return kappa, variance
