"""The view from each corner, in one form: role, payoff, what it could do, at what price, and when it did so last."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from tertius.alignment.kept_ties import WITHIN_90
from tertius.alignment.ties import SEED
from tertius.datasets.chronicle import Event
from tertius.measures.triads import ROLES, payoffs, roles
from tertius.present.names import the
from tertius.present.numbers import NOT_KNOWN, decimal, share_of_draws, signed
from tertius.present.numbers import day as written
from tertius.states import State
from tertius.triangle.roles import Roles
from tertius.wedge.components.component import Value
from tertius.wedge.outlook.blowback import Blowback
from tertius.wedge.outlook.change import Change
from tertius.wedge.outlook.courses import Course, courses_of
from tertius.wedge.outlook.plain import plain
from tertius.wedge.outlook.standing import Standing
from tertius.wedge.outlook.third_ties import LATENT_UNIT, VOTES_UNIT
from tertius.wedge.outlook.triangles_with import Span, spans

__all__ = ["Corner", "Option", "Stand", "corners"]

Array = NDArray[np.float64]

DRAWS = 2000


@dataclass(frozen=True, slots=True)
class Stand:
    """A corner's likeliest role with its share of draws, and its payoff: its own two ties less the third."""

    role: str
    probability: float
    payoff: Span


@dataclass(frozen=True, slots=True)
class Option:
    """Something a corner could do, what that would bring and cost by the figures at hand, and when it last did so.

    `brings` and `costs` are "not known" where no figure bears on them; `precedent` is the last
    such act in the chronicle with its day and document, `event` its id.
    """

    name: str
    what: str
    brings: str
    costs: str
    precedent: str
    event: str | None


@dataclass(frozen=True, slots=True)
class Corner:
    """One of the three: where it stands now, where after a success of A, and what it could do.

    `success` says in words what a success is. `now` and `after` are None where the ties are not
    known; `source` and `year` are of the ties.
    """

    place: Literal["A", "B", "C"]
    state: str
    name: str
    success: str
    now: Stand | None
    after: Stand | None
    source: str
    year: int | None
    options: tuple[Option, ...]

    def explain(self) -> str:
        """Role and payoff now and after, in a sentence or two; the same words for all three."""
        name = the(self.name)
        name = name[:1].upper() + name[1:]
        if self.now is None or self.after is None:
            return f"{name}: role and payoff {NOT_KNOWN}, since one of the three ties is."
        p0, p1 = self.now.payoff, self.after.payoff
        return (
            f"{name} is {_article(self.now.role)} now in {share_of_draws(self.now.probability)} of draws "
            f"({self.source}, {self.year}), with a payoff of {signed(p0[0], 1)} ({signed(p0[1], 1)} to "
            f"{signed(p0[2], 1)}). With {self.success}, it would be {_article(self.after.role)} in "
            f"{share_of_draws(self.after.probability)}, with {signed(p1[0], 1)} ({signed(p1[1], 1)} to "
            f"{signed(p1[2], 1)})."
        )

    def to_dict(self) -> dict[str, Any]:
        """Plain values, with the sentence."""
        return plain(self) | {"explained": self.explain()}


def corners(
    standing: Standing,
    values: Sequence[Value],
    *,
    start: float,
    changed: Sequence[Change] = (),
    blowback: Blowback | None = None,
) -> tuple[Corner, Corner, Corner]:
    """The view from A's, from B's and from C's corner.

    Parameters
    ----------
    standing : Standing
        The question with what is known on the day.
    values : sequence of Value
        Where the components stand: their figures are what an option brings or costs.
    start : float
        The number from the data alone: what waiting leaves.
    changed : sequence of Change
        What an observation would move, for the options that are such an observation.
    blowback : Blowback, optional
        What drawing closer to B costs A among its allies.

    Notes
    -----
    A success is a tie of A and B one unit closer and a tie of B and C one unit further: one
    standard deviation of all pairs for latent ties, a third of a point of kappa for votes. The
    draws of the three ties are independent; the payoff is an assumption (Wu 1996, p. 30).
    """
    drawn = _drawn(standing)
    planned = courses_of(standing, {v.component: v for v in values}, start=start, changed=changed, blowback=blowback)
    stands = [(None, None)] * 3 if drawn is None else _stands(drawn[0], drawn[1])
    source, year = ("", None) if drawn is None else (drawn[2].source, drawn[2].last)
    a, b, c = (the(s.name) for s in standing.states)
    success = f"{b} {decimal(1 if drawn is None else drawn[1])} nearer to {a} and as much further from {c}"
    places: tuple[Literal["A", "B", "C"], ...] = ("A", "B", "C")
    found = [
        Corner(
            place, state.iso3, state.name, success, now, after, source, year,
            tuple(_option(standing, state, course) for course in planned[place]),
        )
        for place, state, (now, after) in zip(places, standing.states, stands, strict=True)
    ]  # fmt: skip
    return found[0], found[1], found[2]


def _drawn(standing: Standing) -> tuple[Array, float, Roles] | None:
    """Draws of AB, AC and BC, the unit, and whence: latent ties, else votes, else None."""
    found = standing.corner.latent or standing.corner.roles
    if found is None:
        return None
    at = np.array(found.ties)
    sd = (at[:, 2] - at[:, 1]) / 2 / WITHIN_90
    rng = np.random.default_rng(SEED)
    unit = LATENT_UNIT if standing.corner.latent is not None else VOTES_UNIT
    return at[:, 0] + sd * rng.standard_normal((DRAWS, 3)), unit, found


def _stands(ties: Array, unit: float) -> list[tuple[Stand, Stand]]:
    """Each corner's stand now and after a success, from the same draws."""
    both = [_stand(t) for t in (ties, ties + np.array([unit, 0.0, -unit]))]
    return [(both[0][k], both[1][k]) for k in range(3)]


def _stand(ties: Array) -> list[Stand]:
    code = roles(np.where(ties > 0, 1, -1))
    worth = spans(payoffs(ties))
    found: list[Stand] = []
    for k in range(3):
        shares = np.array([(code[:, k] == r).mean() for r in range(len(ROLES))])
        best = int(shares.argmax())
        found.append(Stand(ROLES[best], float(shares[best]), worth[k]))
    return found


def _option(standing: Standing, state: State, course: Course) -> Option:
    event = standing.last(state, course.toward, course.acts, course.words) if course.acts else None
    if not course.acts:
        said = "none: it leaves no line"
    elif event is None:
        pair = the(state.name), the(course.toward.name)
        said = (
            f"none in the chronicle of {pair[0]} toward {pair[1]}"
            if standing.covers(state, course.toward)
            else f"{NOT_KNOWN}: the chronicle does not cover {pair[0]} and {pair[1]}"
        )
    else:
        said = _told(event)
    return Option(course.name, course.what, course.brings, course.costs, said, event.id if event else None)


def _told(event: Event) -> str:
    when = written(event.date) if event.precision == "day" else event.when
    return f"{when}: {event.text} ({event.document})"


def _article(role: str) -> str:
    return f"{'an' if role[0] in 'aeiou' else 'a'} {role}"
