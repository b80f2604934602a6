"""Blowback: every triangle that holds A and B, and which of A's allies would stand worse if the two drew closer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

import numpy as np
import polars as pl
from numpy.typing import NDArray

from tertius.alignment.kept_ties import sampling_kept
from tertius.alignment.tie_panel import TIE_INDICATORS
from tertius.alignment.ties import SEED, existing, two_states, votes_known
from tertius.atlas.store import Atlas, open_atlas
from tertius.errors import ImpossibleQuestion, OutsideCoverage
from tertius.present.card import card
from tertius.present.names import called_on, capital, possessive, the
from tertius.present.numbers import day as written
from tertius.present.numbers import decimal, share_of_draws, signed
from tertius.provenance import Provenance, asked_on
from tertius.states import State
from tertius.wedge.outlook.plain import plain
from tertius.wedge.outlook.third_ties import ThirdTies, kept_between, third_ties
from tertius.wedge.outlook.triangles_with import Span, Third, allies_of, kappas_of, pairs_with, spans, thirds_of

__all__ = ["Blowback", "Precedent", "blowback"]

Array = NDArray[np.float64]
OTHERS = 30
"""States that are no allies of A and are listed, those with the strongest ties to the pair first."""

STEP_YEARS = 5
"""Years over which the closest approach of A and B is looked for in the past."""


FROM = 1972
"""First year of that search: in October 1971 the seat of China changed hands, and with it what its votes are."""


@dataclass(frozen=True, slots=True)
class Precedent:
    """The years in which A and B drew closest in the past, and where A's ties went meanwhile.

    `exposed` and `rest` are (number of states, mean change of their tie with A): those that
    stood above the average tie with A and below it with B when it began, and others above it with A.
    """

    first: int
    last: int
    rise: float
    exposed: tuple[int, float | None]
    rest: tuple[int, float | None]


@dataclass(frozen=True, slots=True, eq=False)
class Blowback:
    """All triangles of one pair, A's allies first, as known on a day.

    Attributes
    ----------
    thirds : tuple of Third
        A's allies, the most exposed first; C; then every other state, strongest ties first.
    allies_in : int or None
        Year of the list of allies; None where A's pacts are not known.
    missing : tuple of str
        Allies whose ties are not known, and which therefore stand in no row.
    tie : (mean, low, high)
        The tie A-B.
    exposed : (mean, low, high)
        Number of allies above the average tie with A and below it with B, 90 % of draws.
    """

    a: State
    b: State
    c: State | None
    as_of: date
    source: Literal["latent tie", "votes"]
    year: int
    unit: float
    tie: Span
    thirds: tuple[Third, ...]
    allies_in: int | None
    missing: tuple[str, ...]
    exposed: Span
    precedent: Precedent | None
    provenance: Provenance
    caveats: tuple[str, ...]

    @property
    def allies(self) -> tuple[Third, ...]:
        """The triangles with an ally of A."""
        return tuple(t for t in self.thirds if t.group == "ally")

    @property
    def at_stake(self) -> tuple[Third, ...]:
        """The allies above the average tie with A and below it with B in more than half of the draws."""
        return tuple(t for t in self.allies if t.exposed > 0.5)

    @property
    def listed(self) -> tuple[Third, ...]:
        """What a page has room for: every ally, C, and 30 others."""
        others = [t for t in self.thirds if t.group == "other"][:OTHERS]
        return (*(t for t in self.thirds if t.group != "other"), *others)

    @property
    def used_up_by(self) -> float | None:
        """How far each ally at stake would have to drift from A to use up one unit gained with B; None without any."""
        return self.unit / len(self.at_stake) if self.at_stake else None

    @property
    def spread(self) -> Span:
        """Median, 5th and 95th percentile of A's payoff over all triangles; one unit more with A-B one unit closer."""
        middle, low, high = np.quantile([t.payoff[0] for t in self.thirds], (0.5, 0.05, 0.95))
        return float(middle), float(low), float(high)

    @property
    def pivots(self) -> tuple[float, float]:
        """In how many triangles A is the pivot, now and with A-B one unit closer, in the mean of the draws."""
        return sum(t.pivot[0] for t in self.thirds), sum(t.pivot[1] for t in self.thirds)

    def explain(self) -> str:
        """Which allies stand to lose, how many triangles change, and what happened the last time."""
        return " ".join(filter(None, (self._allies_said(), self._cost_said(), self._spread_said(), self._past_said())))

    def _allies_said(self) -> str:
        a, b = the(self.a.name), the(self.b.name)
        allies = self.allies
        if not allies:
            return f"No state with a defence pact with {a} and a known tie stands in the figures."
        farther = sum(t.tie_b[0] < self.tie[0] for t in allies)
        known_c = [t for t in allies if t.tie_c is not None]
        nearer_c = sum(t.tie_c is not None and t.tie_c[0] > t.tie_b[0] for t in known_c)
        beside = (
            f", and {nearer_c or 'none'} {'is' if nearer_c < 2 else 'are'} nearer to {the(self.c.name)} than to {b}"
            if self.c and known_c
            else ""
        )
        most = ", ".join(the(t.name) for t in self.at_stake[:3])
        n, year = len(allies), self.allies_in
        if n == 1:
            known = "stands" if farther else "does not stand"
            far = f"{possessive(capital(a))} one ally, {the(allies[0].name)} (defence pacts of {year}), {known}"
        else:
            far = (
                f"Of {possessive(self.a.name)} {n} allies (defence pacts of {year}) {farther or 'none'} "
                f"{'stands' if farther < 2 else 'stand'}"
            )
        return f"{far} further from {b} than {a} itself does{beside}. {self._counted_said(most)}"

    def _counted_said(self, most: str) -> str:
        """The average over the draws, and ally by ally, which differs, since each ally adds its share of draws."""
        n, (mean, low, high) = len(self.at_stake), self.exposed
        both = f"above the average tie with {the(self.a.name)} and below it with {the(self.b.name)}"
        if len(self.allies) == 1:
            return f"It stands {both} in {share_of_draws(self.allies[0].exposed)} of draws."
        average = (
            f"On average over the draws {mean:.0f} ({low:.0f} to {high:.0f}) of them "
            f"{'stands' if round(mean) == 1 else 'stand'} {both}."
        )
        if not n:
            return f"{average} No single ally does both in more than half of the draws."
        return (
            f"{average} Ally by ally, {n} {'does' if n == 1 else 'do'} both in more than half of the draws (the "
            f"average counts each by its share of draws), most surely {most}."
        )

    def _cost_said(self) -> str:
        if self.used_up_by is None:
            return ""
        fall = sum(t.falls for t in self.allies)
        drift = f"each of the {len(self.at_stake)}" if len(self.at_stake) > 1 else "that one"
        return (
            f"Were {the(self.a.name)} and {the(self.b.name)} {decimal(self.unit)} closer and all else still, "
            f"{_many(round(fall), 'ally', 'allies') if round(fall) else 'no ally'} "
            f"would fall to a lower tier of Wu's roles, on average. "
            f"What {the(self.a.name)} gains is used up once {drift} drifts "
            f"{decimal(self.used_up_by)} from it."
        )

    def _spread_said(self) -> str:
        now, after = self.pivots
        middle, low, high = self.spread
        return (
            f"Of all {len(self.thirds)} triangles that hold the two, {the(self.a.name)} is the pivot in {now:.0f} now "
            f"and in {after:.0f} then; its payoff now has the median {signed(middle, 1)} and runs from "
            f"{signed(low, 1)} to {signed(high, 1)} (5th to 95th percentile of the triangles)."
        )

    def _past_said(self) -> str:
        p = self.precedent
        if p is None or p.exposed[1] is None:
            return ""
        rest = (
            f", those with the {_many(p.rest[0], 'other', 'others')} above it by {signed(p.rest[1])}"
            if p.rest[1] is not None
            else ""
        )
        return (
            f"When the two drew closest since {FROM}, by {signed(p.rise)} from {p.first} to {p.last}, "
            f"{possessive(self.a.name)} ties with the {_many(p.exposed[0], 'state', 'states')} that then stood above "
            f"the average with it and below it with {the(self.b.name)} moved by {signed(p.exposed[1])} on "
            f"average{rest}."
        )

    def to_frame(self) -> pl.DataFrame:
        """One row a triangle: the fields of `Third`, each span and role in columns of its own."""
        rows: list[dict[str, Any]] = []
        for t in self.thirds:
            row: dict[str, Any] = {"state": t.state, "name": t.name, "group": t.group}
            for tie in ("tie_a", "tie_b", "tie_c"):
                values = getattr(t, tie) or (None, None, None)
                row |= dict(zip((tie, f"{tie}_low", f"{tie}_high"), values, strict=True))
            row |= {k: getattr(t, k) for k in ("kappa_a", "kappa_b", "kappa_c", "exposed", "falls")}
            row |= dict(zip(("pivot", "pivot_after"), t.pivot, strict=True))
            for field in ("role", "role_after", "own_role", "own_role_after"):
                row |= dict(zip((field, f"{field}_p"), getattr(t, field), strict=True))
            for field in ("payoff", "own_payoff"):
                row |= dict(zip((field, f"{field}_low", f"{field}_high"), getattr(t, field), strict=True))
            rows.append(row)
        words = {"state", "name", "group", "role", "role_after", "own_role", "own_role_after"}
        return pl.DataFrame(rows, schema={k: pl.String() if k in words else pl.Float64() for k in rows[0]})

    def to_dict(self) -> dict[str, Any]:
        """As JSON; a figure that is not known is null."""
        return {
            "a": self.a.iso3,
            "b": self.b.iso3,
            "c": self.c.iso3 if self.c else None,
            "as_of": self.as_of.isoformat(),
            "source": self.source,
            "year": self.year,
            "unit": self.unit,
            "tie": list(self.tie),
            "allies_in": self.allies_in,
            "missing": list(self.missing),
            "exposed": list(self.exposed),
            "used_up_by": self.used_up_by,
            "pivots": list(self.pivots),
            "payoff": list(self.spread),
            "precedent": plain(self.precedent),
            "triangles": plain(self.thirds),
            "explained": self.explain(),
            "caveats": list(self.caveats),
            "provenance": self.provenance.to_list(),
        }

    def _repr_html_(self) -> str:
        title = f"Every triangle of {the(self.a.name)} and {the(self.b.name)}"
        return card(title, self.explain(), self.caveats, self.provenance.note())


