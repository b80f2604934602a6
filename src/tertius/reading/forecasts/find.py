"""Forecasts of a parsed article: each judgement about states, with everything the record asks for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from tertius.reading.forecasts.attempts import with_attempts
from tertius.reading.forecasts.chain import Judgement, judgements, turned_cue
from tertius.reading.forecasts.clause import clause_tokens, event_clause
from tertius.reading.forecasts.condition import condition_in, condition_nearby
from tertius.reading.forecasts.cues import Cue, cues_of
from tertius.reading.forecasts.direction import Direction, direction_of
from tertius.reading.forecasts.horizon import horizon_in
from tertius.reading.forecasts.lexicon import words
from tertius.reading.forecasts.move import move_of
from tertius.reading.forecasts.negation import subject_of
from tertius.reading.forecasts.pairs import Named, States, names_both
from tertius.reading.forecasts.phrases import range_of
from tertius.reading.forecasts.quoted import part_of, quotations
from tertius.reading.forecasts.readings import is_forecast, is_granted, is_manner
from tertius.reading.forecasts.stated import stated_range
from tertius.reading.forecasts.survey import SURVEY
from tertius.reading.forecasts.topic import about_states
from tertius.reading.parse import Paragraph, Parsed
from tertius.reading.record import AUTHOR, UNNAMED, Forecast, Statement

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

__all__ = ["find_forecasts"]

_NEARBY = 1200
"""Characters before a sentence that count as its neighbourhood: the states under discussion."""


def find_forecasts(
    parsed: Parsed, statements: Sequence[Statement], mentions: Sequence[Named], *, scale: str = SURVEY
) -> tuple[Forecast, ...]:
    """Every sentence that says how likely something future is between states, whoever speaks.

    Plans, intentions and reported futures count. Questions, advice, purposes, abilities and
    counterfactuals do not.

    Parameters
    ----------
    parsed
        The document and its grammar.
    statements
        Who said what: a forecast's speaker is that of the shortest statement around its words,
        else AUTHOR.
    mentions
        States by place; anything with `start`, `end` and `state`.
    scale
        "CAPphrase", "icd203", "nato", "uk", "ipcc" or "efsa".

    Returns
    -------
    tuple of Forecast
        In the order of the text. `low` and `high` are shares of 1, None where the scale has no
        words for the phrase.

    Raises
    ------
    UnknownName
        When there is no such scale.
    """
    range_of(None, scale)
    paragraphs = [(p.block.start, p.block.end) for p in parsed.paragraphs]
    states = States(mentions, paragraphs, parsed.document.text)
    speakers = sorted(statements, key=lambda statement: statement.end - statement.start)
    found: list[Forecast] = []
    for paragraph in parsed.paragraphs:
        quotes = quotations(parsed.document.text[paragraph.block.start : paragraph.block.end])
        block = paragraph.block
        near = [s for s in speakers if s.start < block.end and block.start < s.end]
        sentences = list(paragraph.doc.sents)
        for number, sentence in enumerate(sentences):
            cues = [cue for cue in cues_of(sentence) if not is_manner(cue)]
            if cues:
                neighbours = (
                    sentences[number - 1] if number else None,
                    sentences[number + 1] if number + 1 < len(sentences) else None,
                )
                place = _Place(parsed.document.text, paragraph, sentence, neighbours, quotes)
                found += _of_sentence(place, judgements(cues), states, near, scale)
    return tuple(found)


@dataclass(frozen=True, slots=True, eq=False)
class _Place:
    """A sentence, its paragraph, its neighbours, and the quotes around it."""

    text: str
    paragraph: Paragraph
    sentence: Span
    neighbours: tuple[Span | None, Span | None]
    quotes: list[tuple[int, int]]

    def words(self, first: Token, last: Token) -> str:
        """The document's own characters from one word to another."""
        return self.text[self.paragraph.start_of(first) : self.paragraph.end_of(last)]


