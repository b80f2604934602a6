"""How far coders agree beyond chance: two on an ordered scale, or many on named categories."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import NormalDist

import numpy as np
from numpy.typing import ArrayLike, NDArray

from tertius.errors import ImpossibleQuestion
from tertius.measures.contingency import ordered_levels, pair_tables
from tertius.measures.similarity import Distance, kappa

__all__ = ["BAR", "fleiss_kappa", "kappa_interval", "weighted_kappa"]

Array = NDArray[np.float64]

BAR = 0.6
"""Kappa from which coders agree enough for what they coded to count: a convention of the field, not a test."""


def weighted_kappa(
    first: ArrayLike, second: ArrayLike, *, categories: Sequence[float], weights: Distance = "linear"
) -> float:
    """Cohen's weighted kappa of two coders over the items both coded.

    Parameters
    ----------
    first, second : (n,) arrays
        What each coder gave each item. NaN is "did not code"; the item then counts for neither.
    categories : K numbers, strictly increasing
        Every value that could have been given, used or not.
    weights : "linear", "quadratic" or "nominal"
        How a disagreement grows with its size: ``|x - y|``, ``(x - y)^2``, or 1 for any.

    Returns
    -------
    float
        ``1 - observed / expected`` mean disagreement, the expected one from both coders' own
        habits: 1 is full agreement, 0 what their habits alone give, -1 at the least. NaN where
        no item was coded by both, or both gave one same value throughout.

    Raises
    ------
    ImpossibleQuestion
        Codings of different length, or a value that is no category.

    References
    ----------
    .. [1] Cohen (1968), Psychological Bulletin 70(4). https://doi.org/10.1037/h0026256
    """
    both = _both(first, second)
    return float(kappa(both, levels=categories, distance=weights)[0, 1])


def kappa_interval(
    first: ArrayLike,
    second: ArrayLike,
    *,
    categories: Sequence[float],
    weights: Distance = "linear",
    level: float = 0.9,
) -> tuple[float, float]:
    """Large-sample interval of `weighted_kappa`.

    Parameters
    ----------
    first, second, categories, weights
        As for `weighted_kappa`.
    level : float
        Share of repetitions that hold the true value, between 0 and 1.

    Returns
    -------
    (low, high)
        Kappa with the normal quantile times its standard error on either side, cut at -1 and
        1. NaN twice where kappa is, and where the standard error is 0: two coders who never
        differ on a handful of items are not certain to agree on the next.

    Notes
    -----
    Below some 30 items it is too narrow. The formula is that of Fleiss, Cohen & Everitt
    without the hypothesis of no agreement.

    References
    ----------
    .. [1] Fleiss, Cohen & Everitt (1969), Psychological Bulletin 72(5). https://doi.org/10.1037/h0028106
    """
    if not 0 < level < 1:
        raise ImpossibleQuestion("a level lies between 0 and 1", found=str(level), hint="level=.9")
    both = _both(first, second)
    point = float(kappa(both, levels=categories, distance=weights)[0, 1])
    if np.isnan(point):
        return float("nan"), float("nan")
    table = pair_tables(both, levels=categories)[0, 1]
    n = table.sum()
    p = table / n
    alike = _closeness(ordered_levels(categories), weights)
    row, column = p.sum(1), p.sum(0)
    expected = float(row @ alike @ column)
    habits = (alike @ column)[:, None] + (alike.T @ row)[None, :]
    spread = (p * (alike - habits * (1 - point)) ** 2).sum() - (point - expected * (1 - point)) ** 2
    error = float(np.sqrt(max(spread, 0.0) / n)) / (1 - expected)
    if error < 1e-9:
        return float("nan"), float("nan")
    half = NormalDist().inv_cdf((1 + level) / 2) * error
    return max(point - half, -1.0), min(point + half, 1.0)


def fleiss_kappa(counts: ArrayLike) -> float:
    """Fleiss' kappa of many coders on named categories.

    Parameters
    ----------
    counts : (n, K) array
        How many coders put item i into category k; whole numbers, >= 0. The coders need not be
        the same for every item, nor as many. An item with fewer than two codings says nothing
        about agreement and is left out.

    Returns
    -------
    float
        ``(observed - expected) / (1 - expected)``: observed is the mean over items of the share
        of pairs of coders who agree, expected the sum of squared shares of the categories. 1 is
        full agreement, 0 what the shares alone give; it can be negative. NaN where no item has
        two codings, or all codings are of one category.

    Raises
    ------
    ImpossibleQuestion
        Counts that are no matrix, negative, missing or not whole.

    References
    ----------
    .. [1] Fleiss (1971), Psychological Bulletin 76(5). https://doi.org/10.1037/h0031619
    """
    given = np.asarray(counts, dtype=np.float64)
    if given.ndim != 2 or not np.isfinite(given).all() or (given < 0).any() or (given != np.rint(given)).any():
        raise ImpossibleQuestion(
            "counts are a matrix of whole numbers, one row an item and one column a category",
            found=f"shape {given.shape}: {given.ravel()[:5].tolist()}",
            hint="count how many coders chose each category; an absent coding is in none",
        )
    coders = given.sum(1)
    given, coders = given[coders >= 2], coders[coders >= 2]
    if not len(given):
        return float("nan")
    observed = float(((given * (given - 1)).sum(1) / (coders * (coders - 1))).mean())
    expected = float(((given.sum(0) / given.sum()) ** 2).sum())
    return float("nan") if expected == 1 else (observed - expected) / (1 - expected)


def _both(first: ArrayLike, second: ArrayLike) -> Array:
    """(2, n) codings of one row each."""
    one, two = np.asarray(first, dtype=np.float64), np.asarray(second, dtype=np.float64)
    if one.ndim != 1 or one.shape != two.shape:
        raise ImpossibleQuestion(
            "two coders give one value each to the same items",
            found=f"shapes {one.shape} and {two.shape}",
            hint="NaN where one of them gave none",
        )
    return np.stack([one, two])


def _closeness(grid: Array, weights: Distance) -> Array:
    """(K, K) agreement of two values: 1 for the same, 0 for the farthest apart."""
    apart = np.abs(grid[:, None] - grid)
    if weights == "nominal":
        return (apart == 0).astype(np.float64)
    return 1 - (apart / apart.max()) ** (2 if weights == "quadratic" else 1)
