"""Roles in the triangle, as probabilities from joint draws of its three ties."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from tertius.alignment.votes import VoteDraws, joint_draws
from tertius.atlas.rollcalls import RollCalls, year_of
from tertius.measures.triads import ROLES, TYPES, role_probabilities
from tertius.states import name

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

REACH = 10
"""Years back from the newest session in which roles are looked for."""

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
    draws are of: votes, or latent ties, which have no votes to count.
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


@dataclass(frozen=True, slots=True)
class Era:
    """The likeliest shape of the triangle in one session, and how likely."""

    year: int
    shape: str
    probability: float
    neutral_share: float


def roles_in(
    votes: RollCalls, corners: Corners, *, first: int, last: int, draws: int, rng: np.random.Generator
) -> Roles | None:
    """Role probabilities over the sessions that opened from `first` to `last`.

    None where a pair shares no contested vote in that span, or kappa is not usable for it.
    """
    span = votes.where((votes.session >= first - year_of(0)) & (votes.session <= last - year_of(0)))
    a, b, c = corners
    drawn = joint_draws(span, ((a, b), (a, c), (b, c)), draws=draws, rng=rng)
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
        shapes=shapes_of(defined, corners),
        neutral_share=float(near),
        ties=_spans(drawn),
    )


def newest_roles(votes: RollCalls, corners: Corners, *, draws: int, rng: np.random.Generator) -> Roles | None:
    """The roles of the newest span of sessions that decides them, up to `REACH` years back."""
    newest = votes.years[-1] if votes.years else 0
    for last in range(newest, newest - REACH, -1):
        found = roles_in(votes, corners, first=last - SPAN + 1, last=last, draws=draws, rng=rng)
        if found is not None:
            return found
    return None


def eras(votes: RollCalls, corners: Corners, *, draws: int, seed: int) -> tuple[Era, ...]:
    """The likeliest shape session by session; sessions in which a role cannot be read are left out."""
    found: list[Era] = []
    for year in votes.years:
        # A generator of its own, so that one session has one figure whatever else is asked.
        rng = np.random.default_rng((seed, year))
        roles = roles_in(votes, corners, first=year, last=year, draws=draws, rng=rng)
        if roles is not None:
            shape, probability = roles.shapes[0]
            found.append(Era(year, shape, probability, roles.neutral_share))
    return tuple(found)


def shapes_of(draws: np.ndarray, corners: Corners) -> tuple[tuple[str, float], ...]:
    """Every triangle that was drawn, named with its members, likeliest first."""
    a, b, c = (name(cow) for cow in corners)
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
