"""What could be seen in the coming year that would move a component, and by how many of its units."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from math import log
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from tertius.casebook.judgement import SCALE
from tertius.datasets.chronicle import Event
from tertius.datasets.chronicle_reach import over, when
from tertius.measures.dependence import asymmetry
from tertius.present.names import possessive, the
from tertius.present.numbers import percent
from tertius.states import State
from tertius.wedge.components.asymmetry import gaps
from tertius.wedge.components.component import Asked, Component, Value
from tertius.wedge.components.exit_cost import FACTOR
from tertius.wedge.components.goods import Trade, trade_of
from tertius.wedge.components.hostility import WAR, hostility, remembered
from tertius.wedge.components.leadership import NEW_LEADER
from tertius.wedge.components.reference import LARGEST, figures_of, stale, standardised
from tertius.wedge.components.rift import quarrels
from tertius.wedge.components.threat import shared
from tertius.wedge.outlook.standing import LAW, TREATY, Standing

__all__ = ["Observation", "observations"]

Array = NDArray[np.float64]

POINTS = 0.05
"""A share of trade that moves by five points: a year's move that stands out, by convention."""

FIFTH = 0.2
"""By how much goods trade would have to move, by convention."""

_NOT_YET: Mapping[str, str] = MappingProxyType(
    {
        "not known": "nobody has judged it for this question: it would count from 0",
        "below the bar": "two coders agree too little for it to count: it would count from 0 once they do",
    }
)

USE_OF_FORCE = 4.0
AS_SET = "counted as the scenario driver leader.b=changes counts it, without the wider spread that it adds"
CONVENTION = "counted as one unit by convention"
STEP = "one step of the scale from −2 to +2"
LEAST_SHIFT = 0.01
_A_YEAR = timedelta(days=365)

LEGISLATURES: Mapping[str, str] = MappingProxyType(
    {"USA": "Congress", "RUS": "the State Duma", "CHN": "the National People's Congress"}
)


@dataclass(frozen=True, slots=True)
class Observation:
    """Something a reader can check, and the units it adds to a component; `note` says how they were counted."""

    component: str
    text: str
    units: float
    note: str


Found = list[tuple[str, float, str]]
Builder = Callable[[Standing, Asked, Value], Found]


def observations(
    standing: Standing, asked: Asked, components: Sequence[Component], values: Sequence[Value]
) -> tuple[Observation, ...]:
    """For each component what would raise and what would lower its value, where it can move that way.

    A measured component that is not known has none: nothing seen of it could be put beside a
    figure. A judged one that nobody has judged starts from 0.
    """
    found: list[Observation] = []
    for component, value in zip(components, values, strict=True):
        builder = _BUILDERS.get(component.key)
        if builder is None or (value.value is None and not component.by_judgement):
            continue
        note = _NOT_YET.get(value.status, "")
        for text, units, how in builder(standing, asked, value):
            end = (value.value or 0.0) + units
            possible = SCALE[0] <= end <= SCALE[-1] if component.by_judgement else abs(units) >= LEAST_SHIFT
            if possible:
                found.append(Observation(component.key, text, units, "; ".join(filter(None, (how, note)))))
    return tuple(found)


def _names(standing: Standing) -> tuple[str, str, str]:
    a, b, c = (the(s.name) for s in standing.states)
    return a, b, c


def _last(standing: Standing, of: State, toward: State, event: Event | None) -> str:
    """The last act of the kind, in brackets; empty where the chronicle is not of the two and would have none."""
    if event is None:
        return " (none in the chronicle)" if standing.covers(of, toward) else ""
    ended = over(event, standing.day)
    return f" (last in the chronicle: {event.label}, {when(event)}{f', {ended}' if ended else ''})"


def _rift(standing: Standing, asked: Asked, value: Value) -> Found:
    _, b, c = _names(standing)
    figures = figures_of(asked)
    of, one, two = figures.at(asked.a.cow, asked.b.cow, asked.c.cow)
    quarrel, disputes = quarrels(figures), remembered(figures)
    reference = quarrel[figures.in_place_of_b(of, two), two]
    now, faded = float(quarrel[one, two]), float(np.nan_to_num(disputes[one, two]))
    fought = max(now - faded + USE_OF_FORCE / WAR, now)
    quiet = now - faded + faded * 0.5 ** (1 / 8)
    return [
        (
            f"{b} and {c} use force against each other once (hostility 4 of 5; now: {value.figure})",
            _between(now, fought, reference),
            "measured as the component is",
        ),
        (
            f"another year passes without a militarized dispute or a sanction between {b} and {c}",
            _between(now, quiet, reference),
            "measured as the component is",
        ),
    ]


