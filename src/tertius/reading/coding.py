"""What kind of event a word tells: its PLOVER category, from the lexicon and the grammar around it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tertius.reading.event_lexicon import COOPERATIVE, FORCEFUL, Lexicon, load_lexicon
from tertius.reading.vocabulary import words

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

__all__ = [
    "Mood",
    "ahead",
    "carries",
    "category_between",
    "category_of",
    "classify",
    "classify_parsed",
    "deed_of",
    "mood_of",
]

_OBJECTS = {"dobj", "nsubjpass", "attr", "oprd", "acomp", "dative", "obj"}
_PARTICLES = {"prt", "prep", "agent", "dative", "advmod"}
_CLAUSES = {"xcomp", "ccomp", "pcomp", "advcl", "acl"}
_OBLIGED = {"must", "should", "ought", "shall"}
_POSSIBLE = {"may", "might", "could", "can", "would"}
_EMPTY = words(
    "series number wave round string campaign effort plan decision move kind act set lot part bid attempt step process "
    "resolution team group flow"
)
_CALLED_OFF = words("cancel scrap abandon renounce abrogate back postpone shelve annul revoke ")
_TROOPS = words("troop force soldier army fighter weapon contingent military unit tank personnel ")
_LINKS = {"be", "become", "remain", "seem", "appear", "stay", "feel", "grow", "find", "consider", "make", "turn"}
_BARELY_DEMANDS = {"push", "press", "tell", "order", "want", "encourage", "insist"}
_WISHES = words("want hope expect intend plan prepare aim due set decide open ")


@dataclass(frozen=True, slots=True)
class Mood:
    """How the text puts a deed: denied, ahead, asked for, or only possible."""

    negated: bool
    future: bool
    obliged: bool
    possible: bool


def mood_of(verb: Token) -> Mood:
    """The mood of a verb, from its auxiliaries and negation; that of a coordinated verb is its first's."""
    words = [c for c in verb.children if c.dep_ in {"aux", "auxpass", "neg"} or c.lower_ in {"never", "no"}]
    if not words and verb.dep_ == "conj" and verb.head.pos_ in {"VERB", "AUX"} and not _has_subject(verb):
        return mood_of(verb.head)
    lower = {w.lower_ for w in words}
    return Mood(
        negated=any(w.dep_ == "neg" for w in words) or "never" in lower,
        future=bool(lower & {"will", "'ll", "wo", "shall"}),
        obliged=bool(lower & _OBLIGED),
        possible=bool(lower & _POSSIBLE),
    )


def category_of(word: Token, depth: int = 0) -> str | None:
    """The PLOVER category of the deed that a verb, noun or adjective tells, or None where it tells none.

    What will be done in friendship is AGREE, what will be done by force THREATEN, what is
    not done in friendship REJECT.
    """
    if depth > 4:
        return None
    if word.pos_ in {"NOUN", "PROPN"}:
        return _of_noun(word, depth)
    category = _of_verb(word, depth)
    if category is None:
        return None
    mood = mood_of(word)
    if mood.negated:
        return "REJECT" if category in COOPERATIVE else category
    if mood.future:
        return ahead(category)
    return category


def deed_of(verb: Token) -> str | None:
    """The category of what a verb tells, whatever its mood: that of a visit for "will visit"."""
    return _of_verb(verb, 0)


def carries(verb: Token) -> bool:
    """Whether a verb takes its meaning from its object: "launch an attack", "lift sanctions", "reject a call"."""
    lexicon = load_lexicon()
    lemma = verb.lemma_.lower()
    return any(lemma in lexicon.offices[name] for name in ("light", "undo", "refuse", "through"))


def ahead(category: str) -> str:
    """The category of saying that something will be done: AGREE in friendship, THREATEN by force."""
    return "AGREE" if category in COOPERATIVE else "THREATEN" if category in FORCEFUL else category


def _of_noun(noun: Token, depth: int) -> str | None:
    lexicon = load_lexicon()
    modifiers = {c.lemma_.lower() for c in noun.children if c.dep_ in {"amod", "compound", "nmod", "poss"}}
    lemma = noun.lemma_.lower()
    entry = lexicon.noun(lemma, modifiers) or lexicon.noun(noun.lower_, modifiers)
    if entry is not None:
        return entry.means
    for child in noun.children:
        if child.dep_ in {"compound", "nmod"} and (found := lexicon.noun(child.lemma_.lower(), set())):
            return found.means
    if lemma in _EMPTY:
        for child in noun.children:
            if child.dep_ == "prep" and child.lower_ in {"of", "for", "on", "against"}:
                for inner in child.children:
                    if inner.dep_ in {"pobj", "pcomp"} and (category := category_of(inner, depth + 1)):
                        return category
            if child.dep_ in {"acl", "relcl"} and (category := category_of(child, depth + 1)):
                return category
    return None


