"""What a text says somebody is: titles, appositions, "X is an analyst", "An analyst at Y, X said"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tertius.reading.names import ROLES, TITLES
from tertius.reading.parse import Paragraph

if TYPE_CHECKING:
    from spacy.tokens import Doc

__all__ = ["Description", "describe", "role_of"]

_ANY_ROLE = frozenset(word for words in ROLES.values() for word in words)
_TOPIC = re.compile(r"\b(?:on|about|of the book|of a book)\b(?!.*\b(?:at|for|with)\b)")
_LIMIT = 30


@dataclass(frozen=True, slots=True)
class Description:
    """Words that say what somebody is.

    `start:end` are positions of the document for finding the state in it; an expert's subject and
    an author's title lie outside. `rank` 0 is an apposition, 1 a predicate, 2 what stands before the name.
    """

    text: str
    start: int
    end: int
    rank: int

    @property
    def words(self) -> frozenset[str]:
        """Its words in lower case."""
        return frozenset(re.findall(r"[\w.-]+", self.text.lower()))


def describe(paragraph: Paragraph, start: int, end: int) -> list[Description]:
    """Descriptions beside the name in tokens `start:end` of a paragraph."""
    return [_description(paragraph, a, b, rank) for a, b, rank in _ranges(paragraph.doc, start, end)]


def role_of(titles: Iterable[str], descriptions: Iterable[Description]) -> str:
    """expert, official, leader or journalist, from titles and the head words of descriptions; else other."""
    heads: list[set[str]] = []
    for d in descriptions:
        head = re.split(r"\b(?:of|at|for|in|on|with|to|from)\b|,", d.text, maxsplit=1)[0]
        words = set(re.findall(r"[a-z.-]+", head.lower()))
        private = re.search(r"\b(?:president|chairman|chief executive)\b.* (?:of|at) ", d.text.lower())
        if (
            private
            and d.rank < 2
            and re.search(r"institut|cent(?:er|re)|founda|universi|council|group|associa|compan", d.text.lower())
        ):
            words = words - {"president"} | {"director"}
        if (
            words & {"vice", "deputy", "former", "prime"}
            and "minister" in words
            and "prime" in words
            and "deputy" not in words
        ):
            words.add("premier")
        if "vice" in words and "president" in words:
            words = words - {"president"} | {"official" if d.rank == 2 else "director"}
        heads.append(words)
    own = {t.lower() for t in titles}
    if {"prime", "minister"} <= own:
        own.add("premier")
    if "vice" in own:
        own.discard("president")
        own.add("official")
    if own & {"secretary", "minister", "senator", "sen.", "rep.", "gov.", "governor"} and not own & {"premier"}:
        own.discard("leader")
    for role, nouns in ROLES.items():
        if any(words & nouns for words in [*heads, own]):
            return role
    return "expert" if own & {"dr", "dr.", "professor", "prof", "prof."} else "other"


def _ranges(doc: Doc, start: int, end: int) -> Iterator[tuple[int, int, int]]:
    after = _after(doc, end)
    if after is not None:
        yield *after, 0
    fronted = _fronted(doc, start)
    if fronted is not None:
        yield *fronted, 0
    root = next((doc[i] for i in range(end - 1, start - 1, -1) if not start <= doc[i].head.i < end), doc[end - 1])
    if root.dep_ == "nsubj" and root.head.lemma_ == "be":
        said = next((c for c in root.head.children if c.dep_ == "attr"), None)
        if said is not None and said.lemma_.lower() in _ANY_ROLE:
            yield said.left_edge.i, min(said.right_edge.i + 1, said.i + _LIMIT), 1
    before = start
    while (
        before > 0
        and start - before < 8
        and (
            doc[before - 1].lower_ in TITLES
            or doc[before - 1].lower_ in _ANY_ROLE
            or doc[before - 1].ent_type_ in {"NORP", "GPE", "ORG"}
            or (doc[before - 1].pos_ == "ADJ" and before < start)
        )
    ):
        before -= 1
    if before < start and any(t.lower_ in _ANY_ROLE or t.lower_ in TITLES for t in doc[before:start]):
        yield before, start, 2


def _after(doc: Doc, end: int) -> tuple[int, int] | None:
    """After the name, ", director of the Centre, said": up to the comma that a verb or the end follows."""
    if end + 1 >= len(doc) or doc[end].text not in {",", "("}:
        return None
    stop, role = end + 1, None
    while stop < min(len(doc), end + _LIMIT):
        token = doc[stop]
        if (
            token.text in {".", ";", ":", '"', ")"}
            or token.pos_ == "AUX"
            or (token.pos_ == "VERB" and token.tag_ in {"VBD", "VBZ", "VBP"})
        ):
            break
        if token.text == "," and not _list_goes_on(doc, stop):
            break
        if role is None and token.lower_ in _ANY_ROLE:
            role = stop
        stop += 1
    return (end + 1, stop) if role is not None and role <= end + 8 else None


def _list_goes_on(doc: Doc, comma: int) -> bool:
    return (
        comma + 1 < len(doc)
        and doc[comma + 1].lower_ == "and"
        and any(t.lower_ in _ANY_ROLE for t in doc[comma + 2 : comma + 4])
    )


def _fronted(doc: Doc, start: int) -> tuple[int, int] | None:
    """Before the name, "A media analyst at the university, X noted": from the start of the sentence to the comma."""
    if start < 2 or doc[start - 1].text != ",":
        return None
    first = doc[start - 1].sent.start
    while first < start and (doc[first].is_punct or doc[first].is_space):
        first += 1
    words = doc[first : start - 1]
    if not 0 < len(words) < _LIMIT or any(t.pos_ in {"VERB", "AUX"} for t in words):
        return None
    return (first, start - 1) if any(t.lower_ in _ANY_ROLE for t in words[:6]) else None


def _description(paragraph: Paragraph, start: int, end: int, rank: int) -> Description:
    doc = paragraph.doc
    while end > start and (doc[end - 1].is_punct or doc[end - 1].is_space or doc[end - 1].lower_ in {"and", "who"}):
        end -= 1
    if end <= start:
        return Description("", 0, 0, rank)
    first, last = doc[start].idx, doc[end - 1].idx + len(doc[end - 1])
    text = doc.text[first:last]
    base = paragraph.block.start
    topic = _TOPIC.search(text)
    until = base + first + topic.start() if topic else base + last
    book = re.search(r"\bauthor of\b", text)
    if book:
        until = min(until, base + first + book.start())
    skipped = re.match(r".*\b(?:on|about)\b.*?(?=\b(?:at|for|with)\b)", text)
    return Description(text, base + first + (skipped.end() if skipped and not topic else 0), until, rank)
