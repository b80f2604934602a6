"""Where the three stand on the day: shares of trade and arms, ties, and the last act of each kind, looked up once."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from tertius.alignment.dependence import Exposure
from tertius.alignment.series import Series
from tertius.datasets.chronicle import Event, covers, load_chronicle
from tertius.datasets.chronicle_reach import over, when
from tertius.datasets.chronicle_tables import TradeFigure, load_trade
from tertius.states import State
from tertius.triangle.triangle import Triangle
from tertius.wedge.answer import Question
from tertius.wedge.components.reference import stale

__all__ = ["BOTH_ACT", "LAW", "MET", "NOT_MET", "TREATY", "Standing", "told"]

BOTH_ACT = frozenset({"AGREE", "CONSULT", "COOPERATE"})
"""Categories in which the order of source and target says nothing."""

LAW = r"\blaws?\b"
"""An act of the legislature, as the chronicle's lines name it."""

MET = r"\bmeets?\b|\bvisits?\b|receives|arrives|summit|attend|\bin (?:Beijing|Moscow|Washington)\b"
"""A meeting of leaders in one place: no telephone call, no video, no talks of envoys among themselves."""

NOT_MET = r"telephone|by video|Witkoff|Kushner|\benvoys?\b"

TREATY = r"\btreat(?:y|ies)\b|contract|\bpact\b|\bagreements?\b"
"""A text that binds: no statement, declaration or memorandum."""

FEW = 4
"""Actors of an act that still says something of two of them: a summit of ten does not."""

_SHARES = ("trade_share_russia", "trade_share_united_states", "trade_share_china_bound", "trade_share")


@dataclass(frozen=True, eq=False)
class Standing:
    """One question with what is known of its three states on the day.

    `exposures` are those of `assess`: B and C, B and A. `corner` is their triangle. Nothing
    after the question's day is in any of them, and none of the events found here is.
    """

    question: Question
    exposures: tuple[Exposure, ...]
    corner: Triangle

    @property
    def states(self) -> tuple[State, State, State]:
        """A, B and C."""
        return self.question.a, self.question.b, self.question.c

    @cached_property
    def events(self) -> tuple[Event, ...]:
        """The chronicle's lines about any two of the three, as known on the day, in order of time."""
        named = {s.iso3 for s in self.states}
        return tuple(e for e in load_chronicle() if e.known <= self.question.as_of and len(e.actors & named) >= 2)

    def covers(self, one: State, other: State) -> bool:
        """Whether the chronicle is of the two, so that what it has none of may be said to be absent from it."""
        return covers(one.iso3, other.iso3)

    def last(
        self, of: State, toward: State, categories: Collection[str], words: str = "", *, without: str = ""
    ) -> Event | None:
        """The last act of one state toward another in some categories, by patterns of its text; None without one.

        An agreement, a meeting or a joint act counts for both sides, and so does an act that
        names both as its source. What many did together says little of two of them and is
        passed over.
        """
        for event in reversed(self.events):
            forth = of.iso3 in event.source and toward.iso3 in event.target
            back = toward.iso3 in event.source and of.iso3 in event.target and event.category in BOTH_ACT
            joint = {of.iso3, toward.iso3} <= set(event.source) and event.category in BOTH_ACT
            text = f"{event.text} {event.label}"
            fits = event.category in categories and re.search(words, text, re.IGNORECASE)
            crowds = [set(side) - {of.iso3, toward.iso3} for side in (event.source, event.target)]
            if all(crowds):
                continue  # Between two groups it is of its matter: a veto of a draft of several.
            if without and re.search(without, text, re.IGNORECASE):
                continue
            if fits and len(event.actors) <= FEW and (forth or back or joint):
                return event
        return None

    def met(self, one: State, other: State) -> Event | None:
        """The last meeting of leaders of the two in one place, with or without a text that came of it."""
        return self.last(one, other, {"CONSULT", "AGREE"}, MET, without=NOT_MET)

    def joint(self, one: State, other: State, categories: Collection[str]) -> Event | None:
        """The last act that both did together toward a third."""
        both = {one.iso3, other.iso3}
        found = (e for e in reversed(self.events) if e.category in categories and both <= set(e.source))
        return next(found, None)

    def share(self, of: State, on: State, measure: str = "trade") -> Exposure | None:
        """The newest share of `on` in the trade, or with "arms" in the arms imports, of `of`, unless stale."""
        wanted = _SHARES if measure == "trade" else ("arms_share",)
        found = [e for e in self.exposures if (e.of, e.on) == (of.iso3, on.iso3) and e.measure in wanted]
        found = [e for e in found if not stale(e.year, self.day)]
        return max(found, key=lambda e: (e.year, -wanted.index(e.measure)), default=None)

    def traded(self, one: State, other: State) -> TradeFigure | None:
        """The newest goods trade of two of the powers that the chronicle lists, unless stale; None for another pair."""
        pair = {one.iso3, other.iso3}
        known = [t for t in load_trade() if {t.a, t.b} == pair and t.known <= self.question.as_of]
        return max((t for t in known if not stale(t.year, self.day)), key=lambda t: (t.year, t.total), default=None)

    def tie(self, one: State, other: State, key: str) -> tuple[int, float, float, float] | None:
        """Newest year, value, low and high of one indicator of a pair; None where not observed, or stale."""
        series = self.series(one, other, key)
        return None if series.last is None or stale(series.last, self.day) else (series.last, *series.at(series.last))

    def series(self, one: State, other: State, key: str) -> Series:
        """One indicator of a pair."""
        tie = next(t for t in self.corner.ties if {t.a.cow, t.b.cow} == {one.cow, other.cow})
        return tie.one(key)

    @property
    def day(self) -> date:
        """The day asked about."""
        return self.question.as_of


def told(event: Event, day: date) -> str:
    """When it was, what was done and by which document, and how it ended where it no longer stands on the day."""
    ended = over(event, day)
    return f"{when(event)}: {event.text} ({event.document}){f'; {ended}' if ended else ''}"
