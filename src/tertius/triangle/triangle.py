"""Three powers, their three ties through time, and the role each plays."""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any

import numpy as np
import polars as pl

from tertius.alignment.kept_ties import parts_of, sampling_kept
from tertius.alignment.ties import SEED, Ties, existing, ties_of, votes_known
from tertius.atlas.rollcalls import RollCalls
from tertius.atlas.store import Atlas, open_atlas
from tertius.errors import ImpossibleQuestion
from tertius.present.card import card
from tertius.present.numbers import percent, share_of_draws
from tertius.provenance import Provenance, asked_on
from tertius.states import State, iso3
from tertius.triangle.latent_roles import LATENT_BAND, latent_roles
from tertius.triangle.roles import MODAL_REASON, REACH, SPAN, Era, Roles, eras, newest_roles

if TYPE_CHECKING:
    import altair as alt

__all__ = ["Triangle", "three_states", "triangle"]

ROLE_DRAWS = 2000
ERA_DRAWS = 1000


@dataclass(frozen=True, slots=True, eq=False)
class Triangle:
    """The triangle of three states as it was known on a day.

    `ties` stand in the order AB, AC, BC. `roles` is None where the votes of the newest sessions
    do not decide them, and may be of a session or two earlier; `why_no_roles` then says why. `latent` holds the
    roles by the latent ties, None where one of them is not kept.
    """

    a: State
    b: State
    c: State
    as_of: date
    ties: tuple[Ties, Ties, Ties]
    roles: Roles | None
    why_no_roles: str
    eras: tuple[Era, ...]
    provenance: Provenance
    caveats: tuple[str, ...]
    latent: Roles | None = None

    @property
    def states(self) -> tuple[State, State, State]:
        """The three corners, in the order asked."""
        return (self.a, self.b, self.c)

    @property
    def contradictions(self) -> tuple[str, ...]:
        """One sentence for each pair whose indicators contradict each other."""
        return tuple(said for t in self.ties if (said := t.contradiction()))

    @property
    def disagreements(self) -> tuple[str, ...]:
        """One sentence for each pair on whose latent tie its parts, each alone, disagree."""
        return tuple(f"{t.pair}: {said[:1].lower()}{said[1:]}" for t in self.ties if (said := t.disagreement()))

    def to_frame(self) -> pl.DataFrame:
        """The three ties, one row a pair, indicator and year."""
        return pl.concat([t.to_frame() for t in self.ties])

    def to_dict(self) -> dict[str, Any]:
        """The newest value of every tie and the role probabilities, as plain values."""
        roles = self.roles
        return {
            "states": [s.iso3 for s in self.states],
            "as_of": self.as_of.isoformat(),
            "ties": [row for t in self.ties for row in t.newest()],
            "roles": [
                {"state": iso3(r.state), "role": r.role, "probability": round(r.probability, 4), "source": roles.source}
                for r in roles.roles
            ]
            if roles
            else [],
            "shapes": [{"shape": words, "probability": round(p, 4)} for words, p in roles.shapes] if roles else [],
            "types": [{"type": name, "probability": round(p, 4)} for name, p in roles.types] if roles else [],
            "neutral_share": round(roles.neutral_share, 4) if roles else None,
            "roles_from": [roles.first, roles.last] if roles else None,
            "why_no_roles": self.why_no_roles,
            "latent_roles": _latent_record(self.latent) if self.latent else None,
            "eras": [asdict(e) for e in self.eras],
            "contradictions": list(self.contradictions),
            "disagreements": list(self.disagreements),
            "caveats": list(self.caveats),
            "provenance": self.provenance.to_list(),
        }

    def explain(self) -> str:
        """The likeliest shape of the triangle, in words, with its doubt."""
        return " ".join(filter(None, (self._by_votes(), self._by_latent_ties())))

    def _by_latent_ties(self) -> str:
        """The likeliest shape by the latent ties, and whether votes name another."""
        if self.latent is None:
            return ""
        shape, p = self.latent.shapes[0]
        other = self.roles is not None and self.roles.shapes[0][0] != shape
        return (
            f"By the latent ties of {self.latent.last}, {shape} in {share_of_draws(p)} of draws"
            f"{', which votes do not say' if other else ''}; in {share_of_draws(self.latent.neutral_share)} some tie "
            f"is neutral, within {LATENT_BAND} of the average pair."
        )

    def _by_votes(self) -> str:
        if self.roles is None:
            return self.why_no_roles
        shape, p = self.roles.shapes[0]
        names = {s.cow: s.name for s in self.states}
        likeliest = "; ".join(
            f"{names[cow]} {best.role} ({share_of_draws(best.probability)})"
            for cow in (s.cow for s in self.states)
            for best in [self.roles.likeliest(cow)]
        )
        span = f"{self.roles.first}–{self.roles.last}"
        neutral = share_of_draws(self.roles.neutral_share)
        return (
            f"By General Assembly votes of {span}, {shape} in {share_of_draws(p)} of draws: {likeliest}. "
            f"In {neutral} of draws some tie is neutral, within 0.1 of zero."
        )

    def plot(self) -> alt.HConcatChart:
        """The three ties as small multiples on one time axis."""
        from tertius.triangle.chart import ties_chart

        return ties_chart(self)

    def _repr_html_(self) -> str:
        names = ", ".join(s.name for s in self.states)
        return card(f"The triangle of {names}", self.explain(), self.caveats, self.provenance.note())


