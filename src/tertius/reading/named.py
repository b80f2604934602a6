"""Who is named in a document, and whom a surname, a pronoun or a role noun in it means."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tertius.reading.describe import Description, describe, role_of
from tertius.reading.names import (
    FAMILY_FIRST,
    FEMALE,
    GROUPS,
    MALE,
    NOT_PEOPLE,
    PARTICLES,
    ROLES,
    SUFFIXES,
    TITLES,
    gender_of,
)
from tertius.reading.parse import Paragraph, Parsed
from tertius.reading.record import Person

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from tertius.reading.actors import Mention

__all__ = ["Named", "Somebody", "find_named", "people_of"]


@dataclass(frozen=True, slots=True)
class Named:
    """A mention of a person by name: tokens `start:end` of a paragraph, without title and possessive."""

    paragraph: int
    start: int
    end: int
    words: tuple[str, ...]
    titles: frozenset[str]
    person: bool


@dataclass(slots=True, eq=False)
class Somebody:
    """One person of a document while it is being read: the name first given, and what is said of them."""

    name: str
    words: tuple[str, ...]
    titles: set[str] = field(default_factory=set[str])
    descriptions: list[Description] = field(default_factory=list[Description])
    mentions: list[Named] = field(default_factory=list[Named])

    @property
    def family(self) -> str:
        """The part of the name that stands alone later, in lower case."""
        first, last = self.words[0].lower(), self.words[-1].lower()
        chinese = len(self.words) > 1 and first in FAMILY_FIRST and first not in MALE | FEMALE
        return first if chinese else last

    @property
    def gender(self) -> str | None:
        """The letter m or f; None where neither title nor given name shows it."""
        given = self.name if len(self.words) > 1 and self.family != self.words[0].lower() else ""
        return gender_of(given, frozenset(self.titles))

    @property
    def called(self) -> frozenset[str]:
        """Words of titles and descriptions, in lower case."""
        return frozenset(self.titles).union(*(d.words for d in self.descriptions))


def find_named(parsed: Parsed) -> tuple[Somebody, ...]:
    """Everybody named in a document, in order of first mention, surnames joined to the full name."""
    runs = [run for number, p in enumerate(parsed.paragraphs) for run in _runs(number, p)]
    full: dict[tuple[str, str], Somebody] = {}
    for run in runs:
        if len(run.words) > 1 and run.person:
            key = (run.words[0].lower(), run.words[-1].lower())
            full.setdefault(key, Somebody(" ".join(run.words), run.words))
    by_word: dict[str, list[Somebody]] = {}
    for who in full.values():
        by_word.setdefault(who.family, []).append(who)
    alone: dict[str, Somebody] = {}
    for run in runs:
        who = _who(run, full, by_word, alone)
        if who is None:
            continue
        who.mentions.append(run)
        who.titles |= run.titles
        found = describe(parsed.paragraphs[run.paragraph], run.start, run.end)
        who.descriptions += found
    everybody = [w for w in (*full.values(), *alone.values()) if w.mentions]
    return tuple(sorted(everybody, key=lambda w: (w.mentions[0].paragraph, w.mentions[0].start)))


def people_of(parsed: Parsed, named: tuple[Somebody, ...], states: tuple[Mention, ...]) -> tuple[Person, ...]:
    """The people of a document as records, its author last."""
    found: list[Person] = []
    for who in named:
        texts = sorted((d for d in who.descriptions if d.text), key=lambda d: (d.rank, -len(d.text)))
        affiliation = texts[0].text if texts else None
        led = _led(parsed, who, states)
        role = role_of(who.titles, texts)
        state = led if led is not None else _near(texts, states)
        found.append(Person(who.name, affiliation, state, "leader" if led is not None and role == "other" else role))
    author = parsed.document.author
    if author and all(p.name.lower() != author.lower() for p in found):
        found.append(Person(author, parsed.document.publisher, None, "author"))
    return tuple(found)


def _led(parsed: Parsed, who: Somebody, states: tuple[Mention, ...]) -> str | None:
    """ISO3 of the state a person leads or led."""
    for run in who.mentions:
        p = parsed.paragraphs[run.paragraph]
        start, end = p.start_of(p.doc[run.start]), p.end_of(p.doc[run.end - 1])
        led = next((m.state for m in states if m.kind == "leader" and m.start < end and start < m.end), None)
        if led is not None:
            return led
    return None


def _near(texts: list[Description], states: tuple[Mention, ...]) -> str | None:
    """ISO3 of the first state that a description names."""
    for d in texts:
        near = next((m.state for m in states if m.kind != "leader" and d.start <= m.start and m.end <= d.end), None)
        if near is not None:
            return near
    return None


def _who(
    run: Named,
    full: dict[tuple[str, str], Somebody],
    by_word: dict[str, list[Somebody]],
    alone: dict[str, Somebody],
) -> Somebody | None:
    if len(run.words) > 1:
        return full.get((run.words[0].lower(), run.words[-1].lower()))
    name = " ".join(run.words)
    word = name.lower()
    candidates = by_word.get(word, [])
    if len(candidates) > 1:
        candidates = [c for c in candidates if _fits(c, run)] or candidates
    if len(candidates) == 1:
        return candidates[0]
    if candidates or not run.person:
        return None
    return alone.setdefault(word, Somebody(name, run.words))


def _fits(who: Somebody, run: Named) -> bool:
    """Whether a title leaves a person possible: Mrs Bell is not Tom Bell."""
    gender = gender_of("", run.titles)
    own = gender_of(who.name, frozenset(who.titles))
    return gender is None or own is None or gender == own


def _runs(number: int, paragraph: Paragraph) -> list[Named]:
    doc = paragraph.doc
    found: list[Named] = []
    capitals = sum(t.text[:1].isupper() for t in doc if t.is_alpha)
    headline = len(doc) < 25 and capitals > 0.6 * max(sum(t.is_alpha for t in doc), 1)
    i = 0
    while i < len(doc):
        if not _namelike(doc[i]):
            i += 1
            continue
        j = i + 1
        while j < len(doc) and _goes_on(doc, j):
            j += 1
        named = _named(number, doc, i, j, headline=headline)
        if named is not None:
            found.append(named)
        i = j
    return found


def _namelike(token: Token) -> bool:
    return token.text[:1].isupper() and (token.pos_ == "PROPN" or token.ent_type_ == "PERSON" or token.lower_ in TITLES)


def _goes_on(doc: Doc, j: int) -> bool:
    token, before = doc[j], doc[j - 1]
    if (
        token.text == "-"
        and not before.whitespace_
        and j + 1 < len(doc)
        and doc[j + 1].is_alpha
        and not token.whitespace_
    ):
        return True
    if before.text == "-":
        return True
    if token.lower_ in PARTICLES and j + 1 < len(doc) and doc[j + 1].text[:1].isupper() and token.text != "St":
        return token.lower_ not in {"la", "le"} or before.ent_type_ == "PERSON"
    if before.ent_type_ == "PERSON" and token.ent_iob_ == "B" and token.ent_type_ not in {"PERSON", ""}:
        return False
    return _namelike(token)


def _named(number: int, doc: Doc, start: int, end: int, *, headline: bool) -> Named | None:
    titles: set[str] = set()
    # Russian President Vladimir Putin: everything up to the last title is no part of the name.
    last = max((i for i in range(start, min(end, start + 7)) if doc[i].lower_ in TITLES), default=-1)
    if 0 <= last < end - 1:
        titles = {doc[i].lower_ for i in range(start, last + 1)}
        start = last + 1
    while start < end - 1 and doc[start].ent_type_ == "NORP":
        start += 1
    words: list[str] = []
    i = start
    while i < end:
        if doc[i].text == "-" and words and i + 1 < end:
            words[-1] += "-" + doc[i + 1].text
            i += 2
            continue
        words.append(doc[i].text)
        i += 1
    while words and words[-1].lower() in SUFFIXES:
        words.pop()
        end -= 1
    if not words or len(words) > 4 or any(w.lower() in NOT_PEOPLE for w in words) or not words[-1][:1].isupper():
        return None
    if any(len(w) < 2 for w in (words[0], words[-1])) and len(words) < 2:
        return None
    return Named(
        number, start, end, tuple(words), frozenset(titles), _is_person(doc, start, end, words, titles, headline)
    )


def _is_person(doc: Doc, start: int, end: int, words: list[str], titles: set[str], headline: bool) -> bool:
    """Title, given name, family name first, the label of the tagger, or a description: each is evidence."""
    first = words[0].lower()
    if doc[start].i > 0 and doc[start - 1].lower_ == "the":
        return False
    if titles - {"prime", "foreign", "defense", "defence", "first", "former", "crown", "vice", "chief", "deputy"}:
        return True
    if len(words) > 1:
        if first in MALE or first in FEMALE:
            return True
        labels = {doc[i].ent_type_ for i in range(start, end)}
        if labels & {"PERSON"}:
            return not (headline and labels != {"PERSON"})
        if start > 0 and doc[start - 1].lower_ in _BEFORE_NAMES:
            return True
        if first in FAMILY_FIRST and len(words) <= 3 and labels <= {"ORG", ""}:
            return True
        return _called_after(doc, end)
    return not headline and doc[start].ent_type_ == "PERSON" and first not in GROUPS and doc[start].pos_ == "PROPN"


_BEFORE_NAMES = frozenset(
    (
        *("envoy", "president", "minister", "ambassador", "spokesman", "spokeswoman", "spokesperson", "analyst"),
        *("diplomat", "professor", "economist", "historian", "scholar", "adviser", "advisor", "general", "senator"),
    )
)
"""Roles that stand right before a full name: "former envoy Ann Bell"."""


def _called_after(doc: Doc, end: int) -> bool:
    """Whether a role follows a name after a comma: ", an analyst at"."""
    if end >= len(doc) or doc[end].text != ",":
        return False
    following = [t.lower_ for t in doc[end + 1 : end + 8]]
    stop = following.index(",") if "," in following else len(following)
    return any(word in words for word in following[:stop] for words in ROLES.values())
