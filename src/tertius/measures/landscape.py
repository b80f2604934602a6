"""Landscape theory: which division into two camps leaves actors least among those they do not get on with."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from tertius.errors import ImpossibleQuestion

__all__ = ["MOST", "Landscape", "energies", "energy", "landscape", "moving_costs"]

Array = NDArray[np.float64]
Camps = NDArray[np.int8]

MOST = 18
"""Actors above which every division is no longer tried: 131,072 at eighteen."""


class Landscape(NamedTuple):
    """Every division, its energy, and which are local minima: no actor alone can lower the energy by changing camp.

    `camps` is (2^(n-1), n) of 0 and 1, the first actor always in camp 0.
    """

    camps: Camps
    energy: Array
    minimum: NDArray[np.bool_]


def energy(camps: ArrayLike, sizes: ArrayLike, propensities: ArrayLike) -> Array:
    """Energy of divisions: the sum over ordered pairs in different camps of ``s_i s_j p_ij``.

    Parameters
    ----------
    camps : (..., n) array
        Camp of each actor, 0 or 1.
    sizes : (n,) array
        Weight of each actor, zero or more.
    propensities : (n, n) array
        Symmetric; above 0 is a pull to work together. The diagonal is ignored.

    Returns
    -------
    (...) array
        Lower is more settled.

    References
    ----------
    .. [1] Axelrod & Bennett (1993), British Journal of Political Science 23(2).
       https://doi.org/10.1017/S000712340000973X
    """
    size, pull = _given(sizes, propensities)
    side = np.asarray(camps, dtype=np.float64) * 2 - 1
    weight = pull * np.outer(size, size)
    # Two actors are apart where the product of their sides is -1.
    together = np.einsum("...i,ij,...j->...", side, weight, side)
    return np.asarray((weight.sum() - together) / 2, dtype=np.float64)


def energies(sizes: ArrayLike, propensities: ArrayLike) -> tuple[Camps, Array]:
    """Every division into two camps with its energy.

    Raises
    ------
    ImpossibleQuestion
        More than `MOST` actors, or fewer than two.
    """
    size, pull = _given(sizes, propensities)
    n = len(size)
    if not 2 <= n <= MOST:
        raise ImpossibleQuestion(
            f"every division is tried for 2 to {MOST} actors", found=f"{n} actors", hint="name the powers that matter"
        )
    camps = np.zeros((2 ** (n - 1), n), dtype=np.int8)
    camps[:, 1:] = (np.arange(len(camps))[:, None] >> np.arange(n - 1)) & 1
    return camps, energy(camps, size, pull)


def landscape(sizes: ArrayLike, propensities: ArrayLike) -> Landscape:
    """Every division, its energy, and the local minima among them; ties are minima too."""
    camps, height = energies(sizes, propensities)
    n = camps.shape[1]
    lowest = np.ones(len(camps), dtype=bool)
    here = np.arange(len(camps))
    everyone = 2 ** (n - 1) - 1
    for actor in range(n):
        # The first actor's camp is named 0: when it moves, all others change names.
        there = here ^ everyone if actor == 0 else here ^ (1 << (actor - 1))
        lowest &= height <= height[there] + 1e-9 * np.abs(height[there])
    return Landscape(camps, height, lowest)


def moving_costs(camps: ArrayLike, sizes: ArrayLike, propensities: ArrayLike) -> Array:
    """What each actor's change of camp adds to the energy: (..., n); below 0 it would settle things.

    Parameters are those of `energy`; draws of propensities may stand on leading axes of (..., n, n).
    """
    side = np.asarray(camps, dtype=np.float64) * 2 - 1
    size = np.asarray(sizes, dtype=np.float64)
    pull = np.array(propensities, dtype=np.float64)
    pull[..., np.arange(len(size)), np.arange(len(size))] = 0
    weight = pull * np.outer(size, size)
    return np.asarray(2 * side * np.einsum("...ij,...j->...i", weight, side), dtype=np.float64)


def _given(sizes: ArrayLike, propensities: ArrayLike) -> tuple[Array, Array]:
    size, pull = np.asarray(sizes, dtype=np.float64), np.array(propensities, dtype=np.float64)
    if size.ndim != 1 or pull.shape != (len(size), len(size)) or not (size >= 0).all() or np.isnan(pull).any():
        raise ImpossibleQuestion(
            "a size of zero or more an actor, and a propensity a pair",
            found=f"sizes {size.shape}, propensities {pull.shape}",
            hint="(n,) and (n, n), nothing missing",
        )
    if not np.allclose(pull, pull.T):
        raise ImpossibleQuestion("propensities are mutual", found="an asymmetric matrix", hint="(p + p.T) / 2")
    np.fill_diagonal(pull, 0)
    return size, pull
