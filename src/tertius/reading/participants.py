"""Who does and who undergoes what a word tells: states behind subjects, objects, possessives and pronouns."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tertius.reading.actors import Mention
from tertius.reading.parse import Paragraph
from tertius.reading.sentences import Sentences
from tertius.reading.vocabulary import words

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

__all__ = ["Participant", "Participants", "subjects_of"]

_MODIFIES = words("compound amod poss nmod npadvmod nummod appos case punct dep ")
_TOGETHER = re.compile(
    r"\b(?:the two|both|their two) (?:\w+ )?(?:countries|states|nations|sides|powers|neighbou?rs|leaders"
    r"|governments|capitals)\b",
    re.IGNORECASE,
)
_ACTORS = words(
    "government administration leadership leader president minister ministry premier king prime chancellor official "
    "authority army military force troop soldier navy police court parliament senate congress diplomat ambassador "
    "envoy delegation politician side spokesman spokeswoman spokesperson regime state country nation people team "
    "policy secretary general commander rebel militant group party lawmaker legislator judge prosecutor agency "
    "council union bloc alliance coalition ally power guard warplane jet ship vessel fighter counterpart negotiator "
    "representative cabinet house member prince emperor monarch dictator strongman republic kingdom company firm bank "
    "media intelligence hacker drone missile bomber aircraft embassy consulate mission populations "
)
_GROUPS = words("number dozen hundred thousand some many most all part rest citizen resident ")
_KNOWN = re.compile(
    r"\b(?:NATO|UN|U\.N\.|United Nations|Security Council|IMF|Monetary Fund|World Bank|OPEC\+?|ASEAN"
    r"|African Union|G7|G20|BRICS"
    r"|Arab League|Hezbollah|Houthis?|Taliban|Islamic State|ISIS|ISIL|Qaeda|Shabaab?|Wagner|IAEA|WTO|WHO|OSCE|OIC"
    r"|Criminal Court|Court of Justice"
    r"|Warsaw Pact|Cooperation Organi[sz]ation|Commonwealth|Organi[sz]ation|Boko Haram|PKK|Liberation|West)\b"
)
_SOMEBODY = re.compile(
    rf"{_KNOWN.pattern}|{_TOGETHER.pattern}"
    r"|\b(?:he|she|him|his|her|it|its|whom?|which|that|both|each other|one another)\b"
    r"|\b(?:western|european|arab|asian|african|allied|nordic|baltic|gulf|kurdish|islamist|separatist|rebel"
    r"|eastern|southern)\b",
    re.IGNORECASE,
)
_BLOCS = words(
    "western european arab asian african allied nordic baltic gulf kurdish islamist separatist rebel eastern southern"
)
_PERSONS = {"he", "him", "his", "she", "her"}
_PLACES = words("in at near around inside across through throughout outside over ")
_ASIDE = words("as like unlike than before after during since despite without amid besides until because including")
_OWN_CLAUSE = {"relcl", "advcl", "parataxis"}


@dataclass(frozen=True, slots=True)
class Participant:
    """A state by its code, or another actor by its name; where it stands; and whether only as a place."""

    who: str
    token: int
    state: bool = True
    place: bool = False


class Participants:
    """The states and other actors of a paragraph, by token."""

    def __init__(self, paragraph: Paragraph, mentions: Sequence[Mention], before: tuple[str, ...] = ()) -> None:
        doc = paragraph.doc
        self.doc = doc
        base = paragraph.block.start
        starts: list[int] = doc.to_array("IDX").tolist()
        self.at: dict[int, list[Mention]] = {}
        self.ends: dict[int, int] = {}
        for mention in mentions:
            first = bisect_right(starts, mention.start - base) - 1
            last = max(first, bisect_left(starts, mention.end - base) - 1)
            head = doc[first : last + 1].root.i
            self.at.setdefault(head, []).append(mention)
            self.ends[head] = last
        self.order = [(i, m) for i in sorted(self.at) for m in self.at[i]]
        self.before = before
        self.around = Sentences(doc).around

    def sentences(self) -> Iterator[Span]:
        """The sentences that can tell an event: they name two states, or one and somebody else."""
        text = self.doc.text
        done = -1
        for n, (i, mention) in enumerate(self.order):
            if i < done:
                continue
            sentence = self.around(i)
            done = sentence.end
            others = (m.state != mention.state for j, m in self.order[n + 1 :] if j < done)
            if any(others) or _SOMEBODY.search(text, sentence.start_char, sentence.end_char):
                yield sentence

    def of(self, token: Token, *, acting: bool) -> list[Participant]:
        """The participants that a noun phrase stands for, with those coordinated to it.

        A state's own actors stand for it ("Russian troops", "the Trump team"). What only
        belongs to a state ("Russian oil") stands for it where something is done to it, not
        where it acts.
        """
        text = self.doc[token.left_edge.i : token.right_edge.i + 1].text
        if _TOGETHER.match(text) or token.lower_ == "both":
            return [Participant(s, token.i) for s in self.pair(token.i)]
        found: list[Participant] = []
        for head in (token, *(c for c in token.conjuncts if c.i > token.i)):
            found += self._one(head, acting=acting)
        return list({p.who: p for p in found}.values())

    def _one(self, head: Token, *, acting: bool) -> list[Participant]:
        if head.pos_ == "PRON" or head.tag_ in {"WP", "WDT"}:
            who = self.pronoun(head)
            return [Participant(who, head.i)] if who else []
        if head.i in self.at:
            return [Participant(m.state, head.i) for m in self.at[head.i]]
        owners = [m for t in self._modifiers(head) for m in self.at.get(t.i, ())]
        lemma = head.lemma_.lower()
        if owners and (not acting or lemma in _ACTORS or head.ent_type_ in {"PERSON", "ORG"} or head.pos_ == "PROPN"):
            # The last: "Japan's U.S. base" is American; the two of "Sino-Russian" both count.
            counted = owners if _paired(owners) else owners[-1:]
            return [Participant(m.state, head.i) for m in counted]
        if not owners and (not acting or lemma in _ACTORS or lemma in _GROUPS):
            inner = self._members(head, acting=acting)
            if inner:
                return inner
        if not owners and self._is_named(head, lemma):
            return [Participant(self._name(head), head.i, state=False)]
        return []

    def _members(self, head: Token, *, acting: bool) -> list[Participant]:
        """Those a group consists of, or whose actor it is: "a group of Saudi hackers", "the armies of Brazil"."""
        for child in head.children:
            if child.dep_ == "prep" and child.lower_ in {"of", "from", "for"}:
                found = [p for n in child.children if n.dep_ == "pobj" for p in self.of(n, acting=acting)]
                if any(p.state for p in found):
                    return [p for p in found if p.state]
        return []

    def _modifiers(self, head: Token) -> Iterator[Token]:
        for child in head.children:
            if child.dep_ in _MODIFIES and child.pos_ in {"PROPN", "NOUN", "ADJ", "PRON", "X", "VERB"}:
                yield child
                yield from (c for c in child.subtree if c.i != child.i and c.dep_ in _MODIFIES | {"conj"})

    def _is_named(self, head: Token, lemma: str) -> bool:
        if head.pos_ == "PROPN":
            return bool(_KNOWN.search(self._name(head)))
        return lemma in _ACTORS and any(
            c.lower_ in _BLOCS or (c.ent_type_ == "NORP" and c.dep_ == "amod")
            for c in head.children
            if c.dep_ in {"amod", "compound"}
        )

    def _name(self, head: Token) -> str:
        kept = [t for t in head.lefts if t.dep_ in {"amod", "compound", "nmod", "poss"}]
        start = min((t.left_edge.i for t in kept), default=head.i)
        return self.doc[start : head.i + 1].text

    def pronoun(self, token: Token) -> str | None:
        """The state a pronoun stands for: a leader for "he", the antecedent for "which", a state for "it"."""
        if token.tag_ in {"WP", "WDT", "WP$"}:
            clause = next((a for a in token.ancestors if a.dep_ == "relcl"), None)
            found = self._one(clause.head, acting=True) if clause is not None and clause.head.pos_ != "PRON" else []
            return found[0].who if found and found[0].state else None
        earlier = [(i, m) for i, m in self.order if i < token.i]
        if token.lower_ in _PERSONS:
            named = [(i, m) for i, m in earlier if m.kind == "leader"]
            acting = [
                m for i, m in named if self.doc[i].dep_ in {"nsubj", "nsubjpass"} and not self._inside_its(i, token)
            ]
            return (
                acting[-1].state if acting else named[-1][1].state if named else self.before[0] if self.before else None
            )
        if token.lower_ in {"it", "its"}:
            acting = [m for i, m in earlier if self.doc[i].dep_ in {"nsubj", "nsubjpass", "poss", "compound"}]
            return acting[-1].state if acting else None
        return None

    def _inside_its(self, i: int, token: Token) -> bool:
        return any(a.i == token.head.i for a in self.doc[i].ancestors) and self.doc[i].head.i == token.head.i

    def pair(self, before: int) -> tuple[str, ...]:
        """The two different states named last before a token, or those of the paragraph before."""
        last = list(dict.fromkeys(m.state for i, m in reversed(self.order) if i < before))[:2]
        return (last[1], last[0]) if len(last) == 2 else self.before if len(self.before) == 2 else ()

    def below(self, word: Token, without: set[int]) -> list[Participant]:
        """Everybody something is done to: in objects and after prepositions; clauses of their own left out."""
        found: list[Participant] = []
        for child in word.children:
            if (
                child.i in without
                or child.lower_ in _ASIDE
                or child.dep_
                in {
                    "nsubj",
                    "csubj",
                    "agent",
                    "poss",
                    "relcl",
                    "punct",
                    "mark",
                    "advcl",
                    "conj",
                    "cc",
                }
            ):
                continue
            found += self._within(child, place=child.dep_ == "prep" and child.lower_ in _PLACES, depth=0)
        return list({p.who: p for p in sorted(found, key=lambda p: p.place, reverse=True)}.values())

    def _within(self, token: Token, *, place: bool, depth: int) -> list[Participant]:
        if depth > 6:
            return []
        if token.pos_ in {"NOUN", "PROPN", "PRON", "ADJ", "NUM"} and token.dep_ not in {"prep", "advmod"}:
            direct = [Participant(p.who, p.token, p.state, place) for p in self.of(token, acting=False)]
            if any(p.state for p in direct):
                return direct
            if direct:
                below = [c for c in token.children if c.dep_ == "prep"]
                return direct + [p for c in below for p in self._within(c, place=True, depth=depth + 1)]
        else:
            direct = []
        for child in token.children:
            if child.dep_ in _OWN_CLAUSE or (
                child.dep_ in {"nsubj", "poss", "conj"} and token.pos_ in {"VERB", "AUX"} and child.dep_ == "conj"
            ):
                continue
            far = place or (child.dep_ == "prep" and child.lower_ in _PLACES)
            inner = self._within(child, place=far, depth=depth + 1)
            direct += inner
        return direct


def _paired(owners: Sequence[Mention]) -> bool:
    """Whether two states are written as one word: "Sino-Russian", "U.S.-China"."""
    return len(owners) == 2 and owners[1].start - owners[0].end <= 5 and owners[0].state != owners[1].state


def subjects_of(verb: Token) -> list[Token]:
    """The words for who does what a verb tells: subject, "by" phrase, or those of the verb or noun it hangs on."""
    if verb.pos_ not in {"VERB", "AUX"}:
        return []
    passive = any(c.dep_ in {"nsubjpass", "auxpass"} for c in verb.children)
    if passive or (verb.tag_ == "VBN" and verb.dep_ == "acl"):
        agent = next((c for c in verb.children if c.dep_ == "agent"), None)
        return [c for c in agent.children if c.dep_ == "pobj"] if agent is not None else []
    own = [c for c in verb.children if c.dep_ in {"nsubj", "csubj"}]
    if own:
        return own
    head = verb.head
    if head.i == verb.i:
        return []
    if verb.dep_ in {"conj", "xcomp", "advcl", "ccomp", "dep"} and head.pos_ in {"VERB", "AUX"}:
        objects = [c for c in head.children if c.dep_ == "dobj"]
        if (
            verb.dep_ == "xcomp"
            and objects
            and head.lemma_ in {"force", "order", "urge", "ask", "allow", "help", "send"}
        ):
            return objects
        return subjects_of(head)
    if verb.dep_ == "pcomp" and head.dep_ == "prep":
        above = head.head
        return subjects_of(above) if above.pos_ in {"VERB", "AUX"} else [above]
    if verb.dep_ in {"acl", "relcl"}:
        return [head]
    return []
