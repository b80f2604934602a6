"""Cues in one paragraph outside quotation marks: verbs, nouns, adjectives, "according to", asides."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from tertius.reading.names import GROUPS
from tertius.reading.parse import Paragraph
from tertius.reading.statements.contents import (
    content_of_noun,
    content_of_verb,
    cue_end,
    cue_start,
    is_cue_verb,
    lemma_of,
    odds_given,
)
from tertius.reading.statements.found import Found, Run, trimmed
from tertius.reading.statements.lexicon import ADJECTIVES, CLAUSE, NOUNS, QUOTING
from tertius.reading.statements.sources import extent, source_of_noun, source_of_verb

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

__all__ = ["find_cues", "mention"]

_BREAKS = frozenset({",", "\u2014", "\u2013", "\u2015", "--", "-"})
_MARKS = frozenset({'"', "''"})
_VIEWS = frozenset({"view", "opinion", "words", "estimation", "telling", "eyes", "judgment", "judgement", "assessment"})


def find_cues(number: int, paragraph: Paragraph) -> Iterator[Found]:
    """Everything that a word of a paragraph introduces, the layers inside quotation marks included."""
    doc = paragraph.doc
    for token in doc:
        if token.lower_ in {"according", "per"} or (token.lower_ == "accord" and token.dep_ == "prep"):
            found = _according(number, paragraph, token)
        elif token.lower_ in _VIEWS and token.head.lower_ == "in":
            found = _in_view(number, paragraph, token)
        elif token.lower_ == "to" and token.is_sent_start and token.dep_ == "prep":
            found = _to_somebody(number, paragraph, token)
        elif (odds := odds_given(token)) is not None:
            found = _odds(number, paragraph, token, odds)
        elif is_cue_verb(token):
            found = _verb(number, paragraph, token)
        elif token.pos_ == "NOUN" and token.lemma_.lower() in NOUNS:
            found = _noun(number, paragraph, token)
        elif token.pos_ == "ADJ" and token.lemma_.lower() in ADJECTIVES:
            found = _adjective(number, paragraph, token)
        else:
            continue
        if found is not None:
            yield found


def mention(number: int, paragraph: Paragraph, head: Token | None) -> tuple[Run | None, tuple[int, int] | None]:
    """Where a source is named, and the index of its head."""
    if head is None:
        return None, None
    start, end = extent(head)
    return _run(paragraph, start, end), (number, head.i)


def _verb(number: int, paragraph: Paragraph, verb: Token) -> Found | None:
    doc = paragraph.doc
    inverted = _inverted(verb)
    if inverted is not None:
        return _aside(number, paragraph, verb, inverted)
    content = content_of_verb(verb)
    source = source_of_verb(verb)
    if source is not None and _asked(verb, source):
        return None
    if content is not None and source is None and verb.i > 0 and doc[verb.i - 1].text in _MARKS:
        # "…," said the retired colonel, asked about it: the parser takes the speaker for a clause.
        return None
    if content is not None:
        start, end = trimmed(doc, *content)
        if end <= start or (source is not None and start <= source.i < end):
            return None
        cue = _run(paragraph, cue_start(verb), cue_end(verb, start))
        order = source is None and (
            (verb.tag_ in {"VB", "VBP"} and not any(c.dep_ == "aux" for c in verb.children))
            or (verb.dep_ == "acl" and verb.tag_ == "VBN")
            or verb.dep_ == "xcomp"
        )
        if source is None:
            start = _raised(verb, start)
        return Found(number, (_run(paragraph, start, end),), *mention(number, paragraph, source), cue, "clause", order)
    if lemma_of(verb) in CLAUSE | QUOTING:
        return _aside(number, paragraph, verb, source)
    return None


def _inverted(verb: Token) -> Token | None:
    """The person after the verb in "China could turn away, warned Ann Bell", whom the parser takes for an object."""
    if lemma_of(verb) not in CLAUSE or verb.tag_ not in {"VBD", "VBZ"} or verb.i == 0:
        return None
    if verb.doc[verb.i - 1].text not in _BREAKS | _MARKS or any(
        c.dep_ in {"nsubj", "nsubjpass"} for c in verb.children
    ):
        return None
    person = next((c for c in verb.rights if c.dep_ == "dobj" and c.ent_type_ == "PERSON"), None)
    reported = any(c.dep_ == "ccomp" and c.i < verb.i for c in verb.children)
    return person if person is not None and reported and person.left_edge.i == verb.i + 1 else None


def _odds(number: int, paragraph: Paragraph, verb: Token, content: Run) -> Found | None:
    """As in "she put the chance of a split at 15 per cent": a chance with its figure is what she says."""
    source = source_of_verb(verb)
    if source is None or content[0] <= source.i < content[1]:
        return None
    cue = _run(paragraph, verb.i, verb.i + 1)
    runs = (_run(paragraph, *trimmed(paragraph.doc, *content)),)
    return Found(number, runs, *mention(number, paragraph, source), cue, "clause")


def _asked(verb: Token, source: Token) -> bool:
    """Whether the sentence asks if somebody says it: "Does Bell see them as a threat?"."""
    if verb.dep_ != "ROOT" or not verb.sent.text.rstrip(" \"'").endswith("?"):
        return False
    return any(c.dep_ == "aux" and c.i < source.left_edge.i for c in verb.children)


def _raised(verb: Token, start: int) -> int:
    """Where the content of a passive report begins: at its subject, "Rates are expected to rise"."""
    subject = next((c for c in verb.children if c.dep_ == "nsubjpass"), None)
    if subject is None or subject.pos_ == "PRON" or verb.doc[start].lower_ != "to":
        return start
    return subject.left_edge.i


def _noun(number: int, paragraph: Paragraph, noun: Token) -> Found | None:
    content, source = content_of_noun(noun), source_of_noun(noun)
    if content is None:
        return None
    return _of_phrase(number, paragraph, noun, source, content)


def _adjective(number: int, paragraph: Paragraph, adjective: Token) -> Found | None:
    content = content_of_noun(adjective)
    if content is None:
        return None
    head = adjective.head
    source = source_of_verb(head) if head.pos_ in {"VERB", "AUX"} else head if adjective.dep_ == "amod" else None
    if source is None and adjective.dep_ in {"acl", "relcl", "ROOT"}:
        source = head if head != adjective else None
    if source is not None and source.lower_ in {"it", "there", "that", "this", "what"}:
        return None
    return _of_phrase(number, paragraph, adjective, source, content)


def _of_phrase(number: int, paragraph: Paragraph, cue: Token, source: Token | None, content: Run) -> Found | None:
    start, end = trimmed(paragraph.doc, *content)
    if end <= start or (source is not None and start <= source.i < end):
        return None
    where = _run(paragraph, cue.i, cue_end(cue, start))
    return Found(number, (_run(paragraph, start, end),), *mention(number, paragraph, source), where, "phrase")


def _according(number: int, paragraph: Paragraph, word: Token) -> Found | None:
    """According to X, … and … according to X: the rest of the sentence is the content."""
    doc = paragraph.doc
    link = doc[word.i + 1] if word.lower_ != "per" and word.i + 1 < len(doc) else word
    if word.lower_ != "per" and link.lower_ != "to":
        return None
    source = next((c for c in link.children if c.dep_ in {"pobj", "pcomp"} and c.i > link.i), None)
    if source is None or (word.lower_ == "per" and source.ent_type_ not in {"ORG", "PERSON"}):
        return None
    return _around(number, paragraph, (word, link), source)


def _in_view(number: int, paragraph: Paragraph, word: Token) -> Found | None:
    """In X's view, …: the rest of the sentence is the content."""
    owner = next((c for c in word.children if c.dep_ == "poss"), None)
    if owner is None or owner.lower_ in {"my", "our", "your"}:
        return None
    return _around(number, paragraph, (word.head, word), owner)


