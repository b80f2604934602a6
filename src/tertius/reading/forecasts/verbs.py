"""Judgements in verbs: "expects to", "doubts that", "is going to", "does not necessarily"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tertius.reading.forecasts.cues import Cue, Kind, clause_under, made, with_to
from tertius.reading.forecasts.lexicon import words
from tertius.reading.forecasts.negation import negation_of
from tertius.reading.forecasts.phrases import wording_of

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["disclaimer_cue", "going_cue", "necessity_cue", "verb_cue"]


def verb_cue(token: Token) -> Cue | None:
    """Verbs: expects to, plans to, doubts that, risks losing, does not mean that."""
    if token.pos_ not in {"VERB", "AUX"} or token.dep_ in {"aux", "amod", "compound"}:
        return None
    lemma = "hope" if token.lower_.startswith("hop") else token.lemma_
    negation = negation_of(token)
    if lemma in words("cues", "verbs", "thoughts") | words("cues", "verbs", "consequences"):
        hardly = next((c for c in token.children if c.lower_ in {"hardly", "necessarily"}), None)
        negation = (
            negation if negation is not None else (hardly if hardly is not None and hardly.lower_ == "hardly" else None)
        )
        if negation is None:
            return None
    particle: list[Token] = []
    if lemma in words("cues", "verbs", "exclusions"):
        out = [c for c in token.children if c.lower_ == "out" and c.dep_ in {"prt", "advmod", "prep"}]
        if lemma == "rule" and not out:
            return None
        particle = out
    event = clause_under(token, token)
    if event is not None and token.tag_ == "VBN" and event.dep_ == "pobj":
        event = None
    if event is None or (event.dep_ == "pobj" and lemma not in {"hint", "plan", "commit", "prepare", "hope"}):
        direct = [c for c in token.children if c.dep_ == "dobj" and c.pos_ in {"NOUN", "VERB"}]
        event = (
            direct[0]
            if direct
            and lemma not in {"think", "believe", "see", "offer", "promise", "fear", "worry", "explore", "want"}
            else None
        )
    if event is None or any(c.tag_ == "MD" and c.lower_ in {"should", "must"} for c in event.children):
        return None
    if any(c.dep_ == "mark" and c.lower_ in {"if", "whether"} for c in event.children):
        return None
    if (lemma == "risk" and negation is not None) or (lemma == "project" and event.pos_ not in {"VERB", "AUX"}):
        return None
    kind: Kind = "judgement"
    if lemma in words("cues", "verbs", "plans"):
        kind = "weak plan" if lemma in words("cues", "verbs", "weak_plans") else "plan"
    auxiliary = next((c for c in token.children if c.dep_ == "aux" and c.lower_ in {"can", "ca"}), None)
    spelled = f"{lemma} out" if particle else lemma
    forms: tuple[str, ...] = (spelled,)
    tokens = [token, *particle]
    if negation is not None:
        forms = ((f"can not {spelled}",) if auxiliary is not None else ()) + (f"not {spelled}",)
        tokens += [negation, *([auxiliary] if auxiliary is not None else [])]
        helper = next((c for c in token.children if c.dep_ == "aux" and c.lemma_ == "do"), None)
        tokens += [helper] if helper is not None and negation.dep_ == "neg" else []
    else:
        degree = [
            c for c in token.children if c.dep_ == "advmod" and c.i < token.i and wording_of(f"{c.lower_} {spelled}")
        ]
        if degree:
            forms, tokens = (f"{degree[0].lower_} {spelled}", spelled), [*tokens, degree[0]]
    return made(with_to(tokens, event), token, event, forms, kind=kind, negated=negation is not None)


def going_cue(token: Token) -> Cue | None:
    """The plain future: is going to."""
    event = next((c for c in token.children if c.dep_ == "xcomp" and any(g.tag_ == "TO" for g in c.children)), None)
    if token.tag_ != "VBG" or event is None or not any(c.lemma_ == "be" for c in token.children):
        return None
    negation = negation_of(token)
    to = next(c for c in event.children if c.tag_ == "TO")
    if negation is not None:
        return made([token, to, negation], token, event, ("not going to",), kind="modal", negated=True)
    return made([token, to], token, event, ("going to",), kind="modal")


def necessity_cue(token: Token) -> Cue | None:
    """Denied necessity: does not necessarily change necessity in the present."""
    verb = token.head
    if token.dep_ != "advmod" or verb.pos_ not in {"VERB", "AUX"} or any(c.tag_ == "MD" for c in verb.children):
        return None
    negation = negation_of(verb)
    if negation is None or verb.lemma_ in words("cues", "verbs", "consequences"):
        return None
    helper = [c for c in verb.children if c.dep_ == "aux"]
    return made([token, negation, *helper], verb, verb, ("not necessarily",), kind="judgement", negated=True)


def disclaimer_cue(token: Token) -> Cue | None:
    """Disclaimers: "that is not to say that the partnership will last"."""
    to = next((c for c in token.children if c.tag_ == "TO"), None)
    verb = token.head
    negation = negation_of(token) or (negation_of(verb) if verb.lemma_ == "be" else None)
    event = clause_under(token, token)
    if (
        to is None
        or negation is None
        or event is None
        or verb.lemma_ != "be"
        or token.dep_ not in {"xcomp", "ccomp", "acl"}
    ):
        return None
    return made([negation, to, token], token, event, ("not mean",), kind="judgement", negated=True)