def _of_verb(verb: Token, depth: int) -> str | None:
    lexicon = load_lexicon()
    lemma = verb.lemma_.lower()
    if not lexicon.knows(lemma) and lemma not in _LINKS and verb.pos_ != "ADJ":
        return None
    particles = {c.lower_ for c in verb.children if c.dep_ in _PARTICLES and not _of_time(c)}
    objects = list(_objects(verb))
    clause = _complement(verb)
    near = {t.lemma_.lower() for t in _around([*objects, *_reached(verb)])} | {t.lower_ for t in objects}
    if clause is not None:
        near.add(clause.lemma_.lower())
    entry = lexicon.verb(lemma, particles, near, least=2)
    if entry is not None and not (
        lexicon.office("agree", lemma, particles, near) and clause is not None and clause.dep_ == "xcomp"
    ):
        return entry.means
    carried = _carried(lexicon, verb, lemma, particles, near, objects, depth)
    if carried is not None:
        return carried
    entry = lexicon.verb(lemma, particles, near)
    if entry is not None:
        return entry.means
    return _copular(lexicon, verb, depth)


def _carried(
    lexicon: Lexicon, verb: Token, lemma: str, particles: set[str], near: set[str], objects: list[Token], depth: int
) -> str | None:
    """The category of a deed that the verb only carries: refused, agreed, demanded, undone, or done in another word."""

    def office(name: str) -> bool:
        return lexicon.office(name, lemma, particles, near)

    clause = _complement(verb)
    if (
        lemma == "call"
        and any(t.ent_type_ == "PERSON" for t in objects)
        and not any(c.dep_ == "oprd" for c in verb.children)
    ):
        return "CONSULT"
    inner = category_of(clause, depth + 1) if clause is not None else None
    if office("refuse") and (clause is not None or objects):
        held = inner or _first_noun(objects, depth)
        return "YIELD" if held in FORCEFUL else "REJECT"
    if office("demand") and (lemma not in _BARELY_DEMANDS or clause is not None or "for" in particles):
        own = _first_noun(objects, depth) if lemma == "order" else None
        return own or "REQUEST"
    if office("threaten"):
        return "THREATEN"
    if office("agree") and clause is not None:
        if _has_subject(clause):
            return "REQUEST" if lemma in {"want", "expect"} else inner
        if lemma in _WISHES:
            return ahead(inner) if inner else None
        return "AGREE"
    if office("undo") and (category := _undone(lemma, objects, depth)):
        return category
    if office("light") and (category := _first_noun(objects, depth) or _first_noun(_reached(verb), depth)):
        return category
    if office("through"):
        if clause is not None and mood_of(clause).obliged:
            return "REQUEST"
        if verb.lemma_ == "be" and clause is not None and (ready := _copular(lexicon, verb, depth)):
            return ready
        if (
            inner
            and clause is not None
            and any(c.lower_ in {"would", "'d"} for c in clause.children if c.dep_ == "aux")
        ):
            return ahead(inner)
        return inner or _first_noun(objects, depth) or _first_noun(_reached(verb), depth)
    return None


def _undone(lemma: str, objects: list[Token], depth: int) -> str | None:
    for thing in objects:
        if thing.lemma_.lower() in _TROOPS:
            return "YIELD"
        category = category_of(thing, depth + 1)
        if category in FORCEFUL or category in {"ACCUSE", "THREATEN"}:
            return "YIELD"
        if category in COOPERATIVE or category == "REQUEST":
            return "REJECT" if lemma in _CALLED_OFF else "SANCTION"
    return None


def _copular(lexicon: Lexicon, verb: Token, depth: int) -> str | None:
    """The category of what somebody is: "is willing to", "was critical of", "are allies"."""
    if verb.pos_ == "ADJ":
        entry = next(iter(lexicon.adjectives.get(verb.lemma_.lower(), ())), None)
        return entry.means if entry else None
    for child in verb.children:
        if child.dep_ in {"acomp", "oprd"} and (entries := lexicon.adjectives.get(child.lemma_.lower())):
            return entries[0].means
        if child.dep_ == "attr" and verb.lemma_ == "be" and (category := category_of(child, depth + 1)):
            return category
    return None


def _objects(verb: Token) -> Iterator[Token]:
    """What a verb is done to: objects with those coordinated, and what its particles govern."""
    for child in verb.children:
        if child.dep_ in _OBJECTS and not (child.dep_ == "dative" and child.pos_ == "ADP"):
            yield child
            yield from child.conjuncts
        elif child.dep_ in {"ccomp", "xcomp"} and child.pos_ in {"NOUN", "ADJ", "PROPN"}:
            yield child
    if (
        verb.dep_ in {"relcl", "acl"}
        and verb.head.pos_ in {"NOUN", "PROPN"}
        and not any(c.dep_ == "dobj" for c in verb.children)
    ):
        yield verb.head


