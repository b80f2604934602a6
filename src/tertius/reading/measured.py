"""What a figure measures: the noun it counts, the noun it qualifies, or the subject of the verb it completes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tertius.reading.quantities import COUNT, RATIO, is_money

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

__all__ = ["Measured", "measured", "phrase"]

_SUBJECTS = {"nsubj", "nsubjpass", "csubj"}
_NOUNS = {"NOUN", "PROPN", "PRON"}
_KEPT = {"compound", "amod", "nmod", "poss"}
_AFTER = {"of", "in", "on", "with", "between", "from", "to", "for", "against", "by"}
_UNITS = {"", "percent", "per cent", "cent", "dollars", "million", "billion", "points", "years"}
_EMPTY = {"level", "total", "amount", "record", "high", "low", "figure", "sum", "worth", "rate", "average", "value"}

# A verb that itself says what is measured when a quantity is its object.
_OF_VERBS = {
    "invest": "investment",
    "spend": "spending",
    "pay": "payment",
    "lend": "loan",
    "import": "imports",
    "export": "exports",
    "sell": "sales",
    "buy": "purchases",
    "lose": "loss",
    "pledge": "pledge",
    "cost": "cost",
    "donate": "donation",
    "earn": "earnings",
    "borrow": "borrowing",
    "provide": "provided",
    "raise": "raised",
    "owe": "debt",
    "fine": "fine",
    "allocate": "allocated",
    "contribute": "contribution",
    "give": "given",
    "commit": "commitment",
    "approve": "approved",
    "freeze": "frozen assets",
    "trade": "trade",
    "supply": "supply",
    "produce": "production",
    "hold": "holdings",
}


@dataclass(frozen=True, slots=True)
class Measured:
    """A short noun phrase, where it stands, and where the subject of the clause stands, all within the paragraph."""

    words: str | None
    span: tuple[int, int] | None
    subject: tuple[int, int] | None


def measured(span: Span, unit: str) -> Measured:
    """What a quantity's span measures."""
    token = _top(span)
    verb = next((a for a in (token, *token.ancestors) if a.pos_ in {"VERB", "AUX"}), None)
    subject = _subject(verb) if verb is not None else None
    where = _extent(subject) if subject is not None else None
    if unit in {"percent", RATIO} and (share := _share(token, span)) is not None:
        return Measured(f"share of {phrase(share)}", _extent(share), where)
    if (whole := _of(span)) is not None and unit != COUNT:
        acted = _OF_VERBS.get(verb.lemma_) if verb is not None and verb in {token.head, token.head.head} else None
        words = phrase(whole)
        return Measured(f"{acted} of {words}" if acted else words, _extent(whole), where)
    if token.pos_ == "VERB" and (what := next((c for c in token.children if c.dep_ == "dobj"), None)) is not None:
        return Measured(phrase(what), _extent(what), where)
    noun = _noun(token, span, unit)
    if noun is not None:
        words = phrase(noun, without=span)
        return Measured(words if words.lower() not in _UNITS else None, _extent(noun), where)
    if (
        verb is not None
        and (is_money(unit) or (subject is not None and subject.pos_ == "PROPN"))
        and verb.lemma_ in _OF_VERBS
        and token.dep_ in {"dobj", "dative", "npadvmod", "conj"}
    ):
        return Measured(_OF_VERBS[verb.lemma_], (verb.idx, verb.idx + len(verb.text)), where)
    if verb is not None and token.dep_ == "pobj" and token.head.head == verb:
        moved = next((c for c in verb.children if c.dep_ == "dobj" and c not in span and c.pos_ in _NOUNS), None)
        if moved is not None and moved.pos_ != "PRON" and not moved.like_num:
            return Measured(phrase(moved), _extent(moved), where)
    if subject is not None and subject.pos_ != "PRON":
        return Measured(phrase(subject), where, where)
    done = next((c for c in verb.children if c.dep_ == "dobj" and c not in span), None) if verb is not None else None
    if done is not None:
        return Measured(phrase(done), _extent(done), where)
    # Where the parse gives the clause no subject, the noun before the figure is the best witness.
    left = next(
        (t for t in reversed(span.doc[max(0, span.start - 12) : span.start]) if t.pos_ in {"NOUN", "PUNCT"}), None
    )
    if left is not None and left.pos_ == "NOUN" and left.ent_type_ not in {"DATE", "TIME"} and not left.like_num:
        return Measured(phrase(left), _extent(left), where)
    return Measured(None, None, where)