def _of_sentence(
    place: _Place, found: list[Judgement], states: States, speakers: list[Statement], scale: str
) -> Iterator[Forecast]:
    for judgement in _with_let_alone(with_attempts(found), place.sentence):
        cue = judgement.cue
        start, end, quoted = part_of(
            place.sentence.start_char, place.sentence.end_char, cue.tokens[0].idx, place.quotes
        )
        if not is_forecast(cue, place.sentence, quoted=quoted) or _rejected(cue.governor, cue.event):
            continue
        direction = direction_of(cue.event)
        clause = _clause(judgement)
        sentence = (
            place.paragraph.block.start + place.sentence.start_char,
            place.paragraph.block.start + place.sentence.end_char,
        )
        named = (
            max(len(states.among(place.paragraph, clause)), 2 * names_both(place.paragraph.doc, clause)),
            max(len(states.within(*sentence)), 2 * names_both(place.paragraph.doc, list(place.sentence))),
            len(states.within(sentence[0] - _NEARBY, max(sentence[1], place.paragraph.block.end)))
            if states.abroad
            else 0,
        )
        if cue.kind in {"plan", "weak plan"} and not _is_deed(cue.event, direction, named[0]):
            continue
        if cue.kind == "weak plan" and (direction is None or named[0] == 0):
            continue
        if any(t.lemma_ == "risk" for t in cue.tokens) and cue.event.pos_ == "NOUN" and direction is None:
            continue
        if direction is None and is_granted(cue):
            continue
        subject = subject_of(cue.event) or subject_of(cue.governor)
        acts = subject is not None and states.wholly and bool(states.among(place.paragraph, [subject]))
        if not acts and not about_states(clause, list(place.sentence), named, direction):
            continue
        base = place.paragraph.block.start
        bounds = _stripped(place.text, base + start, base + end)
        record = _record(place, judgement, direction, clause, (bounds, states, speakers, scale))
        if record is not None:
            yield record


_REJECTS = frozenset(
    {"reject", "dismiss", "dispute", "deny", "refute", "rebut", "contest", "disagree", "ridicule", "scorn", "mock"}
)


def _rejected(*words: Token) -> bool:
    """Whether somebody rejects what is said here: it is then no forecast of theirs, and of nobody the text names."""
    return any(above.lemma_.lower() in _REJECTS for word in words for above in (word, *word.ancestors))


_STILL_LESS = frozenset((("let", "alone"), ("much", "less"), ("still", "less"), ("never", "mind")))


def _with_let_alone(found: list[Judgement], sentence: Span) -> list[Judgement]:
    """The judgements, and one more where "let alone" carries a denial on to a further event."""
    for token in sentence[:-2]:
        if (token.lower_, token.nbor(1).lower_) not in _STILL_LESS:
            continue
        denied = [j for j in found if j.denied and j.cue.tokens[0].i < token.i]
        further = next((t for t in token.doc[token.i + 2 : sentence.end] if t.pos_ in {"NOUN", "VERB"}), None)
        if denied and further is not None:
            event = further
            while event.head.i > token.i + 1 and event.head.dep_ in {"compound", "dobj"} and event.head != event:
                event = event.head
            event = event.head if event.dep_ == "compound" else event
            cue = replace(denied[-1].cue, tokens=(token, token.nbor(1)), event=event, kind="judgement")
            found = [*found, Judgement(cue, (), denied[-1].turned)]
    return found


def _is_deed(event: Token, direction: Direction | None, states: int) -> bool:
    """Whether a plan is one to do something: a clause, or a noun of change; not "committed to peace"."""
    if event.pos_ in {"VERB", "AUX"}:
        return True
    deeds = words("relations", "nouns", "raise") | words("relations", "nouns", "lower")
    return event.lemma_ in deeds or (direction is not None and states >= 2)


def _clause(judgement: Judgement) -> list[Token]:
    """Subject and predicate of the event, wherever the subject stands."""
    event = judgement.cue.event
    tokens = clause_tokens(event)
    subject = subject_of(event)
    if subject is None and judgement.cue.governor != event:
        subject = subject_of(judgement.cue.governor)
    extra = [t for t in subject.subtree if t not in tokens] if subject is not None else []
    return sorted([*tokens, *extra], key=lambda token: token.i)


