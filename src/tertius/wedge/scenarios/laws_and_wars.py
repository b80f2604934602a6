"""Embargoes, bans and tariffs that no table of the atlas tells apart, and wars as the chronicle opens and ends them."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from tertius.atlas.figures.sanctions import EU_MEMBERS
from tertius.datasets.chronicle import Event, load_chronicle
from tertius.present.numbers import day as written
from tertius.states import State

__all__ = ["Law", "War", "laws", "wars"]

_DATA = Path(__file__).with_name("data")
_NAMES = {"UN": "United Nations", "EUR-UNION": "European Union"}


@dataclass(frozen=True, slots=True)
class Law:
    """One measure of a state, of the Union or of the United Nations against a state, from a day to a day.

    `setting` is that of the driver while it is in force; None where it tells of none.
    """

    driver: str
    setting: str | None
    by: str
    on: str
    begins: date
    ends: date | None
    says: str
    source: str

    def binds(self, a: State, on: State, day: date) -> bool:
        """Whether it is A's own, or one that A keeps as a member, and in force on the day."""
        if on.iso3 != self.on or not self.begins <= day or (self.ends is not None and self.ends <= day):
            return False
        if self.by == "UN":
            return a.in_the_un(day)
        if self.by == "EUR-UNION":
            first, last = EU_MEMBERS.get(a.iso3, (9999, 0))
            return first <= day.year <= last
        return a.iso3 == self.by

    @property
    def said(self) -> str:
        """In words, with its day and its source."""
        by = f"{_NAMES[self.by]}, " if self.by in _NAMES else ""
        return f"{self.says} ({by}{written(self.begins)}: {self.source})"


@dataclass(frozen=True, slots=True)
class War:
    """A war by the line of the chronicle that opens it and the one that ends it; `goes_on` False is not known."""

    begins: Event
    ends: Event | None
    goes_on: bool

    def over(self, day: date) -> bool:
        """Whether its end was known on the day."""
        return self.ends is not None and self.ends.known <= day


@cache
def laws() -> tuple[Law, ...]:
    """Every measure of the list, in order of time."""
    with (_DATA / "laws.csv").open(encoding="utf-8", newline="") as file:
        found = [
            Law(
                row["driver"], row["setting"] or None, row["by"], row["on"], date.fromisoformat(row["begins"]),
                date.fromisoformat(row["ends"]) if row["ends"] else None, row["says"], row["source"],
            )
            for row in csv.DictReader(file)
        ]  # fmt: skip
    return tuple(sorted(found, key=lambda law: law.begins))


@cache
def wars() -> tuple[War, ...]:
    """Every war whose days the chronicle tells, in order of time."""
    events = {e.id: e for e in load_chronicle()}
    with (_DATA / "wars.csv").open(encoding="utf-8", newline="") as file:
        return tuple(
            War(events[row["begins"]], events[row["ends"]] if row["ends"] else None, row["after"] != "not known")
            for row in csv.DictReader(file)
        )
