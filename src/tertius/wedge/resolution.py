"""When a question comes due, and which figures decide it: the rule a forecast is resolved by."""

from __future__ import annotations

from datetime import date

from tertius.forecasting.backtest.history import day_of_origin
from tertius.forecasting.targets import THRESHOLD
from tertius.present.names import the
from tertius.present.numbers import day as written
from tertius.states import State

__all__ = ["resolution_of", "resolves_on", "window_of"]


def window_of(day: date, horizon: int) -> tuple[int, int]:
    """The sessions, by opening year, between which the move is measured: the last one closed on the day, and its end.

    A session opens in September and is closed, and its votes public, on 31 October of the next year.
    """
    start = day.year - 1
    while day_of_origin(start) > day:
        start -= 1
    return start, start + horizon


def resolves_on(day: date, horizon: int) -> date:
    """The day on which the votes of the window's last session are public."""
    return day_of_origin(window_of(day, horizon)[1])


def resolution_of(states: tuple[State, State, State], day: date, horizon: int) -> str:
    """The rule in words, over columns of the atlas."""
    a, b, c = states
    start, end = window_of(day, horizon)
    named = f"{the(b.name)} (COW {b.cow}) between {the(a.name)} ({a.cow}) and {the(c.name)} ({c.cow})"
    return (
        f"Yes if the net move of {named}, computed from the column `agreement` of the atlas's pairs as "
        f"M({start}, {horizon}), is at least {THRESHOLD}; no if it is less. r is `agreement` with {a.cow} less "
        f"`agreement` with {c.cow}, taken as the mean of {start - 2}–{start} and of {end - 2}–{end}, two years of each "
        f"needed; M is its rise less the median state's. Due {written(resolves_on(day, horizon))}, when the votes of "
        f"the session of {end} are public. Void if either mean cannot be formed."
    )
