"""Structural balance of a signed network: triangles, walks, and the fewest ties that stand in its way."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.optimize import Bounds, LinearConstraint, milp  # pyright: ignore[reportUnknownVariableType]
from scipy.sparse import coo_array

from tertius.errors import ImpossibleQuestion

__all__ = [
    "Frustration",
    "balance_blow_up",
    "evolve_toward_balance",
    "frustration_index",
    "triangle_balance",
    "triangle_count",
    "walk_balance",
]

Array = NDArray[np.float64]


class Frustration(NamedTuple):
    """The fewest ties whose removal leaves two camps, the camps, and whether that was proven.

    `broken` is their number, zero or more; `camps` is (n,) of 0 and 1; a node without ties is in camp 0 by convention.
    """

    broken: int
    camps: NDArray[np.int8]
    optimal: bool


def triangle_count(signs: ArrayLike) -> tuple[int, int]:
    """Closed triangles, and those of them with an even number of negative ties.

    Parameters
    ----------
    signs : (n, n) array
        Symmetric, of -1, 0 and 1; 0 is no tie. The diagonal is ignored.
    """
    a = _signed(signs)
    positive, negative = (a > 0).astype(np.float64), (a < 0).astype(np.float64)
    whole = positive + negative
    triangles = float(np.einsum("ij,ji->", whole @ whole, whole)) / 6
    signed = float(np.einsum("ij,ji->", a @ a, a)) / 6
    return round(triangles), round((triangles + signed) / 2)


def triangle_balance(signs: ArrayLike) -> float:
    """Share of closed triangles that are balanced, 0 to 1; NaN without a triangle.

    References
    ----------
    .. [1] Cartwright & Harary (1956), Psychological Review 63(5). https://doi.org/10.1037/h0046049
    """
    n, balanced = triangle_count(signs)
    return balanced / n if n else float("nan")


def walk_balance(signs: ArrayLike) -> float:
    """Balance of closed walks of every length, long ones counting less: 0 to 1, 1 for a balanced network.

    The sum of exp of the eigenvalues of the signed matrix over that of the unsigned one.

    References
    ----------
    .. [1] Estrada & Benzi (2014), Physical Review E 90, 042802. https://doi.org/10.1103/PhysRevE.90.042802
    """
    a = _signed(signs)
    ours, theirs = np.linalg.eigvalsh(a), np.linalg.eigvalsh(np.abs(a))
    top = theirs.max(initial=0.0)
    return float(np.exp(ours - top).sum() / np.exp(theirs - top).sum())


def frustration_index(signs: ArrayLike, *, seconds: float = 60.0) -> Frustration:
    """The fewest ties to remove or flip so that two camps remain, positive inside and negative across.

    Parameters
    ----------
    signs : (n, n) array
        As for `triangle_count`.
    seconds : float
        After this the best division found is returned, `optimal` False.

    Returns
    -------
    Frustration
        Solved as an integer program by SciPy's HiGHS.

    References
    ----------
    .. [1] Aref, Mason & Wilson (2020), Networks 75(1). https://doi.org/10.1002/net.21907
    """
    a = _signed(signs)
    n = len(a)
    i, j = np.nonzero(np.triu(a, 1))
    m = len(i)
    if not m:
        return Frustration(0, np.zeros(n, dtype=np.int8), optimal=True)
    sign = a[i, j]
    # Variables: a camp per node, then for each tie whether both its ends are in camp 1.
    cost = np.zeros(n + m)
    np.add.at(cost, i, sign)
    np.add.at(cost, j, sign)
    cost[n:] = -2 * sign
    low = np.zeros(n + m)
    low[np.argmax(np.abs(a).sum(0))] = 1.0  # one node's camp is free: two mirrored answers become one
    found = milp(
        cost,
        integrality=np.r_[np.ones(n), np.zeros(m)],
        bounds=Bounds(low, 1.0),  # pyright: ignore[reportArgumentType]  # SciPy's stub wants one number, SciPy takes many
        constraints=_both_in_camp_one(i, j, sign, n),
        options={"time_limit": seconds},
    )
    if found.x is None:
        raise ImpossibleQuestion(
            "no division was found in time", found=f"{n} nodes, {m} ties, {seconds:g} s", hint="give it more seconds"
        )
    camps = (np.asarray(found.x, dtype=np.float64)[:n] > 0.5).astype(np.int8)
    camps[np.abs(a).sum(0) == 0] = 0
    across = camps[i] != camps[j]
    return Frustration(int((across == (sign > 0)).sum()), camps, optimal=found.status == 0)


def balance_blow_up(ties: ArrayLike) -> tuple[float, NDArray[np.int8]]:
    """When ``dX/dt = X X`` runs to infinity, and into which camps: (time, (n,) signs of 1 and -1).

    The time is infinite where no eigenvalue is positive. For three states this amplifies the
    error of the ties and forecasts nothing; it is an exhibit.

    References
    ----------
    .. [1] Marvel, Kleinberg, Kleinberg & Strogatz (2011), PNAS 108(5). https://doi.org/10.1073/pnas.1013213108
    """
    x = _symmetric(ties)
    values, vectors = np.linalg.eigh(x)
    leading = vectors[:, -1] * (1 if vectors[:, -1].sum() >= 0 else -1)
    time = float(1 / values[-1]) if values[-1] > 0 else float("inf")
    return time, np.where(leading >= 0, 1, -1).astype(np.int8)


def evolve_toward_balance(ties: ArrayLike, time: float) -> Array:
    """The ties after `time` of ``dX/dt = X X``: ``X (I - t X)^-1``, for a time before the blow-up.

    Raises
    ------
    ImpossibleQuestion
        A negative time, or one at or after the blow-up.
    """
    x = _symmetric(ties)
    end, _ = balance_blow_up(x)
    if not 0 <= time < end:
        raise ImpossibleQuestion(
            "the ties are finite only before the blow-up", found=f"{time:g}, blow-up at {end:g}", hint="an earlier time"
        )
    return np.asarray(x @ np.linalg.inv(np.eye(len(x)) - time * x), dtype=np.float64)


def _both_in_camp_one(i: NDArray[np.intp], j: NDArray[np.intp], sign: Array, n: int) -> LinearConstraint:
    """A positive tie's variable is at most either end; a negative one's at least their sum less 1."""
    m = len(i)
    edge = np.arange(m) + n
    up, down = np.nonzero(sign > 0)[0], np.nonzero(sign < 0)[0]
    rows = np.arange(2 * len(up) + len(down))
    first, second, third = rows[: len(up)], rows[len(up) : 2 * len(up)], rows[2 * len(up) :]
    # x - y_i <= 0 and x - y_j <= 0 on positive ties; y_i + y_j - x <= 1 on negative ones.
    r = np.concatenate([first, first, second, second, third, third, third])
    c = np.concatenate([edge[up], i[up], edge[up], j[up], i[down], j[down], edge[down]])
    ones, other = np.ones(len(up)), np.ones(len(down))
    v = np.concatenate([ones, -ones, ones, -ones, other, other, -other])
    high = np.concatenate([np.zeros(2 * len(up)), other])
    return LinearConstraint(coo_array((v, (r, c)), shape=(len(rows), n + m)).tocsr(), -np.inf, high)  # pyright: ignore[reportArgumentType]


def _symmetric(ties: ArrayLike) -> Array:
    x = np.asarray(ties, dtype=np.float64)
    if x.ndim != 2 or x.shape[0] != x.shape[1] or not np.isfinite(x).all() or not np.allclose(x, x.T):
        raise ImpossibleQuestion(
            "ties of all with all are a symmetric square", found=f"shape {x.shape}", hint="fill both triangles"
        )
    return x


def _signed(signs: ArrayLike) -> Array:
    a = _symmetric(signs).copy()
    np.fill_diagonal(a, 0)
    if not np.isin(a, (-1, 0, 1)).all():
        raise ImpossibleQuestion(
            "signs are -1, 0 and 1",
            found=str(np.unique(a)[:5].tolist()),
            hint="np.sign, after choosing what is neutral",
        )
    return a