def _to_somebody(number: int, paragraph: Paragraph, word: Token) -> Found | None:
    """To them, it is a test: what it is for somebody, at the head of a sentence."""
    doc = paragraph.doc
    person = next((c for c in word.children if c.dep_ == "pobj"), None)
    if person is None or person.right_edge.i + 1 >= len(doc) or doc[person.right_edge.i + 1].text != ",":
        return None
    plural = person.lower_ in {"them", "him", "her", "many", "some", "others", "most"}
    if not plural and person.ent_type_ not in {"PERSON", "NORP"} and person.lemma_.lower() not in GROUPS:
        return None
    return _around(number, paragraph, (word, word), person)


def _around(number: int, paragraph: Paragraph, cue: tuple[Token, Token], source: Token) -> Found | None:
    """The sentence before and after a cue that stands beside its content."""
    doc = paragraph.doc
    word, link = cue
    last = max(source.right_edge.i, link.i)
    start, end = word.sent.start, word.sent.end
    stop = next((i for i in range(max(source.i, link.i) + 1, end) if doc[i].text in ",.;\u2014"), end)
    last = min(last, stop - 1) if word.i > start + 1 and last >= stop else last
    # "…, according to Bell, who heads the desk": what is said of the source is not what it says.
    about = (c.right_edge.i for c in source.children if c.dep_ == "relcl" and c.i > source.i)
    last = max(last, *about, last)
    runs = [trimmed(doc, start, word.i), trimmed(doc, last + 1, end)]
    if runs[1][1] - runs[1][0] > 0 and runs[0][1] - runs[0][0] > 3 and not _has_verb(doc, *runs[1]):
        runs = runs[:1]
    kept = tuple(_run(paragraph, a, b) for a, b in runs if b - a > 2 or (b > a and doc[a].pos_ == "VERB"))
    if not kept:
        return None
    first = min(word.i, link.i)
    return Found(number, kept, *mention(number, paragraph, source), _run(paragraph, first, link.i + 1), "aside")


