"""Events: who did what to whom, as the text tells it, in PLOVER's categories."""

from __future__ import annotations

import functools
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from tertius.reading.actors import Mention
from tertius.reading.coding import ahead, category_of, deed_of, mood_of
from tertius.reading.event_lexicon import load_lexicon
from tertius.reading.happened import happened, noun_happened
from tertius.reading.parse import Paragraph, Parsed
from tertius.reading.participants import Participant, Participants, subjects_of
from tertius.reading.periods import Period, find_periods, may_hold_a_period
from tertius.reading.record import Event
from tertius.reading.vocabulary import words

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token
    from spacy.vocab import Vocab

__all__ = ["find_events"]

_SAYS = words(
    "say tell announce confirm state declare report claim note add believe think argue know insist suggest show reveal "
)
_STANDING = words(
    "tie relation relationship friendship rapport respect principle understanding law export import conflict people "
    "weapon arms refugee fund food control component equipment missile bomb observer fire supply case session contact "
    "declaration convention hostility rhetoric duty package report call colonial warning contract letter tour review "
    "trade vaccine medicine fighting opposition "
)
_AUXILIARY = {"aux", "auxpass", "amod"}
_RECIPROCAL = {"CONSULT", "COOPERATE", "AGREE", "SUPPORT"}
_AT_A_PLACE = {"ASSAULT", "COERCE", "AID", "MOBILIZE", "YIELD", "CONSULT", "AGREE"}


def find_events(parsed: Parsed, mentions: Sequence[Mention], *, published: date | None = None) -> tuple[Event, ...]:
    """The events that the parsed parts of a document report, in order, each once.

    At least one side is a state. What is denied, asked about, possible or conditional did not
    happen and is left out; a scheduled meeting counts. An event told again with the same
    parties, category and no other date is the same event, and the first telling is kept.

    Parameters
    ----------
    parsed
        The parsed document.
    mentions
        What `find_mentions` found in it.
    published
        The day that "next May" counts from; the document's own where it is None.

    Returns
    -------
    tuple of Event
        `date` is an ISO day, month or year, or two with "/" between, None where the text gives none.
    """
    day = published or parsed.document.published
    starts = [m.start for m in mentions]
    found: list[Event] = []
    last: tuple[str, ...] = ()
    for paragraph in parsed.paragraphs:
        inside = mentions[bisect_left(starts, paragraph.block.start) : bisect_left(starts, paragraph.block.end)]
        if inside:
            people = Participants(paragraph, inside, last)
            found += _Clauses(paragraph, people, day).events()
            states = list(dict.fromkeys(m.state for m in reversed(inside)))[:2]
            last = tuple(reversed(states)) or last
    return _merged(found)


def _merged(events: Sequence[Event]) -> tuple[Event, ...]:
    kept: list[Event] = []
    for event in sorted(events, key=lambda e: (e.start, e.end)):
        twin = next((i for i, other in enumerate(kept) if _same(event, other)), None)
        if twin is None:
            kept.append(event)
        elif kept[twin].date is None and event.date is not None:
            kept[twin] = replace(kept[twin], date=event.date)
    return tuple(kept)


def _same(one: Event, other: Event) -> bool:
    sides = (one.source, one.target) == (other.source, other.target)
    if one.category in _RECIPROCAL:
        sides = sides or (one.target, one.source) == (other.source, other.target)
    return sides and one.category == other.category and (one.date == other.date or None in {one.date, other.date})


