"""Judgements given as a number: "a 30 per cent chance that", "the probability is 20%", "put the odds at 50-50"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from tertius.reading.forecasts.cues import Cue, clause_under
from tertius.reading.forecasts.negation import negation_of

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["number_cue", "stated_range"]

_SHARE = re.compile(
    r"(?P<low>\d{1,3}(?:\.\d+)?)\s?(?:(?:-|\u2013|to)\s?(?P<high>\d{1,3}(?:\.\d+)?)[\s-]?)?-?(?:%|per\s?cent\b)"
)
_EVEN = re.compile(r"\b(?:50\s?[-\u2013/]\s?50|fifty-fifty)(?!\w)", re.IGNORECASE)
_BELOW = re.compile(r"\b(?:less than|below|under|at most|no more than|up to)\b", re.IGNORECASE)
_ABOVE = re.compile(r"\b(?:more than|above|over|at least|better than|no less than)\b", re.IGNORECASE)
_GIVES = frozenset(("put", "set", "place", "estimate", "rate", "reckon", "see", "peg"))


def stated_range(phrase: str) -> tuple[float, float] | None:
    """The probability that a phrase states in figures, as shares of 1; a bare figure is a range of no width.

    "a 20 to 30 per cent chance" is `(0.2, 0.3)`, "less than a 10% chance" `(0.0, 0.1)`. None where
    the phrase has no figure, or one above 100 per cent.
    """
    if _EVEN.search(phrase):
        return 0.5, 0.5
    share = _SHARE.search(phrase)
    if share is None:
        return None
    low = float(share["low"]) / 100
    high = float(share["high"]) / 100 if share["high"] else low
    if not low <= high <= 1:
        return None
    bound = phrase[: share.start()]
    if _BELOW.search(bound):
        return 0.0, high
    return (low, 1.0) if _ABOVE.search(bound) else (low, high)


def number_cue(token: Token) -> Cue | None:
    """Nouns of chance with a figure: before them, said of them by "is", or given to them with "at"."""
    if token.pos_ != "NOUN" or token.dep_ == "compound":
        return None
    event = clause_under(token, token)
    for figure in _figures(token):
        if event is not None and event not in figure and stated_range(_spelled(figure)) is not None:
            verb = token.head
            negation = negation_of(verb) if verb.pos_ in {"VERB", "AUX"} else None
            parts = tuple(sorted({token, *figure}, key=lambda t: t.i))
            return None if negation is not None else Cue(parts, token, event, None, False, "judgement")
    return None


def _figures(noun: Token) -> Iterator[list[Token]]:
    """Phrases that may hold the figure of a chance, nearest first."""
    yield [t for c in noun.lefts if c.dep_ not in {"det", "poss"} for t in c.subtree]
    verb = noun.head
    if noun.dep_ in {"nsubj", "nsubjpass"} and verb.lemma_ in {"be", "stand", "remain"}:
        yield [t for c in verb.rights if c.dep_ in {"attr", "acomp", "npadvmod"} for t in c.subtree]
    if verb.lemma_ in _GIVES or verb.lemma_ in {"be", "stand"}:
        # Wherever the parser hangs it: "at" after a chance belongs to the verb.
        near = (*verb.rights, *noun.subtree)
        yield [t for c in near if c.dep_ == "prep" and c.lower_ == "at" and c.i > noun.i for t in c.subtree]


def _spelled(tokens: list[Token]) -> str:
    ordered = sorted(tokens, key=lambda t: t.i)
    return ordered[0].doc[ordered[0].i : ordered[-1].i + 1].text if ordered else ""
