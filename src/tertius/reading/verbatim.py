"""A language model's records held against the text: kept where every word is found, dropped and counted where not."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeVar

from tertius.errors import AmbiguousName, UnknownName
from tertius.reading.document import Document, Part
from tertius.reading.record import AUTHOR, Event, Figure, Forecast, Mode, Person, Statement
from tertius.states import find

if TYPE_CHECKING:
    from tertius.reading.model_answer import Answer, SaidEvent, SaidFigure, SaidForecast, SaidStatement

__all__ = ["Checked", "Passage", "locate"]

_ALIKE = str.maketrans(
    "\u2018\u2019\u201a\u201b\u201c\u201d\u201e\u201f\u00ab\u00bb\u00a0\u2009\u202f\u2007\n\t\r\u2010\u2011\u2012\u2013\u2014",
    '\'\'\'\'""""""       -----',
)
"""One character for one, so that a place in the one text is the same place in the other."""

T = TypeVar("T", Statement, Forecast, Figure, Event)

_MARKS = "\"' "
_SHORTEST = 2
"""Words of the shortest quote; a single word is found in any article."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of the document that was sent: `text[start:end]`, all of one part."""

    start: int
    end: int
    part: Part


def locate(text: str, words: str, passage: Passage, *, near: int | None = None) -> tuple[int, int] | None:
    """Where `words` stand in the passage, verbatim but for the shape of quotation marks, dashes and spaces.

    Parameters
    ----------
    text, words
        The document's text, and what is looked for.
    passage
        Where to look.
    near
        A position: the occurrence nearest to it is taken, else the first.

    Returns
    -------
    tuple of int, or None
        Start and end in `text`; None where the words are not there, cut a word in two, or are empty.
    """
    wanted = words.translate(_ALIKE).strip(_MARKS)
    if not wanted:
        return None
    inside = text[passage.start : passage.end].translate(_ALIKE)
    places: list[int] = []
    at = inside.find(wanted)
    while at >= 0:
        if _whole(inside, at, at + len(wanted)):
            places.append(at)
        at = inside.find(wanted, at + 1)
    if not places:
        return None
    best = places[0] if near is None else min(places, key=lambda p: abs(passage.start + p - near))
    return passage.start + best, passage.start + best + len(wanted)


def _whole(text: str, start: int, end: int) -> bool:
    before = start == 0 or not (text[start - 1].isalnum() and text[start].isalnum())
    after = end == len(text) or not (text[end].isalnum() and text[end - 1].isalnum())
    return before and after