class _Clauses:
    """One paragraph, clause by clause."""

    def __init__(self, paragraph: Paragraph, people: Participants, published: date | None) -> None:
        self.paragraph = paragraph
        self.doc = paragraph.doc
        self.people = people
        self.published = published
        self.consumed: set[int] = set()
        # Whole columns at once: making a token of every word to look at it is slow.
        self.verbal, self.telling = _columns(self.doc)
        self._found_periods: tuple[Period, ...] | None = None

    @property
    def periods(self) -> tuple[Period, ...]:
        """The periods of the paragraph, looked for once, and only where an event asks."""
        if self._found_periods is None:
            self._found_periods = find_periods(self.doc.text, published=self.published)
        return self._found_periods

    def events(self) -> Iterator[Event]:
        """The events of the sentences that name a state; a question tells none."""
        for sentence in self.people.sentences():
            if sentence.text.rstrip().endswith("?"):
                continue
            verbs = [self.doc[i] for i in range(sentence.start, sentence.end) if self.verbal[i]]
            for verb in sorted((t for t in verbs if t.dep_ not in _AUXILIARY), key=_depth):
                if verb.i not in self.consumed:
                    yield from self._told_by_verb(verb)
            for i in range(sentence.start, sentence.end):
                if self.telling[i] and i not in self.consumed:
                    yield from self._told_by_noun(self.doc[i])

    def _told_by_verb(self, verb: Token) -> Iterator[Event]:
        clause = next((c for c in verb.children if c.dep_ == "ccomp"), None)
        if verb.lemma_ in _SAYS and clause is not None and not any(c.dep_ == "dobj" for c in verb.children):
            yield from self._asked(verb, clause)
            return
        category = self._category(verb)
        self._consume(verb, category)
        if category is None:
            return
        doers = [p for t in subjects_of(verb) for p in self.people.of(t, acting=True)]
        doers = list({p.who: p for p in doers}.values())
        done_to = self._done_to(verb, category, {t.i for t in subjects_of(verb)})
        done_to = [p for p in done_to if p.who not in {d.who for d in doers}]
        states = [d for d in doers if d.state]
        if category in _RECIPROCAL and len(states) > 1 and not any(p.state for p in done_to):
            doers, done_to = states[:1], states[1:]
        yield from self._events(verb, doers, done_to, category)

    def _asked(self, verb: Token, clause: Token) -> Iterator[Event]:
        """What one side says that another must do is asked of it."""
        if mood_of(clause).obliged and not mood_of(verb).negated and happened(verb):
            doers = [p for t in subjects_of(verb) for p in self.people.of(t, acting=True) if p.state]
            asked = [
                p for t in clause.children if t.dep_ in {"nsubj", "nsubjpass"} for p in self.people.of(t, acting=True)
            ]
            yield from self._events(verb, doers[:1], [p for p in asked if p.state], "REQUEST")

    def _own_word(self, verb: Token) -> bool:
        """Whether those who will do it say so themselves: "Ankara said it would open the border"."""
        if verb.dep_ != "ccomp" or verb.head.lemma_ not in _SAYS:
            return False
        speakers = {p.who for t in subjects_of(verb.head) for p in self.people.of(t, acting=True)}
        doers = {p.who for t in subjects_of(verb) for p in self.people.of(t, acting=True)}
        own = any(
            t.lower_ in {"it", "he", "she", "they", "his", "its", "their"} for s in subjects_of(verb) for t in s.subtree
        )
        return bool(speakers) and (own or bool(speakers & doers))

    def _category(self, verb: Token) -> str | None:
        """The category of a verb whose deed happened, or is scheduled."""
        if not happened(verb):
            return None
        mood = mood_of(verb)
        category = category_of(verb)
        if category is not None and not mood.obliged and self._own_word(verb):
            if mood.negated:
                return category if mood.future or mood.possible else None
            would = any(c.lower_ in {"would", "will", "'ll"} for c in verb.children if c.dep_ == "aux")
            return ahead(category) if would else category
        if category is None or mood.negated or mood.possible or mood.obliged:
            return None
        if mood.future:
            plain = deed_of(verb)
            if plain == "CONSULT":
                return plain
            return category if category == "AGREE" and self._is_dated(verb) else None
        return category

    def _consume(self, verb: Token, category: str | None) -> None:
        """Take what a verb carries off the list: the attack of "threatened to attack" has not happened."""
        for child in verb.children:
            if child.dep_ in {"xcomp", "pcomp"} or (
                child.dep_ == "ccomp" and verb.lemma_ not in _SAYS and category is not None
            ):
                if verb.lemma_ not in {"be", "have"} or category is not None:
                    for inner in (child, *(c for c in child.conjuncts if c.i > child.i)):
                        self.consumed.add(inner.i)
                        self._consume(inner, category)
            elif (
                category is not None and child.dep_ in {"dobj", "attr", "nsubjpass"} and category_of(child) is not None
            ):
                self.consumed.update((child.i, *(c.i for c in child.conjuncts)))
        if category is not None and verb.dep_ in {"relcl", "acl"}:
            self.consumed.add(verb.head.i)

    def _done_to(self, verb: Token, category: str, without: set[int]) -> list[Participant]:
        found = self.people.below(verb, without)
        passive = [c for c in verb.children if c.dep_ == "nsubjpass"]
        found += [p for t in passive for p in self.people.of(t, acting=False)]
        if verb.dep_ == "acl" and verb.tag_ == "VBN":
            found += self.people.of(verb.head, acting=False)
        elif verb.dep_ == "relcl":
            found += self._antecedent(verb)
        named = [p for p in found if not p.place]
        if any(p.state for p in named):
            return named
        places = [p for p in found if p.place and p.state and category in _AT_A_PLACE]
        return places[:1] or named

    def _antecedent(self, verb: Token) -> list[Participant]:
        """The party a relative clause is about: Xi of "Xi, whom he met", nobody of "sanctions that A imposed"."""
        if any(c.dep_ == "nsubj" and c.tag_ in {"WP", "WDT"} for c in verb.children):
            return []
        whom = any(c.dep_ in {"dobj", "pobj"} and c.tag_ in {"WP", "WDT"} for c in verb.children)
        return self.people.of(verb.head, acting=False) if whom or verb.head.ent_type_ in {"PERSON", "GPE"} else []

    def _told_by_noun(self, noun: Token) -> Iterator[Event]:
        lexicon = load_lexicon()
        lemma = noun.lemma_.lower()
        if (
            lemma not in lexicon.nouns
            or lemma in _STANDING
            or noun.dep_ in {"compound", "amod"}
            or not noun_happened(noun)
        ):
            return
        modifiers = {c.lemma_.lower() for c in noun.children if c.dep_ in {"amod", "compound"}}
        entry = lexicon.noun(lemma, modifiers)
        if entry is None:
            return
        owners = [
            m
            for c in noun.children
            if c.dep_ in {"poss", "amod", "compound", "nmod"}
            for t in c.subtree
            for m in self.people.at.get(t.i, ())
        ]
        owners = list({m.state: m for m in owners}.values())
        doers = [Participant(m.state, noun.i) for m in owners]
        doers += [
            Participant(w, c.i)
            for c in noun.children
            if c.dep_ == "poss" and c.pos_ == "PRON" and (w := self.people.pronoun(c))
        ]
        for agent in (c for c in noun.children if c.dep_ in {"agent", "prep"} and c.lower_ == "by"):
            doers += [p for n in agent.children if n.dep_ == "pobj" for p in self.people.of(n, acting=True)]
        done_to = self._reached(noun)
        between = next((c for c in noun.children if c.dep_ == "prep" and c.lower_ == "between"), None)
        if between is not None or (len(doers) > 1 and not done_to):
            both = (
                doers
                if between is None
                else [p for n in between.children if n.dep_ == "pobj" for p in self.people.of(n, acting=False)]
            )
            doers, done_to = both[:1], both[1:]
        done_to = [p for p in done_to if p.who not in {d.who for d in doers}]
        yield from self._events(noun, doers[:1], done_to[:1], entry.means)

    def _reached(self, noun: Token) -> list[Participant]:
        found: list[Participant] = []
        for child in noun.children:
            if child.dep_ == "prep" and child.lower_ in {
                "of",
                "on",
                "against",
                "with",
                "to",
                "toward",
                "towards",
                "in",
                "for",
                "upon",
                "at",
                "from",
                "over",
            }:
                for target in child.children:
                    if target.dep_ == "pobj":
                        found += self.people.of(target, acting=False) or self.people.below(target, set())
            elif child.dep_ in {"acl", "relcl"} and child.pos_ == "VERB" and child.tag_ == "VB":
                found += self.people.below(child, set())
        return [p for p in found if p.state]

    def _events(
        self, word: Token, doers: Sequence[Participant], done_to: Sequence[Participant], category: str
    ) -> Iterator[Event]:
        period = self._period(word)
        for source in doers:
            for target in done_to:
                if source.who != target.who and (source.state or target.state):
                    start, end = self._extent(word, source, target)
                    yield Event(start, end, source.who, target.who, category, period, self.paragraph.block.part)

    def _is_dated(self, verb: Token) -> bool:
        return any(t.ent_type_ in {"DATE", "TIME"} for t in verb.subtree)

    def _period(self, word: Token) -> str | None:
        """The period that hangs on the event's own word or verb, and on no clause below it."""
        verb = (
            word
            if word.pos_ in {"VERB", "AUX"}
            else next((a for a in word.ancestors if a.pos_ in {"VERB", "AUX"}), word)
        )
        sentence = self.people.around(word.i)
        dated: list[tuple[int, str]] = []
        if not may_hold_a_period(sentence.text):
            return None
        for period in self.periods:
            if period.base or period.iso is None or not sentence.start_char <= period.start < sentence.end_char:
                continue
            span = self.doc.char_span(period.start, period.end, alignment_mode="expand")
            if span is None:
                continue
            above = next(
                (a for a in (span.root, *span.root.ancestors) if a.pos_ in {"VERB", "AUX"} or a.i == word.i), None
            )
            if above is not None and above.i in {word.i, verb.i}:
                dated.append((abs(period.start - word.idx), period.iso))
        return min(dated)[1] if dated else None

    def _extent(self, word: Token, source: Participant, target: Participant) -> tuple[int, int]:
        """From who did it to whom it was done, with the word between and what completes it."""
        doc = self.doc
        places = [word, doc[source.token], doc[target.token]]
        places += [c for c in word.children if c.dep_ in {"dobj", "prt", "auxpass", "neg"}]
        edges = [e for t in places[1:] if t.i != word.i for e in (_left(t), _right(t, word))] + [word.i]
        edges += [_left(word)] if word.pos_ == "NOUN" else []
        sentence = self.people.around(word.i)
        inside = [i for i in edges if sentence.start <= i < sentence.end]
        first, last = doc[min(inside)], doc[max(inside)]
        return self.paragraph.start_of(first), self.paragraph.end_of(last)


