"""Whom "he" and "she" mean: the person who was last the subject and fits."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from tertius.reading.parse import Parsed
from tertius.reading.quotes import Quote

if TYPE_CHECKING:
    from spacy.tokens import Token

    from tertius.reading.named import Somebody

__all__ = ["Place", "antecedents"]

Place = tuple[int, int]
"""Paragraph and token."""

_GENDER = {"he": "m", "she": "f", "his": "m", "her": "f", "him": "m", "himself": "m", "herself": "f"}
_SAYS = frozenset({"say", "add", "tell", "write", "explain", "note", "continue", "warn", "argue"})
_ENCOUNTERS = frozenset({"meet", "tell", "speak", "talk", "phone", "visit", "host", "receive", "greet", "congratulate"})
"""What two people do with one another: after it either may be the one who speaks."""

_ANSWERS = frozenset({"reply", "answer", "respond", "retort"})
"""Somebody else says this: never the one who spoke last."""
_REACH = 5
"""Sentences back; each resolved pronoun counts as a mention, so that a chain may run on."""


def antecedents(parsed: Parsed, places: dict[Place, Somebody], quotes: Sequence[Quote]) -> dict[Place, Somebody]:
    """Every "he", "she", "his" and "her" that means one person, with that person.

    Words in quotation marks and words outside them are two conversations: a pronoun looks for
    its person in its own. Where a sentence names two who fit and neither is its subject, the
    pronoun stays open.
    """
    found: dict[Place, Somebody] = {}
    spans = sorted((q.start, q.end) for q in quotes if not q.inner and not q.single)
    # Sentences of the two conversations, each a list of (token, person).
    past: dict[bool, list[list[tuple[Token, Somebody]]]] = {True: [], False: []}
    for number, sentence, inside in _pieces(parsed, spans):
        here: list[tuple[Token, Somebody]] = []
        for token in sentence:
            who = places.get((number, token.i))
            gender = _GENDER.get(token.lower_)
            if who is None and gender is not None and token.pos_ == "PRON":
                who = _antecedent(token, gender, here, past[inside])
                if who is not None:
                    found[number, token.i] = who
            if who is not None:
                here.append((token, who))
        if here:
            past[inside].append(here)
        elif past[inside]:
            past[inside].append([])
    return found


def _pieces(parsed: Parsed, spans: Sequence[tuple[int, int]]) -> Iterator[tuple[int, list[Token], bool]]:
    """Sentences cut at quotation marks: paragraph, tokens, whether they stand inside marks."""
    starts = [a for a, _ in spans]
    for number, paragraph in enumerate(parsed.paragraphs):
        base = paragraph.block.start
        for sentence in paragraph.doc.sents:
            parts: dict[bool, list[Token]] = {False: [], True: []}
            for token in sentence:
                place = base + token.idx
                k = bisect_right(starts, place) - 1
                parts[k >= 0 and place < spans[k][1]].append(token)
            for inside, tokens in parts.items():
                if tokens:
                    yield number, tokens, inside


def _antecedent(
    pronoun: Token, gender: str, here: list[tuple[Token, Somebody]], past: list[list[tuple[Token, Somebody]]]
) -> Somebody | None:
    possessive = pronoun.dep_ == "poss"
    if pronoun.dep_ == "nsubj" and pronoun.head.lemma_ in _ANSWERS:
        return None
    for n, mentions in enumerate([here, *reversed(past[-_REACH:])]):
        fitting = [
            (t, w)
            for t, w in mentions
            if w.gender in {None, gender} and not (n == 0 and _bound(t, pronoun, possessive))
        ]
        if not fitting:
            continue
        if n == 1 and not possessive and pronoun.dep_ == "nsubj" and pronoun.head.lemma_ in _SAYS:
            # "…, Bell said. …, he added": who spoke last goes on.
            spoke = [w for t, w in fitting if t.dep_ == "nsubj" and t.head.lemma_ in _SAYS]
            if len({id(w) for w in spoke}) == 1:
                return spoke[0]
        met = any(t.dep_ == "nsubj" and t.head.lemma_ in _ENCOUNTERS for t, _ in fitting)
        if n and not possessive and met and len({id(w) for _, w in fitting}) > 1:
            # "X met Y. He said …": nobody can tell, so nobody is named.
            return None
        subjects = [w for t, w in fitting if t.dep_ in {"nsubj", "nsubjpass"}]
        main = [
            w for t, w in fitting if t.dep_ in {"nsubj", "nsubjpass"} and t.head.dep_ in {"ROOT", "ccomp", "parataxis"}
        ]
        for group in (main if n else subjects, subjects, [w for _, w in fitting]):
            distinct = list(dict.fromkeys(id(w) for w in group))
            if len(distinct) == 1:
                return group[0]
            if group and n == 0 and not possessive:
                return group[0]
            if group:
                sure = [w for w in group if w.gender == gender]
                if len({id(w) for w in sure}) == 1:
                    return sure[0]
                return None
    return None


def _bound(token: Token, pronoun: Token, possessive: bool) -> bool:
    """An object of the same verb cannot be its subject's pronoun."""
    return not possessive and token.head == pronoun.head and token != pronoun
