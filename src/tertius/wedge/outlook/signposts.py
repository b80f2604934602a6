"""Signposts: what to watch in the coming year, where it is seen, where it stands, and what it would mean."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any, Literal

import numpy as np

from tertius.alignment.dependence import Exposure
from tertius.atlas.columns import column
from tertius.datasets.chronicle import Event
from tertius.forecasting.backtest.history import day_of_origin
from tertius.forecasting.targets import THRESHOLD
from tertius.present.names import possessive, the
from tertius.present.numbers import decimal, percent, signed
from tertius.provenance import known_at
from tertius.states import State
from tertius.wedge.components.reference import stale
from tertius.wedge.outlook.plain import plain
from tertius.wedge.outlook.standing import Standing, told

__all__ = ["AT_MOST", "FEWEST", "Points", "Signpost", "signposts"]

Points = Literal["toward A", "toward C", "either way"]

FEWEST, AT_MOST = 8, 15

STEP = 0.05
"""Five points of a share of trade or arms: more than it moves in most years, less than in 2022."""

LEAST = 0.005
"""A share below it is as good as none."""

OVERDUE = timedelta(days=730)
"""A dataset this late against its usual lag has no day on which more of it can be expected."""

NO_LINE = "none in the chronicle"
NOT_COVERED = "not known: the chronicle is too thin on the two"

_COLUMN = {
    "trade_share": "trade_share_a",
    "trade_share_russia": "imf_trade_share_a",
    "trade_share_united_states": "census_trade_share_a",
    "trade_share_china_bound": "china_trade_share_a",
    "arms_share": "arms_share_a",
}


@dataclass(frozen=True, slots=True)
class Signpost:
    """One thing to watch.

    Attributes
    ----------
    what : str
        What is watched, of whom.
    where : str
        The dataset or the kind of document in which it is seen.
    now : str
        The newest figure with its year, or the last act with its day and document.
    threshold : str
        From where it says something.
    points : {"toward A", "toward C", "either way"}
        Which way B would be moving.
    next_day : date or None
        The next day on which it can be read; None where no calendar fixes it.
    component : str
        The component it bears on; "data" for the number from the votes.
    basis : tuple of str
        Ids of datasets or of chronicle events ("chronicle:…").
    way : str
        `points` with the names of the states.
    """

    what: str
    where: str
    now: str
    threshold: str
    points: Points
    next_day: date | None
    component: str
    basis: tuple[str, ...]
    way: str = ""

    def to_dict(self) -> dict[str, Any]:
        """Plain values, the day in ISO 8601."""
        return plain(self)


def signposts(standing: Standing, *, position: tuple[int, float] | None = None) -> tuple[Signpost, ...]:
    """Eight to fifteen things to watch for three states.

    Figures first, then acts of the last line of their kind in the chronicle. Where the
    chronicle has few lines of the three, acts it has none of fill up to eight: their `now`
    says so.

    Parameters
    ----------
    standing : Standing
        The question with what is known on the day.
    position : (year, r*), optional
        Where B stands between A and C by votes, as `assess` gives it.
    """
    figures = [s for s in (*_votes(standing, position), *_shares(standing), *_others(standing)) if s is not None]
    acts = list(_acts(standing))
    seen = [s for s, known in acts if known]
    blank = [s for s, known in acts if not known]
    found = [*figures[:9], *seen]
    listed = [*found, *blank[: max(0, FEWEST - len(found))]][:AT_MOST]
    a, _, c = standing.states
    ways = {"toward A": f"toward {the(a.name)}", "toward C": f"toward {the(c.name)}"}
    return tuple(replace(s, way=ways.get(s.points, s.points)) for s in listed)


def _votes(standing: Standing, position: tuple[int, float] | None) -> Iterator[Signpost | None]:
    a, b, c = standing.states
    opening = next(y for y in range(standing.day.year - 2, standing.day.year + 3) if day_of_origin(y) > standing.day)
    if position is not None and not stale(position[0], standing.day):
        year, value = position
        yield Signpost(
            f"Agreement of {the(b.name)} with {the(a.name)} less that with {the(c.name)}, three-year mean",
            "UN General Assembly, contested roll calls",
            f"{signed(value)} in the three sessions to {year}",
            f"{signed(value + THRESHOLD)} or more, if the median state stands still: the target itself; "
            f"{signed(value - THRESHOLD)} or less: the same move away",
            "either way",
            day_of_origin(opening),
            "data",
            ("unga_votes",),
        )
    for one, other in ((b, c), (a, b)):
        seen = standing.tie(one, other, "kappa")
        if seen is None:
            yield None
            continue
        year, value, low, high = seen
        span = f" ({decimal(low)} to {decimal(high)})" if np.isfinite(low) else ""
        # Outside the interval of the newest session, so that a chance draw of titles does not count.
        edge = (low if one is b else high) if np.isfinite(low) else value + (-0.1 if one is b else 0.1)
        yield Signpost(
            f"Kappa of {the(one.name)} and {the(other.name)} on contested votes",
            "UN General Assembly, contested roll calls",
            f"{decimal(value)}{span} in the session of {year}",
            f"{'below' if one is b else 'above'} {decimal(edge)} in a session",
            "toward A",
            day_of_origin(opening),
            "data",
            ("unga_votes",),
        )


def _shares(standing: Standing) -> Iterator[Signpost | None]:
    a, b, c = standing.states
    rows: tuple[tuple[State, State, str, str], ...] = (
        (b, c, "trade", "asymmetry"),
        (c, b, "trade", "asymmetry"),
        (b, a, "trade", "reward"),
        (b, c, "arms", "exit_cost"),
        (c, b, "arms", "exit_cost"),
    )
    for of, on, measure, component in rows:
        e = standing.share(of, on, measure)
        # What is nothing already cannot fall, and says of no tie that it loosens.
        nothing = e is not None and e.value < LEAST and on.cow != a.cow
        yield None if e is None or nothing else _share(standing, of, on, e, component)


def _share(standing: Standing, of: State, on: State, e: Exposure, component: str) -> Signpost:
    """A share that falls, or for A rises, by five points, or to half or twice where it is small."""
    rises = on.cow == standing.question.a.cow
    edge = e.value + STEP if rises else e.value - STEP
    if e.value < 2 * STEP and not rises:
        edge = e.value / 2
    kind = "arms imports over five years" if e.measure == "arms_share" else "goods trade"
    other_way = e.value - STEP if rises else e.value + STEP
    said = f"; {'below' if rises else 'above'} {percent(max(other_way, 0))}: the other way" if other_way > 0 else ""
    lag = column(_COLUMN[e.measure]).lag_days
    # C's need of B is what makes the tie even: less of it leaves B the weaker side.
    points: Points = "toward C" if of.cow == standing.question.c.cow and e.measure != "arms_share" else "toward A"
    return Signpost(
        f"Share of {the(on.name)} in {possessive(of.name)} {kind}",
        e.label,
        f"{percent(e.value)} in {e.year}{f' ({e.note})' if e.note else ''}",
        f"{'above' if rises else 'below'} {percent(edge)}{said}",
        points,
        _next(e.year, lag, standing.day),
        component,
        (e.dataset,),
    )


def _next(year: int, lag: int, day: date) -> date | None:
    """The first day to come on which a newer year can be public by the dataset's lag; None where it is overdue."""
    if day - known_at(year + 1, lag) > OVERDUE:
        return None
    return next(d for y in range(year + 1, day.year + 3) if (d := known_at(y, lag)) > day)


