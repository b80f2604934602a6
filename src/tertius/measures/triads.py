"""Three actors as one system: Dittmer's triangles, the role of each corner, and what a role is worth.

The ties stand in the order AB, AC, BC and the corners in the order A, B, C, always.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from tertius.errors import ImpossibleQuestion

__all__ = [
    "DESIRABILITY",
    "ROLES",
    "TIERS",
    "TYPES",
    "UNDECIDED",
    "RoleProbabilities",
    "independent_type_probabilities",
    "payoffs",
    "role_probabilities",
    "roles",
    "tie_signs",
    "triangle_types",
]

Array = NDArray[np.float64]
Codes = NDArray[np.int8]

UNDECIDED = -1
"""Code of a type or role when any of the three ties is neutral."""

TYPES = ("ménage à trois", "romantic triangle", "stable marriage", "unit veto")
"""Dittmer's (1981) types, by the number of positive ties: three, two, one, none."""

ROLES = ("pivot", "friend", "partner", "wing", "foe", "outcast")
"""The six roles, in Wu's (1996, p. 30) order of desirability. A role's code is its place here."""

DESIRABILITY = {"pivot": 1, "friend": 2, "partner": 3, "wing": 4, "foe": 5, "outcast": 6}
"""Wu Yu-Shan's rank of each role, 1 the most desired (Issues & Studies 32(10), 1996, p. 30)."""

TIERS = {"pivot": 1, "friend": 2, "partner": 2, "wing": 3, "foe": 3, "outcast": 4}
"""Wu's four tiers of desirability; the roles of one tier have equal `payoffs`."""

# Row: corner A, B, C. Columns: its two own ties, then the tie it has no part in.
_OWN_OWN_OTHER = np.array([[0, 1, 2], [0, 2, 1], [1, 2, 0]])

# A corner's role by how many of its own ties are positive (row) and whether the other tie is (column).
_ROLE_OF = np.array(
    [
        [ROLES.index("foe"), ROLES.index("outcast")],
        [ROLES.index("partner"), ROLES.index("wing")],
        [ROLES.index("pivot"), ROLES.index("friend")],
    ],
    dtype=np.int8,
)


@dataclass(frozen=True, slots=True, eq=False)
class RoleProbabilities:
    """How probable each role is for each corner, and each type for the triangle.

    Attributes
    ----------
    roles : (..., 3, 6) array
        Probability of each role (columns, in the order of `ROLES`) for A, B and C.
        Each row and `neutral_share` sum to 1.
    types : (..., 4) array
        Probability of each type, in the order of `TYPES`. With `neutral_share`
        they sum to 1.
    neutral_share : (...) array
        Share of draws in which any tie is neutral, so that no role is assigned.
    """

    roles: Array
    types: Array
    neutral_share: Array

    def __post_init__(self) -> None:
        for field in (self.roles, self.types, self.neutral_share):
            field.setflags(write=False)


def tie_signs(ties: ArrayLike, *, threshold: float) -> Codes:
    """Positive, neutral or negative: 1, 0 or -1.

    Parameters
    ----------
    ties : (..., 3) array
        Ties AB, AC, BC on a scale whose 0 is "neither friend nor foe".
    threshold : float
        A tie above it is positive, one below its negative is negative, anything
        between (ends included) neutral. >= 0. Given, never guessed: the role is
        decided at it.

    Returns
    -------
    (..., 3) array of int8

    Raises
    ------
    ImpossibleQuestion
        A missing tie, a last axis that is not 3, or a negative threshold.
    """
    values = _three_ties(ties)
    if not threshold >= 0:
        raise ImpossibleQuestion(
            "the threshold of a tie must be zero or more", found=str(threshold), hint="threshold=0 for signs alone"
        )
    return (values > threshold).astype(np.int8) - (values < -threshold).astype(np.int8)


def triangle_types(signs: ArrayLike) -> Codes:
    """Dittmer's type of each triangle.

    Parameters
    ----------
    signs : (..., 3) array
        Signs of AB, AC, BC: 1, 0 or -1, as `tie_signs` gives them.

    Returns
    -------
    (...) array of int8
        Place in `TYPES`; `UNDECIDED` where any tie is neutral.

    References
    ----------
    .. [1] Dittmer (1981), World Politics 33(4). https://doi.org/10.2307/2010133
    """
    decided = _three_signs(signs)
    positive = (decided > 0).sum(-1)
    return np.where((decided != 0).all(-1), 3 - positive, UNDECIDED).astype(np.int8)


def roles(signs: ArrayLike) -> Codes:
    """The role of each corner.

    Parameters
    ----------
    signs : (..., 3) array
        Signs of AB, AC, BC: 1, 0 or -1, as `tie_signs` gives them.

    Returns
    -------
    (..., 3) array of int8
        Place in `ROLES` of the role of A, B and C; `UNDECIDED` where any tie is
        neutral. Three friends; or a pivot and two wings; or two partners and an
        outcast; or three foes.

    References
    ----------
    .. [1] Dittmer (1981), World Politics 33(4). https://doi.org/10.2307/2010133
    """
    decided = _three_signs(signs)
    positive = (decided > 0)[..., _OWN_OWN_OTHER].astype(np.int8)
    role = _ROLE_OF[positive[..., 0] + positive[..., 1], positive[..., 2]]
    return np.where((decided != 0).all(-1)[..., None], role, np.int8(UNDECIDED))


