"""Figures: every quantity of a text, what it measures, of which states, for which period, and how sure the text is."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from tertius.reading.actors import Mention
from tertius.reading.between import between_states
from tertius.reading.comparisons import base_shift, comparison, is_origin
from tertius.reading.measured import measured
from tertius.reading.parse import Paragraph, Parsed
from tertius.reading.periods import Period, find_periods
from tertius.reading.quantities import COUNT, RATIO, Quantity, find_quantities
from tertius.reading.record import Figure
from tertius.reading.sentences import Sentences
from tertius.reading.vocabulary import words

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

__all__ = ["Disagreement", "disagreements", "find_figures"]

_BOTH = re.compile(
    r"\b(?:the two|both|their two|these two) (?:\w+ )?(?:countries|states|nations|sides|powers|neighbou?rs|giants"
    r"|economies|capitals|leaders|partners|governments|rivals)\b"
    r"|\bbilateral\b|\btwo-way\b|\bmutual\b|\beach other\b|\bbetween them\b|\bone another\b",
    re.IGNORECASE,
)
_THEIRS = re.compile(r"their\b", re.IGNORECASE)
_TARGET = words(
    "should must "
    "goal aim target plan cap ceiling limit pledge promise want intend hope seek commit commitment quota objective "
    "vow ambition propose proposal threshold require "
)
_ESTIMATE = words(
    "estimate expect forecast project predict projection expectation prediction could would may might will reckon "
    "likely anticipate outlook envisage see "
)
_CHANGE = words(
    "rise fall grow increase decrease drop jump decline climb slip plunge surge soar gain lose shrink slump expand "
    "contract double triple halve tumble slide plummet rebound growth reduction cut rally dip widen narrow swell ease "
    "edge accelerate quadruple treble up down higher lower more less raise reduce slow "
)
_WITH_A_VERB = {"aux", "advmod", "acomp", "nsubj", "nsubjpass", "prt", "oprd"}
_UP_OR_DOWN = re.compile(
    r"\b(?:up|down|rose|fell|grew|dropped|increased|declined|jumped|climbed)(?: by| about| around| nearly| almost"
    r"| some| more than| over)* $"
)
_AGAINST = re.compile(r"\b(?:to|against|from|versus|compared with)(?: (?:about|only|just|some))? $")
_MULTIPLIED = re.compile(r"(?:doubl|trebl|tripl|quadrupl|halv)", re.IGNORECASE)
_TIMES = {"years", "months", "weeks", "days", "hours", "minutes", "seconds"}
_RATES = {"percent", "percentage points", "basis points", "points"}


@dataclass(frozen=True, slots=True)
class Disagreement:
    """Figures about one measure of the same states in the same period that are not the same.

    They are set side by side and never averaged. `places` are their positions among the
    figures that were compared, so that a caller who joined several documents knows whose each is.
    """

    measures: str
    states: tuple[str, ...]
    period: str | None
    unit: str
    figures: tuple[Figure, ...]
    places: tuple[int, ...]


def find_figures(parsed: Parsed, mentions: Sequence[Mention]) -> tuple[Figure, ...]:
    """The figures of the parsed parts of a document, in order.

    Counts need something counted: "4,700 warheads" is a figure; "one", "the two countries",
    dates, ordinals and numbers in names are not.

    Parameters
    ----------
    parsed
        The parsed document; its date of publication turns "last year" into a year.
    mentions
        What `find_mentions` found in it.

    Returns
    -------
    tuple of Figure
        `value` in base units of `unit`, None where the text gives no number ("billions").
    """
    starts = [m.start for m in mentions]
    found: list[Figure] = []
    pair: tuple[str, ...] = ()
    for paragraph in parsed.paragraphs:
        inside = mentions[bisect_left(starts, paragraph.block.start) : bisect_left(starts, paragraph.block.end)]
        # A parse joins its text anew each time it is asked for it.
        text = paragraph.doc.text
        quantities = find_quantities(text)
        if quantities:
            reader = _Reader(paragraph, text, inside, parsed.document.published, pair)
            found += reader.figures(quantities)
        pair = _pair(inside, len(inside)) or pair
    return tuple(found)


def disagreements(figures: Sequence[Figure]) -> tuple[Disagreement, ...]:
    """Groups of figures that say different things of the same measure, states and period.

    Changes are compared with changes, targets with targets. Figures without a measure, a
    value or a state are left alone, for nobody can say what they are about.

    Parameters
    ----------
    figures
        Of one document, or of several joined.
    """
    groups: dict[tuple[object, ...], list[int]] = {}
    for i, figure in enumerate(figures):
        if figure.value is not None and figure.measures and figure.states:
            about = (_gist(figure.measures), frozenset(figure.states), figure.period, figure.unit, figure.status)
            groups.setdefault(about, []).append(i)
    found: list[Disagreement] = []
    for places in groups.values():
        if len({figures[i].value for i in places}) > 1:
            first = figures[places[0]]
            alike = tuple(figures[i] for i in places)
            found.append(
                Disagreement(str(first.measures), first.states, first.period, first.unit, alike, tuple(places))
            )
    return tuple(found)


def _gist(measures: str) -> frozenset[str]:
    """The words of a measure that carry it, without their plural."""
    words = re.findall(r"[a-z]+", measures.lower())
    return frozenset(w.rstrip("s") for w in words if w not in {"the", "of", "in", "a", "an", "total", "overall", "and"})


def _pair(mentions: Sequence[Mention], before: int) -> tuple[str, ...]:
    """The last two different states named before a place, neighbours in the text; none where they are not."""
    for i in range(before - 1, 0, -1):
        first, second = mentions[i - 1], mentions[i]
        if first.state != second.state and second.start - first.end < 80:
            return (first.state, second.state)
    return ()


class _Reader:
    """One paragraph: its tokens, states and periods, looked up by place."""

    def __init__(
        self,
        paragraph: Paragraph,
        text: str,
        mentions: Sequence[Mention],
        published: date | None,
        pair: tuple[str, ...],
    ) -> None:
        self.paragraph = paragraph
        self.doc = paragraph.doc
        self.text = text
        self.base = paragraph.block.start
        self.mentions = mentions
        self.pair = pair
        self.around = Sentences(self.doc).around
        self.periods = find_periods(self.text, published=published)

    def figures(self, quantities: Sequence[Quantity]) -> list[Figure]:
        found: list[Figure] = []
        for i, quantity in enumerate(quantities):
            span = self.doc.char_span(quantity.start, quantity.end, alignment_mode="expand")
            if span is None:
                continue
            if quantity.unit == COUNT and not self._counts(quantity, span):
                found += self._understood(quantity, span, found, quantities[i + 1 : i + 2])
                continue
            if quantity.unit not in _TIMES and any(p.start <= quantity.start < p.end for p in self.periods):
                continue
            figure = self._figure(quantity, span, quantities[i + 1 : i + 2])
            if figure is not None:
                found.append(self._continued(figure, found))
        return found

    def _understood(
        self, quantity: Quantity, span: Span, before: list[Figure], following: Sequence[Quantity]
    ) -> list[Figure]:
        """A bare number that is set against a count before it: "93 votes to 18", "950,000 cars, against 160,000"."""
        last = before[-1] if before else None
        if last is None or last.unit != COUNT or not last.measures:
            return []
        between = self.text[last.end - self.base : quantity.start]
        if not 0 < len(between) < 60 or not _AGAINST.search(between) or re.search(r"[.;]\s", between):
            return []
        period = self._period(quantity, _number(span), following)
        place = {"start": self.base + quantity.start, "end": self.base + quantity.end}
        return [replace(last, **place, value=quantity.value, period=period, comparison=None)]

    def _continued(self, figure: Figure, before: list[Figure]) -> Figure:
        """A figure that only continues the one before it in the sentence measures the same thing.

        So does what a figure is compared with ("up from 18 per cent"), and one whose only
        measure would be a state ("while China's grew 3 per cent").
        """
        last = before[-1] if before else None
        alike = last is not None and (last.unit == figure.unit or {last.unit, figure.unit} == {"percent", RATIO})
        if last is None or not alike or not last.measures or figure.start - last.end > 120:
            return figure
        if self.around_place(last.start) != self.around_place(figure.start):
            return figure
        if is_origin(self.text, figure.start - self.base):
            return replace(figure, measures=last.measures, states=last.states, comparison=None)
        if figure.measures is None or self._is_a_state(figure.measures):
            return replace(figure, measures=re.sub(r"^\S+'s? (?=\w)", "", last.measures))
        return figure

    def _is_a_state(self, measures: str) -> bool:
        named = {self.text[m.start - self.base : m.end - self.base] for m in self.mentions}
        return measures in named or measures.removesuffix("'s") in named

    def around_place(self, place: int) -> int:
        """Where the sentence of a character begins."""
        span = self.doc.char_span(place - self.base, place - self.base + 1, alignment_mode="expand")
        return self.around(span.start).start if span is not None else -1

    def _counts(self, quantity: Quantity, span: Span) -> bool:
        """Whether a bare number counts something here."""
        written = self.text[quantity.start : quantity.end].lower()
        if written in {"one", "a", "1", "zero", "one hundred percent"}:
            return False
        before = self.doc[span.start - 1].lower_ if span.start else ""
        if written in {"two", "three"} and before in {"the", "these", "those", "other", "their", "all"}:
            return False
        token = _number(span)
        return (
            (token.dep_ in {"nummod", "quantmod"} and token.head.pos_ in {"NOUN", "PROPN", "ADJ", "SYM"})
            or token.pos_ == "NOUN"
            or quantity.value is None
        )

    def _figure(self, quantity: Quantity, span: Span, following: Sequence[Quantity]) -> Figure | None:
        token = _number(span)
        about = measured(span, quantity.unit)
        if quantity.unit.startswith(COUNT) and not about.words:
            return None
        sentence = self.around(token.i)
        if quantity.unit in _TIMES and _only_dates(self.text, quantity):
            return None
        spanned = quantity.unit in _TIMES
        limit = min(following[0].start, sentence.end_char) if following else sentence.end_char
        states = self._states(None if spanned else about.span, None if spanned else about.subject, sentence, quantity)
        return Figure(
            start=self.base + quantity.start,
            end=self.base + quantity.end,
            value=quantity.value,
            unit=quantity.unit,
            measures=about.words,
            states=states,
            period=self._period(quantity, token, following),
            status=self._status(quantity, token),
            comparison=comparison(
                self.text, quantity.start, quantity.end, (sentence.start_char, sentence.end_char), limit
            ),
            part=self.paragraph.block.part,
        )

    def _states(
        self, about: tuple[int, int] | None, subject: tuple[int, int] | None, sentence: Span, quantity: Quantity
    ) -> tuple[str, ...]:
        """Of the measure and the subject; else of the sentence. "The two countries" are the pair named last."""
        text = self.text
        clause = [span for span in (about, subject) if span is not None]
        if (
            two := between_states(self.text, sentence.start_char, quantity.start, self.mentions, self.base)
        ) is not None:
            return two
        for spans in (clause, [(sentence.start_char, sentence.end_char)]):
            theirs = spans is clause and any(_THEIRS.match(text, *span) for span in spans)
            if theirs or any(_BOTH.search(text, *span) for span in spans):
                before = sum(m.start - self.base < quantity.start for m in self.mentions)
                both = _pair(self.mentions, before) or self.pair
                if both:
                    return both
            named = [m.state for m in self.mentions if any(a <= m.start - self.base < b for a, b in spans)]
            if named:
                return tuple(dict.fromkeys(named))
        return ()

    def _period(self, quantity: Quantity, token: Token, following: Sequence[Quantity]) -> str | None:
        """The period that stands nearest after the figure and before the next one, else one its verb has."""
        sentence = self.around(token.i)
        text = self.text
        inside = [p for p in self.periods if sentence.start_char <= p.start < sentence.end_char]
        if quantity.unit in _TIMES and (own := [p for p in inside if p.start <= quantity.start < p.end]):
            return own[0].iso
        before = [p for p in inside if p.end <= quantity.start and not p.base]
        shift = base_shift(text, quantity.end)
        if shift:
            return _one_back(before[-1].iso, shift) if before else None
        limit = following[0].start if following else sentence.end_char
        origin = is_origin(text, quantity.start)
        after = [p for p in inside if quantity.end <= p.start < limit and (origin or not p.base)]
        verbs = _verbs(token)
        for period in after:
            near = text[quantity.end : period.start].count(" ") <= 3
            if near or (quantity.unit not in _TIMES and self._verb_of(period) in verbs):
                return period.iso
        if quantity.unit in _TIMES:
            return None
        later = [p for p in inside if p.start >= limit and not p.base]
        rest = [*reversed(before), *(later if not following or not is_origin(text, following[0].start) else ())]
        own = next((p.iso for p in rest if self._verb_of(p) in verbs), None)
        # The only period of a sentence is that of its figures, wherever the parser has hung it.
        alone = len(inside) == 1 and not inside[0].base and (not following or inside[0].start < limit)
        return own or (inside[0].iso if alone else None)

    def _verb_of(self, period: Period) -> int:
        span = self.doc.char_span(period.start, period.end, alignment_mode="expand")
        if span is None:
            return -1
        return next((a.i for a in span.root.ancestors if a.pos_ in {"VERB", "AUX"}), -1)

    def _status(self, quantity: Quantity, token: Token) -> str:
        """From the words that govern the figure, up to its clause and the one above."""
        governing = _governing(token)
        lemmas = {t.lemma_.lower() for t in governing}
        if lemmas & _TARGET:
            return "target"
        if lemmas & _ESTIMATE:
            return "estimate"
        if quantity.unit == RATIO and _MULTIPLIED.match(self.text, quantity.start):
            return "change"
        before = self.text[max(0, quantity.start - 30) : quantity.start]
        if re.search(r"\b(?:to|at|of|from)(?: \w+)? $", before) and not _UP_OR_DOWN.search(before):
            return "actual"
        near = {t.lemma_.lower() for t in governing[:5]}
        if near & _CHANGE and (
            quantity.unit in _RATES
            or quantity.unit == RATIO
            or re.search(r"\bby(?: \w+)? $", before)
            or _UP_OR_DOWN.search(before)
        ):
            return "change"
        return "actual"


def _number(span: Span) -> Token:
    """The token of the number that hangs on the rest of the sentence."""
    numbers = [t for t in span if t.like_num or t.pos_ == "NUM"]
    root = span.root
    return root if root in numbers or not numbers else root if root.i >= numbers[0].i else numbers[-1]


def _governing(token: Token) -> list[Token]:
    """The words above a number up to its verb, their modifiers and auxiliaries, and the verb one clause up."""
    found: list[Token] = []
    for above in token.ancestors:
        found.append(above)
        if above.pos_ in {"VERB", "AUX"}:
            found += [c for c in above.children if c.dep_ in _WITH_A_VERB]
            if above.dep_ not in {"xcomp", "ccomp"} or any(t.text == ";" for t in above.head.children):
                break
        elif above.pos_ == "NOUN":
            found += [c for c in above.children if c.dep_ in {"amod", "compound", "nmod"}]
    return found


def _verbs(token: Token) -> set[int]:
    """The verb a number hangs on, and those whose clause that one continues."""
    found: set[int] = set()
    for above in token.ancestors:
        if above.pos_ in {"VERB", "AUX"}:
            found.add(above.i)
            if above.dep_ not in {"conj", "xcomp", "ccomp", "advcl"}:
                break
        elif found or above.dep_ in {"acl", "relcl"}:
            break
    return found or {-2}


def _one_back(iso: str | None, shift: str) -> str | None:
    """The year or month before one."""
    if iso is None or "/" in iso:
        return None
    if shift == "year":
        return f"{int(iso[:4]) - 1}{iso[4:]}"
    if len(iso) < 7:
        return None
    months = int(iso[:4]) * 12 + int(iso[5:7]) - 2
    return f"{months // 12}-{months % 12 + 1:02}"


def _only_dates(text: str, quantity: Quantity) -> bool:
    """Whether a span of time only says when: "two years ago", "a year earlier", "18-year-old" is an age."""
    return bool(re.match(r" ?(?:ago|earlier|later|before\b)|[- ]olds?\b", text[quantity.end : quantity.end + 10]))