def blowback(
    a: str | int,
    b: str | int,
    c: str | int | None = None,
    *,
    as_of: date | None = None,
    atlas: Atlas | None = None,
) -> Blowback:
    """Every triangle that holds A and B: A's roles now and with the two one unit closer, its allies first.

    Parameters
    ----------
    a, b : str or int
        The pair, in any spelling.
    c : str or int, optional
        The state B would leave: its ties stand beside, and its triangle is listed after the allies.
    as_of : date, optional
        Only what was public on that day; today when omitted.

    Raises
    ------
    UnknownName, ImpossibleQuestion
        A name that is no state, one named twice, or one that did not exist on the day.
    OutsideCoverage
        The tie of A and B is not known on the day.

    References
    ----------
    .. [1] Dittmer (1981), World Politics 33(4). https://doi.org/10.2307/2010133
    """
    day, figures = asked_on(as_of), atlas or open_atlas()
    first, second = two_states(a, b, day)
    third = existing(c, day) if c is not None else None
    if third is not None and third.cow in (first.cow, second.cow):
        raise ImpossibleQuestion(
            "the state to be left is one of the pair", found=f"{c!r} is {third.name}", hint="name three states"
        )
    votes = votes_known(figures, day)
    rng = np.random.default_rng(SEED)
    cow = third.cow if third else None
    poles = tuple(s.cow for s in (first, second, third) if s)
    kept = kept_between(poles, day, figures)
    share = sampling_kept(figures) if kept is not None else 0.0
    drawn = third_ties(first.cow, second.cow, cow, kept=kept, votes=votes, share=share, rng=rng)
    if drawn is None:
        raise OutsideCoverage(
            f"no tie of {first.name} and {second.name} was known on {written(day)}",
            found="no latent tie that was public, and too few votes on which both answers vary",
            hint="`tertius ties` shows what is known of the two",
        )
    frame = pairs_with(poles, figures)
    allies_in, pacts = allies_of(first.cow, frame, day)
    allies = pacts - {first.cow, second.cow}
    friends = (drawn.with_a > 0) & (drawn.with_b < 0)
    counted = friends[:, [i for i, x in enumerate(drawn.states) if x in allies]].sum(axis=1)
    behind = TIE_INDICATORS if drawn.source == "latent tie" else ()
    origin = figures.provenance("unga_votes", "unga_resolutions", "atop", *(d for i in behind for d in i.datasets))
    return Blowback(
        first, second, third, day, drawn.source, drawn.year, drawn.unit,
        spans(drawn.pair[:, None])[0],
        thirds_of(drawn, (first, second, third), allies, kappas_of(frame, day), on=day),
        allies_in,
        tuple(sorted(called_on(x, day).name for x in allies - set(drawn.states))),
        spans(counted[:, None].astype(float))[0],
        None if kept is None else _precedent(first.cow, second.cow, kept),
        origin.then(f"every triangle of a pair by {drawn.source}, {len(drawn.pair)} joint draws"),
        _caveats(drawn, allies_in),
    )  # fmt: skip