def _threat(standing: Standing, asked: Asked, value: Value) -> Found:
    a, b, c = _names(standing)
    figures = figures_of(asked)
    of, one, two = figures.at(asked.a.cow, asked.b.cow, asked.c.cow)
    toward, disputes = hostility(figures), np.nan_to_num(remembered(figures))
    reference = shared(toward, of, two)[figures.in_place_of_b(of, two)]
    now = float(min(toward[of, one], toward[of, two]))
    relieved = min(float(disputes[of, one]), float(toward[of, two]))
    fought = min(float(toward[of, x] - disputes[of, x]) + USE_OF_FORCE / WAR for x in (one, two))
    cases = figures.newest("sanctions_by", of, one)
    found: Found = []
    if cases is not None and cases[1] > 0:
        many = f"{cases[1]:.0f} cases in {cases[0]}; in a scenario sanctions.cases=0"
        text = (
            f"{a} ends its one case of sanctions on {b} ({cases[0]})"
            if cases[1] == 1
            else f"{a} ends all its sanctions on {b} at once ({many})"
        )
        found.append((text, _between(now, relieved, reference), "measured as the component is"))
    found.append(
        (
            f"{a} uses force against {b} and against {c} (hostility 4 of 5; now {value.figure})",
            _between(now, max(fought, now), reference),
            "measured as the component is",
        )
    )
    return found


def _between(now: float, then: float, reference: Array) -> float:
    """Units from one figure to another; 0 where the population is too small."""
    first, last = standardised(now, reference), standardised(then, reference)
    return 0.0 if first is None or last is None else last - first


def _reward(standing: Standing, asked: Asked, _value: Value) -> Found:
    a, b, c = _names(standing)
    trade = trade_of(asked)
    if trade is None or trade.replaced is None or trade.replaced.value <= 0:
        return []
    now = trade.replaced.value
    opened = _if_open(trade)
    found: Found = []
    if opened is not None and opened > now:
        found.append(
            (
                f"{a} lifts its bans, so that it could take over {percent(opened)} of {possessive(b)} trade with {c} "
                f"({percent(now)} under the measures in force, trade of {trade.year})",
                log(opened / now) / log(FACTOR),
                "measured as the component is",
            )
        )
    found.append(
        (
            f"{a} closes more of its market, so that it could take over half as much of {possessive(b)} trade with {c} "
            f"({percent(now / 2)}, from {percent(now)} of {trade.year})",
            -log(2) / log(FACTOR),
            "measured as the component is",
        )
    )
    return found


def _if_open(trade: Trade) -> float | None:
    """Share of the whole trade that A could take over if nothing were closed."""
    shares = {r.side: r.share.value for r in trade.worked.replacements if r.measures == "if nothing is closed"}
    whole = trade.sold + trade.bought
    if len(shares) < 2 or whole <= 0:
        return None
    return (shares["exports"] * trade.sold + shares["imports"] * trade.bought) / whole


def _exit_cost(standing: Standing, asked: Asked, _value: Value) -> Found:
    _, b, c = _names(standing)
    trade = trade_of(asked)
    if trade is None or trade.worked.cost is None:
        arms = standing.share(asked.b, asked.c, "arms")
        held = f" (share in its arms imports {percent(arms.value)} in {arms.year})" if arms else ""
        return [
            (f"{b} orders arms elsewhere that it had from {c}{held}", -0.5, "half a unit by convention"),
            (f"{c} delivers {b} a major system of arms{held}", 0.5, "half a unit by convention"),
        ]
    listed = standing.traded(asked.b, asked.c)
    year, total = (listed.year, listed.total) if listed else (trade.year, trade.sold + trade.bought)
    return [
        (
            f"goods trade of {b} and {c} {word} US${total * (1 + by):.0f} bn, a fifth {than} than in {year} "
            f"(US${total:.0f} bn)",
            log(1 + by) / log(FACTOR) / 2,
            "the cost taken to move with the trade; goods are half of the component",
        )
        for word, than, by in (("falls below", "less", -FIFTH), ("rises above", "more", FIFTH))
    ]


