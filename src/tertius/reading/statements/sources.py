"""Whose words or thoughts a cue introduces: the mention in the sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tertius.reading.statements.lexicon import PARTICIPLES

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

__all__ = ["extent", "source_of_noun", "source_of_verb"]

_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj"})
_RELATIVE = frozenset({"who", "which", "that", "whom"})


def source_of_verb(verb: Token, depth: int = 0) -> Token | None:
    """Head of the mention that a verb takes its source from; None where the sentence shows none.

    The subject; of a passive the agent ("it was argued by X"); where there is no subject of its
    own, that of the verb it is coordinated with, is a complement of, or is a participle beside.
    """
    if depth > 5:
        return None
    own = _subject(verb)
    if own is not None:
        return own
    head = verb.head
    if head == verb:
        return None
    if verb.dep_ == "relcl" or head.dep_ == "relcl":
        who = next(
            (c for c in (head if head.dep_ == "relcl" else verb).children if c.lower_ == "who" and c.dep_ in _SUBJECTS),
            None,
        )
        return who if who is not None else head if verb.dep_ == "relcl" else source_of_verb(head, depth + 1)
    if verb.dep_ == "acl":
        return _of_participle(verb, head, depth)
    if verb.dep_ in {"conj", "xcomp", "advcl", "ccomp", "parataxis", "dep", "amod"} and head.pos_ in {"VERB", "AUX"}:
        passive_object = verb.dep_ == "xcomp" and next((c for c in head.children if c.dep_ == "dobj"), None)
        return passive_object or source_of_verb(head, depth + 1)
    if verb.dep_ == "xcomp" and head.pos_ in {"ADJ", "NOUN"}:
        return source_of_verb(head.head if head.head.pos_ in {"VERB", "AUX"} else head, depth + 1)
    if verb.dep_ == "pcomp" and head.dep_ in {"prep", "mark"}:
        governor = head.head
        return source_of_verb(governor, depth + 1) if governor.pos_ in {"VERB", "AUX"} else None
    return None


def source_of_noun(noun: Token) -> Token | None:
    """Whose opinion, claim or support a noun is: its owner, "among" and "by" whom, else the subject of its verb."""
    for child in noun.children:
        if child.dep_ == "poss":
            return child
    for child in noun.children:
        if child.dep_ in {"prep", "agent"} and child.lower_ in {"among", "by", "from"}:
            inner = next((c for c in child.children if c.dep_ == "pobj"), None)
            if inner is not None:
                return inner
    head = noun.head
    if noun.dep_ in {"dobj", "attr"} and head.pos_ in {"VERB", "AUX"}:
        return source_of_verb(head)
    if noun.dep_ == "pobj" and head.head.pos_ in {"VERB", "AUX"} and head.lower_ in {"with", "in", "of", "to"}:
        return source_of_verb(head.head)
    return next((c for c in noun.children if c.dep_ == "compound" and c.pos_ == "PROPN"), None)


def extent(head: Token) -> tuple[int, int]:
    """Token range of a mention: the phrase without relative clauses, appositions after a comma and asides."""
    doc: Doc = head.doc
    start, end = head.left_edge.i, head.i + 1
    for child in head.children:
        if child.i < head.i:
            continue
        if child.dep_ in {"prep", "compound", "nummod", "nmod", "flat"} or (
            child.dep_ == "appos" and doc[child.left_edge.i - 1].text != ","
        ):
            if child.left_edge.i > end or any(t.text in ',;:"' for t in child.subtree):
                break
            end = max(end, child.right_edge.i + 1)
        elif child.dep_ in {"conj", "cc"} and not any(t.pos_ == "VERB" for t in child.subtree):
            end = max(end, child.right_edge.i + 1)
        elif child.dep_ in {"punct", "appos", "relcl", "acl"}:
            if child.text == "-":
                continue
            break
    while start < head.i and (doc[start].is_punct or doc[start].dep_ in {"cc", "mark", "advmod", "preconj"}):
        start += 1
    return start, end


def _subject(verb: Token) -> Token | None:
    """Its own subject; of several the one after an inverted verb ("…, say analysts, …"), else the nearest before it."""
    subjects = [c for c in verb.children if c.dep_ in _SUBJECTS]
    if not subjects:
        return None
    before = [c for c in subjects if c.i < verb.i]
    inverted = [c for c in subjects if c.i > verb.i and verb.doc[verb.i - 1].is_punct]
    subject = inverted[0] if inverted else before[-1] if before else subjects[0]
    if subject.dep_ == "nsubjpass":
        agent = next((c for c in verb.children if c.dep_ == "agent"), None)
        return next((c for c in agent.children if c.dep_ == "pobj"), None) if agent is not None else None
    if subject.lower_ in _RELATIVE - {"who"} and verb.dep_ == "relcl":
        return verb.head
    return subject


def _of_participle(verb: Token, head: Token, depth: int) -> Token | None:
    """A participle beside a noun: the noun speaks ("a letter urging"), unless a comma and a word of speech say not."""
    doc = verb.doc
    comma = verb.i > 0 and doc[verb.i - 1].text == ","
    if comma and verb.tag_ == "VBG" and verb.lemma_.lower() in PARTICIPLES:
        governor = head
        while governor.pos_ not in {"VERB", "AUX"} and governor.head != governor:
            governor = governor.head
        if governor.pos_ in {"VERB", "AUX"}:
            found = source_of_verb(governor, depth + 1)
            if found is not None:
                return found
    if verb.tag_ == "VBN":
        agent = next((c for c in verb.children if c.dep_ == "agent"), None)
        return next((c for c in agent.children if c.dep_ == "pobj"), None) if agent is not None else None
    if verb.tag_ == "VB":
        return head if head.pos_ in {"NOUN", "PROPN", "PRON"} and depth == 0 else None
    return head
