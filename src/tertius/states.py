"""Which states existed when, and every spelling by which they are called.

The key inside Tertius is the Correlates of War (COW) state number. The table in
``states.csv`` has one row for each of COW's 217 states of 1816 to 2024, with its
Gleditsch-Ward number, ISO 3166 codes, name, adjective, capital, aliases, days of UN
membership and, where a state follows another, the rule by which its series begins.
"""

from __future__ import annotations

import csv
import functools
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from tertius.errors import AmbiguousName, ImpossibleQuestion, UnknownName

__all__ = [
    "COW_CHECKED_TO",
    "GW_CHECKED_TO",
    "Spell",
    "State",
    "all_states",
    "as_dict",
    "code_of",
    "find",
    "from_gw",
    "in_year",
    "iso3",
    "members_of_the_un",
    "name",
    "successor_note",
]

COW_CHECKED_TO = date(2024, 12, 31)
"""Last day of COW's 2024 list of states and major powers: an open spell was seen to last until here."""

GW_CHECKED_TO = date(2017, 12, 31)
"""Last day of the Gleditsch-Ward list used here."""

_TABLE = Path(__file__).with_name("states.csv")


@dataclass(frozen=True, slots=True)
class Spell:
    """A stretch of days under one number of one list, both ends included; `end` None is open."""

    code: int
    start: date
    end: date | None

    def touches(self, first: date, last: date) -> bool:
        """Whether any day from `first` to `last` lies inside."""
        return self.start <= last and (self.end is None or first <= self.end)


@dataclass(frozen=True, slots=True)
class State:
    """One state of the COW list.

    Attributes
    ----------
    cow, cow_abb
        COW number and abbreviation; the abbreviation is not an ISO code (GMY, UKG, ROK).
    gw
        Gleditsch-Ward number, the current one where a state has had two.
    iso2, iso3
        ISO 3166-1, or for an ended state its ISO 3166-3 former code. `iso2` is None where
        there never was one; `iso3` is then the COW abbreviation. No two states share one.
    name, adjective, capital
        As a newspaper writes them.
    aliases
        Further spellings that mean this state at all times.
    in_its_time
        Spellings that belong to another state but mean this one on days when only it
        existed: "Germany" for West Germany.
    cow_spells, gw_spells, major_spells
        Membership of the COW system, of the Gleditsch-Ward system, and of COW's major
        powers, in order of time. Gleditsch-Ward spells carry their own number; the list
        used leaves microstates out, so theirs are empty.
    un_from, un_to
        First and last day in the United Nations; `un_to` None is to this day, `un_from`
        None is never.
    note
        How the series relates to the states before and after, or empty.
    """

    cow: int
    cow_abb: str
    gw: int
    iso2: str | None
    iso3: str
    name: str
    adjective: str
    capital: str
    aliases: tuple[str, ...]
    in_its_time: tuple[str, ...]
    cow_spells: tuple[Spell, ...]
    gw_spells: tuple[Spell, ...]
    major_spells: tuple[Spell, ...]
    un_from: date | None
    un_to: date | None
    note: str

    def existed(self, on: date | int) -> bool:
        """Whether COW counts it as a state on a day, or at any time of a year."""
        return _touched(self.cow_spells, on)

    def was_major(self, on: date | int) -> bool:
        """Whether COW counts it among the major powers on a day, or at any time of a year."""
        return _touched(self.major_spells, on)

    def in_the_un(self, on: date | int) -> bool:
        """Whether it held a seat in the United Nations on a day, or at any time of a year."""
        return self.un_from is not None and _touched((Spell(self.cow, self.un_from, self.un_to),), on)


def all_states() -> tuple[State, ...]:
    """Every state of the table, by COW number."""
    return tuple(_by_code().values())


def in_year(year: int) -> tuple[State, ...]:
    """The states COW counts at any time of a year, by COW number."""
    return tuple(s for s in all_states() if s.existed(year))


def members_of_the_un(on: date | int) -> tuple[State, ...]:
    """The states seated in the United Nations on a day, or at any time of a year."""
    return tuple(s for s in all_states() if s.in_the_un(on))


