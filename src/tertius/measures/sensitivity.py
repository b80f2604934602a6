"""How much of the spread of a result each group of inputs makes: Sobol's indices."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from tertius.errors import ImpossibleQuestion

__all__ = ["Indices", "sobol"]

Array = NDArray[np.float64]


class Indices(NamedTuple):
    """First-order and total indices, (d,) each. NaN where the result does not vary."""

    first: Array
    total: Array


def sobol(at_a: ArrayLike, at_b: ArrayLike, mixed: Sequence[ArrayLike]) -> Indices:
    """Sobol's indices from a function's values at two independent samples of its inputs, and at their mixtures.

    ``S_i = mean(f_B (f_ABi - f_A)) / V`` (Saltelli and others 2010) and
    ``ST_i = mean((f_A - f_ABi)^2) / 2V`` (Jansen 1999), all values about their common mean.

    Parameters
    ----------
    at_a, at_b : (n,) arrays
        Values where all inputs come from the first sample, and all from the second.
    mixed : sequence of d (n,) arrays
        Values where the inputs of group i come from the second sample, all others from the first.
        Inputs that are not independent of each other belong into one group.

    Returns
    -------
    Indices
        About 0 to 1 each, with sampling error of a few hundredths at some thousand draws; first
        order sums to 1 where groups only add up. NaN in gives NaN out.

    Raises
    ------
    ImpossibleQuestion
        Samples of different lengths, or of fewer than two.

    References
    ----------
    .. [1] Saltelli, A., and others (2010). Variance based sensitivity analysis of model output. Computer Physics
       Communications 181(2), 259-270. :doi:`10.1016/j.cpc.2009.09.018`
    .. [2] Jansen, M. J. W. (1999). Analysis of variance designs for model output. Computer Physics Communications
       117(1-2), 35-43. :doi:`10.1016/S0010-4655(98)00154-4`
    """
    a, b = (np.asarray(v, dtype=np.float64) for v in (at_a, at_b))
    rows: list[Array] = [np.asarray(v, dtype=np.float64) for v in mixed]
    if a.ndim != 1 or len(a) < 2 or any(v.shape != a.shape for v in (b, *rows)):
        raise ImpossibleQuestion(
            "every sample has the same number of values, two or more",
            found=", ".join(str(v.shape) for v in (a, b, *rows)),
            hint="evaluate the function at A, at B, and at each mixture",
        )
    both = np.concatenate((a, b))
    middle, variance = both.mean(), both.var()
    if not variance > 0:
        nothing = np.full(len(rows), np.nan)
        return Indices(nothing, nothing.copy())
    f_a, f_b = a - middle, b - middle
    first = np.array([(f_b * (v - middle - f_a)).mean() for v in rows]) / variance
    total = np.array([((f_a - (v - middle)) ** 2).mean() for v in rows]) / (2 * variance)
    return Indices(first, total)