def phrase(noun: Token, *, without: Span | None = None) -> str:
    """A noun with its modifiers and, where there is one, its first complement: "exports of oil to China"."""
    left = [t for t in noun.lefts if t.dep_ in _KEPT and not t.like_num and (without is None or t not in without)]
    start = min((t.left_edge.i for t in left), default=noun.i)
    words = [
        t for t in noun.doc[start : noun.i + 1] if t.dep_ not in {"det", "nummod", "quantmod", "punct"} or t.text == "-"
    ]
    words = [t for t in words if without is None or t not in without]
    text = "".join(t.text_with_ws for t in words).strip(" ,\"'")
    for after in noun.rights:
        if after.dep_ == "prep" and after.lower_ in _AFTER:
            target = next((c for c in after.children if c.dep_ == "pobj"), None)
            if (
                target is not None
                and not target.like_num
                and (without is None or target not in without)
                and target.ent_type_ not in {"DATE", "MONEY", "PERCENT"}
            ):
                text += f" {after.text} {phrase(target, without=without)}"
                other = next((c for c in target.rights if c.dep_ == "conj" and c.pos_ == "PROPN"), None)
                text += f" and {other.text}" if other is not None and after.lower_ in {"between", "with"} else ""
                if after.lower_ != "of":
                    break
    return text[:80]


def _top(span: Span) -> Token:
    """The token of the span that hangs on the rest: "million" may hang on "$", "cent" on "per"."""
    return span.root


def _share(token: Token, span: Span) -> Token | None:
    """The whole of "60 per cent of its revenue"."""
    return _of(span) or next(
        (c for after in token.rights if after.lower_ == "of" for c in after.children if c.dep_ == "pobj"), None
    )


def _of(span: Span) -> Token | None:
    """The noun after "of" or "worth of" where it follows the quantity at once."""
    doc, i = span.doc, span.end
    if i < len(doc) and doc[i].lower_ == "worth":
        i += 1
    if i >= len(doc) or doc[i].lower_ != "of":
        return None
    return next((c for c in doc[i].children if c.dep_ == "pobj" and not c.like_num), None)


def _noun(token: Token, span: Span, unit: str) -> Token | None:
    """The noun that the figure counts or qualifies: "4,700 warheads", "a $60 billion deal", "a surplus of $5 bn"."""
    if unit == COUNT and token.pos_ == "NOUN" and token.dep_ not in {"nummod", "quantmod"}:
        of = next((c for c in token.rights if c.lower_ == "of" and c.dep_ == "prep"), None)
        if of is not None:
            return next((c for c in of.children if c.dep_ == "pobj"), None)
    if token.dep_ in {"nummod", "quantmod", "compound", "amod", "nmod", "npadvmod", "appos", "poss"}:
        head = token.head
        if head.pos_ in {"NOUN", "PROPN"} and head not in span and (head.i > token.i or token.dep_ == "appos"):
            return head
    if token.head.lower_ == "worth" and token.head.head.pos_ == "NOUN":
        return token.head.head
    if token.dep_ == "pobj" and token.head.dep_ == "prep":
        above = token.head.head
        if token.head.lower_ in {"of", "at", "to", "by", "worth"} and above.pos_ == "NOUN" and above not in span:
            return above if above.lemma_ not in _EMPTY else _owner(above)
    after = next((c for c in token.rights if c.dep_ == "prep" and c.lower_ in {"in", "of"}), None)
    if after is not None and unit != COUNT and is_money(unit):
        target = next((c for c in after.children if c.dep_ == "pobj"), None)
        if target is not None and target.pos_ == "NOUN" and target.ent_type_ != "DATE":
            return target
    return None


def _owner(noun: Token) -> Token:
    """What an empty noun is the level of: "the level of trade", or the subject of its clause."""
    for after in noun.rights:
        if after.dep_ == "prep" and after.lower_ == "of":
            owned = next((c for c in after.children if c.dep_ == "pobj" and c.pos_ in _NOUNS and not c.like_num), None)
            if owned is not None and not any(c.like_num for c in owned.children):
                return owned
    verb = next((a for a in noun.ancestors if a.pos_ in {"VERB", "AUX"}), None)
    subject = _subject(verb) if verb is not None and noun.dep_ not in {"nsubj", "nsubjpass"} else None
    return subject if subject is not None and subject.pos_ != "PRON" else noun


def _subject(verb: Token) -> Token | None:
    """The subject of a verb, through coordination, infinitives and relative clauses."""
    seen = 0
    while seen < 4:
        for child in verb.children:
            if child.dep_ in _SUBJECTS:
                if child.lower_ in {"which", "that", "who"} and verb.dep_ == "relcl":
                    return verb.head
                return child
        if verb.dep_ == "acl" and verb.head.pos_ in _NOUNS:
            return verb.head
        if verb.dep_ not in {"conj", "xcomp", "advcl", "ccomp", "prep", "pcomp"} or verb.head == verb:
            return None
        verb, seen = verb.head, seen + 1
    return None


def _extent(token: Token) -> tuple[int, int]:
    right = token.right_edge
    return token.left_edge.idx, right.idx + len(right.text)
