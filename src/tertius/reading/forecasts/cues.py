"""Where a sentence judges the future: modals, adjectives, verbs and the clauses they speak of."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from tertius.reading.forecasts.lexicon import words
from tertius.reading.forecasts.negation import negation_of
from tertius.reading.forecasts.phrases import Wording, wording_of

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

__all__ = ["Cue", "Kind", "clause_under", "cues_of", "governor_of", "made", "with_to"]

Kind = Literal["modal", "judgement", "attempt", "plan", "weak plan"]

_CLAUSES = frozenset(("xcomp", "ccomp", "acl", "advcl", "csubj", "relcl"))
_COPULAS = frozenset(("be", "seem", "appear", "look", "become", "remain", "prove", "sound", "feel", "get"))


@dataclass(frozen=True, slots=True, eq=False)
class Cue:
    """A judgement: its words, the word that carries it in the tree, and the head of what it speaks of.

    `denied` says that the words deny the event, whatever range they imply: "may not", "no chance".
    """

    tokens: tuple[Token, ...]
    governor: Token
    event: Token
    wording: Wording | None
    denied: bool
    kind: Kind


def cues_of(sentence: Span) -> Iterator[Cue]:
    """Every judgement of a sentence, nested ones too, in the order of their words."""
    for token in sentence:
        reader = _readers().get(token.lower_) or _readers().get(token.lemma_)
        if reader is not None and (found := reader(token)) is not None:
            yield found


_FOUND: dict[str, Callable[[Token], Cue | None]] = {}


def _readers() -> dict[str, Callable[[Token], Cue | None]]:
    """Which rule reads which word; built at the first sentence."""
    if not _FOUND:
        from tertius.reading.forecasts import nouns, stated, verbs

        for word in words("cues", "nouns"):
            _FOUND[word] = nouns.noun_cue
        for word in ("course", "track", "verge", "brink", "question", "matter"):
            _FOUND[word] = nouns.phrase_cue
        for word in words("cues", "thoughts"):
            _FOUND[word] = nouns.thought_cue
        for key in ("expectations", "plans", "risks", "thoughts", "consequences", "exclusions"):
            for word in words("cues", "verbs", key):
                _FOUND[word] = _either(_FOUND.get(word), verbs.verb_cue)
        for word in words("cues", "adjectives"):
            _FOUND[word] = _either(_adjective, _FOUND.get(word))
        for word in ("chance", "probability", "likelihood", "odds", "risk", "possibility"):
            _FOUND[word] = _either(stated.number_cue, _FOUND[word])
        for word in words("cues", "modals"):
            _FOUND[word] = _modal
        for word in ("say", "suggest", "claim", "pretend"):
            _FOUND[word] = verbs.disclaimer_cue
        _FOUND["hopes"] = _FOUND["hoping"] = verbs.verb_cue  # the lemmatiser makes them "hop"
        _FOUND["true"] = _FOUND["untrue"] = _FOUND["false"] = _truth
        _FOUND["going"] = verbs.going_cue
        _FOUND["necessarily"] = verbs.necessity_cue
    return _FOUND


def _either(
    first: Callable[[Token], Cue | None] | None, second: Callable[[Token], Cue | None] | None
) -> Callable[[Token], Cue | None]:
    def read(token: Token) -> Cue | None:
        found = first(token) if first else None
        return found if found is not None or second is None else second(token)

    return read


def made(
    tokens: list[Token], governor: Token, event: Token, spelled: tuple[str, ...], *, kind: Kind, negated: bool = False
) -> Cue | None:
    """A cue from the first spelling that the table holds; without one the range is left open."""
    wording = next((w for s in spelled if (w := wording_of(s)) is not None), None)
    low = wording is not None and wording.term in _LOW and not wording.denied
    high_failing = wording is not None and wording.denied
    ordered = tuple(sorted(set(tokens), key=lambda token: token.i))
    return Cue(ordered, governor, event, wording, low or high_failing or (wording is None and negated), kind)


_LOW = frozenset(
    (
        "Almost No Chance",
        "Remote Chance",
        "Highly Unlikely",
        "Little Chance",
        "Chances are Slight",
        "Improbable",
        "Unlikely",
    )
)


def governor_of(token: Token) -> Token:
    """The verb that carries a predicate: "is" of "is likely", the word itself where it is a verb."""
    if token.dep_ in {"acomp", "attr", "oprd", "dobj", "nsubj", "nsubjpass"} and token.head.pos_ in {"VERB", "AUX"}:
        return token.head
    if token.dep_ == "advmod" and token.head.lemma_ in _COPULAS:
        return token.head
    if token.dep_ == "conj" and token.head.pos_ == token.pos_ == "ADJ":
        return governor_of(token.head)
    return token


def clause_under(token: Token, governor: Token) -> Token | None:
    """The clause that a predicate speaks of: under the word itself, else beside it under its verb."""
    own = [c for c in token.children if c.dep_ in _CLAUSES and c.i > token.i and _is_complement(c)]
    if own:
        return own[0]
    if governor != token:
        beside = [c for c in governor.children if c.dep_ in _CLAUSES and c.i > token.i and _is_complement(c)]
        if beside:
            return beside[0]
        before = [c for c in governor.children if c.dep_ in {"csubj", "csubjpass"}]
        if before:
            return before[0]
    for preposition in token.children:
        if (
            preposition.dep_ == "prep"
            and preposition.i > token.i
            and preposition.lower_ in {"of", "to", "at", "on", "for"}
        ):
            inner = [c for c in preposition.children if c.dep_ in {"pcomp", "pobj"}]
            if inner:
                return inner[0]
    return None


def _is_complement(clause: Token) -> bool:
    """A that-clause, an infinitive or a bare clause; not "if", "because", "while" or a relative."""
    if clause.dep_ == "relcl" and not any(
        (c.lower_ == "that" or c.tag_ == "TO") and c.i < clause.i for c in clause.children
    ):
        return False
    marks = {c.lower_ for c in clause.children if c.dep_ == "mark"}
    if marks - {"that", "for", "to", "as"} or "as" in marks:
        return False
    if clause.dep_ == "advcl":
        return any(c.tag_ == "TO" for c in clause.children) or bool(marks)
    return True


def _modal(token: Token) -> Cue | None:
    """Modals: will, would, may, might, could, cannot: with the adverb and the negation of their clause."""
    if token.tag_ != "MD" or token.dep_ != "aux":
        return None
    verb = token.head
    negation = negation_of(verb)
    adverbs = [c for c in verb.children if c.lower_ in words("cues", "adverbs") and c.dep_ in {"advmod", "neg"}]
    adverbs = [c for c in adverbs if c.i < verb.i or c.i == token.i + 1]
    base = {"wo": "will", "'ll": "will", "'d": "would", "ca": "can"}.get(token.lower_, token.lower_)
    if base == "can" and negation is None and not any(a.lower_ in {"hardly", "never", "scarcely"} for a in adverbs):
        return None
    for adverb in adverbs:
        degree = [c for c in adverb.children if c.dep_ == "advmod" and c.i == adverb.i - 1]
        spelled_adverb = " ".join(t.lower_ for t in (*degree, adverb))
        negative = "not" if negation is not None and negation != adverb else ""
        before = negation is not None and negation.i < adverb.i
        order = (base, negative, spelled_adverb) if before else (base, spelled_adverb, negative)
        spelled = " ".join(part for part in order if part)
        if wording_of(spelled) is not None and (
            base in {"will", "would", "shall"} or wording_of(f"{base} {spelled_adverb}")
        ):
            parts = [token, adverb, *degree, *([negation] if negation is not None else [])]
            return made(parts, verb, verb, (spelled,), kind="modal")
    parts = [token] if negation is None else [token, negation]
    spelled = base if negation is None else f"{base} not"
    return made(parts, verb, verb, (spelled,), kind="modal", negated=negation is not None)


def _adjective(token: Token) -> Cue | None:
    """Adjectives: likely, bound to, difficult, inevitable: said of a clause, or of a noun."""
    if token.dep_ == "amod" and token.lower_ in {"likely", "probable", "plausible"}:
        return _outcome(token)
    if token.dep_ in {"amod", "compound", "aux", "auxpass", "mark", "prep", "det"} or token.tag_ in {
        "VB",
        "VBP",
        "VBZ",
        "RP",
    }:
        return None
    if token.tag_ == "VBD" or (
        token.tag_ == "VBN" and any(c.lemma_ == "have" and c.dep_ == "aux" for c in token.children)
    ):
        return None
    if token.dep_ == "advmod" and token.head.lemma_ not in _COPULAS:
        return None
    governor = governor_of(token)
    word = token.lower_
    event = clause_under(token, governor)
    if event is None:
        said_of = next(
            (c for c in governor.children if c.dep_ in {"nsubj", "nsubjpass"} and c.pos_ in {"NOUN", "PROPN"}), None
        )
        if word not in words("cues", "adjectives", "needs_clause") or (word == "possible" and _moves(said_of)):
            event = said_of
    if event is None and word in {"sure", "certain", "confident"}:
        event = _misplaced(token)
    if event is None:
        return None
    if word in {"about", "due", "set"} and (event.pos_ not in {"VERB", "AUX"} or not _is_predicate(token, governor)):
        return None
    if word in words("cues", "adjectives", "of_attempts") and event.lemma_ in words("cues", "speech", "grasp"):
        return None
    tokens = [token]
    spelled = word
    if word in words("cues", "adjectives", "opens_a_thought") and event.lemma_ in {
        "expect",
        "think",
        "believe",
        "hope",
        "see",
        "imagine",
    }:
        thought = clause_under(event, event) or next((c for c in event.children if c.dep_ == "dobj"), None)
        if thought is not None and wording_of(f"{word} to {event.lemma_}") is not None:
            tokens, spelled, event = [token, event], f"{word} to {event.lemma_}", thought
    tokens, forms, negated = _with_context(token, governor, tokens, spelled)
    kind: Kind = "judgement"
    if word in words("cues", "adjectives", "of_plans"):
        kind = "plan"
    elif word in words("cues", "adjectives", "of_attempts"):
        kind = "attempt"
    if kind == "plan" and governor != token:
        tokens = [*tokens, *(c for c in governor.children if c.tag_ == "MD")]
        tokens = [*tokens, governor] if len(tokens) > 1 and any(t.tag_ == "MD" for t in tokens) else tokens
    return made(with_to(tokens, event), governor, event, forms, kind=kind, negated=negated)


def _truth(token: Token) -> Cue | None:
    """A future thrown out whole: "it is not true that China will attack", "it is false that"."""
    governor = governor_of(token)
    negated = negation_of(governor) is not None
    event = clause_under(token, governor)
    if token.dep_ != "acomp" or event is None or not any(c.tag_ == "MD" for c in event.children):
        return None
    if negated != (token.lower_ == "true"):
        return None
    negation = negation_of(governor)
    parts = [token] if negation is None else [negation, token]
    return Cue(tuple(parts), governor, event, None, True, "judgement")


def _moves(noun: Token | None) -> bool:
    """Whether a noun names something that brings states together or drives them apart: "a deal is possible"."""
    turns = words("relations", "nouns", "closer") | words("relations", "nouns", "apart")
    return noun is not None and noun.lemma_ in turns


def _is_predicate(token: Token, governor: Token) -> bool:
    """Whether a word is said of a subject by a verb: "looks set to", not "set to work"."""
    return (
        governor != token or token.tag_ != "VBN" or any(c.lemma_ == "be" for c in token.children) or token.dep_ == "acl"
    )


def _outcome(token: Token) -> Cue | None:
    """The most likely outcome is that Russia stays."""
    noun = token.head
    verb = noun.head
    if noun.lemma_ not in {"outcome", "scenario", "result", "course", "consequence", "effect"} or verb.lemma_ != "be":
        return None
    said = [
        c
        for c in verb.children
        if c.dep_ in {"ccomp", "attr", "nsubj"} and c != noun and c.pos_ in {"VERB", "AUX", "NOUN"}
    ]
    if not said:
        return None
    degree = [c for c in (*token.children, *noun.children) if c.dep_ == "advmod" and c.i == token.i - 1]
    spelled = " ".join(t.lower_ for t in (*degree, token))
    return made([*degree, token], verb, said[0], (spelled, token.lower_), kind="judgement")


def with_to(tokens: list[Token], event: Token) -> list[Token]:
    """The words of a judgement, and the "to" right after them that opens its infinitive."""
    last = max(tokens, key=lambda token: token.i)
    following = last.nbor(1) if last.i + 1 < len(last.doc) else None
    opens = following is not None and following.lower_ in {"to", "at"} and following.head in {event, last}
    return [*tokens, following] if opens and following is not None and last.lower_ not in _BARE else tokens


_BARE = frozenset(("likely", "unlikely", "difficult", "hard", "possible", "impossible", "expect"))
"""Words that are quoted without the "to" after them."""


def _misplaced(token: Token) -> Token | None:
    """The clause right after an adjective that the parser hung elsewhere: "cannot be sure how far it would go"."""
    for later in token.doc[token.i + 1 : token.sent.end]:
        if (
            later.pos_ in {"VERB", "AUX"}
            and later.left_edge.i == token.i + 1
            and any(c.tag_ == "MD" for c in later.children)
        ):
            return later
    opening = token.nbor(1) if token.i + 1 < token.sent.end else token
    if opening.lower_ in {"how", "what", "that", "whether"}:
        return next(
            (
                t
                for t in token.doc[token.i + 1 : token.sent.end]
                if t.pos_ in {"VERB", "AUX"} and any(c.tag_ == "MD" for c in t.children)
            ),
            None,
        )
    return None


def _with_context(
    token: Token, governor: Token, tokens: list[Token], spelled: str
) -> tuple[list[Token], tuple[str, ...], bool]:
    """The spellings to look up, longest first: negation, degree, word."""
    degree = [
        c for c in token.children if c.dep_ in {"advmod", "amod"} and c.i < token.i and c.lower_ not in {"not", "never"}
    ]
    negation = negation_of(governor) or next((c for c in token.children if c.lower_ in {"not", "n't", "never"}), None)
    if (
        negation is None
        and governor != token
        and (hardly := next((c for c in governor.children if c.lower_ in {"hardly", "scarcely"}), None))
    ):
        negation = hardly
    degrees = " ".join(t.lower_ for t in degree[-2:])
    auxiliary = next((c for c in governor.children if c.dep_ == "aux" and c.lower_ in {"can", "ca"}), None)
    forms: list[str] = []
    if negation is not None:
        if auxiliary is not None:
            forms.append(f"can not be {spelled}")
        forms += [f"not {degrees} {spelled}", f"not {spelled}"]
        tokens = [*tokens, negation, *([auxiliary] if auxiliary is not None else [])]
    else:
        forms += [f"{degrees} {spelled}", f"{degree[-1].lower_ if degree else ''} {spelled}", spelled]
    forms = [form for form in forms if form.split()]
    used = [t for t in degree[-2:] if negation is not None or wording_of(f"{t.lower_} {spelled}") is not None]
    gap = [governor] if auxiliary is not None and negation is not None else []
    return [*tokens, *used, *gap], tuple(forms), negation is not None
