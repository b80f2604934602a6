"""Roles in the triangle, as probabilities from joint draws of its three ties."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

import numpy as np
from numpy.typing import NDArray

from tertius.alignment.votes import VoteDraws, joint_draws
from tertius.atlas.rollcalls import RollCalls, year_of
from tertius.measures.triads import ROLES, TYPES, role_probabilities
from tertius.present.names import called_on

__all__ = [
    "MODAL_REASON",
    "NEUTRAL_BAND",
    "REACH",
    "SPAN",
    "Era",
    "Role",
    "Roles",
    "eras",
    "newest_roles",
    "roles_in",
    "shapes_of",
]

NEUTRAL_BAND = 0.1
"""A tie whose kappa lies within this of zero is neutral: the role it decides hangs by a thread."""

SPAN = 3
"""Sessions read together, as in the forecast's three-year means."""

REACH = SPAN
"""Years back from the newest session in which roles are looked for: what is read shares a session with the newest."""

MODAL_REASON = "one of the three gives the same answer on over 90 % of the votes it shares, and kappa says little there"

Corners = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Role:
    """The probability that one corner of the triangle plays one role."""

    state: int
    role: str
    probability: float


@dataclass(frozen=True, slots=True)
class Roles:
    """All role probabilities over one span of sessions.

    A tie counts by the sign of its kappa, so every state's roles sum to 1.
    `neutral_share` is the share of draws in which some tie lies within `NEUTRAL_BAND` of
    zero. `shapes` names the likeliest triangles with their members. `source` says what the
    draws are of: votes, or latent ties, which have no votes to count. `draws` (n, 3) are the
    ties AB, AC and BC of every draw, read-only: who asks for more than the roles asks these.
    """

    first: int
    last: int
    n_votes: tuple[int, ...]
    n_titles: int
    roles: tuple[Role, ...]
    types: tuple[tuple[str, float], ...]
    shapes: tuple[tuple[str, float], ...]
    neutral_share: float
    ties: tuple[tuple[float, float, float], ...]
    source: str = "votes"
    draws: NDArray[np.float64] = field(default_factory=lambda: np.zeros((0, 3)), compare=False, repr=False)

    def __post_init__(self) -> None:
        self.draws.setflags(write=False)

    def likeliest(self, state: int) -> Role:
        """The role that a state plays in most draws."""
        return max((r for r in self.roles if r.state == state), key=lambda r: r.probability)


@dataclass(frozen=True, slots=True)
class Era:
    """The likeliest shape of the triangle in one session, and how likely."""

    year: int
    shape: str
    probability: float
    neutral_share: float


def roles_in(
    votes: RollCalls,
    corners: Corners,
    *,
    span: tuple[int, int],
    draws: int,
    rng: np.random.Generator,
    on: date | None = None,
) -> Roles | None:
    """Role probabilities over the sessions that opened in the years of `span`, first and last.

    Shapes name the states as they were called on the day `on`, today when None.
    None where a pair shares no contested vote in that span, or kappa is not usable for it.
    """
    first, last = span
    read = votes.where((votes.session >= first - year_of(0)) & (votes.session <= last - year_of(0)))
    a, b, c = corners
    drawn = joint_draws(read, ((a, b), (a, c), (b, c)), draws=draws, rng=rng)
    # A draw that happens to hold only like answers leaves kappa undefined; it says nothing of roles.
    defined = drawn.kappa[np.isfinite(drawn.kappa).all(axis=1)]
    if min(drawn.n_votes) == 0 or not all(drawn.usable) or not len(defined):
        return None
    # A kappa of exactly zero is no tie: it counts as a negative one, here as in `shapes_of`.
    found = role_probabilities(np.where(defined > 0, 1.0, -1.0), threshold=0.0)
    near = role_probabilities(defined, threshold=NEUTRAL_BAND).neutral_share
    return Roles(
        first=first,
        last=last,
        n_votes=drawn.n_votes,
        n_titles=drawn.n_titles,
        roles=tuple(Role(corners[k], role, float(found.roles[k, r])) for k in range(3) for r, role in enumerate(ROLES)),
        types=tuple((kind, float(p)) for kind, p in zip(TYPES, found.types, strict=True)),
        shapes=shapes_of(defined, _names(corners, on)),
        neutral_share=float(near),
        ties=_spans(drawn),
        draws=defined,
    )


def newest_roles(
    votes: RollCalls, corners: Corners, *, draws: int, rng: np.random.Generator, on: date | None = None
) -> Roles | None:
    """The roles of the newest span of sessions that decides them, up to `REACH` years back."""
    newest = votes.years[-1] if votes.years else 0
    for last in range(newest, newest - REACH, -1):
        found = roles_in(votes, corners, span=(last - SPAN + 1, last), draws=draws, rng=rng, on=on)
        if found is not None:
            return found
    return None


def eras(votes: RollCalls, corners: Corners, *, draws: int, seed: int, on: date | None = None) -> tuple[Era, ...]:
    """The likeliest shape session by session; sessions in which a role cannot be read are left out."""
    found: list[Era] = []
    for year in votes.years:
        # A generator of its own, so that one session has one figure whatever else is asked.
        rng = np.random.default_rng((seed, year))
        roles = roles_in(votes, corners, span=(year, year), draws=draws, rng=rng, on=on)
        if roles is not None:
            shape, probability = roles.shapes[0]
            found.append(Era(year, shape, probability, roles.neutral_share))
    return tuple(found)


def _names(corners: Corners, on: date | None) -> tuple[str, str, str]:
    a, b, c = (called_on(cow, on).name for cow in corners)
    return a, b, c


def shapes_of(draws: np.ndarray, names: tuple[str, str, str]) -> tuple[tuple[str, float], ...]:
    """Every triangle that was drawn, named with its members, likeliest first."""
    a, b, c = names
    # Signs of AB, AC, BC to the words for that triangle.
    words = {
        (True, True, True): "ménage à trois",
        (True, True, False): f"{a} pivot",
        (True, False, True): f"{b} pivot",
        (False, True, True): f"{c} pivot",
        (True, False, False): f"{a}–{b} marriage",
        (False, True, False): f"{a}–{c} marriage",
        (False, False, True): f"{b}–{c} marriage",
        (False, False, False): "unit veto",
    }
    patterns, times = np.unique(draws > 0, axis=0, return_counts=True)
    shares = {
        words[bool(p[0]), bool(p[1]), bool(p[2])]: float(n) / len(draws) for p, n in zip(patterns, times, strict=True)
    }
    return tuple(sorted(shares.items(), key=lambda item: -item[1]))


def _spans(drawn: VoteDraws) -> tuple[tuple[float, float, float], ...]:
    """Median and 90 % interval of each pair's kappa."""
    return tuple(
        tuple(float(v) for v in np.nanquantile(drawn.kappa[:, k], (0.5, 0.05, 0.95)))  # pyright: ignore[reportReturnType]
        for k in range(drawn.kappa.shape[1])
    )
