"""By when something is forecast to happen, in the words of the sentence; never when it was said."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

__all__ = ["horizon_in"]

_UNIT = r"(?:days?|weeks?|months?|quarters?|years?|decades?|century|centuries|generations?|hours?)"
_MONTH = r"(?:January|February|March|April|May|June|July|August|September|October|November|December)"
_SEASON = r"(?:spring|summer|autumn|fall|winter)"
_DAY = r"(?:Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)"
_SMALL = r"an?|one|two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|twenty|\d+"
_COUNT = rf"(?:{_SMALL}|several|(?:a )?few|(?:a )?couple of|a matter of|less than \w+)"
_YEAR = r"(?:19|20|21)\d\d"
_UNTIL = r"(?:by|before|until|till|through|in|at|towards?|around|after|during|from)"
_OVER = r"(?:within|in|inside|over|for|during|after|throughout)"
_WHOSE = r"(?:the|this|next|his|her|their|its|the (?:new )?president's|November's|America's)"
_EDGE = r"(?:end|middle|start|beginning|close|turn)"
_AHEAD = (
    r"(?:next|coming|following|foreseeable|near|not[- ]too[- ]distant|immediate|medium|longer|long|short|very near|"
    r"very long|very short)"
)
_TERM = r"(?:term|presidency|tenure|administration|lifetime|decade|year|century|reign)"
_HAPPENING = (
    r"(?:elections?|vote|summit|inauguration|meeting|talks|referendum|congress|conference|war|midterms|transition|"
    r"visit|ceasefire|settlement|invasion|G20|G7)"
)
_LOOSE = (
    r"any ?time soon|tomorrow|tonight|overnight|sooner or later|sooner rather than later|in due course|one day|for now|"
    r"for the time being|for the moment|for good|once and for all|in our lifetime|forever|indefinitely|eventually|"
    r"shortly|quickly|soon|immediately|imminently"
)

_PATTERNS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"\b{_UNTIL} (?:the )?(?:very )?{_EDGE} of (?:{_WHOSE} )?(?:\w+ )?"
        rf"(?:{_YEAR}s?|{_UNIT}|{_SEASON}|{_MONTH}|{_TERM}|war)(?: {_YEAR})?\b",
        rf"\b{_UNTIL} (?:(?:early|late|mid)[ -])?(?:the (?:early |late |mid-)?)?(?:{_SEASON} |{_MONTH} )?{_YEAR}s?\b",
        rf"\b{_OVER} (?:the )?(?:next|coming|following|space of)? ?{_COUNT} (?:or \w+ |to \w+ |more |short |long )?"
        rf"{_UNIT}(?:'s?)?(?: time)?(?: from now| or so| or more)?\b",
        rf"\b{_OVER} the {_AHEAD}(?:[ -](?:{_COUNT}|term))? ?(?:future|term|run|{_UNIT})?\b",
        rf"\b{_OVER} the {_UNIT} (?:ahead|to come|that follow)\b",
        rf"\b(?:for )?(?:many )?{_UNIT} to come\b|\bfor (?:many )?(?:years|decades|generations)\b",
        rf"\bin (?:the )?coming {_UNIT}\b",
        rf"\b(?:{_UNTIL} )?(?:early |late |later |as early as |as soon as )?(?:next|this coming) "
        rf"(?:{_UNIT}|{_SEASON}|{_MONTH}|{_DAY})\b",
        rf"\b(?:{_UNTIL} |for )?(?:early |late |later )?this "
        rf"(?:year|month|week|decade|century|{_SEASON}|{_MONTH}|{_DAY})\b",
        rf"\b(?:{_UNTIL}|under|within|for the rest of|throughout) {_WHOSE} (?:\w+ )?{_TERM}(?: in office)?\b",
        rf"\b(?:before|after|until|till|at|during|following|ahead of) {_WHOSE} (?:\w+ ){{0,3}}?"
        rf"{_HAPPENING}(?: in {_MONTH}| in {_YEAR})?\b",
        rf"\b{_UNTIL} {_MONTH}(?: next year| this year)?\b|"
        rf"\b(?:in|by|before|until|after) the {_SEASON}\b|\b{_UNTIL} {_SEASON}\b",
        rf"\b(?:on|by|before|until) (?:\d{{1,2}} {_MONTH}|{_MONTH} \d{{1,2}})(?:,? {_YEAR})?\b|\bon {_DAY}\b",
        rf"\b(?:{_LOOSE})\b",
    )
)
"""Tried in order; the longest match wins, and the loose adverbs of the last only where nothing else is said."""

_REPORTING = frozenset(
    (
        *("say", "tell", "add", "note", "argue", "warn", "announce", "declare", "insist", "write", "report", "claim"),
        *("state", "caution", "explain", "assert", "reply", "respond", "ask", "promise", "vow", "pledge"),
    )
)
_ENDS = frozenset((".", ",", ";", ":", "!", "?", '"', "'", "-", "–", "—", ")"))


def horizon_in(sentence: Span, governor: Token, event: Token, condition: tuple[Token, Token] | None) -> str | None:
    """The time expression of the predicted event; None where the sentence gives none.

    Years that are past for the sentence ("since 2014") hang on past verbs and are left out by
    their place in the tree; so are dates that hang on a reporting verb.
    """
    text = sentence.text
    best: tuple[int, str] | None = None
    for rank, pattern in enumerate(_PATTERNS):
        for match in pattern.finditer(text):
            span = sentence.char_span(match.start(), match.end(), alignment_mode="contract")
            inside = condition is not None and condition[0].i <= span.start <= condition[1].i
            if not len(span) or inside:
                continue
            if _of_event(span, governor, event):
                weight = 0 if rank < len(_PATTERNS) - 1 else 1
                if best is None or (weight, -len(match.group())) < (best[0], -len(best[1])):
                    best = weight, match.group().strip()
    return best[1] if best is not None else _when(sentence, governor, event)


def _of_event(span: Span, governor: Token, event: Token) -> bool:
    """Whether a time expression hangs on the event or its judgement, and on nothing said or past in between."""
    root = span.root
    verb = root
    while verb.head != verb and verb.pos_ not in {"VERB", "AUX"}:
        verb = verb.head
    if root.pos_ in {"VERB", "AUX"} and root == verb:
        verb = root
    if _is_past(verb) and verb != governor and verb != event:
        return False
    if verb in (event, governor):
        return True
    if verb.lemma_ in _REPORTING and not event.is_ancestor(verb):
        return False
    if event.is_ancestor(verb) or governor.is_ancestor(verb):
        return not _crosses_relative(verb, event, governor)
    return verb.is_ancestor(event) and verb.lemma_ not in _REPORTING and not _is_past(verb)


def _is_past(verb: Token) -> bool:
    if any(c.tag_ == "MD" for c in verb.children):
        return False
    small = not any(c.dep_ in {"nsubj", "nsubjpass", "expl"} for c in verb.children)
    if small and verb.dep_ == "advcl":
        return False
    return verb.tag_ == "VBD" or (
        verb.tag_ == "VBN" and any(c.lemma_ == "have" and c.dep_ == "aux" for c in verb.children)
    )


def _crosses_relative(verb: Token, event: Token, governor: Token) -> bool:
    seen = verb
    while seen != event and seen != governor and seen.head != seen:
        if seen.dep_ == "relcl":
            return True
        if seen.dep_ in {"conj", "parataxis"} and any(c.dep_ in {"nsubj", "nsubjpass"} for c in seen.children):
            return True
        seen = seen.head
    return False


def _when(sentence: Span, governor: Token, event: Token) -> str | None:
    """A clause of time: "when the war ends", "before the next president takes office"."""
    for verb in (event, governor):
        for child in verb.subtree:
            if child.dep_ != "advcl" or not any(child.head == v for v in (event, governor, *event.ancestors)):
                inside = child.dep_ == "advcl" and event.is_ancestor(child)
                if not inside:
                    continue
            opening = child.left_edge
            if opening.lower_ in {"when", "after", "before"} and opening.i < child.i and opening.i >= sentence.start:
                end = min(child.right_edge.i, sentence.end - 1)
                while end > child.i and sentence.doc[end].text in _ENDS:
                    end -= 1
                return sentence.doc[opening.i : end + 1].text
    return None
