"""Whether a clause is negated, by particle, adverb, inverted "nor" or subject."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["negation_of", "negative_subject", "subject_of"]

_PARTICLES = frozenset(("not", "n't", "never"))
_FOCUS = frozenset(("only", "just", "merely", "simply", "least"))
_SUBJECTS = frozenset(("nobody", "none", "nothing", "neither", "no-one"))
_DETERMINERS = frozenset(("no", "neither"))
_SUBJECT_DEPS = frozenset(("nsubj", "nsubjpass", "csubj", "csubjpass"))


def subject_of(verb: Token) -> Token | None:
    """The subject of a verb: its own, else that of the verb it is coordinated with or controlled by."""
    seen = verb
    for _ in range(6):
        own = [child for child in seen.children if child.dep_ in _SUBJECT_DEPS]
        if own:
            return own[0]
        if seen.dep_ == "acl" and seen.head.pos_ in {"NOUN", "PROPN"} and seen.tag_ in {"VBG", "VBN"}:
            return seen.head
        if seen.dep_ == "xcomp":
            objects = [child for child in seen.head.children if child.dep_ == "dobj" and child.i < seen.i]
            if objects:
                return objects[0]
        if seen.dep_ not in {"conj", "xcomp", "advcl", "pcomp", "prep", "ccomp", "acomp", "attr", "oprd", "pobj"}:
            return None
        if seen.dep_ in {"advcl", "ccomp"} and seen.tag_ not in {"VBG", "VB"}:
            return None
        seen = seen.head
    return None


def negation_of(verb: Token) -> Token | None:
    """The token that negates a verb's clause, or None; "not only" negates nothing."""
    for child in verb.children:
        lower = child.lower_
        before = child.i < verb.i or verb.pos_ == "AUX"
        if before and lower in _PARTICLES and child.dep_ in {"neg", "advmod", "preconj"} and not _is_focus(child):
            return child
        if (
            lower in {"nor", "neither"}
            and child.i < verb.i
            and child.dep_ in {"cc", "preconj", "advmod", "nsubj", "det"}
        ):
            return child
        if lower == "longer" and any(grandchild.lower_ == "no" for grandchild in child.children):
            return child
        if lower == "way" and child.dep_ == "npadvmod" and any(g.lower_ == "no" for g in child.children):
            return child
    return negative_subject(verb)


def _is_focus(particle: Token) -> bool:
    following = particle.nbor(1) if particle.i + 1 < len(particle.doc) else None
    return following is not None and following.lower_ in _FOCUS


def negative_subject(verb: Token) -> Token | None:
    """The negative word of the subject: "nobody", "no concession", "neither Paris nor Berlin", "few in Moscow"."""
    own = next((child for child in verb.children if child.dep_ in _SUBJECT_DEPS), None)
    if own is None:
        return None
    if own.lower_ in _SUBJECTS:
        return own
    if own.lower_ == "few" and not any(child.lower_ == "a" for child in own.children):
        return own
    for child in own.children:
        if child.lower_ in _DETERMINERS and child.dep_ in {"det", "preconj", "cc", "nmod"} and child.i < own.i:
            return child
        if child.lower_ == "few" and child.dep_ == "amod" and not any(c.lower_ in {"a", "the"} for c in own.children):
            return child
        if child.lower_ == "one" and any(g.lower_ == "no" for g in child.children):
            return child
    if own.lower_ == "one" and any(g.lower_ == "no" for g in own.children):
        return own
    return None
