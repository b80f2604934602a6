"""Reference classes: the windows a question is compared with, listed, with how often they counted.

Classes disagree, and no rule says which is right; so all are shown.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby

from tertius.forecasting.targets import Field, Window
from tertius.measures.base_rates import jeffreys

__all__ = ["FIRM", "Episode", "ReferenceClass", "episodes", "reference_classes"]

COLD_WAR_OVER = 1992
"""First year of the present era: rates were clearly higher before it."""

FIRM = 10
"""Shared votes a session from which a state's place is firm: below, one vote moves it by a tenth or more."""

PERMANENT_MEMBERS = frozenset({2, 200, 220, 365, 710})
"""United States, United Kingdom, France, Russia, China (COW codes)."""


@dataclass(frozen=True, slots=True)
class ReferenceClass:
    """Some windows and how many of them counted; `windows` lists those that did.

    `rate` is None where the class has no window. The interval is Jeffreys' at 90 % on every
    `horizon`-th window: windows that start in the years between repeat it.
    """

    name: str
    why: str
    n: int
    events: int
    rate: float | None
    low: float | None
    high: float | None
    windows: tuple[Window, ...]


@dataclass(frozen=True, slots=True)
class Episode:
    """Windows of one state that start in consecutive years: one story, counted once by a reader."""

    state: int
    first: int
    last: int
    starts: tuple[int, ...]
    largest: float

    @property
    def windows(self) -> int:
        """How many windows counted."""
        return len(self.starts)


def reference_classes(moves: Field, firm: Field, b: int, *, last_year: int) -> tuple[ReferenceClass, ...]:
    """All states in this era, all states ever, the permanent members, and B's own history.

    `firm` is the same field with only states that share `FIRM` votes a session with each pole.
    `last_year` is the newest year with votes; the present era is used once a window of it
    can have ended.
    """
    era = COLD_WAR_OVER if last_year >= COLD_WAR_OVER + moves.horizon else moves.years[0]
    era_name = f"since {era}"
    permanent = PERMANENT_MEMBERS - {moves.a, moves.c}
    first = moves.years[0]
    classes = [
        _of(
            f"all states {era_name}",
            "every state with votes at both ends of the window, in the present era",
            moves.windows(since=era),
            overlap=moves.horizon,
        )
    ]
    classes.append(
        _of(
            f"{FIRM} or more shared votes, {era_name}",
            f"without states that share fewer than {FIRM} contested votes with a pole: a handful of votes moves much",
            firm.windows(since=era),
            overlap=moves.horizon,
        )
    )
    if era != first:
        classes.append(
            _of(
                f"all states since {first}",
                "the same over the whole record: more windows, another world",
                moves.windows(since=first),
                overlap=moves.horizon,
            )
        )
    classes.append(
        _of(
            f"the {'other ' if moves.a in PERMANENT_MEMBERS or moves.c in PERMANENT_MEMBERS else ''}"
            f"permanent members {era_name}",
            "states with a veto of their own",
            moves.windows(since=era, of=permanent),
            overlap=moves.horizon,
        )
    )
    classes.append(
        _of(
            "the state asked about, its own history",
            "the same state against the same two poles; overlapping windows make few episodes",
            moves.windows(since=first, of=frozenset({b})),
            overlap=moves.horizon,
        )
    )
    return tuple(classes)


def episodes(windows: tuple[Window, ...]) -> tuple[Episode, ...]:
    """Windows gathered into episodes, the largest first."""
    found: list[Episode] = []
    for state, of_state in groupby(sorted(windows, key=lambda w: (w.state, w.start)), key=lambda w: w.state):
        run: list[Window] = []
        for window in of_state:
            if run and window.start > run[-1].start + 1:
                found.append(_episode(state, run))
                run = []
            run.append(window)
        found.append(_episode(state, run))
    return tuple(sorted(found, key=lambda e: (-e.largest, e.state, e.first)))


def _episode(state: int, run: list[Window]) -> Episode:
    return Episode(state, run[0].start, run[-1].end, tuple(w.start for w in run), max(w.value for w in run))


def _of(name: str, why: str, windows: tuple[Window, ...], *, overlap: int) -> ReferenceClass:
    counted = tuple(w for w in windows if w.counts)
    n, events = len(windows), len(counted)
    if n == 0:
        return ReferenceClass(name, why, 0, 0, None, None, None, ())
    low, high = jeffreys(events / overlap, n / overlap, level=0.9)
    return ReferenceClass(name, why, n, events, events / n, low, high, counted)
