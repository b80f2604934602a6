"""What a cue introduces: complements of verbs, nouns and adjectives as token ranges."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tertius.reading.statements.lexicon import (
    ADJECTIVES,
    CLAUSE,
    HEARERS,
    INFINITIVE,
    NAMING,
    NOUNS,
    OBJECT,
    PARTICIPLES,
    QUOTING,
    REPORTING,
    WITH,
)

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["content_of_noun", "content_of_verb", "cue_end", "cue_start", "is_cue_verb", "lemma_of", "odds_given"]

_AFTER = frozenset({"ccomp", "xcomp", "dobj", "prep", "advcl", "oprd", "attr", "acomp", "dative", "agent", "npadvmod"})


def is_cue_verb(token: Token) -> bool:
    """Whether a word may introduce a statement by its lemma alone."""
    lemma = lemma_of(token)
    return token.pos_ in {"VERB", "AUX"} and (
        lemma in CLAUSE or lemma in INFINITIVE or lemma in OBJECT or lemma in WITH or lemma in NAMING
    )


_CHANCES = frozenset({"chance", "probability", "likelihood", "odds"})
_GIVES = frozenset({"put", "set", "place", "rate", "peg", "estimate", "see", "give", "reckon"})


def odds_given(verb: Token) -> tuple[int, int] | None:
    """Token range of a chance that somebody puts a figure on, None where a verb does nothing of the kind."""
    if verb.pos_ != "VERB" or lemma_of(verb) not in _GIVES:
        return None
    chance = next((c for c in verb.rights if c.dep_ == "dobj" and c.lemma_.lower() in _CHANCES), None)
    if chance is None:
        return None
    at = [c for c in (*verb.rights, *chance.subtree) if c.dep_ == "prep" and c.lower_ == "at" and c.i > chance.i]
    end = max([chance.right_edge.i, *(c.right_edge.i for c in at)]) + 1
    stated = any(t.like_num or t.text == "%" for t in verb.doc[chance.left_edge.i : end])
    return (chance.left_edge.i, end) if stated else None


def lemma_of(token: Token) -> str:
    """The lemma in lower case; the lemmatiser's "hop" of "hopes" is hope."""
    lemma = token.lemma_.lower()
    return "hope" if lemma == "hop" and token.lower_.startswith("hope") else lemma


def content_of_verb(verb: Token) -> tuple[int, int] | None:
    """Token range of what a verb introduces to its right, None where it introduces nothing."""
    lemma = lemma_of(verb)
    right = [c for c in verb.children if c.i > verb.i and c.dep_ in _AFTER]
    trigger = next((c for c in right if _introduced(verb, lemma, c)), None)
    if trigger is None:
        return None
    start = _start(verb, lemma, trigger, right)
    if any(t.text in {".", "?", "!"} for t in verb.doc[verb.i + 1 : start]):
        return None
    if trigger.dep_ in {"dobj", "oprd"} and lemma not in NAMING:
        last = trigger.right_edge.i + 1
        links = WITH.get(lemma, frozenset[str]())
        further = [c for c in right if c.i > trigger.i and c.dep_ == "prep" and c.lower_ in links]
        end = max([_plain(trigger, last), *(c.right_edge.i + 1 for c in further)])
    elif trigger.dep_ == "prep":
        end = trigger.right_edge.i + 1
        inner = next((c for c in trigger.children if c.dep_ == "pobj"), None)
        end = _plain(inner, end) if inner is not None else end
        wished = next((c for c in right if c.i > trigger.i and c.dep_ in {"xcomp", "advcl", "ccomp"}), None)
        if wished is not None and wished.left_edge.i == end and _with_to(wished):
            end = wished.right_edge.i + 1
    else:
        end = max(c.right_edge.i + 1 for c in right if c.i >= trigger.i)
    return start, _cut(verb, start, end)


def cue_start(verb: Token) -> int:
    """Where the cue starts: "has never condemned" is not "condemned", so what denies the verb belongs to it."""
    denied = [c for c in verb.children if c.i < verb.i and (c.dep_ == "neg" or c.lower_ == "never")]
    if not denied:
        return verb.i
    return min(c.i for c in (*denied, *(c for c in verb.children if c.dep_ in {"aux", "auxpass"} and c.i < verb.i)))


def cue_end(verb: Token, start: int) -> int:
    """Where the cue ends: a particle or preposition between the verb and its content belongs to it."""
    end = verb.i + 1
    doc = verb.doc
    while end < start and doc[end].pos_ in {"ADP", "PART", "SCONJ", "ADV"} and doc[end].lower_ != "that":
        end += 1
    return end


def content_of_noun(noun: Token) -> tuple[int, int] | None:
    """Token range of what a noun or adjective of opinion introduces, None where it introduces nothing."""
    links = (NOUNS if noun.pos_ == "NOUN" else ADJECTIVES).get(noun.lemma_.lower(), frozenset[str]())
    for child in noun.children:
        if child.i < noun.i:
            continue
        if child.dep_ == "prep" and child.lower_ in links:
            inner = [c for c in child.children if c.dep_ in {"pobj", "pcomp"}]
            if inner:
                return inner[0].left_edge.i, child.right_edge.i + 1
        if child.dep_ in {"acl", "ccomp", "relcl", "xcomp", "advcl"}:
            mark = next((c.lower_ for c in child.children if c.dep_ in {"mark", "aux"} and c.i < child.i), "")
            if (mark == "that" and child.dep_ != "relcl" and "that" in links) or (mark == "to" and "to" in links):
                return child.left_edge.i, child.right_edge.i + 1
            if mark in {"whether", "if"} and "whether" in links:
                return child.left_edge.i, child.right_edge.i + 1
            if noun.pos_ == "ADJ" and child.dep_ == "ccomp" and "that" in links:
                return child.left_edge.i, child.right_edge.i + 1
    return _that_clause(noun) if "that" in links else None