def _asymmetry(standing: Standing, asked: Asked, _value: Value) -> Found:
    _, b, c = _names(standing)
    mine, theirs = standing.share(asked.b, asked.c), standing.share(asked.c, asked.b)
    if mine is None or theirs is None or mine.value + theirs.value <= 0:
        return []
    figures = figures_of(asked)
    of, _, two = figures.at(asked.a.cow, asked.b.cow, asked.c.cow)
    reference = gaps(figures)[figures.in_place_of_b(of, two), two]
    small = mine.value < 2 * POINTS
    lower, upper = (mine.value / 2, mine.value * 2) if small else (mine.value - POINTS, mine.value + POINTS)
    now = float(asymmetry(mine.value, theirs.value))
    return [
        (
            f"the share of {c} in {possessive(b)} goods trade {word} {percent(edge)} "
            f"({percent(mine.value)} in {mine.year})",
            _between(now, float(asymmetry(edge, theirs.value)), reference),
            "measured as the component is, the other share held still",
        )
        for word, edge in (("falls below", lower), ("rises above", upper))
    ]


def _leadership(standing: Standing, asked: Asked, value: Value) -> Found:
    b = the(asked.b.name)
    return [
        (f"{b} has a new leader (now: {value.figure})", min(NEW_LEADER, LARGEST - (value.value or 0.0)), AS_SET),
        (
            f"the leader of {b} takes a term that ends after {standing.day.year + 5}",
            max(-1.0, -LARGEST - (value.value or 0.0)),
            CONVENTION,
        ),
    ]


def _measures(asked: Asked) -> bool:
    """Whether A has a sanction case in force on B by the newest year known: only then can one be repealed or lapse."""
    figures = figures_of(asked)
    newest = figures.newest("sanctions_by", *figures.at(asked.a.cow, asked.b.cow))
    return newest is not None and newest[1] > 0 and not stale(newest[0], asked.day)


def _goal(standing: Standing, asked: Asked, _value: Value) -> Found:
    a, b, c = _names(standing)
    met = _last(standing, asked.a, asked.b, standing.met(asked.a, asked.b))
    return [
        (f"{a} and {b} meet{met} and {a} says in public that it asks less of {b} than before", -1.0, STEP),
        (f"the government of {a} names a break of {b} with {c} as its aim", 1.0, STEP),
    ]


def _credibility(standing: Standing, asked: Asked, _value: Value) -> Found:
    a, b, _ = _names(standing)
    law = LEGISLATURES.get(asked.a.iso3, f"the legislature of {a}")
    opening = f"{law} passes an opening toward {b} by vote, so that no order alone takes it back"
    if _measures(asked):
        relief = standing.last(asked.a, asked.b, {"YIELD", "AID"}, LAW)
        opening = f"{law} repeals a measure against {b} by vote, so that no order alone brings it back"
        opening += _last(standing, asked.a, asked.b, relief)
    harm = _last(standing, asked.a, asked.b, standing.last(asked.a, asked.b, {"SANCTION", "REJECT", "COERCE"}))
    return [
        (opening, 1.0, STEP),
        (f"{a} leaves or breaks an agreement with {b}, or adds a measure against it{harm}", -1.0, STEP),
    ]


def _constraint(standing: Standing, asked: Asked, _value: Value) -> Found:
    a, b, _ = _names(standing)
    law = LEGISLATURES.get(asked.a.iso3, f"the legislature of {a}")
    pressed = _measures(asked)
    lapse = f"let measures of their own against {b} lapse, or " if pressed else ""
    barred = "relief for" if pressed else "a concession to"
    return [
        (f"allies of {a} {lapse}back a concession to {b} in a joint text", -1.0, STEP),
        (f"{law} bars {barred} {b} by law, or an ally of {a} vetoes it", 1.0, STEP),
    ]


def _binding(standing: Standing, asked: Asked, _value: Value) -> Found:
    _, b, c = _names(standing)
    treaty = standing.last(asked.b, asked.c, {"AGREE", "COOPERATE"}, TREATY)
    pact = _last(standing, asked.b, asked.c, treaty)
    signed = standing.last(asked.b, asked.c, {"AGREE"})
    newest = max(filter(None, (standing.met(asked.b, asked.c), signed)), key=lambda e: e.date, default=None)
    met = _last(standing, asked.b, asked.c, newest)
    # Where the year has run already, only a further one would tell.
    quiet = newest is not None and standing.day - newest.known > _A_YEAR
    return [
        (
            f"{'a further' if quiet else 'a'} year passes without a signed text or a meeting of the leaders of {b} "
            f"and {c}{met}",
            -1.0,
            STEP,
        ),
        (f"{b} and {c} sign a treaty, a pact of defence or a contract with its price{pact}", 1.0, STEP),
    ]


_BUILDERS: Mapping[str, Builder] = MappingProxyType(
    {
        "rift": _rift,
        "goal": _goal,
        "reward": _reward,
        "exit_cost": _exit_cost,
        "asymmetry": _asymmetry,
        "credibility": _credibility,
        "constraint": _constraint,
        "threat": _threat,
        "binding": _binding,
        "leadership": _leadership,
    }
)
