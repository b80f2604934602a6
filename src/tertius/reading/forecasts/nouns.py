"""Judgements in nouns: "there is little chance that", "the prospects are dim", "on course for"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tertius.reading.forecasts.cues import Cue, Kind, clause_under, made
from tertius.reading.forecasts.lexicon import words
from tertius.reading.forecasts.negation import negation_of
from tertius.reading.forecasts.phrases import wording_of

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["noun_cue", "phrase_cue", "thought_cue"]

_HOLDERS = frozenset(
    (
        "be",
        "have",
        "see",
        "face",
        "hold",
        "remain",
        "exist",
        "carry",
        "run",
        "stand",
        "give",
        "offer",
        "discuss",
        "raise",
        "show",
    )
)


def noun_cue(token: Token) -> Cue | None:
    """Nouns: chance, possibility, prospect, risk, doubt, sign: existential, possessed, or measured by an adjective."""
    if token.pos_ != "NOUN" or token.dep_ == "compound":
        return None
    verb = token.head
    measured = _measured(token)
    if measured is not None:
        return measured
    if (
        token.dep_ in {"nsubj", "nsubjpass"}
        and any(c.dep_ in {"acomp", "attr"} for c in verb.children)
        and not any(c.lower_ in {"no", "little"} for c in token.children)
    ):
        return None
    quantity = [
        c
        for c in token.children
        if c.dep_ in {"det", "amod", "nummod"} and c.i < token.i and c.lower_ not in {"a", "an", "the", "any"}
    ]
    negated = any(c.lower_ in {"no", "little"} for c in quantity)
    finite = any(
        c.dep_ in {"acl", "ccomp", "relcl"} and any(g.lower_ == "that" and g.i < c.i for g in c.children)
        for c in token.rights
    )
    if finite and token.lemma_ in _OPEN_NOUNS and token.dep_ != "ROOT":
        verb = token.head
    held = (finite and token.lemma_ in _OPEN_NOUNS) or (
        token.dep_ in {"attr", "dobj", "nsubj", "conj"} and verb.lemma_ in _HOLDERS
    )
    if not held and not negated and not (token.dep_ == "ROOT" and quantity):
        return None
    every = token.lemma_ == "reason" and any(c.lower_ in {"every", "good"} for c in quantity)
    if token.lemma_ in words("cues", "nouns", "needs_quantity") and not negated and not every:
        return None
    event = clause_under(token, token)
    if event is None and verb.pos_ in {"VERB", "AUX"}:
        event = next((c for c in verb.children if c.dep_ in {"ccomp", "xcomp"} and c.i > token.i), None)
    if event is None or event.lemma_ in {"this", "that", "it"}:
        return None
    if token.lemma_ == "reason":
        event = clause_under(event, event)
        if event is None:
            return None
    negation = negation_of(verb) if verb.pos_ in {"VERB", "AUX"} else None
    inner = [d for c in quantity for d in c.children if d.dep_ == "advmod"]
    forms = [" ".join(t.lower_ for t in (*inner, *quantity)) + f" {token.lemma_}"]
    forms += [f"{c.lower_} {token.lemma_}" for c in quantity]
    if negation is not None:
        forms = [f"no {token.lemma_}"]
    elif not quantity:
        forms.append(token.lemma_)
    forms.append(token.lower_ if token.lemma_ != "chance" else "chance")
    kind: Kind = "plan" if token.lemma_ in words("cues", "nouns", "of_plans") else "judgement"
    parts = [token, *quantity, *inner, *([negation] if negation is not None else [])]
    governor = verb if verb.pos_ in {"VERB", "AUX"} and held else token
    return made(parts, governor, event, tuple(forms), kind=kind, negated=negated or negation is not None)


_OPEN_NOUNS = frozenset(
    ("possibility", "risk", "danger", "prospect", "likelihood", "chance", "fear", "worry", "concern", "threat")
)
"""Nouns that judge their that-clause wherever they stand: "haunted by the possibility that"."""


def thought_cue(token: Token) -> Cue | None:
    """The idea that Russia would turn on China is fanciful; it is an illusion to think that it will."""
    if token.pos_ not in {"NOUN", "ADJ", "VERB", "PROPN"} or token.dep_ not in {
        "attr",
        "acomp",
        "ROOT",
        "oprd",
        "ccomp",
    }:
        return None
    verb = token.head if token.dep_ != "ROOT" else token
    if verb.lemma_ not in {"be", "remain", "seem", "look"} or negation_of(verb) is not None:
        return None
    idea = next((c for c in verb.children if c.dep_ == "nsubj" and c.lemma_ in _IDEAS), None)
    clause = clause_under(idea, idea) if idea is not None else None
    parts = [token]
    if clause is None:
        thought = clause_under(token, verb)
        if thought is None or thought.lemma_ not in {
            "think",
            "believe",
            "expect",
            "hope",
            "imagine",
            "suppose",
            "assume",
        }:
            return None
        clause = clause_under(thought, thought) or next((c for c in thought.children if c.dep_ == "dobj"), None)
        parts.append(thought)
    if clause is None:
        return None
    return made(parts, verb, clause, (token.lemma_.casefold(),), kind="judgement")


_IDEAS = frozenset(
    (
        "idea",
        "notion",
        "claim",
        "belief",
        "hope",
        "assumption",
        "thought",
        "argument",
        "view",
        "theory",
        "suggestion",
        "expectation",
        "prediction",
        "premise",
    )
)


def _beside(verb: Token, token: Token) -> Token | None:
    """What follows "on course" under its verb: "for a clash", "to collide"."""
    for child in verb.children:
        if child.i > token.i and child.dep_ == "prep" and child.lower_ in {"for", "to", "of", "towards", "toward"}:
            return next((c for c in child.children if c.dep_ in {"pobj", "pcomp"}), None)
        if child.i > token.i and child.dep_ in {"xcomp", "advcl"} and any(g.tag_ == "TO" for g in child.children):
            return child
    return None


def _measured(token: Token) -> Cue | None:
    """The chances of a thaw are slim; the odds are that; chances are that."""
    verb = token.head
    if token.dep_ not in {"nsubj", "nsubjpass"} or verb.lemma_ not in {"be", "seem", "look", "remain", "appear"}:
        return None
    name = "chances" if token.lemma_ == "chance" else "odds" if token.lower_ == "odds" else f"{token.lemma_}s"
    said = [c for c in verb.children if c.dep_ in {"ccomp", "attr"} and c.pos_ in {"VERB", "AUX"} and c.i > verb.i]
    if said and token.lower_ in {"chance", "chances", "odds"}:
        return made([token, verb], verb, said[0], (f"{name} are",), kind="judgement")
    measure = next((c for c in verb.children if c.dep_ in {"acomp", "attr"} and c.i > verb.i), None)
    event = clause_under(token, token)
    if measure is None or event is None:
        return None
    degree = [c for c in measure.children if c.dep_ == "advmod" and c.i < measure.i]
    exact = " ".join(t.lower_ for t in (*degree, measure))
    whole = " ".join(t.lower_ for t in measure.subtree if t.i >= measure.left_edge.i)
    forms = (f"{name} {whole}", f"{name} {exact}", f"{name} {measure.lower_}")
    if wording_of(forms[0]) is not None:
        degree = [t for t in measure.subtree if t != measure]
    negation = negation_of(verb)
    if negation is not None or not any(wording_of(form) for form in forms):
        return None
    return made([token, measure, *degree], verb, event, forms, kind="judgement")


def phrase_cue(token: Token) -> Cue | None:
    """Prepositions: on course for, on the verge of, out of the question, a matter of time."""
    preposition = token.head
    if token.lower_ in {"course", "track", "verge", "brink"}:
        if token.dep_ != "pobj" or preposition.lower_ != "on":
            return None
        event = clause_under(token, token) or _beside(preposition.head, token)
        if event is None:
            return None
        the = [c for c in token.children if c.lower_ == "the"]
        spelled = f"on the {token.lower_}" if the else f"on {token.lower_}"
        return made([preposition, *the, token], preposition.head, event, (spelled,), kind="judgement")
    if token.lower_ == "matter":
        verb = token.head
        time = any(g.lower_ == "time" for c in token.children if c.lower_ == "of" for g in c.children)
        before = [
            c
            for v in (token, verb)
            for c in v.children
            if c.dep_ in {"advcl", "acl", "ccomp"} and any(g.lower_ in {"before", "until"} for g in c.children)
        ]
        if not time or not before or verb.lemma_ != "be":
            return None
        of = next(c for c in token.children if c.lower_ == "of")
        parts = [token, of, *(g for g in of.children if g.lower_ == "time")]
        return made(parts, verb, before[0], ("a matter of time",), kind="judgement")
    if (
        token.lower_ == "question"
        and token.dep_ == "pobj"
        and preposition.lower_ == "of"
        and preposition.head.lower_ == "out"
    ):
        verb = preposition.head.head
        event = next((c for c in verb.children if c.dep_ in {"nsubj", "csubj", "ccomp"} and c.lower_ != "it"), None)
        if event is None:
            return None
        negation = negation_of(verb)
        forms = ("not out of the question",) if negation is not None else ("out of the question",)
        parts = [preposition.head, preposition, token, *([negation] if negation is not None else [])]
        return made(parts, verb, event, forms, kind="judgement", negated=negation is None)
    return None
