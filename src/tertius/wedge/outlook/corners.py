"""The view from each corner, in one form: role, payoff, what it could do, at what price, and when it did so last."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np

from tertius.measures.triads import ROLES, payoffs, role_probabilities
from tertius.present.names import capital, the
from tertius.present.numbers import NOT_KNOWN, decimal, share_of_draws, signed
from tertius.states import State
from tertius.triangle.roles import Roles
from tertius.wedge.components.component import Value
from tertius.wedge.components.reference import OLDEST, stale
from tertius.wedge.outlook.blowback import Blowback
from tertius.wedge.outlook.change import Change
from tertius.wedge.outlook.courses import Course, courses_of
from tertius.wedge.outlook.plain import plain
from tertius.wedge.outlook.standing import Standing, told
from tertius.wedge.outlook.third_ties import LATENT_UNIT, VOTES_UNIT
from tertius.wedge.outlook.triangles_with import Span, spans

__all__ = ["Corner", "Option", "Stand", "corners"]


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
        name = capital(the(self.name))
        if self.now is None or self.after is None:
            return f"{name}: role and payoff {NOT_KNOWN}, since one of the three ties is."
        p0, p1 = self.now.payoff, self.after.payoff
        return (
            f"{name} is {_article(self.now.role)} now in {share_of_draws(self.now.probability)} of draws "
            f"({self.source}, {self.year}), with a payoff, its own two ties less the third, of {signed(p0[0], 1)} "
            f"({signed(p0[1], 1)} to {signed(p0[2], 1)}). With {self.success}, it would be "
            f"{_article(self.after.role)} in {share_of_draws(self.after.probability)}, with {signed(p1[0], 1)} "
            f"({signed(p1[1], 1)} to {signed(p1[2], 1)})."
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
    standard deviation of all pairs for latent ties, a third of a point of kappa for votes. Now
    and after are of the joint draws that the triangle's own roles are of; the payoff is an
    assumption (Wu 1996, p. 30).
    """
    found = standing.corner.latent or standing.corner.roles
    unit = VOTES_UNIT if found is not None and found is standing.corner.roles else LATENT_UNIT
    planned = courses_of(standing, {v.component: v for v in values}, start=start, changed=changed, blowback=blowback)
    stands = [(None, None)] * 3 if found is None else _stands(found, [s.cow for s in standing.states], unit)
    source, year = ("", None) if found is None else (found.source, found.last)
    a, b, c = (the(s.name) for s in standing.states)
    success = f"{b} {_units(unit)} nearer to {a} and as much further from {c}"
    places: tuple[Literal["A", "B", "C"], ...] = ("A", "B", "C")
    views = [
        Corner(
            place, state.iso3, state.name, success, now, after, source, year,
            tuple(_option(standing, state, course) for course in planned[place]),
        )
        for place, state, (now, after) in zip(places, standing.states, stands, strict=True)
    ]  # fmt: skip
    return views[0], views[1], views[2]


def _stands(found: Roles, states: Sequence[int], unit: float) -> list[tuple[Stand, Stand]]:
    """Each corner's stand now, by the roles that were found, and after a success, from the same draws."""
    after = found.draws + np.array([unit, 0.0, -unit])
    # A tie of exactly zero is no tie: it counts as a negative one, as in the roles of now.
    shares = role_probabilities(np.where(after > 0, 1.0, -1.0), threshold=0.0).roles
    worth = [spans(payoffs(ties)) for ties in (found.draws, after)]
    stands: list[tuple[Stand, Stand]] = []
    for k, state in enumerate(states):
        now, best = found.likeliest(state), int(shares[k].argmax())
        stands.append(
            (
                Stand(now.role, now.probability, worth[0][k]),
                Stand(ROLES[best], float(shares[k, best]), worth[1][k]),
            )
        )
    return stands


def _option(standing: Standing, state: State, course: Course) -> Option:
    event = standing.last(state, course.toward, course.acts, course.words) if course.acts else None
    if not course.acts:
        said = "none: it leaves no line"
    elif event is None:
        pair = the(state.name), the(course.toward.name)
        said = (
            f"none in the chronicle of {pair[0]} toward {pair[1]}"
            if standing.covers(state, course.toward)
            else f"{NOT_KNOWN}: the chronicle is too thin on {pair[0]} and {pair[1]}"
        )
    else:
        said = told(event, standing.day)
        if stale(event.date.year, standing.day):
            said = f"none in the chronicle in {OLDEST:.0f} years; before, {said}"
    return Option(course.name, course.what, course.brings, course.costs, said, event.id if event else None)


def _units(unit: float) -> str:
    """How far, on the scale of the ties: one unit is a standard deviation of all pairs, or so much kappa."""
    return "one standard deviation of all pairs" if unit == LATENT_UNIT else f"{decimal(unit)} of kappa"


def _article(role: str) -> str:
    return f"{'an' if role[0] in 'aeiou' else 'a'} {role}"