def _of_time(particle: Token) -> bool:
    """Whether a preposition only says when: "called him on Friday" is no call on him."""
    return any(n.ent_type_ in {"DATE", "TIME"} for n in particle.children if n.dep_ == "pobj")


def _reached(verb: Token) -> list[Token]:
    """The nouns that a verb's particles govern: "participates in an exercise"."""
    return [n for c in verb.children if c.dep_ == "prep" for n in c.children if n.dep_ == "pobj"]


def _around(objects: list[Token]) -> Iterator[Token]:
    """Objects, their compounds and the noun after "of"."""
    for thing in objects:
        yield thing
        for child in thing.children:
            if child.dep_ in {"compound", "amod", "nmod"}:
                yield child
            elif child.dep_ == "prep" and child.lower_ == "of":
                yield from (n for n in child.children if n.dep_ == "pobj")
            elif child.dep_ in {"acl", "xcomp"}:
                yield child


def _first_noun(nouns: list[Token], depth: int) -> str | None:
    return next((c for n in nouns if n.pos_ != "PRON" and (c := category_of(n, depth + 1))), None)


def _complement(verb: Token) -> Token | None:
    """The clause that completes a verb: "agreed to lift", "said it would", "committed to opening"."""
    for child in verb.children:
        if child.dep_ in {"xcomp", "ccomp"} and child.pos_ in {"VERB", "AUX"}:
            return child
    for child in verb.children:
        if child.dep_ == "prep" and child.lower_ in {"to", "on", "in", "from", "into"}:
            inner = next((c for c in child.children if c.dep_ == "pcomp"), None)
            if inner is not None:
                return inner
        if child.dep_ in {"acomp", "dobj", "attr"}:
            inner = next((c for c in child.children if c.dep_ in {"xcomp", "acl"} and c.pos_ == "VERB"), None)
            if inner is not None and child.dep_ == "acomp":
                return inner
    return None


def _has_subject(verb: Token) -> bool:
    return any(c.dep_ in {"nsubj", "nsubjpass"} for c in verb.children)


def category_between(source: Token, target: Token) -> str | None:
    """The category of what the text says that one did to the other, whatever lies between the two words."""
    for word in _predicates(source, target):
        category = category_of(word)
        if category is not None:
            return category
    return None


def _predicates(source: Token, target: Token) -> Iterator[Token]:
    """The words that may tell the event, the verb first that the source is subject of and the target stands below."""
    above = [source, *source.ancestors]
    below = {target.i, *(t.i for t in target.ancestors)}
    shared = [t for t in above if t.i in below]
    seen: set[int] = set()
    verbs = [t for t in above if t.pos_ in {"VERB", "AUX"} and t.i != source.i]
    down = [
        t
        for t in reversed(list(target.ancestors))
        if shared and t.i > -1 and (t.i == shared[0].i or _under(t, shared[0]))
    ]
    conjoined = [t for t in down if t.dep_ == "conj" and t.pos_ in {"VERB", "AUX"} and not _has_subject(t)]
    between = [t for t in above if shared and _under(t, shared[0]) and t.i != source.i and t.pos_ == "NOUN"]
    for word in (
        *reversed(conjoined),
        *between,
        *verbs[:1],
        *down,
        *verbs[1:],
        *(t for t in source.sent if t.pos_ in {"VERB", "NOUN"}),
    ):
        if word.i not in seen and word.i not in {source.i, target.i}:
            seen.add(word.i)
            yield word


def _under(token: Token, above: Token) -> bool:
    return any(a.i == above.i for a in token.ancestors)


def classify(text: str, source: tuple[int, int], target: tuple[int, int]) -> str:
    """The PLOVER category of what a sentence says that one party did to another.

    Parameters
    ----------
    text
        A sentence, or a few.
    source, target
        Character positions of who did it and to whom.

    Returns
    -------
    str
        One of the categories; CONSULT where no word of the lexicon is found, the mildest one.
    """
    from tertius.reading.language import language_model

    return classify_parsed(language_model().pipeline(text), source, target)


def classify_parsed(doc: Doc, source: tuple[int, int], target: tuple[int, int]) -> str:
    """`classify` for a text that is parsed already."""
    first, second = _root(doc, source), _root(doc, target)
    return category_between(first, second) or "CONSULT"


def _root(doc: Doc, place: tuple[int, int]) -> Token:
    span: Span | None = doc.char_span(*place, alignment_mode="expand")
    return span.root if span is not None else doc[0]
