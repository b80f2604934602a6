"""The rows of a scenario that the terminal and the page share."""

from __future__ import annotations

from tertius.present.names import capital
from tertius.present.numbers import NOT_KNOWN, decimal, percent_apart, percent_range, share_of_draws, signed
from tertius.states import find
from tertius.wedge.scenarios.drivers import driver
from tertius.wedge.scenarios.in_force import InForce
from tertius.wedge.scenarios.result import Outcome, WhatIf, points, span

__all__ = [
    "BRANCH_HEAD",
    "PAIR_HEAD",
    "branch_rows",
    "contribution_rows",
    "driver_rows",
    "force_rows",
    "headline",
    "pair_rows",
    "reach_rows",
    "spread_rows",
]

Row = tuple[str, ...]

BRANCH_HEAD = ("", "probability", "90 %", "median\ndifference", "90 %", "above zero")
"""Over `branch_rows`: the difference is the median over the draws, not one of centres."""

PAIR_HEAD = ("", "median\ndifference", "50 %", "90 %", "above zero")
"""Over `pair_rows`."""


def headline(found: WhatIf) -> str:
    """What is asked, in one line."""
    if found.scenario.question:
        return found.scenario.question
    said = found.if_clause(found.outcomes[0])
    return f"What {said[0].lower()}{said[1:]}?"


def branch_rows(found: WhatIf) -> list[Row]:
    """The baseline, then each branch: number, interval, difference, interval, share above zero."""
    base = found.baseline
    nearest = min((o.number.probability for o in found.outcomes), key=lambda p: abs(p - base.probability))
    stands = percent_apart(base.probability, nearest)[0]
    rows: list[Row] = [("as things stand", stands, percent_range(base.low, base.high), "", "", "")]
    for o in found.outcomes:
        d = o.difference
        rows.append(
            (
                found.called(o.name),
                percent_apart(base.probability, o.number.probability)[1],
                percent_range(o.number.low, o.number.high),
                points(d.points.median),
                span(d.points.low90, d.points.high90).removesuffix(" points"),
                share_of_draws(d.above),
            )
        )
    return rows


def pair_rows(found: WhatIf) -> list[Row]:
    """Each pair of branches: the difference between them."""
    return [
        (
            f"\u201c{found.called(p.first)}\u201d less \u201c{found.called(p.second)}\u201d",
            points(p.difference.points.median),
            span(p.difference.points.low50, p.difference.points.high50).removesuffix(" points"),
            span(p.difference.points.low90, p.difference.points.high90).removesuffix(" points"),
            share_of_draws(p.difference.above),
        )
        for p in found.pairs
    ]


def contribution_rows(found: WhatIf, o: Outcome) -> list[Row]:
    """What each setting adds through each component, and the sum."""
    rows: list[Row] = [
        (
            f"{c.driver} = {c.setting}",
            found.names(c.label),
            f"times {decimal(c.units, 1)}"
            if c.component == "widening"
            else f"{signed(c.units)} ({_ends(c.low, c.high)})",
            signed(c.log_odds),
            c.source_class,
            capital(found.names(c.why)),
        )
        for c in o.contributions
    ]
    return [*rows, ("together", "", "", signed(o.log_odds), "", "")]


def driver_rows(found: WhatIf, o: Outcome) -> list[Row]:
    """A row a setting: what it adds in log odds, and through which components; then the sum."""
    rows: list[Row] = []
    for key, setting, added in o.by_driver():
        through = ", ".join(f"{found.names(c.label)} {signed(c.log_odds)}" for c in o.contributions if c.driver == key)
        rows.append((f"{key} = {setting}", signed(added), through or "nothing: as now"))
    return [*rows, ("together", signed(o.log_odds), "")]


def _ends(low: float, high: float) -> str:
    return f"{signed(low)} to {signed(high)}"


def spread_rows(o: Outcome) -> list[Row]:
    """Sobol's indices; sampling error beyond 0 and 1 is not shown."""
    return [(s.group, *(decimal(min(max(v, 0.0), 1.0)) for v in (s.first, s.total))) for s in o.spread]


def force_rows(found: WhatIf) -> list[Row]:
    """Of the drivers the scenario sets: what is in force now."""
    chosen = {d for o in found.outcomes for d, _ in o.settings}
    return [
        (f"{found.names(driver(s.driver).label)} ({s.driver})", _standing(s), s.figure)
        for s in found.in_force
        if s.driver in chosen
    ]


def _standing(now: InForce) -> str:
    """The setting in force; of a figure, with its unit."""
    figure = driver(now.driver).figure
    if now.setting is None or figure is None:
        return now.setting or NOT_KNOWN
    shown = figure.shown(float(now.setting))
    return shown if figure.unit == "share" else f"{shown} {'case' if shown == '1' else 'cases'}"


def reach_rows(found: WhatIf) -> list[Row]:
    """Every figure beside its history."""
    return [
        (
            f"{find(r.of).name} with {find(r.on).name}, {r.label}",
            r.shown,
            r.own_range,
            f"{r.range}, {r.comparable}",
            "outside both"
            if r.outside and r.outside_own
            else "outside its own"
            if r.outside_own
            else "outside"
            if r.outside
            else "",
        )
        for r in found.reaches
    ]
