"""Roles by the latent ties, fitted pair by pair: their draws are joint only as far as votes are, and the rest apart."""

from __future__ import annotations

import numpy as np

from tertius.alignment.kept_ties import WITHIN_90
from tertius.alignment.ties import Ties
from tertius.alignment.votes import joint_draws
from tertius.atlas.rollcalls import RollCalls
from tertius.measures.triads import ROLES, TYPES, role_probabilities
from tertius.triangle.roles import SPAN, Corners, Role, Roles, shapes_of

__all__ = ["LATENT_BAND", "latent_roles"]

LATENT_BAND = 0.3
"""A latent tie within this of the average pair is neutral: as many standard deviations as a kappa of 0.1."""


def latent_roles(
    ties: tuple[Ties, Ties, Ties],
    votes: RollCalls,
    corners: Corners,
    *,
    share: float,
    draws: int,
    rng: np.random.Generator,
) -> Roles | None:
    """Role probabilities from the latent ties of the newest year all three have; None where one has none.

    A tie counts by the side of the average pair of 1970 to 1989 it is on. The three are
    fitted one by one. What joins their errors is the votes they were read from: `share` of a
    tie's variance is the votes' sampling error, and as much of it goes together in two ties as
    their kappas do when titles are drawn. On the shipped atlas that is 3 % of the variance. All
    else is drawn independently, which is a limit: what one state signs, joins and buys enters
    two of the three ties, and how far their errors therefore go together is not known.
    """
    series = [t.one("latent") for t in ties]
    lasts = [s.last for s in series]
    if any(last is None for last in lasts):
        return None
    year = min(last for last in lasts if last is not None)
    at = np.array([s.at(year) for s in series])
    if not np.isfinite(at).all():
        return None
    mean, sd = at[:, 0], (at[:, 2] - at[:, 0]) / WITHIN_90
    together = share * _of_votes(votes, corners, draws, rng) + (1 - share) * np.eye(3)
    drawn = mean + sd * (rng.standard_normal((draws, 3)) @ np.linalg.cholesky(together).T)
    found = role_probabilities(np.where(drawn > 0, 1.0, -1.0), threshold=0.0)
    near = role_probabilities(drawn, threshold=LATENT_BAND).neutral_share
    return Roles(
        first=year,
        last=year,
        n_votes=(),
        n_titles=0,
        roles=tuple(Role(corners[k], role, float(found.roles[k, r])) for k in range(3) for r, role in enumerate(ROLES)),
        types=tuple((kind, float(p)) for kind, p in zip(TYPES, found.types, strict=True)),
        shapes=shapes_of(drawn, (ties[0].a.name, ties[0].b.name, ties[1].b.name)),
        neutral_share=float(near),
        ties=tuple((float(m), float(low), float(high)) for m, low, high in at),
        source="latent ties",
        draws=drawn,
    )


def _of_votes(votes: RollCalls, corners: Corners, draws: int, rng: np.random.Generator) -> np.ndarray:
    """Correlation of the three kappas over draws of titles of the newest sessions; none where they share no vote."""
    a, b, c = corners
    newest = votes.session.max(initial=0)
    span = votes.where(votes.session > newest - SPAN)
    kappa = joint_draws(span, ((a, b), (a, c), (b, c)), draws=draws, rng=rng).kappa
    whole = kappa[np.isfinite(kappa).all(axis=1)]
    if len(whole) < draws // 2 or (whole.std(axis=0) < 1e-9).any():
        return np.eye(3)
    return np.asarray(np.corrcoef(whole.T))
