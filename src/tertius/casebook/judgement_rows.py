"""A row of text as a judgement: every cell checked before anything is written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache
from typing import TYPE_CHECKING

from tertius.casebook.judgement import COMPONENT_KEYS, RATIOS, SCALE, Judgement
from tertius.errors import ImpossibleQuestion, UnknownName, printable
from tertius.states import find

if TYPE_CHECKING:
    from tertius.datasets.chronicle import Event

__all__ = ["COLUMNS", "day_in", "event_named", "number_in", "read_row", "triad", "words_in"]

LONGEST = 2_000
"""Characters of an author's name, a reason or a source: a page, where a sentence is asked for."""

_FIRST_YEAR = 1900

COLUMNS = ("a", "b", "c", "about", "value", "low", "high", "who", "made", "why", "source")
"""What a row may hold; low, high and source may be empty, and nothing else."""


def read_row(row: Mapping[str, object]) -> Judgement:
    """The judgement a row tells, its id still empty; an item of a document is checked when it is kept.

    Parameters
    ----------
    row : mapping
        Of `COLUMNS`; cells are text as a door gives it, or the value itself. `about` is a
        component's key ("credibility", "component:credibility") or "evidence:<item>".

    Raises
    ------
    UnknownName
        A state, component or event of the chronicle that is not known, or a column too many.
    ImpossibleQuestion
        Twice one state, a value off the scale, no author, no day or one to come, no reason, or
        one that is too long.
    """
    for name in row:
        if name not in COLUMNS:
            raise UnknownName("column of a judgement", name, COLUMNS)
    made = day_in(row.get("made"), of="a judgement")
    a, b, c = triad([row.get(corner) for corner in "abc"], on=made)
    kind, subject = _subject(row.get("about"))
    value, low, high = _values(kind, row)
    source = _short(printable(str(row.get("source") or "")).strip(), "source")
    if kind == "evidence" and ":" not in subject:
        event = event_named(subject, made)
        source = source or event.document
    return Judgement(
        *("", a, b, c, f"{kind}:{subject}", value, low, high),
        who=words_in(row, "who", of="a judgement"),
        made=made,
        why=words_in(row, "why", of="a judgement"),
        source=source,
    )


def triad(states: Sequence[object], *, on: date | None = None) -> tuple[int, int, int]:
    """Three different states as COW numbers, from any spelling; `on` is the day whose names they are.

    Raises
    ------
    UnknownName
        A spelling means no state, or two.
    ImpossibleQuestion
        A state is missing, one too many, or named twice.
    """
    given = [x for x in states if x not in (None, "")]
    if len(given) != 3:
        said = " ".join(map(str, given)) or "nothing"
        raise ImpossibleQuestion("a judgement names three states", found=said, hint="USA RUS CHN: can A pry B from C?")
    found = tuple(find(x if isinstance(x, int) else str(x).strip(), on=on) for x in given)
    if len({s.cow for s in found}) < 3:
        raise ImpossibleQuestion(
            "the same state twice", found=" ".join(s.iso3 for s in found), hint="name three different states"
        )
    return found[0].cow, found[1].cow, found[2].cow


def day_in(given: object, *, of: str) -> date:
    """A day since 1900 that is not to come, from a date or ISO text.

    Raises
    ------
    ImpossibleQuestion
        No day, one that is none, one before 1900, or one to come.
    """
    text = given.isoformat() if isinstance(given, date) else str(given or "").strip()
    if not text:
        raise ImpossibleQuestion(f"{of} has a day", found="nothing", hint="made: the day, as 2026-11-20")
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise ImpossibleQuestion(f"{of} has a day, YYYY-MM-DD", found=repr(text), hint="as 2026-11-20") from None
    if day.year < _FIRST_YEAR:
        raise ImpossibleQuestion(f"{of} is made in {_FIRST_YEAR} or later", found=text, hint="is the year right?")
    if day > date.today():  # noqa: DTZ011 (the writer's own day)
        raise ImpossibleQuestion(f"{of} is made today or was before", found=text, hint="leave the day out for today")
    return day


