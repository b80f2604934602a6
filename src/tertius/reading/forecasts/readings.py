"""Modals that forecast nothing: questions, counterfactuals, purposes, abilities, the past, manners of speaking."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tertius.reading.forecasts.cues import Cue
from tertius.reading.forecasts.lexicon import words

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

__all__ = ["is_forecast", "is_granted", "is_manner"]

_PAST_TIMES = re.compile(
    r"\b(?:in those (?:days|years)|at (?:the|that) time|back then|used to|during the Cold War|"
    r"in the (?:early |late |mid-)?(?:18|19)\d\ds|in (?:1\d\d\d|200\d)|"
    r"last (?:year|month|week|decade|century|spring|summer|autumn|winter)|"
    r"\w+ (?:years|decades|months) (?:ago|earlier))\b",
    re.IGNORECASE,
)
_USED_TO = re.compile(r"\bused to (?:believe|think|expect|hope|assume|say|fear)\b", re.IGNORECASE)
_WH = frozenset(("how", "why", "what", "when", "where", "who", "which", "whom", "whose"))
_MIND = frozenset(
    ("hear", "find", "surprise", "guess", "imagine", "think", "expect", "suppose", "wonder", "care", "mind")
)


_PROPOSALS = frozenset(
    (
        "bill",
        "law",
        "plan",
        "proposal",
        "measure",
        "legislation",
        "deal",
        "agreement",
        "ceasefire",
        "cease-fire",
        "resolution",
        "amendment",
        "formula",
        "effort",
        "anything",
        "something",
        "nothing",
        "one",
    )
)
"""What "would" describes rather than predicts: "a deal that would halt the bombing"."""

_STATES = frozenset(
    (
        "be",
        "have",
        "seem",
        "look",
        "appear",
        "want",
        "like",
        "share",
        "feel",
        "think",
        "believe",
        "blame",
        "know",
        "need",
    )
)
"""Verbs with which "may" grants a point about the present: "may share a border, but"."""


def is_forecast(cue: Cue, sentence: Span, *, quoted: bool) -> bool:
    """Whether a judgement speaks of what is still to come, and as an assertion."""
    if _asks(cue, sentence) or _counterfactual(cue) or _is_over(cue) or _is_purpose(cue):
        return False
    if cue.kind in {"plan", "weak plan"} and not _open_plan(cue):
        return False
    return not _is_past(cue, sentence, quoted=quoted)


def _asks(cue: Cue, sentence: Span) -> bool:
    """A question, or a clause under "whether" and its kin."""
    last = next((t for t in reversed(list(sentence)) if t.text not in {'"', "'", ")", "]"} and not t.is_space), None)
    if last is not None and last.text == "?":
        return True
    for verb in (cue.governor, *cue.governor.ancestors):
        if verb.sent != sentence:
            break
        if any(c.lower_ == "whether" and c.i < verb.i for c in verb.children):
            return True
        opening = verb.left_edge
        if opening.lower_ in {"how", "why", "what"} and opening.i < verb.i and _verb_over(opening) == verb:
            return all(t.i > verb.left_edge.i for t in cue.tokens)
        asked = verb.dep_ in {"ccomp", "pcomp", "csubj", "acl"} and any(
            c.lower_ in _WH and c.i < verb.i and c.dep_ in {"advmod", "dobj", "attr", "pobj", "nsubj", "det"}
            for c in verb.children
        )
        if asked and not any(t.i < verb.i for t in cue.tokens if t.head != verb and not verb.is_ancestor(t)):
            return True
    return False


def _verb_over(token: Token) -> Token:
    """The nearest verb above a word."""
    return next((a for a in token.ancestors if a.pos_ in {"VERB", "AUX"}), token)


def _counterfactual(cue: Cue) -> bool:
    """The counterfactual: could have, would have, might have: about what did not happen."""
    for verb in (cue.event, *cue.event.ancestors):
        modals = {c.lower_ for c in verb.children if c.tag_ == "MD"}
        perfect = any(c.lemma_ == "have" and c.dep_ == "aux" and c.tag_ == "VB" for c in verb.children)
        if perfect and modals & {"would", "could", "might", "may", "should", "must", "'d", "can"}:
            return True
        if verb.dep_ not in {"ccomp", "xcomp", "conj"}:
            return False
    return False


def _is_over(cue: Cue) -> bool:
    """A judgement about what has happened: "no doubt that it has"."""
    verb = cue.event
    if cue.kind == "modal" or verb.pos_ not in {"VERB", "AUX"} or any(c.tag_ == "MD" for c in verb.children):
        return False
    if any(c.tag_ == "TO" for c in verb.children):
        return any(c.lemma_ == "have" and c.dep_ == "aux" for c in verb.children)
    perfect = verb.tag_ == "VBN" and any(c.lemma_ == "have" and c.dep_ == "aux" for c in verb.children)
    finite = any(c.dep_ in {"nsubj", "nsubjpass", "expl"} for c in verb.children)
    if (
        cue.kind == "judgement"
        and verb != cue.governor
        and finite
        and verb.tag_ in {"VBZ", "VBP"}
        and verb.lemma_ in {"be", "have"}
    ):
        return not _to_come(cue)
    # "split" and "cut" look alike in past and present: after a chance they are still to come.
    past = verb.tag_ == "VBD" and not (verb.lower_ == verb.lemma_ and _to_come(cue))
    return perfect or (past and finite)


def _to_come(cue: Cue) -> bool:
    """Judgements whose clause may stand in the present and still be about the future."""
    return any(
        t.lemma_ in {"chance", "possibility", "risk", "prospect", "danger", "expect", "predict", "likelihood"}
        for t in cue.tokens
    )


def _is_purpose(cue: Cue) -> bool:
    """The purpose: so that it could; in order that; lest."""
    verb = cue.governor
    marks = [c for c in verb.children if c.dep_ in {"mark", "advmod"} and c.i < verb.i]
    if (
        verb.dep_ in {"advcl", "ccomp"}
        and any(c.lower_ == "so" for c in marks)
        and any(c.lower_ == "that" for c in marks)
    ):
        return True
    if any(c.lower_ == "that" and c.i > 0 and c.nbor(-1).lower_ in {"so", "order"} for c in marks):
        degree = next(c.nbor(-1) for c in marks if c.lower_ == "that" and c.i > 0)
        return degree.nbor(1).i == degree.i + 1
    return any(c.lower_ == "lest" for c in marks)


def is_manner(cue: Cue) -> bool:
    """I would argue, critics will say, one would think, would rather."""
    if cue.kind != "modal":
        return False
    head = cue.event
    subject = next((c for c in head.children if c.dep_ in {"nsubj", "expl"}), None)
    if head.lemma_ in words("cues", "speech"):
        return True
    if (
        head.lemma_ in _MIND
        and subject is not None
        and subject.lower_ in {"i", "one", "you", "we", "few", "who", "nobody"}
    ):
        return True
    if head.dep_ == "relcl" and head.head.lemma_ in _PROPOSALS and any(t.lower_ == "would" for t in cue.tokens):
        return True
    described = subject is not None and subject.lemma_ in _PROPOSALS - {"deal", "effort", "plan", "anything", "one"}
    if described and any(t.lower_ == "would" for t in cue.tokens):
        return True
    if is_granted(cue) and head.lemma_ in _STATES:
        return True
    return any(c.lower_ == "rather" and c.dep_ == "advmod" for c in head.children)


def is_granted(cue: Cue) -> bool:
    """A point granted before the speaker's own: "may speak of friendship, but"."""
    but = any(c.lower_ == "but" and c.dep_ == "cc" for c in cue.event.children)
    return but and cue.kind == "modal" and cue.tokens[0].lower_ in {"may", "might"}