def find(name: str | int, *, on: date | int | None = None) -> State:
    """The state a spelling means.

    Any of: COW number (as a number or its digits), ISO alpha-3 or alpha-2, name, alias,
    adjective, COW abbreviation. Case, accents, full stops, hyphens and a leading "the" do
    not matter. A COW abbreviation that is another state's ISO code means the other state:
    AUS is Australia, MNG Mongolia, SWZ Eswatini.

    Parameters
    ----------
    name
        The spelling.
    on
        A day, or a year. Of the states a spelling can mean, the one that existed then:
        "Germany" in 1980 is West Germany. In the year of a change it is the state that
        existed on 31 December. COW decides who existed, Gleditsch and Ward where COW
        knows none, and without either the spelling means what it means today. `find`
        does not check that the state existed: ask `State.existed`.

    Raises
    ------
    UnknownName
        The spelling means no state; with the nearest names.
    AmbiguousName
        It means two at once: "Korea", "Congolese".
    """
    meant = _meant(name, on)
    if meant is None:
        sharing = _spellings()[0].get(_fold(name), ())
        if sharing:
            raise AmbiguousName("state", str(name), (s.name for s in sharing))
        raise UnknownName("state", str(name), (n for s in all_states() for n in (s.name, *s.aliases)))
    return meant


def code_of(spelling: str | int, *, on: date | int | None = None) -> int | None:
    """The COW number of the state a source's spelling means, or None where it means no single state.

    Made for columns of state names. It knows "us", "and" and "can" as codes, so it is not
    for the words of running text.
    """
    meant = _meant(spelling, on)
    return meant.cow if meant else None


def from_gw(code: int, *, on: date | int | None = None) -> State:
    """The state behind a Gleditsch-Ward number.

    260 and 678 run across two COW states, West Germany and Germany, North Yemen and
    Yemen: `on` tells them apart, and without it the later one is meant.

    Raises
    ------
    UnknownName
        No state has that number.
    """
    having = [s for s in all_states() if s.gw == code or any(p.code == code for p in s.gw_spells)]
    if not having:
        known = (str(p.code) for s in all_states() for p in s.gw_spells)
        raise UnknownName("Gleditsch-Ward number", str(code), known)
    if on is not None:
        having = [s for s in having if _touched([p for p in s.gw_spells if p.code == code], on)] or having
    return max(having, key=lambda s: max((p.start for p in s.gw_spells if p.code == code), default=date.min))


def iso3(cow: int) -> str:
    """The alpha-3 code of a COW number."""
    return _numbered(cow).iso3


def name(cow: int) -> str:
    """The newspaper name of a COW number."""
    return _numbered(cow).name


def successor_note(state: State) -> str:
    """How a state's series relates to those before and after it; empty where nothing needs saying."""
    return state.note


def as_dict(state: State) -> dict[str, object]:
    """A state as plain values, dates as ISO text: what `--json` prints."""

    def spells(of: tuple[Spell, ...]) -> list[str]:
        return [f"{s.start.isoformat()} to {s.end.isoformat() if s.end else 'today'}" for s in of]

    return {
        "name": state.name,
        "iso3": state.iso3,
        "iso2": state.iso2,
        "cow": state.cow,
        "cow_abbreviation": state.cow_abb,
        "gleditsch_ward": state.gw,
        "adjective": state.adjective,
        "capital": state.capital,
        "cow_member": spells(state.cow_spells),
        "gleditsch_ward_member": spells(state.gw_spells),
        "major_power": spells(state.major_spells),
        "un_from": state.un_from.isoformat() if state.un_from else None,
        "un_to": state.un_to.isoformat() if state.un_to else None,
        "aliases": list(state.aliases),
        "note": successor_note(state),
    }


def _numbered(cow: int) -> State:
    try:
        return _by_code()[cow]
    except KeyError:
        raise UnknownName("COW number", str(cow), map(str, _by_code())) from None


@functools.cache
def _by_code() -> dict[int, State]:
    with _TABLE.open(encoding="utf-8", newline="") as file:
        states = [_state(row) for row in csv.DictReader(file)]
    return {s.cow: s for s in states}