def _aside(number: int, paragraph: Paragraph, verb: Token, source: Token | None) -> Found | None:
    """A cue beside the content: "Prices will rise, she said", "Prices, she warned, will rise"."""
    doc = paragraph.doc
    if source is None or source.sent != verb.sent or source.tag_ in {"WP", "WDT"}:
        return None
    first, last = verb.sent.start, verb.sent.end
    left, stop, as_said = _clause(verb, source)
    before = doc[left - 1].text if left > first else ""
    after = doc[stop + 1].text if stop + 1 < last else "."
    runs: list[Run] = []
    if before in _BREAKS or before in _MARKS:
        run = trimmed(doc, first, left)
        if run[1] - run[0] > 2 and _governs(verb, run):
            runs.append(run)
    rest = trimmed(doc, stop + 1, last)
    # "Prices, she warned, will rise": the sentence goes on with its verb, or with the complement of the cue.
    if before == "," and after == "," and rest[1] - rest[0] > 2:
        inverted = source.i > verb.i
        goes_on = doc[rest[0]].tag_ in {"VBZ", "VBD", "VBP", "MD"}
        goes_on = goes_on or (bool(runs) and doc[stop + 2].lower_ in {"and", "but"} and _has_verb(doc, *rest))
        if goes_on:
            runs = [r for r in [trimmed(doc, first, left)] if r[1] > r[0]] + [rest]
        elif not inverted and not runs and _governs(verb, rest):
            runs.append(rest)
    elif not before and after == "," and as_said:
        runs.append(rest)
    runs = [r for r in runs if not (r[0] <= verb.i < r[1] or r[0] <= source.i < r[1])]
    if not runs or not any(_has_verb(doc, a, b) for a, b in runs):
        return None
    cue = _run(paragraph, cue_start(verb), verb.i + 1)
    placed = tuple(_run(paragraph, a, b) for a, b in runs)
    return Found(number, placed, *mention(number, paragraph, source), cue, "aside")


def _clause(verb: Token, source: Token) -> tuple[int, int, bool]:
    """First and last token of the cue's own clause, and whether "as" stands before it."""
    doc = verb.doc
    own = source.head == verb
    left = min(source.left_edge.i, verb.i) if own else verb.i
    while (
        left > verb.sent.start
        and doc[left - 1].head == verb
        and doc[left - 1].dep_ in {"aux", "advmod", "neg", "cc", "mark"}
    ):
        left -= 1
    stop = max(verb.i, source.right_edge.i if own else verb.i)
    while stop + 1 < verb.sent.end and doc[stop + 1].text not in _BREAKS | _MARKS | {".", ";", ":", "!", "?"}:
        stop += 1
    as_said = doc[left].lower_ == "as" or (left > 0 and doc[left - 1].lower_ == "as")
    if as_said and doc[left].lower_ != "as":
        left -= 1
    return left, stop, as_said


def _governs(verb: Token, run: Run) -> bool:
    """Whether a range holds what the verb reports: its complement, or the clause it is thrown into."""
    start, end = run
    opening = verb.doc[start]
    if opening.dep_ in {"mark", "advmod"} and opening.head.dep_ == "advcl" and opening.head.head == verb:
        return any(c.dep_ == "ccomp" and start <= c.i < end for c in verb.children)
    if any(c.dep_ in {"ccomp", "parataxis"} and start <= c.i < end for c in verb.children):
        return True
    return (
        verb.head != verb
        and start <= verb.head.i < end
        and verb.dep_ in {"parataxis", "ccomp", "dep", "conj", "advcl"}
        and verb.head.dep_ != "advcl"
    )


def _has_verb(doc: Doc, start: int, end: int) -> bool:
    return any(doc[i].pos_ in {"VERB", "AUX"} for i in range(start, end))


def _run(paragraph: Paragraph, start: int, end: int) -> Run:
    return paragraph.start_of(paragraph.doc[start]), paragraph.end_of(paragraph.doc[end - 1])