def _open_plan(cue: Cue) -> bool:
    """A plan that was still open: present, perfect, or reported; a bare past wish is history."""
    verb = cue.governor
    if verb.pos_ not in {"VERB", "AUX"}:
        return True
    perfect_infinitive = any(c.lemma_ == "have" and c.tag_ == "VB" for c in verb.children) and verb.tag_ == "VBN"
    conditional = any(c.tag_ == "MD" and c.lower_ in {"would", "could", "might"} for c in verb.children)
    if perfect_infinitive and conditional:
        return False
    if verb.tag_ == "VBD" and cue.kind == "weak plan":
        return _under_report(verb)
    return not (verb.dep_ in {"advcl", "acl"} and verb.tag_ in {"VBG", "VBN"} and cue.kind == "weak plan")


def _under_report(verb: Token) -> bool:
    return any(a.lemma_ in words("cues", "speech", "report") for a in verb.ancestors) or any(
        c.lemma_ in words("cues", "speech", "report") and c.dep_ in {"ccomp", "parataxis"} for c in verb.children
    )


def _is_past(cue: Cue, sentence: Span, *, quoted: bool) -> bool:
    """The past: would and could of a story about the past, outside reported speech."""
    heads = {t.lower_ for t in cue.tokens}
    if cue.kind != "modal":
        verb = cue.governor
        return (
            verb.tag_ == "VBD"
            and cue.kind in {"judgement", "attempt"}
            and not quoted
            and not _under_report(verb)
            and (verb.lemma_ not in words("cues", "speech", "report") or bool(_PAST_TIMES.search(sentence.text)))
        )
    if not heads & {"would", "could", "might", "'d"} or quoted:
        return False
    if _USED_TO.search(sentence.text):
        return True
    if _PAST_TIMES.search(sentence.text) and not _under_report(cue.governor):
        return True
    root = sentence.root
    if root == cue.governor or _under_report(cue.governor):
        return False
    past = root.tag_ == "VBD" and root.lemma_ not in words("cues", "speech", "report")
    concedes = any(c.lower_ in {"though", "although", "while", "but"} for c in cue.governor.children)
    inside = cue.governor.dep_ in {"relcl", "advcl", "acl"} and root.is_ancestor(cue.governor) and not concedes
    return past and "might" not in heads and (inside or "could" in heads)