def _state(row: dict[str, str]) -> State:
    cow = int(row["cow"])
    return State(
        cow=cow,
        cow_abb=row["cow_abb"],
        gw=int(row["gw"]),
        iso2=row["iso2"] or None,
        iso3=row["iso3"],
        name=row["name"],
        adjective=row["adjective"],
        capital=row["capital"],
        aliases=_parts(row["aliases"], "|"),
        in_its_time=_parts(row["in_its_time"], "|"),
        cow_spells=tuple(_spell(text, cow) for text in _parts(row["cow_spells"], ";")),
        gw_spells=tuple(_numbered_spell(text) for text in _parts(row["gw_spells"], ";")),
        major_spells=tuple(_spell(text, cow) for text in _parts(row["major_spells"], ";")),
        un_from=_day(row["un_from"]),
        un_to=_day(row["un_to"]),
        note=row["note"],
    )


def _parts(text: str, separator: str) -> tuple[str, ...]:
    return tuple(text.split(separator)) if text else ()


def _numbered_spell(text: str) -> Spell:
    code, _, days = text.partition(":")
    return _spell(days, int(code))


def _spell(text: str, code: int) -> Spell:
    start, _, end = text.partition("/")
    return Spell(code, date.fromisoformat(start), _day(end))


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def _meant(spelling: str | int, on: date | int | None) -> State | None:
    owners, stand_ins = _spellings()
    key = _fold(spelling)
    owning = owners.get(key, ())
    owner = owning[0] if len(owning) == 1 else None
    if on is not None:
        candidates = ((owner,) if owner else ()) + stand_ins.get(key, ())
        best = max(candidates, key=lambda s: _presence(s, on), default=None)
        if best and _presence(best, on):
            return best
    return owner


@functools.cache
def _spellings() -> tuple[dict[str, tuple[State, ...]], dict[str, tuple[State, ...]]]:
    """Folded spelling to the states that own it (one, or more where it is ambiguous), and to stand-ins."""
    owners: dict[str, tuple[State, ...]] = {}
    stand_ins: dict[str, tuple[State, ...]] = {}
    for state in all_states():
        codes = (str(state.cow), state.iso3, state.iso2 or state.iso3)
        for key in {_fold(s) for s in (*codes, state.name, state.adjective, *state.aliases)}:
            owners[key] = (*owners.get(key, ()), state)
        for key in map(_fold, state.in_its_time):
            stand_ins[key] = (*stand_ins.get(key, ()), state)
    # COW abbreviations come last, so that one which is another state's ISO code never hides it.
    for state in all_states():
        owners.setdefault(_fold(state.cow_abb), (state,))
    return owners, stand_ins


_SPACED = str.maketrans({"-": " ", ",": " ", "/": " ", "(": " ", ")": " ", "\u2013": " ", "&": " and "})
_DROPPED = str.maketrans("", "", ".'\u2019\u2018`")
_WORDS = {"st": "saint"}


def _fold(spelling: str | int) -> str:
    return _folded(str(spelling))


@functools.lru_cache(8192)
def _folded(spelling: str) -> str:
    """One form for all ways to write a name: no case, accents, apostrophes or punctuation; "saint" in full.

    What holds a digit keeps its punctuation: -2 is a code for missing and 2.0 no COW number, neither is the USA.
    """
    plain = unicodedata.normalize("NFD", spelling.casefold())
    if any(c.isdecimal() for c in plain):
        return plain.strip()
    plain = "".join(c for c in plain if not unicodedata.combining(c)).translate(_DROPPED).translate(_SPACED)
    words = [_WORDS.get(w, w) for w in plain.split()]
    return " ".join(words[1:] if words[:1] == ["the"] and len(words) > 1 else words)


def _days(on: date | int) -> tuple[date, date]:
    """First and last day meant: a date is one day, a number the whole year."""
    if isinstance(on, datetime):
        return on.date(), on.date()
    if isinstance(on, date):
        return on, on
    if not date.min.year <= on <= date.max.year:
        raise ImpossibleQuestion("a year has four digits", found=str(on), hint="give a year such as 1980, or a date")
    return date(on, 1, 1), date(on, 12, 31)


def _touched(spells: Iterable[Spell], on: date | int) -> bool:
    first, last = _days(on)
    return any(spell.touches(first, last) for spell in spells)


def _presence(state: State, on: date | int) -> int:
    """3: COW counts it on the last day meant; 2: on some day meant; 1: only Gleditsch and Ward do; 0: nobody."""
    _, last = _days(on)
    if state.existed(last):
        return 3
    if state.existed(on):
        return 2
    return int(_touched(state.gw_spells, on))
