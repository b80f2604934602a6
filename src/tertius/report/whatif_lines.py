"""The rows of a scenario that the terminal and the page share."""

from __future__ import annotations

from tertius.present.names import capital
from tertius.present.numbers import NOT_KNOWN, decimal, percent, percent_range, share_of_draws, signed
from tertius.states import find
from tertius.wedge.scenarios.drivers import driver
from tertius.wedge.scenarios.result import Outcome, WhatIf, points, span

__all__ = [
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


def headline(found: WhatIf) -> str:
    """What is asked, in one line."""
    return found.scenario.question or f"{found.if_clause(found.outcomes[0])}?"


def branch_rows(found: WhatIf) -> list[Row]:
    """The baseline, then each branch: number, interval, difference, interval, share above zero."""
    base = found.baseline
    rows: list[Row] = [("as things stand", percent(base.probability), percent_range(base.low, base.high), "", "", "")]
    for o in found.outcomes:
        d = o.difference
        rows.append(
            (
                o.name,
                percent(o.number.probability),
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
            f"\u201c{p.first}\u201d less \u201c{p.second}\u201d",
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
        (f"{found.names(driver(s.driver).label)} ({s.driver})", s.setting or NOT_KNOWN, s.figure)
        for s in found.in_force
        if s.driver in chosen
    ]


def reach_rows(found: WhatIf) -> list[Row]:
    """Every figure beside its history."""
    return [
        (
            f"{find(r.of).name} with {find(r.on).name}, {r.label}",
            f"{percent(r.value)} ({r.year})",
            percent_range(r.own_low, r.own_high),
            f"{percent_range(r.low, r.high)}, {r.comparable}",
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
