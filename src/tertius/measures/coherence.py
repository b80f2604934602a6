"""Probabilities of one person that cannot all be true, moved as little as needed until they can."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from tertius.errors import ImpossibleQuestion

__all__ = ["Coherent", "coherentise"]

Array = NDArray[np.float64]


class Coherent(NamedTuple):
    """Probabilities that sum to 1, and how far they had to be moved: the root mean square of the corrections."""

    probabilities: Array
    correction: float


def coherentise(p: ArrayLike) -> Coherent:
    """The nearest probabilities that sum to 1, for outcomes of which exactly one happens.

    Parameters
    ----------
    p : (k,) array
        Stated probabilities of k exclusive and exhaustive outcomes, each 0 to 1.

    Returns
    -------
    Coherent
        The projection on the simplex by least squares. `correction` is 0 for a coherent
        statement; it is a flag of quality, stored beside the forecasts.

    Raises
    ------
    ImpossibleQuestion
        Fewer than two outcomes, or a number outside 0 to 1.

    References
    ----------
    .. [1] Mandel, Karvetski & Dhami (2018), Judgment and Decision Making 13(6), 607-621.
    """
    stated = np.asarray(p, dtype=np.float64)
    if stated.ndim != 1 or len(stated) < 2 or not ((stated >= 0) & (stated <= 1)).all():
        raise ImpossibleQuestion(
            "coherence is asked of two or more probabilities", found=str(stated.tolist()), hint="fractions from 0 to 1"
        )
    falling = np.sort(stated)[::-1]
    surplus = np.cumsum(falling) - 1
    rank = np.nonzero(falling - surplus / np.arange(1, len(stated) + 1) > 0)[0][-1]
    nearest = np.maximum(stated - surplus[rank] / (rank + 1), 0)
    return Coherent(nearest, float(np.sqrt(((nearest - stated) ** 2).mean())))