def triangle(
    a: str | int, b: str | int, c: str | int, *, as_of: date | None = None, atlas: Atlas | None = None
) -> Triangle:
    """The triangle of three states, as known on `as_of` (today when omitted).

    Raises
    ------
    UnknownName
        A name that is no state, with the nearest that are.
    ImpossibleQuestion
        A state named twice, or one that did not exist on the day.
    OutsideCoverage
        A pair about which the atlas has no figure.
    """
    day = asked_on(as_of)
    return _triangle(three_states(a, b, c, day), day, atlas or open_atlas())


def three_states(a: str | int, b: str | int, c: str | int, day: date) -> tuple[State, State, State]:
    """The three states, if they are three and all existed on that day."""
    first, second, third = (existing(name, day) for name in (a, b, c))
    if len({first.cow, second.cow, third.cow}) < 3:
        raise ImpossibleQuestion(
            "a triangle has three corners",
            found=f"{a!r}, {b!r} and {c!r} are {', '.join(s.name for s in (first, second, third))}",
            hint="name three different states",
        )
    return first, second, third


def _triangle(states: tuple[State, State, State], day: date, atlas: Atlas) -> Triangle:
    a, b, c = states
    pairs = ((a, b), (a, c), (b, c))
    ties = tuple(
        replace(tie, parts=parts)
        for tie, parts in zip(ties_of(pairs, as_of=day, atlas=atlas), parts_of(pairs, day, atlas), strict=True)
    )
    votes = votes_known(atlas, day)
    rng = np.random.default_rng(SEED)
    corners = (a.cow, b.cow, c.cow)
    ours = votes.only(corners)
    roles = newest_roles(ours, corners, draws=ROLE_DRAWS, rng=rng, on=day)
    told = eras(ours, corners, draws=ERA_DRAWS, seed=SEED, on=day)
    three = (ties[0], ties[1], ties[2])
    share = sampling_kept(atlas)
    latent = latent_roles(three, ours, corners, share=share, draws=ROLE_DRAWS, rng=rng)
    joint = ties[0].provenance | ties[1].provenance | ties[2].provenance
    caveats = [
        "Roles by votes see neither the border nor the arms; roles by latent ties see little else than votes, treaties "
        "and organisations.",
        "A role turns on the signs of three kappas; near zero a small change flips the word.",
        "The order of roles, pivot first, is Wu's (1996); that a state prefers it is an assumption.",
        *_jointly(latent, share),
        *dict.fromkeys(caveat for t in ties for caveat in t.caveats),
    ]
    return Triangle(
        a, b, c, day, three, roles, _why(roles, votes, told), told,
        joint.then("roles from joint draws of titles"),
        tuple(caveats),
        latent,
    )  # fmt: skip


def _latent_record(roles: Roles) -> dict[str, Any]:
    return {
        "source": roles.source,
        "year": roles.last,
        "roles": [
            {"state": iso3(r.state), "role": r.role, "probability": round(r.probability, 4), "source": roles.source}
            for r in roles.roles
        ],
        "shapes": [{"shape": words, "probability": round(p, 4)} for words, p in roles.shapes],
        "neutral_share": round(roles.neutral_share, 4),
    }


def _why(roles: Roles | None, votes: RollCalls, told: tuple[Era, ...]) -> str:
    """Why there are no roles, or why they are not of the newest sessions; empty when they are."""
    if roles is None:
        if not votes.years:
            return "By General Assembly votes no role is decided: none was known."
        newest = votes.years[-1]
        last = (
            f"The newest session that decides one is {told[-1].year}: {told[-1].shape} in "
            f"{share_of_draws(told[-1].probability)} of draws."
            if told
            else "No session decides one."
        )
        span = f"{newest - REACH - SPAN + 2}–{newest}"
        return f"By General Assembly votes of {span} no role is decided: {MODAL_REASON}, or does not vote. {last}"
    if votes.years and roles.last < votes.years[-1]:
        return f"The newest sessions decide no role: {MODAL_REASON}. These are of {roles.first}–{roles.last}."
    return ""


def _jointly(latent: Roles | None, share: float) -> tuple[str, ...]:
    """How far the draws behind the roles by latent ties are joint."""
    if latent is None:
        return ()
    return (
        f"Roles by latent ties: the three ties' errors go together in {percent(share)} of their variance, the votes' "
        "sampling error. The rest is drawn apart, though one state's record, such as what it signs and joins, enters "
        "two of the ties; how far that goes together is not known, so these shares of draws are rough.",
    )
