"""Under which condition a forecast is made, in the words of the sentence or of its neighbours."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tertius.reading.forecasts.lexicon import words

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

__all__ = ["condition_in", "condition_nearby", "conditional_clauses"]

_MARKS = frozenset(("if", "unless", "once", "provided", "providing", "lest", "until"))
_INVERTED = frozenset(("should", "were", "had"))
_PREPOSITIONS = frozenset(("without", "absent", "barring"))
_SUPPOSE = frozenset(("suppose", "imagine", "assume", "say"))
_POINTERS = frozenset(("then", "otherwise"))


def conditional_clauses(sentence: Span) -> list[tuple[Token, Token, Token]]:
    """Head, first and last token of every conditional clause of a sentence."""
    found: list[tuple[Token, Token, Token]] = []
    for token in sentence:
        lower = token.lower_
        head: Token | None = None
        if lower in _MARKS and (
            token.dep_ in {"mark", "advmod"} or (lower.startswith("provid") and token.i <= token.head.i)
        ):
            # "If Bell lifts sanctions": a verb that the parser takes for a noun still heads its clause.
            clause = token.head.pos_ in {"VERB", "AUX"} or (
                token.head.dep_ == "advcl" and token.head.pos_ in {"NOUN", "PROPN"}
            )
            head = token.head if clause and token.i < token.head.i else None
            if lower.startswith("provid") and head is None:
                head = token
        elif lower in _INVERTED and token.dep_ in {"aux", "auxpass", "advcl"} and _is_inverted(token):
            head = token.head if token.dep_ != "advcl" else token
        elif lower == "long" and _is_as_long_as(token):
            head = token
        elif (lower in _PREPOSITIONS and token.dep_ in {"prep", "advcl", "amod", "mark"}) or (
            lower in {"event", "case"}
            and token.head.lower_ == "in"
            and token.dep_ == "pobj"
            and any(c.lower_ in {"of", "that"} or c.dep_ == "acl" for c in token.rights)
        ):
            head = token if lower in _PREPOSITIONS else token.head
        if head is not None and not _is_whether(token):
            first = token
            if lower == "long":
                first = token.nbor(-1)
            elif lower not in _MARKS:
                first = sentence.doc[min(token.i, head.left_edge.i)]
            if first.i > sentence.start and first.nbor(-1).lower_ in {"even", "only"}:
                first = first.nbor(-1)
            found.append((head, first, _last(head, first, sentence)))
    return found


def _is_inverted(auxiliary: Token) -> bool:
    """Whether "should", "were" or "had" opens a clause before its subject, outside a question."""
    verb = auxiliary.head if auxiliary.dep_ != "advcl" else auxiliary
    subject = next((c for c in verb.children if c.dep_ in {"nsubj", "nsubjpass", "expl"}), None)
    opens = (
        auxiliary.is_sent_start
        or auxiliary.nbor(-1).lower_ in {",", "but", "and", "-", ";"}
        or auxiliary.nbor(-1).is_punct
    )
    asks = auxiliary.sent.text.rstrip().endswith("?")
    return (
        subject is not None
        and auxiliary.i < subject.i
        and bool(opens)
        and not asks
        and (verb.dep_ in {"advcl", "ccomp"})
    )


def _is_as_long_as(long: Token) -> bool:
    doc = long.doc
    return 0 < long.i < len(doc) - 1 and doc[long.i - 1].lower_ in {"as", "so"} and doc[long.i + 1].lower_ == "as"


def _is_whether(mark: Token) -> bool:
    """An "if" that asks: "asked if Russia would"."""
    return (
        mark.lower_ == "if"
        and mark.head.dep_ in {"ccomp", "pcomp"}
        and mark.head.head.lemma_ in {"ask", "wonder", "see", "know", "question", "doubt"}
    )


def _last(head: Token, first: Token, sentence: Span) -> Token:
    """The last word of a clause, without what is added after a comma and the punctuation that closes it."""
    end = min(head.right_edge.i, sentence.end - 1)
    if head.lower_ == "long":
        second = head.nbor(1)
        end = min(max(second.head.right_edge.i, second.i), sentence.end - 1)
    for token in sentence.doc[first.i + 1 : end]:
        if token.text in {",", "-", "--", "–", "—"} and token.i > head.i and _adds(token.nbor(1), head):
            end = token.i
            break
    while end > first.i and sentence.doc[end].is_punct:
        end -= 1
    return sentence.doc[end]


def _adds(token: Token, head: Token) -> bool:
    """Whether what follows a comma is an addition to a clause, or, misparsed, the clause it conditions."""
    if head.lower_ == "long":
        return True
    return token.lower_ in {
        "particularly",
        "especially",
        "including",
        "notably",
        "such",
        "which",
        "who",
        "as",
        "although",
        "though",
        "while",
    }


def condition_in(sentence: Span, governor: Token, event: Token, *, denied: bool) -> tuple[Token, Token] | None:
    """First and last token of the condition under which a judgement of a sentence stands.

    "Without" after what is affirmed is a manner: "will end without damage"; it is a condition in
    front, or after what is denied: "will not end without a settlement".
    """
    for head, first, last in conditional_clauses(sentence):
        if first.i <= governor.i <= last.i:
            continue
        if first.lower_ == "without" and first.i > event.i and not denied:
            continue
        if _governs(head, governor, event):
            return first, last
    return _gerund(governor, event) or _doing(governor, event)


def _governs(clause: Token, governor: Token, event: Token) -> bool:
    """Whether a clause hangs on the judgement, on what holds it, or inside its event, not on a sibling."""
    holder = clause.head
    above = {governor.i, event.i, *(a.i for a in governor.ancestors)}
    if holder.i in above or clause.i in above:
        return True
    seen = holder
    while seen.head != seen:
        if seen.i in (event.i, governor.i):
            return True
        if seen.dep_ in {"conj", "parataxis"}:
            return False
        seen = seen.head
    return False


def _gerund(governor: Token, event: Token) -> tuple[Token, Token] | None:
    """An action as the subject: "allowing them back would not change"."""
    for verb in (governor, event):
        for child in verb.children:
            inside = child == event or child.is_ancestor(event)
            if child.dep_ in {"csubj", "csubjpass"} and child.tag_ == "VBG" and not inside:
                return child.left_edge, child.right_edge
    return None


_DRIVES = frozenset(
    ("cause", "push", "lead", "make", "force", "draw", "bring", "drive", "encourage", "prompt", "trigger")
)


def _doing(governor: Token, event: Token) -> tuple[Token, Token] | None:
    """A change as the subject of "would": "an improvement in relations would cause"."""
    for verb in (governor, event):
        if verb.lemma_ not in _DRIVES or not any(c.lower_ in {"would", "could", "might"} for c in verb.children):
            continue
        for child in verb.children:
            if child.dep_ == "nsubj" and child.lemma_ in words("relations", "nouns", "raise") | words(
                "relations", "nouns", "lower"
            ):
                last = child.right_edge
                return child.left_edge, last.nbor(-1) if last.is_punct else last
    return None


def condition_nearby(sentence: Span, before: Span | None, after: Span | None, modal: str) -> tuple[Token, Token] | None:
    """The condition that a neighbouring sentence of the same speaker sets."""
    if before is not None:
        first = before[0].lower_
        if first in _SUPPOSE and modal in {"would", "could", "might"}:
            return before[0], _closing(before)
        points = sentence[0].lower_ in _POINTERS or sentence.text.casefold().startswith(
            ("in that case", "if so", "under those")
        )
        clauses = conditional_clauses(before)
        if points and clauses:
            return clauses[0][1], clauses[0][2]
    if after is not None:
        opening = [t for t in after if not t.is_punct][:3]
        lowers = [t.lower_ for t in opening]
        start = next((t for t in opening if t.lower_ in {"only", "if", "unless", "provided"}), None)
        if start is not None and lowers and lowers[0] in {"but", "and", "only", "if", "unless", "provided", "not"}:
            clauses = conditional_clauses(after)
            if clauses and not _has_main_clause(after, clauses[0]):
                return clauses[0][1], clauses[0][2]
    return None


def _has_main_clause(sentence: Span, clause: tuple[Token, Token, Token]) -> bool:
    """Whether verbs stand outside a conditional clause."""
    _, first, last = clause
    return any(t.pos_ in {"VERB", "AUX"} and not first.i <= t.i <= last.i for t in sentence)


def _closing(sentence: Span) -> Token:
    end = sentence.end - 1
    while end > sentence.start and sentence.doc[end].is_punct:
        end -= 1
    return sentence.doc[end]