def _many(n: int, one: str, many: str) -> str:
    return f"{n} {one if n == 1 else many}"


def _precedent(a: int, b: int, kept: pl.DataFrame) -> Precedent | None:
    """The five years in which the latent tie A-B rose most, if it rose, and A's other ties then."""
    pair = dict(kept.filter((pl.col("pole") == a) & (pl.col("other") == b)).select("year", "mean").iter_rows())
    steps = [(pair[y + STEP_YEARS] - pair[y], y) for y in pair if y >= FROM and y + STEP_YEARS in pair]
    if not steps or max(steps)[0] <= 0:
        return None
    rise, first = max(steps)
    at = {
        (p, x, y): m
        for p, x, y, m in kept.filter(pl.col("year").is_in([first, first + STEP_YEARS]))
        .select("pole", "other", "year", "mean")
        .iter_rows()
    }
    moved: dict[bool, list[float]] = {True: [], False: []}
    for (p, x, y), mean in at.items():
        later, of_b = at.get((a, x, first + STEP_YEARS)), at.get((b, x, first))
        if p == a and x != b and y == first and mean > 0 and later is not None and of_b is not None:
            moved[of_b < 0].append(later - mean)
    exposed, rest = ((len(moved[k]), float(np.mean(moved[k])) if moved[k] else None) for k in (True, False))
    return Precedent(first, first + STEP_YEARS, rise, exposed, rest)


def _caveats(drawn: ThirdTies, allies_in: int | None) -> tuple[str, ...]:
    scale = (
        f"Ties are latent ties of {drawn.year}: 0 is the average pair of 1970 to 1989, 1 a standard deviation. A "
        "tie below the average makes nobody a foe. Votes and treaties make most of a tie: fear of an army is not in it."
        if drawn.source == "latent tie"
        else f"Ties are kappas on contested votes of three sessions to {drawn.year}; a third of a point is a unit."
    )
    pacts = (
        f"Allies are those of ATOP's defence pacts in {allies_in}, with every party to the treaty of Rio and to NATO "
        "alike, as ATOP codes them: some states had denounced the Rio pact before that year. Who joined or left since "
        "is not in the list."
        if allies_in
        else "Defence pacts of the day are not known, so no state is called an ally."
    )
    return (
        scale,
        pacts,
        "One unit is a thought experiment: everything but the tie of the two is held still, which no history does.",
        "A payoff is a corner's own two ties less the third (Wu 1996, Bau). That states prefer so is an assumption, "
        "and power is left out.",
        "Roles turn on signs; a tie near 0 makes its role a matter of chance.",
    )
