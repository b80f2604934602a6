"""Every pair of actors' joint choices, counted in one matrix product."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike, NDArray

from tertius.errors import ImpossibleQuestion

__all__ = ["ordered_levels", "pair_tables"]

Array = NDArray[np.float64]

# float32 holds every whole number up to here, so a sum of whole weights below it is exact
# at half the time and memory of float64.
_EXACT_IN_FLOAT32 = 2**24


def pair_tables(choices: ArrayLike, *, levels: Sequence[float], weights: ArrayLike | None = None) -> Array:
    """Weighted counts of the joint choices of every pair of actors.

    Parameters
    ----------
    choices : (n_actors, n_items) array
        The category each actor chose on each item. NaN is "did not choose";
        such an item counts for no pair the actor is in.
    levels : K numbers, strictly increasing
        Every category that could have been chosen, used or not. Given, never
        read off the data: an unused category changes linear and nominal indices.
    weights : (..., n_items) array, optional
        Weight of each item, >= 0, any unit. Equal to 1 when omitted. Leading axes
        are batches (bootstrap draws, issue areas) and lead the result.

    Returns
    -------
    (..., n_actors, n_actors, K, K) array
        Cell ``[..., i, j, a, b]`` is the weight of the items on which i chose level
        a and j chose level b. Zero where the pair shares no item; never NaN.
        Swapping the actors transposes the table.

    Raises
    ------
    ImpossibleQuestion
        A choice outside `levels`, levels out of order, or a weight that is
        negative, missing or of another length than the items.

    Notes
    -----
    One product of the K stacked indicator matrices with their transpose gives all
    K x K tables. Memory is 8 n^2 K^2 bytes a batch: 2.9 MB for 200 states and
    three categories, so 500 bootstrap draws of 200 states (1.4 GB) go in parts.
    """
    grid = ordered_levels(levels)
    used = _indicators(np.asarray(choices, dtype=np.float64), grid)
    k, n, m = used.shape
    used = used.reshape(k * n, m)
    if weights is None:
        at = used.astype(np.float32)
        counts = (at @ at.T).astype(np.float64)
    else:
        w = _item_weights(weights, m)
        at = used.astype(np.float32 if _sums_are_exact(w) else np.float64)
        counts = ((at * w.astype(at.dtype)[..., None, :]) @ at.T).astype(np.float64)
    return np.moveaxis(counts.reshape(*counts.shape[:-2], k, n, k, n), (-4, -2), (-2, -1))


def ordered_levels(levels: Sequence[float]) -> Array:
    """`levels` as an array of at least two finite, strictly increasing numbers.

    Raises
    ------
    ImpossibleQuestion
        Fewer than two levels, a level that is not finite, or levels out of order.
    """
    grid = np.asarray(levels, dtype=np.float64)
    if grid.ndim != 1 or len(grid) < 2 or not np.isfinite(grid).all() or (np.diff(grid) <= 0).any():
        raise ImpossibleQuestion(
            "levels must be two or more finite numbers in increasing order",
            found=str(levels),
            hint="give every category once, from low to high: levels=(0, 1, 2)",
        )
    return grid


def _indicators(chosen: Array, grid: Array) -> NDArray[np.bool_]:
    """(K, n_actors, n_items) whether the choice is the level, if each is a level or NaN."""
    if chosen.ndim != 2:
        raise ImpossibleQuestion(
            "choices must be a matrix, one row an actor and one column an item",
            found=f"an array of shape {chosen.shape}",
            hint="batches go into the leading axes of weights, not of choices",
        )
    used = chosen == grid[:, None, None]
    strange = ~(used.any(0) | np.isnan(chosen))
    if strange.any():
        raise ImpossibleQuestion(
            "a choice is none of the levels",
            found=f"{np.unique(chosen[strange])[:5].tolist()} with levels {grid.tolist()}",
            hint="recode the choices, name every category in levels, and mark absence as NaN",
        )
    return used


def _item_weights(weights: ArrayLike, n_items: int) -> Array:
    """`weights` as numbers, if there is one for each item and each is finite and >= 0."""
    w = np.asarray(weights, dtype=np.float64)
    if w.ndim == 0 or w.shape[-1] != n_items:
        raise ImpossibleQuestion(
            "weights must have one entry an item along their last axis",
            found=f"shape {w.shape} for {n_items} items",
            hint="batch axes lead: (draws, items)",
        )
    if not np.isfinite(w).all() or (w < 0).any():
        raise ImpossibleQuestion(
            "a weight is negative, infinite or missing",
            found=str(w[~np.isfinite(w) | (w < 0)][:5].tolist()),
            hint="a missing weight is not zero: drop the item, or weigh it",
        )
    return w


def _sums_are_exact(w: Array) -> bool:
    """Whether sums of these weights lose nothing in float32."""
    return bool((w == np.rint(w)).all() and (w.sum(-1) < _EXACT_IN_FLOAT32).all())