def words_in(row: Mapping[str, object], name: str, *, of: str) -> str:
    """A cell that may not be empty, printable, with single blanks.

    Raises
    ------
    ImpossibleQuestion
        It is empty, or longer than `LONGEST`.
    """
    text = printable(" ".join(str(row.get(name) or "").split()))
    if not text:
        hint = {"who": "the author's name", "why": "a sentence a colleague could dispute"}[name]
        raise ImpossibleQuestion(f"{of} says {name}", found="nothing", hint=f"{name}: {hint}")
    return _short(text, name)


def _short(text: str, name: str) -> str:
    if len(text) > LONGEST:
        raise ImpossibleQuestion(
            f"{name} has at most {LONGEST:,} characters",
            found=f"{len(text):,}: {text[:40]}…",
            hint="say it in a sentence, and where the rest can be read",
        )
    return text


def number_in(name: str, given: object) -> float | None:
    """A number from a cell; None where it is empty.

    Raises
    ------
    ImpossibleQuestion
        It is no finite number.
    """
    text = str("" if given is None else given).strip().replace("\u2212", "-")
    if not text:
        return None
    try:
        number = float(text)
    except ValueError:
        number = float("nan")
    if number - number != 0 or isinstance(given, bool):
        raise ImpossibleQuestion(f"{name} is a number", found=repr(given), hint="-1, 0.5")
    return number


def event_named(subject: str, made: date | None = None) -> Event:
    """The event of the chronicle with this id, which nobody could judge before it happened.

    Raises
    ------
    UnknownName
        There is none.
    ImpossibleQuestion
        `made` is before its day.
    """
    event = _events().get(subject)
    if event is None:
        raise UnknownName("event of the chronicle", subject, _events())
    if made is not None and event.date > made:
        raise ImpossibleQuestion(
            "an event is judged once it has happened",
            found=f"{subject}, judged on {made.isoformat()}",
            hint="give the day on which the judgement was made",
        )
    return event


def _subject(given: object) -> tuple[str, str]:
    about = str(given or "").strip()
    kind, colon, subject = about.partition(":")
    if kind == "evidence":
        # As `--json` shows an item, with its list before it.
        subject = subject.removeprefix("chronicle:").removeprefix("casebook:")
    if not colon:
        kind, subject = "component", about
    if kind not in {"component", "evidence"} or not subject:
        raise ImpossibleQuestion(
            "a judgement is about a component or an item of evidence",
            found=repr(about),
            hint=f"evidence:<id of an event>, evidence:<document>:<item>, or one of {', '.join(COMPONENT_KEYS)}",
        )
    if kind == "component" and subject not in COMPONENT_KEYS:
        raise UnknownName("component", subject, COMPONENT_KEYS)
    return kind, subject


def _values(kind: str, row: Mapping[str, object]) -> tuple[float, float | None, float | None]:
    value, low, high = (number_in(name, row.get(name)) for name in ("value", "low", "high"))
    first, last = (SCALE[0], SCALE[-1]) if kind == "component" else RATIOS
    unit = "-2 to 2 in steps of .5" if kind == "component" else "a likelihood ratio from .05 to 20"
    hint = (
        "0 is an ordinary pair of powers, 2 far more of it"
        if kind == "component"
        else "how many times as likely the item is if A will pry B from C; 1 tells nothing"
    )
    if value is None or (value not in SCALE if kind == "component" else not first <= value <= last):
        found = "nothing" if value is None else f"{value:g}"
        raise ImpossibleQuestion(
            f"the value of {'a component' if kind == 'component' else 'evidence'} is {unit}", found=found, hint=hint
        )
    if (low is None) != (high is None):
        raise ImpossibleQuestion(
            "an interval has two ends",
            found=f"{'low' if high is None else 'high'} only",
            hint="low and high, or neither",
        )
    if low is not None and high is not None and not first <= low <= value <= high <= last:
        raise ImpossibleQuestion(
            f"low, value and high rise, within {first:g} to {last:g}",
            found=f"{low:g}, {value:g}, {high:g}",
            hint="the interval holds the value",
        )
    return value, low, high


@cache
def _events() -> dict[str, Event]:
    # A quarter of a second, for the catalogue of datasets comes with it: only where an event is judged.
    from tertius.datasets.chronicle import load_chronicle

    return {e.id: e for e in load_chronicle()}