def _record(
    place: _Place,
    judgement: Judgement,
    direction: Direction | None,
    clause: list[Token],
    given: tuple[tuple[int, int], States, list[Statement], str],
) -> Forecast | None:
    bounds, states, speakers, scale = given
    cue = turned_cue(judgement)
    condition = condition_in(place.sentence, cue.governor, cue.event, denied=judgement.denied)
    if condition is None:
        modal = next((t.lower_ for c in (cue, *judgement.inner) for t in c.tokens if t.tag_ == "MD"), "")
        condition = condition_nearby(place.sentence, *place.neighbours, modal)
    horizon = horizon_in(place.sentence, cue.governor, cue.event, condition)
    phrase = _phrase(place, judgement)
    implied = stated_range(phrase) or range_of(cue.wording, scale)
    speaker = _holder(place, cue, speakers)
    apart = condition is not None and not condition[0].i <= cue.event.i <= condition[1].i
    left_out = (
        frozenset(range(condition[0].i, condition[1].i + 1)) if condition is not None and apart else frozenset[int]()
    )
    used = frozenset(t.i for c in (cue, *judgement.inner) for t in c.tokens if t != cue.event)
    ranges = _ranges(direction, clause, left_out)
    sentence = (
        place.paragraph.block.start + place.sentence.start_char,
        place.paragraph.block.start + place.sentence.end_char,
    )
    outside = (
        (place.paragraph.start_of(condition[0]), place.paragraph.end_of(condition[1]))
        if condition is not None
        else (0, 0)
    )
    pair = states.pair(place.paragraph, sentence, ranges, place.sentence.text, outside)
    if pair is None and (direction is None or direction.way == "alter" or not states.within(*sentence)):
        return None
    return Forecast(
        start=bounds[0],
        end=bounds[1],
        speaker=speaker,
        phrase=phrase,
        low=implied[0] if implied else None,
        high=implied[1] if implied else None,
        scale=scale,
        event=event_clause(cue.event, used, left_out),
        pair=pair,
        move=move_of(direction, judgement),
        condition=place.words(*condition) if condition is not None else None,
        horizon=horizon,
        part=place.paragraph.block.part,
    )


def _holder(place: _Place, cue: Cue, speakers: list[Statement]) -> str:
    """Whose judgement it is: of who says its words, or who doubts or expects what they speak of; else the author's."""
    spot = place.paragraph.start_of(cue.tokens[0])
    said = next((s.speaker for s in speakers if s.start <= spot < s.end), None)
    if said is not None or cue.kind != "judgement":
        return said or AUTHOR
    event = place.paragraph.start_of(cue.event)
    words = {place.paragraph.start_of(t) for t in cue.tokens if t.pos_ in {"VERB", "ADJ", "NOUN"}}
    own = (s for s in speakers if s.start <= event < s.end and any(s.cue_start <= w < s.cue_end for w in words))
    held = next(own, None)
    return held.speaker if held is not None and held.speaker != UNNAMED else AUTHOR


def _ranges(direction: Direction | None, clause: list[Token], without: frozenset[int]) -> list[list[Token]]:
    """The words that tell the pair, nearest to what moves first: its own phrase, then the clause."""
    whole = [t for t in clause if t.i not in without]
    if direction is None:
        return [whole]
    anchor = direction.anchor
    verb = next((t for t in (anchor, *anchor.ancestors) if t.pos_ in {"VERB", "AUX"}), anchor)
    subject = subject_of(verb)
    if subject is not None and (subject == anchor or subject.is_ancestor(anchor)):
        subject = None
    under = [t for t in anchor.subtree if t.i not in without and t in whole]
    if subject is None:
        return [under, whole]
    of_verb = {t.i for t in verb.subtree} if subject.head != verb else {verb.i}
    of_subject = [t for t in subject.subtree if t.i not in of_verb and t.i not in without]
    moved = [t for t in under if t not in of_subject]
    both = sorted([*moved, *of_subject], key=lambda t: t.i)
    return [moved, both, whole] if direction.of_objects or verb != anchor else [both, whole]


def _phrase(place: _Place, judgement: Judgement) -> str:
    """The judgement's words as written, " ... " where others stand between."""
    tokens = list(judgement.cue.tokens)
    if judgement.cue.kind in {"plan", "weak plan"} and judgement.inner and judgement.inner[0].kind == "modal":
        tokens += judgement.inner[0].tokens
    tokens += [t.nbor(-1) for t in tokens if t.i > 0 and t.lower_ == "n't"]
    tokens = sorted(set(tokens), key=lambda token: token.i)
    pieces: list[list[Token]] = []
    for token in tokens:
        if pieces and token.i - pieces[-1][-1].i <= 2:
            pieces[-1].append(token)
        else:
            pieces.append([token])
    return " ... ".join(place.words(piece[0], piece[-1]) for piece in pieces)


def _stripped(text: str, start: int, end: int) -> tuple[int, int]:
    """A span without the white space at its ends."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