def _others(standing: Standing) -> Iterator[Signpost | None]:
    a, b, c = standing.states
    traded = standing.traded(b, c)
    if traded is not None:
        yield Signpost(
            f"Goods trade of {the(b.name)} and {the(c.name)} both ways",
            traded.source,
            f"US${traded.total:.0f} bn in {traded.year}",
            f"below US${traded.total * 0.9:.0f} bn, a tenth less; above US${traded.total * 1.1:.0f} bn: the other way",
            "toward A",
            _next(traded.year, traded.lag_days, standing.day),
            "exit_cost",
            ("tertius_chronicle",),
        )
    for one, other, component in ((a, b, "threat"), (b, c, "rift")):
        cases = standing.tie(one, other, "sanctions")
        if cases is None:
            yield None
            continue
        year, value = cases[0], cases[1]
        toward = "fewer: relief" if one is a else "one or more new: a quarrel in the open"
        yield Signpost(
            f"Sanction cases in force between {the(one.name)} and {the(other.name)}",
            "Global Sanctions Data Base (GSDB)",
            f"{value:.0f} in {year}",
            f"{toward}; {'more' if one is a else 'none'}: the other way",
            "toward A",
            _next(year, column("sanctions_by_a").lag_days, standing.day),
            component,
            ("gsdb_sanctions",),
        )


