"""Where a compromise of the powers would lie on the line between A and C: the mean by weight, and the median power."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from tertius.atlas.rollcalls import RollCalls
from tertius.measures.bargaining import challenge_probability, compromise, weighted_median
from tertius.present.names import called_on

__all__ = ["Bargain", "bargain"]


@dataclass(frozen=True, slots=True)
class Bargain:
    """The powers on the line from C to A, weighted by capability.

    A power's place is its agreement with A less its agreement with C, -1 to 1. `compromise` is
    the mean place by capability, `median` the power that no majority of capability outbids.
    `behind_a` is the share of support that A's place gets against C's, 0 to 1, each power
    leaning to the nearer one by how much nearer it is.
    """

    power_year: int
    places: tuple[tuple[str, float], ...]
    compromise: float
    median: str
    behind_a: float


def bargain(
    votes: RollCalls,
    actors: Sequence[int],
    poles: tuple[int, int],
    sizes: tuple[int, Mapping[int, float]],
    *,
    on: date | None = None,
) -> Bargain:
    """The bargain of `actors` between two poles, A and C, by the votes given.

    Parameters
    ----------
    votes : RollCalls
        Of one span of sessions.
    actors : sequence of COW numbers
        The powers, the poles among them.
    poles : (A, C)
    sizes : (year, mapping)
        Capability of every actor, and of which year.
    on : date, optional
        Powers are named as on this day, today when omitted.
    """
    a, c = poles
    place = np.array([_agreement(votes, s, a) - _agreement(votes, s, c) for s in actors])
    seen = np.isfinite(place)
    kept = [s for s, known in zip(actors, seen, strict=True) if known]
    x, weight = place[seen], np.array([sizes[1][s] for s in kept])
    ends = {pole: x[kept.index(pole)] for pole in poles}
    liking = np.column_stack([-np.abs(x - ends[pole]) for pole in poles])
    middle = weighted_median(x, weight)
    named = sorted(zip((called_on(s, on).name for s in kept), x.tolist(), strict=True), key=lambda item: -item[1])
    return Bargain(
        sizes[0],
        tuple(named),
        compromise(x, weight, np.ones_like(x)),
        next(n for n, at in named if at == middle),
        challenge_probability(liking, weight),
    )


def _agreement(votes: RollCalls, x: int, y: int) -> float:
    """Mean of 1 - |x - y| / 2 over the votes both answered; NaN where there are none."""
    apart = np.abs(votes.of(x).astype(float) - votes.of(y))
    both = np.isfinite(apart)
    return float(1 - apart[both].mean() / 2) if both.any() else float("nan")