def _that_clause(noun: Token) -> tuple[int, int] | None:
    """A clause with "that" hung to a noun in between: a consensus among experts in Oslo that …."""
    for token in noun.doc[noun.i + 1 : noun.i + 12]:
        if token.pos_ in {"VERB", "AUX"} or token.is_punct or token.is_sent_start:
            return None
        if token.lower_ == "that" and token.dep_ == "mark" and token.head.i > token.i:
            return token.i, token.head.right_edge.i + 1
    return None


def _introduced(verb: Token, lemma: str, child: Token) -> bool:
    if child.dep_ == "ccomp":
        if child.tag_ == "VBG" and child.doc[child.i - 1].text == "," and lemma_of(child) in PARTICIPLES:
            return False
        return lemma in CLAUSE or (lemma in INFINITIVE and child.tag_ == "VB") or lemma in NAMING
    if child.dep_ == "xcomp":
        bare = child.tag_ not in {"VBG", "JJ", "NN", "VBN"} and not any(c.dep_ == "aux" for c in child.children)
        if bare and lemma not in NAMING:
            return False
        return lemma in INFINITIVE or lemma in NAMING or (lemma in CLAUSE and lemma not in {"go", "prove", "know"})
    if child.dep_ in {"oprd", "attr"}:
        return lemma in NAMING
    if child.dep_ == "dobj":
        if lemma in WITH and any(c.dep_ == "prep" and c.lower_ in WITH[lemma] for c in verb.children if c.i > child.i):
            return True
        if lemma == "attack" and child.ent_type_ == "GPE":
            return False
        return lemma in OBJECT and child.lower_ not in {"himself", "herself", "themselves"}
    if child.dep_ in {"prep", "prt"}:
        timed = any(c.dep_ == "pobj" and c.ent_type_ in {"DATE", "TIME"} for c in child.children)
        return lemma in WITH and child.lower_ in WITH[lemma] and not timed
    return False


def _start(verb: Token, lemma: str, trigger: Token, right: list[Token]) -> int:
    if trigger.dep_ == "prep":
        inner = next((c for c in trigger.children if c.dep_ in {"pobj", "pcomp"}), None)
        return inner.left_edge.i if inner is not None and trigger.lower_ != "as" else trigger.left_edge.i
    if trigger.dep_ == "dobj" and lemma in HEARERS:
        clause = next((c for c in right if c.dep_ in {"ccomp", "xcomp"}), None)
        if clause is not None:
            return clause.left_edge.i
    return max(trigger.left_edge.i, verb.i + 1)


def _cut(verb: Token, start: int, end: int) -> int:
    """End the content where the next reporting verb takes over: "said X and added", "X, saying", "X, while B said"."""
    doc = verb.doc
    for i in range(start + 1, end):
        token = doc[i]
        if token.text == '"' and doc[i - 1].text in {".", "?", "!"} and i > start + 1 and not token.whitespace_:
            return i
        if not (is_cue_verb(token) or (token.pos_ == "VERB" and i + 1 < end and doc[i + 1].text == ":")) or i == verb.i:
            continue
        before = doc[i - 1].lower_
        lemma = lemma_of(token)
        if (
            i + 2 < end
            and doc[i + 1].text in {",", ":"}
            and doc[i + 2].text == '"'
            and (lemma in QUOTING or doc[i + 1].text == ":")
        ):
            subject = next((c for c in token.children if c.dep_ == "nsubj" and c.i < i), None)
            return max(start + 1, subject.left_edge.i if subject is not None else i - (before == "and"))
        if before in {"and", "but", "then"} and doc[i - 2].text in {'"', "''"}:
            return i - 1
        if token.tag_ == "VBG" and lemma in PARTICIPLES and before in {",", '"', "''"}:
            return i - 1
        if token.dep_ == "conj" and token.head == verb:
            return next((j for j in range(i - 1, start, -1) if doc[j].dep_ == "cc"), i)
        called = lemma == "call" and i + 1 < end and doc[i + 1].lower_ in {"for", "on"}
        if not (lemma in REPORTING or called) or token.tag_ not in {"VBD", "VBZ", "VBP"}:
            continue
        if before in {"and", "but"} and token.tag_ == verb.tag_:
            return i - 1
        subject = next((c for c in token.children if c.dep_ == "nsubj" and c.i < i), None)
        if subject is None or subject.left_edge.i <= start + 1:
            continue
        link = doc[subject.left_edge.i - 1]
        if link.lower_ in {"and", "but", "while", "whereas", "though", "although"}:
            return link.i
    return end


def _with_to(verb: Token) -> bool:
    """Whether a verb stands with "to"."""
    return any(c.lower_ == "to" and c.dep_ == "aux" for c in verb.children)


def _plain(token: Token, end: int) -> int:
    """End of a noun phrase before a relative clause or an aside that a comma or dash sets off."""
    doc = token.doc
    for i in range(token.i + 1, end - 1):
        follows = doc[i + 1]
        if doc[i].text in {",", "\u2014", "\u2013", "--", "-"} and (
            follows.tag_ in {"WDT", "WP", "WRB", "WP$"}
            or (doc[i].text != "," and doc[i].whitespace_)
            or follows.tag_ == "VBG"
        ):
            return i
    return end