def _acts(standing: Standing) -> Iterator[tuple[Signpost, bool]]:
    """Acts of a kind, each with whether the chronicle has a line of it."""
    a, b, c = standing.states
    names = [the(s.name) for s in standing.states]
    pairs = (*[(a, b)] * 4, *[(b, c)] * 3, (a, c))
    pacts = {"AGREE", "COOPERATE", "SUPPORT", "AID"}
    harm = {"SANCTION", "COERCE", "THREATEN", "ASSAULT"}
    rows: tuple[tuple[str, str, Event | None, str, Points, str], ...] = (
        (f"Relief or retreat of {names[0]} toward {names[1]}", "executive orders, licences, acts of the legislature",
         standing.last(a, b, {"YIELD", "AID"}), "a new one by law or order", "toward A", "credibility"),
        (f"Sanctions, threats or force of {names[0]} against {names[1]}", "executive orders, sanctions lists",
         standing.last(a, b, harm), "a new one", "toward C", "threat"),
        (f"Agreements of {names[0]} and {names[1]}", "texts signed by both",
         standing.last(a, b, pacts), "a signed text with terms", "toward A", "reward"),
        (f"Meetings of the leaders of {names[0]} and {names[1]}", "readouts of both sides",
         standing.met(a, b), "a meeting that both sides call a start of terms", "toward A", "goal"),
        (f"Agreements and joint work of {names[1]} and {names[2]}", "joint statements, treaties, contracts with prices",
         standing.last(b, c, pacts), "a new treaty, or a contract with a price", "toward C", "binding"),
        (f"Protests, refusals or force between {names[1]} and {names[2]}", "foreign ministries' notes, border reports",
         _newer(*(standing.last(x, y, harm | {"REJECT", "ACCUSE", "PROTEST", "RETREAT"}) for x, y in ((b, c), (c, b)))),
         "one in public by either", "toward A", "rift"),
        (f"Joint patrols and exercises of {names[1]} and {names[2]}", "announcements of defence ministries",
         standing.joint(b, c, {"MOBILIZE", "COOPERATE"}), "a year without one; a new kind of one: the other way",
         "toward A", "binding"),
        (f"Pressure of {names[0]} on {names[2]}", "executive orders, tariffs, export controls",
         standing.last(a, c, harm), "a new one", "toward C", "threat"),
    )  # fmt: skip
    for pair, (what, where, event, threshold, points, component) in zip(pairs, rows, strict=True):
        now = (NO_LINE if standing.covers(*pair) else NOT_COVERED) if event is None else told(event, standing.day)
        basis = () if event is None else (f"chronicle:{event.id}",)
        yield Signpost(what, where, now, threshold, points, None, component, basis), event is not None


def _newer(one: Event | None, other: Event | None) -> Event | None:
    found = [e for e in (one, other) if e is not None]
    return max(found, key=lambda e: e.date, default=None)
