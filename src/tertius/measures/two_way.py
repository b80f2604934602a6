"""What is left of a pair's figure when each partner's own level, and distance, are taken out: a gravity residual."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from tertius.errors import ImpossibleQuestion

__all__ = ["two_way_residual"]

Array = NDArray[np.float64]

RIDGE = 1e-12


def two_way_residual(figures: ArrayLike, *covariates: ArrayLike, fewest: int = 3) -> Array:
    """Residuals of y_ij = e_i + e_j + b'z_ij by least squares, over the pairs observed.

    With the logarithm of trade and of distance this is the gravity equation with an effect
    for each state in each year, which takes the place of its size and of its distance from
    all others ("multilateral resistance").

    Parameters
    ----------
    figures : (n, n) array
        Symmetric, NaN where nothing was observed; the diagonal is not read.
    *covariates : (n, n) arrays
        Symmetric; a pair with NaN in one is left out.
    fewest : int
        A state with fewer partners is left out: its own effect would be fitted to them alone.

    Returns
    -------
    (n, n) array
        Symmetric residuals, NaN where a pair was left out.

    References
    ----------
    .. [1] Anderson & van Wincoop (2003), Gravity with Gravitas. https://doi.org/10.1257/000282803321455214
    """
    y = np.array(figures, dtype=np.float64)
    z = [np.array(c, dtype=np.float64) for c in covariates]
    if y.ndim != 2 or any(c.shape != y.shape for c in (y.T, *z)):
        raise ImpossibleQuestion(
            "pairs need square arrays of one shape",
            found=", ".join(str(c.shape) for c in (y, *z)),
            hint="states by states, NaN where a pair was not observed",
        )
    seen = np.isfinite(y) & np.all([np.isfinite(c) for c in z] or [np.isfinite(y)], axis=0)
    np.fill_diagonal(seen, val=False)
    seen &= seen.T
    while True:
        enough = seen.sum(axis=1) >= fewest
        kept = seen & enough[:, None] & enough[None, :]
        if (kept == seen).all():
            break
        seen = kept
    out = np.full(y.shape, np.nan)
    if not seen.any():
        return out
    left = _without_effects([np.where(seen, c, 0.0) for c in (y, *z)], seen)
    residual = left[0]
    if z:
        design = np.stack([c[seen] for c in left[1:]], axis=1)
        slope = np.linalg.lstsq(design, residual[seen], rcond=None)[0]
        residual = residual - sum(b * c for b, c in zip(slope, left[1:], strict=True))
    out[seen] = residual[seen]
    return out


def _without_effects(values: list[Array], seen: NDArray[np.bool_]) -> list[Array]:
    """The part of each symmetric array that no sum of two states' effects explains."""
    rows = np.flatnonzero(seen.any(axis=1))
    # Normal equations of y_ij = e_i + e_j: (diag(n) + seen) e = row sums. They are singular where a group of
    # states is bipartite; the trace of a ridge picks one of the solutions, which all leave the same residuals.
    system = np.diag(seen.sum(axis=1) + RIDGE) + seen
    sums = np.stack([v.sum(axis=1)[rows] for v in values], axis=1)
    effects = np.zeros((len(seen), len(values)))
    effects[rows] = np.linalg.solve(system[np.ix_(rows, rows)], sums)
    return [np.where(seen, v - (e[:, None] + e[None, :]), 0.0) for v, e in zip(values, effects.T, strict=True)]
