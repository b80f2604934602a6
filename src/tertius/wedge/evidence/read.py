"""What was read as evidence: forecasts, events and statements about the ties, each with its exact span."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache
from itertools import accumulate
from typing import TYPE_CHECKING

from tertius.present.names import the
from tertius.present.numbers import percent_range
from tertius.states import State
from tertius.wedge.evidence.acts import bearing
from tertius.wedge.evidence.item import HALF_LIFE_CLOSER, Item, Kind, Span, recency

if TYPE_CHECKING:
    from tertius.casebook.casebook import Casebook
    from tertius.casebook.entry import Entry, Listed
    from tertius.reading.document import Part
    from tertius.reading.record import Event, Forecast, Reading, Statement

__all__ = ["MOST_BEARING", "MOST_MENTIONS", "Read", "read_evidence"]

MOST_BEARING, MOST_MENTIONS = 6, 2
"""Items one document can give that speak for or against, and that only mention a tie."""

_FORECAST = 0.3
_CONDITIONAL = 0.5
_UNDATED = 0.1
_UNDATED_DAYS = 30
_LEAST_SURE = 0.2
_LONGEST, _SHORT = 400, 120


@dataclass(frozen=True, slots=True)
class Read:
    """Items of the casebook, the heaviest of each document first, and what was left out and why."""

    items: tuple[Item, ...]
    notes: tuple[str, ...]


def read_evidence(
    casebook: Casebook, states: tuple[State, State, State], day: date, *, judged: Collection[str] = ()
) -> Read:
    """What the documents known on a day say of the three ties.

    A document is known on the day it was published, or where nothing tells, on the day it was
    kept. Corrections count whenever they were made; an item that was struck is left out.

    Parameters
    ----------
    casebook : Casebook
    states : (A, B, C)
    day : date
    judged : collection of str
        Ids "casebook:<document>:<item>" taken whatever they say.
    """
    later = undated = cut = 0
    known: list[Listed] = []
    for listed in casebook.documents():
        published = date.fromisoformat(listed.published) if listed.published else None
        if (published or date.fromisoformat(listed.kept_at[:10])) <= day:
            known.append(listed)
        elif published is None:
            undated += 1
        else:
            later += 1
    replaced = {listed.follows for listed in known}
    items: list[Item] = []
    # The oldest telling comes first, so that a reprint is one of what was printed before.
    first = sorted(known, key=lambda d: (d.published or d.kept_at[:10], d.kept_at, d.id))
    a, b, c = (s.iso3 for s in states)
    telling = casebook.may_tie(b, (a, c)) | {_document(name) for name in judged}
    for entry in casebook.entries(d.id for d in first if d.id not in replaced and d.id in telling):
        found, over = _few(_of(entry, states, day, judged), judged)
        items += [_finished(entry, item) for item in found]
        cut += over
    notes = [
        f"{n} {'document' if n == 1 else 'documents'} {why}"
        for n, why in (
            (later, "published after the day left out"),
            (undated, "without a date, kept after the day, left out: what was known then cannot be told"),
        )
        if n
    ]
    if cut:
        notes.append(f"{cut} further items left out: one document gives {MOST_BEARING} and {MOST_MENTIONS} mentions")
    return Read(tuple(items), tuple(notes))


def _document(name: str) -> str:
    """The document of an item's id; of a chronicle's, none."""
    return name.removeprefix("casebook:").partition(":")[0] if name.startswith("casebook:") else ""


def _of(entry: Entry, states: tuple[State, State, State], day: date, judged: Collection[str]) -> Iterator[Item]:
    """Every item of a document about a tie; a statement only where no forecast or event lies in it."""
    from tertius.casebook.items import names_as_read
    from tertius.reading.document import READ

    named = names_as_read(entry.reading, entry.as_read)
    reading = entry.reading
    taken: list[tuple[int, int]] = []
    for f in reading.forecasts:
        item = _forecast(entry, named[id(f)], f, states, day)
        if _wanted(f.part, item, judged):
            taken.append((f.start, f.end))
            yield item
    for e in reading.events:
        item = _event(entry, named[id(e)], e, states, day)
        if _wanted(e.part, item, judged):
            taken.append((e.start, e.end))
            yield item
    mentioned, told = _Mentioned(reading), _Taken(taken)
    for s in reading.statements:
        name = f"casebook:{reading.document.id}:{named[id(s)]}"
        if s.part not in READ or (name not in judged and told.meets(s)):
            continue
        pair = _tie(mentioned.within(s), states)
        if pair or name in judged:
            why = f"mentions {_both(pair, states)}" if pair else "judged"
            yield replace(_bare(entry, named[id(s)], s, "statement"), pair=pair, why=why)


def _wanted(part: Part, item: Item, judged: Collection[str]) -> bool:
    from tertius.reading.document import READ

    return part in READ and (item.id in judged or (item.pair in {"B-C", "A-B"} and item.why != ""))


def _forecast(entry: Entry, name: str, f: Forecast, states: tuple[State, State, State], day: date) -> Item:
    bare = _bare(entry, name, f, "forecast")
    pair = _tie(set(f.pair or ()), states)
    if not pair:
        return bare
    for_ = _way(f, pair)
    sure = 0.0 if for_ is None else _sureness(f) * (_CONDITIONAL if f.condition else 1.0)
    implied = "" if f.low is None or f.high is None else f" ({percent_range(f.low, f.high)})"
    condition = f"; on condition: “{f.condition[:_SHORT]}”" if f.condition else ""
    return replace(
        bare,
        for_=for_,
        pair=pair,
        why=f"expects of {_both(pair, states)}: {f.move}; “{f.phrase[:_SHORT]}”{implied} is said of "
        f"“{f.event[:_SHORT]}”{condition}",
        weight=_FORECAST * sure * recency(_dated(entry), day, HALF_LIFE_CLOSER),
    )


def _way(f: Forecast, pair: str) -> bool | None:
    """For or against: the move that a forecast expects has its denials in it; unchanged is against."""
    if f.move == "other":
        return None
    return f.move == ("apart" if pair == "B-C" else "closer")


def _sureness(f: Forecast) -> float:
    """How far from even the words are, 0 to 1; words without a range count as little sure."""
    if f.low is None or f.high is None:
        return _LEAST_SURE
    return max(abs(f.low + f.high - 1), _LEAST_SURE)


def _event(entry: Entry, name: str, e: Event, states: tuple[State, State, State], day: date) -> Item:
    bare = _bare(entry, name, e, "event")
    found = bearing(e.category, {e.source}, {e.target}, states)
    days, told = _days(e.date, _dated(entry))
    if found is None or days[0] > day:
        return replace(bare, date=e.date or bare.date, days=days)
    return replace(
        bare,
        for_=found.for_,
        pair=found.pair,
        why=found.why + ("" if told else ", on a day the text does not give"),
        weight=found.severity * recency(days[1], day, found.half_life) * (1.0 if told else _UNDATED),
        category=e.category,
        date=e.date or bare.date,
        days=days,
    )


def _bare(entry: Entry, name: str, item: Forecast | Event | Statement, kind: Kind) -> Item:
    """What every item of a document carries; it says nothing of a tie yet."""
    d = entry.reading.document
    return Item(
        id=f"casebook:{d.id}:{name}",
        for_=None,
        text=d.text[item.start : item.end],
        source="",
        date=d.published.isoformat() if d.published else None,
        kind=kind,
        pair="",
        why="",
        weight=0.0,
        span=Span(d.id, item.start, item.end),
        speaker=getattr(item, "speaker", None),
        document=d.id,
    )


def _finished(entry: Entry, item: Item) -> Item:
    """An item as it is shown: its words on one line, and who said it where."""
    from tertius.reading.record import AUTHOR, UNNAMED

    d = entry.reading.document
    speaker = item.speaker or _around(entry.reading, item)
    who = {AUTHOR: _line(d.author or "") or "the article", UNNAMED: "somebody unnamed"}.get(speaker, _line(speaker))
    place = _named(entry)
    return replace(
        item,
        speaker=_line(speaker),
        text=_line(item.text, _LONGEST).rstrip(" ,;:"),
        source=f"{who} in {place}",
        why=_line(item.why),
        title=_line(d.title) if d.title else None,
        publisher=_line(d.publisher) if d.publisher else None,
        documents=(place,),
    )


def _around(reading: Reading, item: Item) -> str:
    """Who tells of an event: the speaker of the shortest statement around it, else the article."""
    from tertius.reading.record import AUTHOR

    span = item.span
    around = [s for s in reading.statements if span and s.start <= span.start and span.end <= s.end]
    return min(around, key=lambda s: s.end - s.start).speaker if around else AUTHOR


def _few(items: Iterator[Item], judged: Collection[str]) -> tuple[list[Item], int]:
    """The heaviest of a document, so that a long one is still few; and how many were left out."""
    found = sorted(items, key=lambda i: (-i.weight, i.span.start if i.span else 0))
    bearing_ = [i for i in found if i.for_ is not None]
    mentions = [i for i in found if i.for_ is None]
    kept = [*bearing_[:MOST_BEARING], *mentions[:MOST_MENTIONS]]
    over = [*bearing_[MOST_BEARING:], *mentions[MOST_MENTIONS:]]
    asked = [i for i in over if i.id in judged]
    return kept + asked, len(over) - len(asked)


def _days(written: str | None, published: date) -> tuple[tuple[date, date], bool]:
    """First and last day an event of a text can have happened, and whether the text tells."""
    if written:
        first, _, last = written.partition("/")
        try:
            return (_end(first, last=False), _end(last or first, last=True)), True
        except ValueError:
            pass
    return (published - timedelta(days=_UNDATED_DAYS), published), False


def _end(written: str, *, last: bool) -> date:
    """The first or last day of an ISO day, month or year."""
    numbers = [int(n) for n in written.split("-")]
    if len(numbers) == 3:
        return date(*numbers)
    year, month = numbers[0], numbers[1] if len(numbers) == 2 else (12 if last else 1)
    if not last:
        return date(year, month, 1)
    return date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)


def _tie(named: Collection[str], states: tuple[State, State, State]) -> str:
    """The tie that the states named are: that of B and C before that of A and B; empty for another."""
    a, b, c = (s.iso3 for s in states)
    return "B-C" if {b, c} <= set(named) else "A-B" if {a, b} <= set(named) else ""


def _both(pair: str, states: tuple[State, State, State]) -> str:
    one, other = (the(states["ABC".index(corner)].name) for corner in pair.split("-"))
    return f"{one} and {other}"


def _dated(entry: Entry) -> date:
    return entry.reading.document.published or date.fromisoformat(entry.kept_at[:10])


def _named(entry: Entry) -> str:
    """A document as a reader looks it up: title, outlet and day, as far as they are known."""
    d = entry.reading.document
    title = f"“{_line(d.title)}”" if d.title else _line(d.source)
    return ", ".join(
        part
        for part in (title, _line(d.publisher or ""), d.published.isoformat() if d.published else "no date")
        if part
    )


@lru_cache(maxsize=256)  # Titles, outlets and names come with every item of a document.
def _line(words: str, longest: int | None = None) -> str:
    """Words of an article on one line, without characters that steer a terminal or hide text."""
    shown = words if words.isprintable() else "".join(ch if ch.isprintable() else " " for ch in words)
    plain = " ".join(shown.split())
    return plain if longest is None or len(plain) <= longest else plain[: longest - 1] + "…"


class _Taken:
    """The stretches of a document that are told already."""

    def __init__(self, spans: Sequence[tuple[int, int]]) -> None:
        found = sorted(spans)
        self._starts = [start for start, _ in found]
        self._ends = list(accumulate((end for _, end in found), max))

    def meets(self, item: Statement) -> bool:
        before = bisect_left(self._starts, item.end)
        return before > 0 and self._ends[before - 1] > item.start


class _Mentioned:
    """Which states a stretch of a document names."""

    def __init__(self, reading: Reading) -> None:
        self._all = sorted((m.start, m.end, m.state) for m in reading.mentions)

    def within(self, item: Statement) -> Sequence[str]:
        found: list[str] = []
        for start, end, state in self._all[bisect_left(self._all, (item.start, 0, "")) :]:
            if start >= item.end:
                break
            if end <= item.end:
                found.append(state)
        return found
