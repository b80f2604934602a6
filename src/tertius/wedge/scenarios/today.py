"""What a figure is today, how far it can be set, and how far it has ever gone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from tertius.alignment.dependence import SHORT
from tertius.atlas.columns import column
from tertius.atlas.store import open_atlas
from tertius.errors import ImpossibleQuestion
from tertius.present.names import the
from tertius.present.numbers import NOT_KNOWN, percent
from tertius.provenance import asked_on
from tertius.states import State, find
from tertius.wedge.components.component import Asked
from tertius.wedge.components.reference import figures_of
from tertius.wedge.scenarios.driver import Figure
from tertius.wedge.scenarios.extrapolation import Reach, case_range, share_range, stock_range
from tertius.wedge.scenarios.figure_drivers import ARMS_SHARE, CASES, MOST_CASES, SHARE_OF_B, SHARE_OF_C
from tertius.wedge.scenarios.levels import Levels, levels_of
from tertius.wedge.scenarios.scenario import Branch, Set

__all__ = ["FARTHEST", "Today", "as_set", "figures_today", "refuse_impossible_figures", "todays"]

FARTHEST = 4.2
"""Factor by which the ratio of two states' whole trade moved in five years, at most, in 99 of 100 stretches since
1946 (86,336 of pairs with shares above a thousandth)."""


@dataclass(frozen=True, slots=True)
class Today:
    """A driver's figure as it stands, the most it can be set to, and why no more.

    `reach` holds the figure, its year and its history.
    """

    driver: str
    reach: Reach
    most: float
    why: str
    source: str

    @property
    def shown(self) -> str:
        """The figure with its year and source."""
        return f"{self.reach.figure} in {self.reach.year}, {self.source}"

    def to_dict(self) -> dict[str, Any]:
        """Plain values: what it is, what it may be set to, and the ranges of history."""
        r = self.reach
        return {
            "unit": r.unit,
            "least": 0,
            "most": self.most,
            "why": self.why,
            "today": r.value,
            "year": r.year,
            "source": self.source,
            "own_range": [r.own_low, r.own_high],
            "range": [r.low, r.high],
            "comparable": r.comparable,
        }


def figures_today(
    states: tuple[str, str, str], day: date | None = None
) -> tuple[tuple[State, State, State], Mapping[str, Today]]:
    """The figures of three states in any spelling, as known on a day, and the states.

    Raises
    ------
    UnknownName
        A state that is not known.
    """
    on = asked_on(day)
    a, b, c = (find(name, on=on) for name in states)
    asked = Asked(a, b, c, on, open_atlas())
    return (a, b, c), todays(asked, levels_of(asked))


def todays(asked: Asked, levels: Levels) -> Mapping[str, Today]:
    """The figures that are known, by driver."""
    a, b, c = asked.a, asked.b, asked.c
    found: dict[str, Today] = {}
    if levels.shares is not None:
        for key, of, on, share in (
            (SHARE_OF_B, b, c, levels.shares.mine),
            (SHARE_OF_C, c, b, levels.shares.theirs),
        ):
            rest = _with_a(asked, of, share[0])
            source = SHORT[column(f"{share[0]}_a").dataset]
            reach = share_range(key, of, on, share, asked.atlas)
            found[key] = Today(key, reach, 1 - rest, _rest(a, of, rest, "trade"), source)
    if levels.arms is not None:
        held = levels.arms.held
        reach = stock_range(ARMS_SHARE, b, c, (held.year, held.share), asked.atlas)
        why = _rest(a, b, held.of_a, "stock")
        found[ARMS_SHARE] = Today(ARMS_SHARE, reach, 1 - held.of_a, why, "stock computed from SIPRI")
    if levels.cases is not None:
        now = levels.cases.year, levels.cases.n
        reach = case_range(CASES, a, b, now, asked.atlas)
        found[CASES] = Today(CASES, reach, MOST_CASES, "no state ever had more than 14 against another", "GSDB")
    return found


def _with_a(asked: Asked, of: State, table: str) -> float:
    """A's share in a state's trade by the same table; 0 where it has none."""
    figures = figures_of(asked)
    newest = figures.newest(table, *figures.at(of.cow, asked.a.cow))
    return newest[1] if newest is not None else 0.0


def _rest(a: State, of: State, share: float, what: str) -> str:
    return f"{percent(share)} of that {what} of {the(of.name)} is with {the(a.name)}"


def as_set(branches: Iterable[Branch], today: Mapping[str, Today]) -> tuple[Reach, ...]:
    """Every figure that is set, beside its history, each once."""
    found = dict.fromkeys(
        replace(today[s.driver.key].reach, value=s.setting.level, as_set=True)
        for b in branches
        for s in b.sets
        if s.setting.level is not None
    )
    return tuple(found)


def refuse_impossible_figures(branches: Iterable[Branch], today: Mapping[str, Today]) -> None:
    """Refuse figures that cannot be, or that are not known today and so cannot be measured again.

    Raises
    ------
    ImpossibleQuestion
        With the range and what holds today.
    """
    for branch in branches:
        figures = {s.driver.key: (s, s.driver.figure) for s in branch.sets if s.driver.figure is not None}
        for one, figure in figures.values():
            _refuse_outside(one, figure, today.get(one.driver.key))
        _refuse_two_trades(dict(_levels(branch)), today)


def _levels(branch: Branch) -> Iterator[tuple[str, float]]:
    return ((s.driver.key, s.setting.level) for s in branch.sets if s.setting.level is not None)


def _refuse_outside(one: Set, figure: Figure, now: Today | None) -> None:
    key, level = one.driver.key, one.setting.level
    if now is None or level is None:
        raise ImpossibleQuestion(
            f"{key} cannot be set where the figure of today is {NOT_KNOWN}",
            found=f"{figure.shown(level or 0.0)}, and what the component is measured from is not public and new enough",
            hint="leave it out: no component is computed from it for these three states",
        )
    if not 0 <= level <= now.most:
        raise ImpossibleQuestion(
            f"{key} lies between 0 and {now.most:.3g}: {now.why}",
            found=f"{figure.shown(level)}; today {now.shown}",
            hint=f"--set {key}={one.driver.example}",
        )


def _refuse_two_trades(at: Mapping[str, float], today: Mapping[str, Today]) -> None:
    """Both shares are of one flow: together they say how large the one's whole trade is beside the other's."""
    if not {SHARE_OF_B, SHARE_OF_C} <= at.keys():
        return
    mine, theirs = at[SHARE_OF_B], at[SHARE_OF_C]
    now = [today[key].reach.value for key in (SHARE_OF_B, SHARE_OF_C)]
    if min(mine, theirs) > 0 and min(now) > 0 and 1 / FARTHEST <= (mine / theirs) / (now[0] / now[1]) <= FARTHEST:
        return
    if mine == theirs == 0 or (min(now) == 0 and min(mine, theirs) > 0):
        return
    held = f"--set {SHARE_OF_B}={mine:g} --set {SHARE_OF_C}={mine / now[0] * now[1]:.2g}" if min(now) > 0 else ""
    raise ImpossibleQuestion(
        "two shares of one trade contradict each other",
        found=f"{SHARE_OF_B} = {percent(mine)} and {SHARE_OF_C} = {percent(theirs)}; today {percent(now[0])} and "
        f"{percent(now[1])}",
        hint=f"one trade is none from both sides or from neither, and the ratio of two states' whole trade moves by "
        f"{FARTHEST:g} at most in five years: {held or 'set one of them'}",
    )