def payoffs(ties: ArrayLike) -> Array:
    """What the triangle is worth to each corner: its own two ties, less the tie between the others.

    Parameters
    ----------
    ties : (..., 3) array
        Ties AB, AC, BC, in [-1, 1] or as signs. NaN gives NaN.

    Returns
    -------
    (..., 3) array
        ``U_A = t_AB + t_AC - t_BC`` and so on for A, B, C, from -3 to 3. With signs:
        pivot 3, friend 1, partner 1, wing -1, foe -1, outcast -3.

    Notes
    -----
    An assumption, not an estimate; with signs it gives Wu's tiers. It ignores that
    the corners differ in power and that others stand outside the triangle.

    References
    ----------
    .. [1] Wu (1996), Exploring Dual Triangles, Issues & Studies 32(10), p. 30.
    """
    values = np.asarray(ties, dtype=np.float64)
    _refuse_other_than_three(values)
    return values[..., _OWN_OWN_OTHER] @ np.array([1.0, 1.0, -1.0])


def role_probabilities(draws: ArrayLike, *, threshold: float) -> RoleProbabilities:
    """Probability of every role and type, from joint draws of the three ties.

    Parameters
    ----------
    draws : (..., n_draws, 3) array
        Ties AB, AC, BC, one row a joint draw; leading axes are batches (years).
        The three must be drawn together: their correlation moves the result more
        than their spread does.
    threshold : float
        As for `tie_signs`.

    Returns
    -------
    RoleProbabilities
        Shares of all draws. A draw with a neutral tie counts in `neutral_share`
        and for no role.

    Raises
    ------
    ImpossibleQuestion
        No draws, a missing tie, a last axis that is not 3, or a negative threshold.

    References
    ----------
    .. [1] Dittmer (1981), World Politics 33(4). https://doi.org/10.2307/2010133
    """
    signs = tie_signs(draws, threshold=threshold)
    if signs.ndim < 2 or signs.shape[-2] == 0:
        raise ImpossibleQuestion(
            "role probabilities need joint draws",
            found=f"an array of shape {signs.shape}",
            hint="one row a draw, with columns AB, AC, BC: shape (n_draws, 3)",
        )
    return RoleProbabilities(
        roles=_shares(roles(signs), len(ROLES), axis=-2),
        types=_shares(triangle_types(signs), len(TYPES), axis=-1),
        neutral_share=np.asarray((signs == 0).any(-1).mean(-1)),
    )


def independent_type_probabilities(p: ArrayLike) -> RoleProbabilities:
    """What `role_probabilities` would be if the three ties were independent. They are not.

    Never for an answer: ties of one triangle move together, and multiplying their
    marginals changes every role. It stands here to test the bookkeeping of roles.

    Parameters
    ----------
    p : (3,) array
        Probability that AB, AC and BC are positive; otherwise they are negative.

    Returns
    -------
    RoleProbabilities
        With a `neutral_share` of 0.
    """
    positive = _three_ties(p)
    if positive.shape != (3,) or (positive < 0).any() or (positive > 1).any():
        raise ImpossibleQuestion("three probabilities are needed", found=str(p), hint="p of AB, AC, BC, each 0 to 1")
    signs = np.array([[ab, ac, bc] for ab in (1, -1) for ac in (1, -1) for bc in (1, -1)], dtype=np.int8)
    chance = np.where(signs > 0, positive, 1 - positive).prod(-1)
    role, kind = roles(signs), triangle_types(signs)
    return RoleProbabilities(
        roles=np.array([[chance[role[:, corner] == code].sum() for code in range(len(ROLES))] for corner in range(3)]),
        types=np.array([chance[kind == code].sum() for code in range(len(TYPES))]),
        neutral_share=np.array(0.0),
    )


def _shares(codes: Codes, n_codes: int, *, axis: int) -> Array:
    """Share of each code along `axis`, as a new last axis."""
    return np.stack([(codes == code).mean(axis) for code in range(n_codes)], axis=-1)


def _three_ties(ties: ArrayLike) -> Array:
    """`ties`, if there are three and none is missing."""
    values = np.asarray(ties, dtype=np.float64)
    _refuse_other_than_three(values)
    if np.isnan(values).any():
        raise ImpossibleQuestion(
            "a triangle with a missing tie has no roles",
            found=f"{int(np.isnan(values).any(-1).sum())} triangles with NaN",
            hint="leave them out; a tie that is not known is not neutral",
        )
    return values


def _three_signs(signs: ArrayLike) -> Array:
    """`signs`, if they are three of -1, 0 and 1."""
    values = _three_ties(signs)
    if not np.isin(values, (-1, 0, 1)).all():
        raise ImpossibleQuestion(
            "a sign must be -1, 0 or 1",
            found=str(np.unique(values[~np.isin(values, (-1, 0, 1))])[:5].tolist()),
            hint="tie_signs(ties, threshold=…) turns ties into signs",
        )
    return values


def _refuse_other_than_three(values: Array) -> None:
    """A triangle has three ties."""
    if values.ndim == 0 or values.shape[-1] != 3:
        raise ImpossibleQuestion(
            "a triangle has three ties",
            found=f"an array of shape {values.shape}",
            hint="AB, AC, BC along the last axis",
        )
