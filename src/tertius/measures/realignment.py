"""How far each actor moved from one pole toward another, net of what everyone did."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

__all__ = ["net_change", "trailing_mean"]

Array = NDArray[np.float64]


def trailing_mean(values: Array, *, window: int = 3, minimum: int = 2) -> Array:
    """The mean of each year and the years just before it.

    Parameters
    ----------
    values : (..., n_years) array
        One value a year, in order; NaN is "not observed".
    window : int
        Years in the mean, the year itself included.
    minimum : int
        Observed years needed; with fewer the mean is NaN.

    Returns
    -------
    (..., n_years) array
    """
    values = np.asarray(values, dtype=float)
    padding = [(0, 0)] * (values.ndim - 1) + [(window - 1, 0)]
    padded = np.pad(values, padding, constant_values=np.nan)
    spans = np.lib.stride_tricks.sliding_window_view(padded, window, axis=-1)
    seen = np.isfinite(spans)
    n = seen.sum(axis=-1)
    total = np.where(seen, spans, 0.0).sum(axis=-1)
    return np.where(n >= minimum, total / np.maximum(n, 1), np.nan)


def net_change(relative: Array, *, horizon: int) -> tuple[Array, Array]:
    """Change over the horizon, less the median change of all actors.

    Parameters
    ----------
    relative : (n_actors, n_years) array
        Closeness to one pole minus closeness to the other, smoothed. The poles
        themselves must be NaN: they do not belong to the field they define.
    horizon : int
        Years from the start to the end of a window.

    Returns
    -------
    net : (n_actors, n_years) array
        M(t, h) = [r(t+h) - r(t)] - median over actors of the same, at the column of
        t. NaN where either end is not observed, so always in the last `horizon` columns.
    median : (n_years,) array
        The median that was taken off; NaN where nobody is observed at both ends.

    Notes
    -----
    The median removes what moved everybody: the poles' own movement and the agenda.
    It is the median over all actors rather than over all *others*; with 150 actors
    the two differ by less than half the gap between the two middle values.
    """
    relative = np.asarray(relative, dtype=float)
    change = np.full_like(relative, np.nan)
    if 0 < horizon < relative.shape[1]:
        change[:, :-horizon] = relative[:, horizon:] - relative[:, :-horizon]
    median = np.full(relative.shape[1], np.nan)
    seen = np.isfinite(change).any(axis=0)
    median[seen] = np.nanmedian(change[:, seen], axis=0)
    return change - median, median
