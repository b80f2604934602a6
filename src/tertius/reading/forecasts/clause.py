"""An event as one short positive clause: "Russia breaks with China"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tertius.reading.forecasts.negation import subject_of

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["clause_tokens", "event_clause"]

_LONGEST = 24
_IRREGULAR = {"be": "is", "have": "has", "do": "does", "go": "goes", "'s": "is"}
_PLURAL_TAGS = frozenset(("NNS", "NNPS"))


def clause_tokens(event: Token) -> list[Token]:
    """The words of a clause, without the clauses of time, condition and comment that hang on it."""
    kept: list[Token] = []
    waiting = [event]
    while waiting:
        token = waiting.pop()
        kept.append(token)
        waiting += [c for c in token.children if not _aside(c, token, event)]
    return sorted(kept, key=lambda token: token.i)


def _aside(child: Token, parent: Token, event: Token) -> bool:
    if child.dep_ == "cc" and parent.pos_ in {"VERB", "AUX"}:
        return child.i < parent.i or all(_aside(c, parent, event) for c in parent.children if c.dep_ == "conj")
    if child.dep_ == "advcl" and parent != event and any(g.tag_ == "TO" for g in child.children):
        return False
    if child.dep_ in {"advcl", "relcl", "parataxis"} and not _needed(child):
        return True
    if child.dep_ == "ccomp" and child.i < parent.i and parent == event:
        return True
    if child.dep_ == "conj" and (parent == event or parent.pos_ in {"VERB", "AUX"}):
        return any(g.dep_ in {"nsubj", "nsubjpass"} or g.tag_ == "MD" for g in child.children) or child.lemma_ == "let"
    return child.dep_ == "prep" and child.lower_ in {"without", "absent", "barring"}


def _needed(child: Token) -> bool:
    """An infinitive that the parser hung on as an adverbial: "persuade Russia to break"."""
    return child.dep_ == "advcl" and child.tag_ == "VB" and any(g.tag_ == "TO" for g in child.children)


def event_clause(event: Token, cue: frozenset[int], without: frozenset[int]) -> str:
    """The clause in words: subject, verb in the present, the rest; no judgement, negation or condition.

    `cue` are the positions of the judgement's words, `without` those of condition and horizon.
    """
    if event.pos_ not in {"VERB", "AUX"}:
        return _joined([t for t in clause_tokens(event) if t.i not in without and t.i not in cue])
    fronted = _fronted(event)
    body = [
        t
        for t in clause_tokens(event)
        if t.i not in fronted and t.i not in cue and t.i not in without and not _drops(t, event)
    ]
    subject = subject_of(event)
    own = subject is not None and subject.head == event and subject.dep_ in {"nsubj", "nsubjpass", "csubj", "csubjpass"}
    opening: list[Token] = []
    if subject is not None:
        if subject.tag_ in {"WDT", "WP"} and event.dep_ == "relcl":
            antecedent = event.head
            opening = [*(c for c in antecedent.children if c.dep_ in {"det", "amod", "compound", "poss"}), antecedent]
        else:
            opening = list(subject.subtree)
        opening = [t for t in opening if t.i not in without and t.i not in cue and not _drops(t, event)]
        if not own:
            opening = [t for t in opening if t.i not in {event.i, *(s.i for s in event.subtree)}]
    rest = [t for t in body if t not in opening]
    words = _verb_first(event, rest, plural=_is_plural(subject))
    return _trim(f"{_joined(opening, no_negation=True)} {words}".strip())


def _fronted(event: Token) -> set[int]:
    """What stands before the subject: "in the long run", "over time", "however"."""
    subject = next((c for c in event.children if c.dep_ in {"nsubj", "nsubjpass", "expl"}), None)
    if subject is None:
        return set()
    before = [c for c in event.children if c.i < subject.left_edge.i and c.dep_ in {"prep", "advmod", "npadvmod", "cc"}]
    return {t.i for c in before for t in c.subtree}


def _drops(token: Token, event: Token) -> bool:
    """Auxiliaries, negation and marks of the event itself."""
    if token.head != event:
        return False
    return (
        token.tag_ in {"MD", "TO"}
        or token.dep_ in {"neg", "mark", "punct"}
        or (token.i < event.i and (token.tag_ in {"WDT", "WRB", "WP"} or token.lower_ == "that"))
        or (token.dep_ == "aux" and token.lemma_ in {"do", "be", "have"})
        or (
            token.dep_ == "advmod"
            and token.i < event.i
            and token.lower_ in {"now", "also", "then", "still", "thus", "therefore", "however", "ever", "longer", "so"}
        )
    )


def _verb_first(event: Token, rest: list[Token], *, plural: bool) -> str:
    passive = next((t for t in rest if t.dep_ == "auxpass" and t.head == event), None)
    pieces: list[str] = []
    run: list[Token] = []
    for token in rest:
        if token in (event, passive):
            pieces += [_joined(run)] if run else []
            run = []
            if passive is None:
                pieces.append(_present(event, plural=plural))
            else:
                pieces.append(("are" if plural else "is") if token == passive else event.text)
        elif token.dep_ == "conj" and token.head == event and token.tag_ == event.tag_ == "VBG":
            pieces += [_joined(run), _present(token, plural=plural)]
            run = []
        else:
            run.append(token)
    pieces += [_joined(run)] if run else []
    return " ".join(piece for piece in pieces if piece)


def _present(verb: Token, *, plural: bool) -> str:
    lemma = verb.lemma_.casefold()
    if plural:
        return "are" if lemma == "be" else lemma
    if lemma in _IRREGULAR:
        return _IRREGULAR[lemma]
    if lemma.endswith(("s", "sh", "ch", "x", "z", "o")):
        return f"{lemma}es"
    if lemma.endswith("y") and lemma[-2:-1] not in "aeiou":
        return f"{lemma[:-1]}ies"
    return f"{lemma}s"


def _is_plural(subject: Token | None) -> bool:
    if subject is None:
        return False
    joined = any(c.dep_ == "conj" for c in subject.children)
    return (
        joined
        or subject.tag_ in _PLURAL_TAGS
        or subject.lower_ in {"they", "we", "i", "you", "both", "few", "some", "others", "these", "those"}
    )


def _joined(tokens: list[Token], *, no_negation: bool = False) -> str:
    """Words as they stand, with single spaces; a gap between them is one space."""
    text = ""
    for token in tokens:
        lower = token.lower_
        if no_negation and lower in {"no", "neither", "few", "nobody", "not"}:
            text += {"nobody": "somebody ", "few": "many "}.get(lower, "")
            continue
        word = "or" if no_negation and lower == "nor" else token.text
        text += word + token.whitespace_
        if not token.whitespace_ and tokens[-1] != token and tokens[tokens.index(token) + 1].i != token.i + 1:
            text += " "
    return " ".join(text.split())


def _trim(text: str) -> str:
    words = text.split()
    cut = " ".join(words[:_LONGEST])
    return cut.strip(" ,;:-–—\"'")
