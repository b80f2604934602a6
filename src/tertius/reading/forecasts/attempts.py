"""Attempts that fail: "efforts to peel B away from C are doomed" denies that B is peeled away."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from tertius.reading.forecasts.chain import Judgement
from tertius.reading.forecasts.lexicon import words
from tertius.reading.forecasts.negation import subject_of

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["of_attempt", "with_attempts"]

_MINDS = frozenset(
    ("hope", "hop", "expect", "think", "believe", "imagine", "want", "try", "seek", "count", "bet", "plan", "attempt")
)
_PEOPLE = frozenset(("whoever", "those", "anyone", "anybody", "everyone", "he", "she", "they"))


def with_attempts(found: list[Judgement]) -> list[Judgement]:
    """The judgements of a sentence, those on attempts resolved; the hope itself is then no second forecast."""
    resolved = [of_attempt(judgement) for judgement in found]
    goals = {new.cue.event.i for old, new in zip(found, resolved, strict=True) if new is not old}
    return [new for old, new in zip(found, resolved, strict=True) if new is not old or new.cue.event.i not in goals]


def of_attempt(judgement: Judgement) -> Judgement:
    """The judgement about what is attempted, where a judgement speaks of an attempt's failure or success."""
    event = judgement.cue.event
    fails = event.lemma_ in words("relations", "verbs", "fail") or _to_nothing(event)
    works = event.lemma_ in words("relations", "verbs", "work")
    doomed = any(t.lower_ == "doomed" for t in judgement.cue.tokens)
    if not (fails or works or doomed):
        return judgement
    subject = subject_of(event) or subject_of(judgement.cue.governor)
    goal = _goal(subject) if subject is not None else None
    if goal is None:
        return judgement
    turned = judgement.turned != (fails or doomed)
    tokens = judgement.cue.tokens
    if event.tag_ in {"VBN", "VB"} and fails:
        tokens = tuple(sorted({*tokens, *_between(tokens[-1], event)}, key=lambda token: token.i))
    return Judgement(replace(judgement.cue, tokens=tokens, event=goal), judgement.inner, turned)


def _between(last: Token, event: Token) -> list[Token]:
    """The words from a judgement to its verb, where they are few: "certain to be disappointed"."""
    return list(event.doc[last.i + 1 : event.i + 1]) if 0 < event.i - last.i <= 3 else []


def _to_nothing(event: Token) -> bool:
    """Coming to nothing: come to nothing, end in failure, go nowhere."""
    nothing = {"nothing", "failure", "naught", "nowhere", "tears", "disappointment"}
    return event.lemma_ in {"come", "end", "go", "lead"} and any(
        t.lower_ in nothing for c in event.children if c.dep_ in {"prep", "advmod"} for t in (c, *c.children)
    )


def _goal(subject: Token) -> Token | None:
    """What an attempt aims at: "efforts to peel", "hopes of drawing", "whoever hopes that", "these hopes" before."""
    if subject.dep_ in {"csubj", "csubjpass"} and subject.lemma_ in _MINDS:
        return next((c for c in subject.children if c.dep_ in {"ccomp", "xcomp"}), None)
    if subject.lower_ in _PEOPLE:
        for child in subject.children:
            if child.dep_ == "relcl" and child.lemma_ in _MINDS:
                return next((c for c in child.children if c.dep_ in {"ccomp", "xcomp"}), None)
        return None
    if subject.lemma_.casefold() not in words("relations", "nouns", "attempts"):
        return None
    goal = _aim(subject)
    if goal is not None:
        return goal
    for earlier in reversed(list(subject.sent)):
        if earlier.i < subject.i and earlier.lemma_ == subject.lemma_ and (goal := _aim(earlier)) is not None:
            return goal
    return None


def _aim(noun: Token) -> Token | None:
    for child in noun.children:
        if child.dep_ in {"acl", "relcl"} and child.dep_ == "acl":
            return child
        if child.dep_ == "prep" and child.lower_ in {"of", "at", "for", "to"}:
            inner = next((c for c in child.children if c.dep_ == "pcomp"), None)
            if inner is not None:
                return inner
    return None
