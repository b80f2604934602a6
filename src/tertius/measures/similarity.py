"""How alike two actors' choices are, pair by pair.

Each measure has two doors. ``kappa(choices, levels=…)`` counts the joint choices and
measures; ``kappa_of(tables, levels)`` measures tables counted once by `pair_tables`,
so that one set of tables serves them all.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray

from tertius.errors import ImpossibleQuestion
from tertius.measures.contingency import ordered_levels, pair_tables

__all__ = [
    "Distance",
    "agreement",
    "agreement_of",
    "kappa",
    "kappa_of",
    "modal_share",
    "modal_share_of",
    "pi",
    "pi_of",
    "s_score",
    "s_score_of",
    "shared_items",
    "shared_items_of",
    "tau_b",
    "tau_b_of",
]

Array = NDArray[np.float64]
Distance = Literal["quadratic", "linear", "nominal"]


def agreement(choices: ArrayLike, *, scale: tuple[float, float], weights: ArrayLike | None = None) -> Array:
    """Voeten's agreement score of every pair: mean closeness on the items both chose.

    Parameters
    ----------
    choices : (n_actors, n_items) array
        Positions in scale units. NaN is "did not choose".
    scale : (low, high)
        The ends of the scale. Given, never guessed.
    weights : (..., n_items) array, optional
        Weight of each item, >= 0; leading axes are batches. Equal when omitted.

    Returns
    -------
    (..., n_actors, n_actors) array
        Mean of ``1 - |x - y| / (high - low)``, from 0 (opposite ends) to 1. NaN
        where the pair shares no item of positive weight. Symmetric.

    Notes
    -----
    Takes no account of what both choose with everybody: Russia and China score .96
    in 1988, where quadratic kappa is .10. On the same items S = 2 * agreement - 1.
    The published score leaves unanimous votes out; that is the caller's choice.

    References
    ----------
    .. [1] Bailey, Strezhnev & Voeten (2017), Journal of Conflict Resolution 61(2).
       https://doi.org/10.1177/0022002715595700
    """
    levels = _levels_between(choices, scale)
    return agreement_of(pair_tables(choices, levels=levels, weights=weights), levels)


def agreement_of(tables: Array, levels: Sequence[float]) -> Array:
    """`agreement` from the tables of `pair_tables`; the scale runs from the first level to the last."""
    return 1 - _mean_distance(tables, ordered_levels(levels), power=1)


def s_score(
    choices: ArrayLike, *, scale: tuple[float, float], weights: ArrayLike | None = None, power: float = 1
) -> Array:
    """Signorino and Ritter's S of every pair.

    Parameters
    ----------
    choices : (n_actors, n_items) array
        Positions on one ordered scale, in scale units. NaN is "did not choose".
    scale : (low, high)
        The ends of that scale. Given, never guessed: an all-yes sample would
        otherwise shrink it and change every score.
    weights : (..., n_items) array, optional
        Importance of each item, >= 0; leading axes are batches. Equal when omitted.
    power : float
        Power of the distance, > 0: 1 the absolute S, 2 the squared S.

    Returns
    -------
    (..., n_actors, n_actors) array
        ``1 - 2 * mean(|x - y|^power) / (high - low)^power``, from -1 (always
        opposite ends) to 1 (identical). NaN where the pair shares no item of
        positive weight. Symmetric.

    Notes
    -----
    S takes no account of agreement expected by chance, so two states that both
    vote yes on everything score 1 [2]_. Show it for comparison; prefer `kappa`.
    The cost grows with the square of the number of distinct positions.

    References
    ----------
    .. [1] Signorino & Ritter (1999), International Studies Quarterly 43(1).
       https://doi.org/10.1111/0020-8833.00113
    .. [2] Häge (2011), Political Analysis 19(3). https://doi.org/10.1093/pan/mpr023
    """
    levels = _levels_between(choices, scale)
    return s_score_of(pair_tables(choices, levels=levels, weights=weights), levels, power=power)


def s_score_of(tables: Array, levels: Sequence[float], *, power: float = 1) -> Array:
    """`s_score` from the tables of `pair_tables`; the scale runs from the first level to the last."""
    if not power > 0:
        raise ImpossibleQuestion("the power of a distance must be positive", found=str(power), hint="power=1 or 2")
    return 1 - 2 * _mean_distance(tables, ordered_levels(levels), power=power)


def kappa(
    choices: ArrayLike,
    *,
    levels: Sequence[float],
    weights: ArrayLike | None = None,
    distance: Distance = "quadratic",
) -> Array:
    """Cohen's weighted kappa of every pair: likeness beyond what their own habits give.

    Parameters
    ----------
    choices : (n_actors, n_items) array
        The category each actor chose on each item. NaN is "did not choose".
    levels : K numbers, strictly increasing
        Every category that could have been chosen, used or not.
    weights : (..., n_items) array, optional
        Weight of each item, >= 0; leading axes are batches. Equal when omitted.
    distance : "quadratic", "linear" or "nominal"
        How far apart two categories are: ``(a - b)^2``, ``|a - b|``, or 1 when
        they differ.

    Returns
    -------
    (..., n_actors, n_actors) array
        ``1 - observed / expected`` mean distance, the expected one from the two
        actors' own marginals on the items they share. From -1 to 1. NaN where the
        pair shares no item or both chose one same category throughout. Symmetric.

    Notes
    -----
    With quadratic distance this is Lin's concordance coefficient [2]_. Where only
    one actor varies, or both are constant but apart, it is 0. It becomes erratic
    as a marginal empties: use it only where each state's `modal_share` is below
    .90, with `agreement` beside it.

    References
    ----------
    .. [1] Häge (2011), Political Analysis 19(3). https://doi.org/10.1093/pan/mpr023
    .. [2] Lin (1989), Biometrics 45(1). https://doi.org/10.2307/2532051
    .. [3] Cohen (1968), Psychological Bulletin 70(4). https://doi.org/10.1037/h0026256
    """
    return kappa_of(pair_tables(choices, levels=levels, weights=weights), levels, distance=distance)


def kappa_of(tables: Array, levels: Sequence[float], *, distance: Distance = "quadratic") -> Array:
    """`kappa` from the tables of `pair_tables`, each actor with its own marginal."""
    rows, columns = _marginals(tables)
    return _beyond_chance(tables, rows, columns, _distances(levels, distance))


def pi(
    choices: ArrayLike,
    *,
    levels: Sequence[float],
    weights: ArrayLike | None = None,
    distance: Distance = "quadratic",
) -> Array:
    """Scott's pi of every pair, with a distance: likeness beyond one pooled habit.

    Parameters
    ----------
    choices, levels, weights, distance
        As for `kappa`. Nominal distance is Scott's pi; quadratic is Häge's.

    Returns
    -------
    (..., n_actors, n_actors) array
        ``1 - observed / expected`` mean distance, the expected one from the mean of
        the two actors' marginals on the items they share. From -1 to 1. NaN where
        the pair shares no item or both chose one same category throughout. Symmetric.

    Notes
    -----
    A difference between the two marginals counts as dissimilarity here and as
    chance in `kappa`, so pi <= kappa for the quadratic distance.

    References
    ----------
    .. [1] Scott (1955), Public Opinion Quarterly 19(3). https://doi.org/10.1086/266577
    .. [2] Häge (2011), Political Analysis 19(3). https://doi.org/10.1093/pan/mpr023
    """
    return pi_of(pair_tables(choices, levels=levels, weights=weights), levels, distance=distance)


def pi_of(tables: Array, levels: Sequence[float], *, distance: Distance = "quadratic") -> Array:
    """`pi` from the tables of `pair_tables`, both actors with the pooled marginal."""
    rows, columns = _marginals(tables)
    pooled = [(row + column) / 2 for row, column in zip(rows, columns, strict=True)]
    return _beyond_chance(tables, pooled, pooled, _distances(levels, distance))


def tau_b(choices: ArrayLike, *, levels: Sequence[float], weights: ArrayLike | None = None) -> Array:
    """Kendall's tau-b of every pair: do both rank the items alike?

    Parameters
    ----------
    choices, levels, weights
        As for `kappa`. Only the order of the levels counts. A pair of items weighs
        the product of its weights, so a whole weight is that many copies.

    Returns
    -------
    (..., n_actors, n_actors) array
        From -1 to 1. NaN where the pair shares no item or either actor chose one
        category throughout. Symmetric.

    Notes
    -----
    Blind to level: an actor always one category above another scores 1. Signorino
    and Ritter's objection to it as a measure of similarity.

    References
    ----------
    .. [1] Kendall (1945), Biometrika 33(3). https://doi.org/10.1093/biomet/33.3.239
    .. [2] Signorino & Ritter (1999), International Studies Quarterly 43(1).
       https://doi.org/10.1111/0020-8833.00113
    """
    return tau_b_of(pair_tables(choices, levels=levels, weights=weights))


def tau_b_of(tables: Array) -> Array:
    """`tau_b` from the tables of `pair_tables`, whose levels increase."""
    k = tables.shape[-1]
    rows, columns = _marginals(tables)
    net = np.zeros(tables.shape[:-2])
    for a in range(k):
        above = tables[..., a + 1 :, :].sum(-2)
        for b in range(k):
            net += tables[..., a, b] * (above[..., b + 1 :].sum(-1) - above[..., :b].sum(-1))
    with np.errstate(invalid="ignore", divide="ignore"):
        return net / np.sqrt(_untied(rows) * _untied(columns))


def modal_share(choices: ArrayLike, *, levels: Sequence[float], weights: ArrayLike | None = None) -> Array:
    """How one-sided actor i is on the items it shares with j.

    Parameters
    ----------
    choices, levels, weights
        As for `kappa`.

    Returns
    -------
    (..., n_actors, n_actors) array
        Entry ``[i, j]``: the share of i's most used category on the items i and j
        share, from 1/K to 1. NaN where they share none. Not symmetric: the rule
        "each state's modal category below 90 %" reads ``[i, j]`` and ``[j, i]``.
    """
    return modal_share_of(pair_tables(choices, levels=levels, weights=weights))


def modal_share_of(tables: Array) -> Array:
    """`modal_share` from the tables of `pair_tables`."""
    rows, _ = _marginals(tables)
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.maximum.reduce(rows) / _total(rows)


def shared_items(choices: ArrayLike) -> NDArray[np.int64]:
    """How many items both actors of every pair chose on.

    Parameters
    ----------
    choices : (n_actors, n_items) array
        NaN is "did not choose".

    Returns
    -------
    (n_actors, n_actors) array of int
        The number n that stands beside every similarity; the diagonal is each
        actor's own number of choices.
    """
    seen = (~np.isnan(np.asarray(choices, dtype=np.float64))).astype(np.float32)
    return (seen @ seen.T).astype(np.int64)


def shared_items_of(tables: Array) -> Array:
    """Weight of the items both chose on, from the tables of `pair_tables`: their number if unweighted."""
    return _cells(tables, np.ones(tables.shape[-2:]))


def _levels_between(choices: ArrayLike, scale: tuple[float, float]) -> tuple[float, ...]:
    """The positions in use, with the ends of the scale."""
    low, high = scale
    used = np.asarray(choices, dtype=np.float64)
    used = np.unique(used[~np.isnan(used)])
    if not low < high or ((used < low) | (used > high)).any():
        raise ImpossibleQuestion(
            "positions must lie on a scale given as (low, high)",
            found=f"scale {scale}, positions {used[:5].tolist()}",
            hint="give the ends of the scale on which the choices are coded: scale=(0, 2)",
        )
    return tuple(np.union1d(used, [low, high]).tolist())


def _distances(levels: Sequence[float], distance: Distance) -> Array:
    """(K, K) distances between the levels."""
    grid = ordered_levels(levels)
    apart = np.abs(grid[:, None] - grid)
    match distance:
        case "quadratic":
            return apart**2
        case "linear":
            return apart
        case "nominal":
            return (apart > 0).astype(np.float64)


def _mean_distance(tables: Array, grid: Array, *, power: float) -> Array:
    """Mean distance over the shared items, as a share of the longest; NaN without items."""
    far = (np.abs(grid[:, None] - grid) / (grid[-1] - grid[0])) ** power
    with np.errstate(invalid="ignore", divide="ignore"):
        return _cells(tables, far) / shared_items_of(tables)


def _cells(tables: Array, factors: Array) -> Array:
    """Sum of the cells times their factors.

    Cell by cell, because a cell of all pairs is one block of memory and a pair's table is not.
    """
    total = np.zeros(tables.shape[:-2])
    for a, b in np.argwhere(factors).tolist():
        total += tables[..., a, b] if factors[a, b] == 1 else factors[a, b] * tables[..., a, b]
    return total


def _marginals(tables: Array) -> tuple[list[Array], list[Array]]:
    """(..., n, n) weight of each level: of the pair's first actor, and of its second."""
    k = tables.shape[-1]
    rows = [_total([tables[..., a, b] for b in range(k)]) for a in range(k)]
    columns = [_total([tables[..., a, b] for a in range(k)]) for b in range(k)]
    return rows, columns


def _total(parts: list[Array]) -> Array:
    """Sum of arrays of one shape, without laying them side by side."""
    total = np.array(parts[0])
    for part in parts[1:]:
        total += part
    return total


def _beyond_chance(tables: Array, rows: list[Array], columns: list[Array], far: Array) -> Array:
    """1 - observed / expected distance; NaN where no distance is expected."""
    expected = np.zeros(tables.shape[:-2])
    for a, b in np.argwhere(far).tolist():
        expected += far[a, b] * rows[a] * columns[b]
    with np.errstate(invalid="ignore", divide="ignore"):
        return 1 - _cells(tables, far) * _total(rows) / expected


def _untied(marginal: list[Array]) -> Array:
    """Weight of the pairs of items that an actor put on different levels."""
    return _total([marginal[a] * _total(marginal[a + 1 :]) for a in range(len(marginal) - 1)])