@dataclass(slots=True)
class Checked:
    """Records that stood the check, gathered over the passages of one document, and how many did not."""

    document: Document
    scale: str
    sent: tuple[Passage, ...]
    statements: list[Statement] = field(default_factory=list[Statement])
    forecasts: list[Forecast] = field(default_factory=list[Forecast])
    figures: list[Figure] = field(default_factory=list[Figure])
    events: list[Event] = field(default_factory=list[Event])
    offered: int = 0
    dropped: int = 0
    _seen: set[tuple[str, int, int]] = field(default_factory=set[tuple[str, int, int]])

    def take(self, answer: Answer, passage: Passage) -> None:
        """Check every record of an answer against its passage; keep or count it."""
        for said in answer.statements:
            self._keep("s", self._statement(said, passage), self.statements)
        for said in answer.forecasts:
            self._keep("f", self._forecast(said, passage), self.forecasts)
        for said in answer.figures:
            self._keep("n", self._figure(said, passage), self.figures)
        for said in answer.events:
            self._keep("e", self._event(said, passage), self.events)

    def people(self) -> tuple[Person, ...]:
        """Everybody who spoke, once."""
        names = dict.fromkeys(s.speaker for s in (*self.statements, *self.forecasts) if s.speaker != AUTHOR)
        return tuple(Person(name, None, None, "other") for name in names)

    def _keep(self, kind: str, item: T | None, into: list[T]) -> None:
        self.offered += 1
        if item is None:
            self.dropped += 1
            return
        place = (kind, item.start, item.end)
        # The same record twice is neither false nor news.
        if place not in self._seen:
            self._seen.add(place)
            into.append(item)

    def _found(self, words: str, passage: Passage, near: int | None = None) -> tuple[int, int] | None:
        return locate(self.document.text, words, passage, near=near)

    def _quote(self, words: str, passage: Passage) -> tuple[int, int] | None:
        return self._found(words, passage) if len(words.split()) >= _SHORTEST else None

    def _words(self, words: str, passage: Passage, near: int) -> str | None:
        """The article's own words for what the model copied, or None where it did not copy them."""
        span = self._found(words, passage, near)
        return self.document.text[slice(*span)] if span else None

    def _who(self, name: str, passage: Passage, near: int) -> tuple[int, int] | None:
        """The speaker's name: in the passage, else in the nearest one that was sent."""
        others = sorted(self.sent, key=lambda p: abs(p.start - passage.start))
        places = (self._found(name, p, near) for p in (passage, *others))
        return next((place for place in places if place), None)

    def _statement(self, said: SaidStatement, passage: Passage) -> Statement | None:
        quote = self._quote(said.quote, passage)
        who = self._who(said.speaker, passage, quote[0]) if quote else None
        if quote is None or who is None:
            return None
        cue = self._found(said.cue, passage, quote[0]) or (quote[0], quote[0])
        text = self.document.text
        name = " ".join(text[slice(*who)].split())
        return Statement(*quote, name, name, *who, text[slice(*cue)], *cue, self._mode(quote), passage.part, (name,))

    def _mode(self, quote: tuple[int, int]) -> Mode:
        text = self.document.text.translate(_ALIKE)
        start, end = quote
        if '"' in text[start:end]:
            return "mixed"
        return "direct" if start and text[start - 1] == '"' else "indirect"

    def _forecast(self, said: SaidForecast, passage: Passage) -> Forecast | None:
        from tertius.reading.forecasts.phrases import implied_range

        quote = self._quote(said.quote, passage)
        if quote is None:
            return None
        inside = Passage(*quote, passage.part)
        phrase = self._words(said.phrase, inside, quote[0])
        who = self._who(said.speaker, passage, quote[0])
        if phrase is None or (who is None and said.speaker != AUTHOR):
            return None
        speaker = " ".join(self.document.text[slice(*who)].split()) if who else AUTHOR
        low, high = implied_range(phrase, self.scale) or (None, None)
        return Forecast(
            *(*quote, speaker, phrase, low, high, self.scale),
            event=self._words(said.event, inside, quote[0]) or self.document.text[slice(*quote)],
            pair=self._pair(said.states),
            move=said.move,
            condition=self._words(said.condition, passage, quote[0]),
            horizon=self._words(said.horizon, passage, quote[0]),
            part=passage.part,
        )

    def _figure(self, said: SaidFigure, passage: Passage) -> Figure | None:
        from tertius.reading.quantities import find_quantities

        quote = self._found(said.quote, passage)
        # The number is read by our own rules: a model points at it, and is not asked what it is.
        quantity = next(iter(find_quantities(self.document.text[slice(*quote)])), None) if quote else None
        if quote is None or quantity is None:
            return None
        start, end = quote[0] + quantity.start, quote[0] + quantity.end
        return Figure(
            *(start, end, quantity.value, quantity.unit, self._words(said.measures, passage, start)),
            states=tuple(dict.fromkeys(code for name in said.states if (code := _state(name)))),
            period=self._words(said.period, passage, start),
            status="actual",
            comparison=None,
            part=passage.part,
        )

    def _event(self, said: SaidEvent, passage: Passage) -> Event | None:
        quote = self._quote(said.quote, passage)
        source, target = (self._words(name, passage, quote[0] if quote else 0) for name in (said.source, said.target))
        if quote is None or source is None or target is None or source == target:
            return None
        return Event(*quote, _state(source) or source, _state(target) or target, said.category, None, passage.part)

    def _pair(self, names: list[str]) -> tuple[str, str] | None:
        codes = list(dict.fromkeys(code for name in names if (code := _state(name))))
        return (codes[0], codes[1]) if len(codes) == 2 else None


def _state(name: str) -> str | None:
    try:
        return find(re.sub(r"^the\s+", "", name.strip(), flags=re.IGNORECASE)).iso3
    except (UnknownName, AmbiguousName):
        return None