@functools.lru_cache(maxsize=2)
def _codes_of_nouns(vocabulary: Vocab) -> frozenset[int]:
    """The lexicon's nouns as the parser's numbers for them."""
    return frozenset(vocabulary.strings[lemma] for lemma in load_lexicon().nouns)


def _columns(doc: Doc) -> tuple[list[bool], list[bool]]:
    """Which tokens are verbs, and which are nouns that the lexicon knows."""
    strings = doc.vocab.strings
    known = _codes_of_nouns(doc.vocab)
    rows: list[list[int]] = doc.to_array(["POS", "LEMMA"]).tolist()
    verb, auxiliary, noun = (strings[name] for name in ("VERB", "AUX", "NOUN"))
    verbal = [pos in {verb, auxiliary} for pos, _ in rows]
    return verbal, [pos == noun and lemma in known for pos, lemma in rows]


def _depth(token: Token) -> int:
    return sum(1 for _ in token.ancestors)


def _left(token: Token) -> int:
    return min(
        (c.left_edge.i for c in token.lefts if c.dep_ in {"det", "amod", "compound", "poss", "nmod", "nummod"}),
        default=token.i,
    )


def _right(token: Token, word: Token) -> int:
    """The end of a phrase without the clauses that hang on it; never past a phrase that holds the event's word."""
    if any(a.i == token.i for a in word.ancestors):
        return token.i
    return max(
        (c.right_edge.i for c in token.rights if c.dep_ in {"prep", "case"} and c.right_edge.i - token.i < 12),
        default=token.i,
    )
