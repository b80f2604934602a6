"""Which way a clause moves two states, from its verbs and nouns and how they act on each other."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from tertius.reading.forecasts.lexicon import words
from tertius.reading.forecasts.negation import subject_of

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["Direction", "direction_of", "touches_relations"]

Way = Literal["closer", "apart", "keep", "alter"]

_FLIP: dict[Way, Way] = {"closer": "apart", "apart": "closer", "keep": "alter", "alter": "keep"}
_LOWERING = frozenset(
    (
        "less",
        "few",
        "fewer",
        "lower",
        "bad",
        "worse",
        "weak",
        "weaker",
        "cold",
        "colder",
        "cool",
        "cooler",
        "limited",
        "reduced",
    )
)
_HARDER = frozenset(
    ("hard", "harder", "tough", "tougher", "strong", "stronger", "firm", "firmer", "hawkish", "confrontational")
)


@dataclass(frozen=True, slots=True, eq=False)
class Direction:
    """A way, the word whose arguments are moved, and what the end of a kept state would be.

    `of_objects` where a third party moves its objects: "pull B away from C".
    """

    way: Way
    anchor: Token
    otherwise: Way | None = None
    of_objects: bool = False


def _lists(key: str) -> frozenset[str]:
    return words("relations", "verbs", key)


def direction_of(head: Token, depth: int = 0) -> Direction | None:
    """The way in which a clause or a noun phrase moves its states; None where its words say nothing."""
    if depth > 6:
        return None
    if head.pos_ in {"NOUN", "PROPN", "PRON", "NUM"}:
        return _of_noun(head, depth)
    if head.pos_ in {"ADJ", "ADV"}:
        return _of_adjective(head, depth)
    found = _of_idiom(head) or _of_verb(head, depth)
    if found is not None:
        return found
    shared = next((c for c in head.children if c.dep_ == "conj" and c.pos_ == "VERB"), None)
    return direction_of(shared, depth + 1) if shared is not None else None


def _of_idiom(verb: Token) -> Direction | None:
    """Fixed pairs of a verb with its noun or its particle, and movement from here to there."""
    for child in verb.children:
        if child.dep_ == "dobj" and f"{verb.lemma_} {child.lemma_}" == "take line":
            return Direction("apart" if any(c.lower_ in _HARDER for c in child.children) else "closer", verb)
        if child.dep_ == "dobj":
            table, pair = "objects", f"{verb.lemma_} {child.lemma_}"
        elif child.dep_ in {"prt", "advmod", "prep"} and child.i > verb.i:
            table, pair = "particles", f"{verb.lemma_} {child.lower_}"
        else:
            continue
        if pair in words("relations", table, "apart"):
            return Direction("apart", verb)
        if pair in words("relations", table, "closer"):
            return Direction("closer", verb)
    return _of_movement(verb) if verb.lemma_ in _lists("movers") | _lists("detachers") else None


_GOALS = frozenset(("arm", "orbit", "embrace", "camp", "fold", "side", "sphere", "axis", "bloc", "hand"))
_NEAR = frozenset(("closer", "together", "nearer", "close"))


def _of_movement(verb: Token) -> Direction | None:
    """Away from, apart, closer to, into the arms of: a third party moves its objects, or they move themselves."""
    for child in verb.children:
        way = _way_of(child, verb.lemma_)
        if way is not None:
            return Direction(way, verb, of_objects=True)
    for child in verb.children:
        if child.dep_ not in {"dobj", "nsubj"}:
            continue
        for inner in child.subtree:
            loose = inner.lower_ == "from" and verb.lemma_ in _lists("detachers")
            if loose or (inner.lower_ in {"away", "apart"} and verb.lemma_ in _lists("movers")):
                return Direction("apart", verb, of_objects=True)
    return None


def _way_of(child: Token, lemma: str) -> Way | None:
    """The way that one word beside a verb of movement gives it."""
    lower = child.lower_
    goal = next((g for g in child.children if g.dep_ == "pobj"), None) if child.dep_ == "prep" else None
    if lower in _NEAR and child.dep_ in {"advmod", "acomp", "oprd", "prt", "ccomp", "xcomp"}:
        return "closer"
    if lower in {"toward", "towards"} or (lower in {"into", "to"} and goal is not None and goal.lemma_ in _GOALS):
        return "closer"
    from_it = lower == "from" and child.dep_ == "prep" and lemma in _lists("detachers")
    against = lower == "against" and child.dep_ == "prep" and lemma in {"turn", "push", "swing", "move"}
    back = lower == "back" and lemma in {"step", "pull"}
    return "apart" if lower in {"away", "apart", "aloof"} or from_it or against or back else None


def _of_verb(verb: Token, depth: int) -> Direction | None:
    lemma = verb.lemma_
    inner = _complement(verb)
    if lemma in _lists("refuse") or (
        lemma in {"stop", "cease", "prevent", "reject", "resist", "end"}
        and inner is not None
        and inner.pos_ in {"VERB", "AUX"}
    ):
        found = direction_of(inner, depth + 1) if inner is not None else None
        if found is None:
            return None
        return Direction("keep", found.anchor, found.way)
    if lemma in _lists("keep") or (lemma == "hold" and not _objects(verb)):
        return _kept(verb, depth)
    effect = _effect(verb, depth)
    if effect is not None:
        return effect
    if lemma in _lists("closer"):
        against = _lowered_object(verb) or _measure_against(verb)
        return Direction("apart" if against else "closer", verb)
    if lemma in _lists("apart"):
        return Direction("closer" if lemma in _BLOCKS and _measure_against(verb) else "apart", verb)
    if lemma in _lists("alter"):
        touched = next(
            (
                c
                for c in verb.subtree
                if c.lemma_ in words("relations", "nouns", "closer") | words("relations", "nouns", "apart")
            ),
            None,
        )
        if touched is not None or lemma in {"affect", "alter", "change"}:
            return Direction("alter", verb)
    if lemma in _lists("through") or verb.pos_ == "AUX":
        return _through(verb, inner, depth)
    if inner is not None:
        return direction_of(inner, depth + 1)
    return None


def _complement(verb: Token) -> Token | None:
    """The clause that a verb opens: to-infinitive, that-clause or gerund after a preposition."""
    for child in verb.children:
        if child.dep_ in {"xcomp", "ccomp"} and child.i > verb.i:
            return child
    for child in verb.children:
        if child.dep_ == "prep":
            for grandchild in child.children:
                if grandchild.dep_ == "pcomp":
                    return grandchild
    return next(
        (c for c in verb.children if c.dep_ == "advcl" and c.i > verb.i and any(g.tag_ == "TO" for g in c.children)),
        None,
    )


_BLOCKS = frozenset(("block", "veto", "oppose", "reject", "resist", "condemn", "criticise", "criticize"))


def _measure_against(verb: Token) -> bool:
    """Whether the object is a measure against somebody: "join the sanctions", "veto the tariffs"."""
    return any(
        c.dep_ == "dobj"
        and (
            c.lemma_ in _MEASURES
            or any(g.lemma_ in _MEASURES for p in c.children for g in p.children if p.lower_ == "of")
        )
        for c in verb.children
    )


_MEASURES = frozenset(
    (
        "sanction",
        "embargo",
        "tariff",
        "blockade",
        "boycott",
        "ban",
        "war",
        "attack",
        "coalition",
        "penalty",
        "restriction",
    )
)


def _lowered_object(verb: Token) -> bool:
    """Whether a verb takes less of its object: "buy fewer weapons"."""
    return any(c.dep_ == "dobj" and any(g.lower_ in {"fewer", "less", "no"} for g in c.children) for c in verb.children)


def _objects(verb: Token) -> list[Token]:
    direct = [c for c in verb.children if c.dep_ in {"dobj", "nsubjpass", "attr", "oprd"}]
    indirect = [
        g for c in verb.children if c.dep_ in {"prep", "agent", "dative"} for g in c.children if g.dep_ == "pobj"
    ]
    return [*direct, *indirect]


def _subjects(verb: Token) -> list[Token]:
    own = [c for c in verb.children if c.dep_ in {"nsubj", "nsubjpass"}]
    if not own and verb.dep_ == "xcomp" and (controller := subject_of(verb)) is not None:
        return [controller]
    return own


def _effect(verb: Token, depth: int) -> Direction | None:
    """Raising or lowering of what has a way of its own: "ease sanctions" is closer, "ease" alone is nothing."""
    lemma = verb.lemma_
    pairs = {f"{lemma} {c.lower_}" for c in verb.children if c.dep_ in {"prt", "advmod"}}
    raising = lemma in _lists("raise") or bool(pairs & words("relations", "particles", "raise"))
    lowering = not raising and (lemma in _lists("lower") or bool(pairs & words("relations", "particles", "lower")))
    if not raising and not lowering:
        return None
    for target in [*_objects(verb), *_subjects(verb)]:
        found = _of_noun(target, depth + 1)
        if found is not None and found.way in {"closer", "apart"}:
            way = found.way if raising else _FLIP[found.way]
            return Direction(way, found.anchor)
    shared = [c for c in verb.children if c.dep_ == "conj" and c.pos_ == "VERB"] if not _objects(verb) else []
    return next((found for c in shared if (found := _effect(c, depth + 1)) is not None), None) if depth < 4 else None


def _kept(verb: Token, depth: int) -> Direction:
    """Something stays; were it denied, its end would move the states the other way."""
    for target in [*_objects(verb), *_subjects(verb)]:
        found = _of_noun(target, depth + 1)
        if found is not None and found.way in {"closer", "apart"}:
            return Direction("keep", found.anchor, _FLIP[found.way])
    inner = _complement(verb)
    found = direction_of(inner, depth + 1) if inner is not None else None
    if found is not None and found.way in {"closer", "apart"}:
        return Direction("keep", found.anchor, _FLIP[found.way])
    return Direction("keep", verb)


def _through(verb: Token, inner: Token | None, depth: int) -> Direction | None:
    """Verbs that only lead on: to their clause, their object, their adjective, or what is said to happen."""
    for child in verb.children:
        if child.dep_ in {"acomp", "advmod", "oprd"} and child.lower_ in {"closer", "nearer", "friendlier"}:
            return Direction("closer", verb)
    if inner is not None and (found := direction_of(inner, depth + 1)) is not None:
        return found
    for child in verb.children:
        if child.dep_ == "acomp" and (found := _of_adjective(child, depth + 1)) is not None:
            return found
    for target in _objects(verb):
        if target.dep_ != "nsubjpass" and (found := _of_noun(target, depth + 1)) is not None:
            return found
    named = any(c.dep_ in {"attr", "acomp"} for c in verb.children)
    if verb.lemma_ in _lists("happen") and not named:
        for subject in _subjects(verb):
            if (found := _of_noun(subject, depth + 1)) is not None:
                return found
    for child in verb.children:
        if child.dep_ == "conj" and (found := direction_of(child, depth + 1)) is not None:
            return found
    return None


def _of_adjective(adjective: Token, depth: int) -> Direction | None:
    for child in adjective.children:
        if child.dep_ in {"xcomp", "ccomp"} and (found := direction_of(child, depth + 1)) is not None:
            return found
        if child.dep_ == "prep":
            for grandchild in child.children:
                if grandchild.dep_ == "pcomp" and (found := direction_of(grandchild, depth + 1)) is not None:
                    return found
    if adjective.lower_ in _DISTANT:
        return Direction("apart", adjective)
    if adjective.lower_ in _FRIENDLY:
        return Direction("closer", adjective)
    return Direction("alter", adjective) if adjective.lower_ in {"affected", "changed", "altered"} else None


_DISTANT = frozenset(("hostile", "cold", "worse", "tense", "strained", "isolated", "colder", "adversarial"))
_FRIENDLY = frozenset(
    (
        *("close", "closer", "warmer", "better", "friendly", "friendlier", "allied", "dependent", "reliant", "cordial"),
        "normal",
    )
)


def _of_noun(noun: Token, depth: int) -> Direction | None:
    """A noun's own way, turned by what is said about it: "end of the alliance", "fewer sanctions"."""
    if depth > 6:
        return None
    lemma = noun.lemma_.casefold()
    raising, lowering = lemma in words("relations", "nouns", "raise"), lemma in words("relations", "nouns", "lower")
    if raising or lowering:
        for preposition in noun.children:
            if preposition.dep_ == "prep" and preposition.lower_ in {"of", "in", "to", "on", "from"}:
                for target in preposition.children:
                    found = _of_noun(target, depth + 1) if target.dep_ == "pobj" else None
                    if found is not None and found.way in {"closer", "apart"}:
                        return Direction(found.way if raising else _FLIP[found.way], found.anchor)
        for child in noun.children:
            if child.dep_ == "compound" and child.lemma_ in words("relations", "nouns", "apart"):
                return Direction("apart" if raising else "closer", noun)
        return Direction("apart", noun) if lemma == "withdrawal" else None
    way: Way | None = None
    if lemma in words("relations", "nouns", "apart") or noun.lemma_ == "WAR":
        way = "apart"
    elif lemma in words("relations", "nouns", "closer"):
        way = "closer"
    if way is None:
        return _of_attached(noun, depth)
    if any(c.dep_ == "amod" and (c.lower_ in _LOWERING or c.lower_.startswith("anti")) for c in noun.children):
        way = _FLIP[way]
    return Direction(way, noun)


def _of_attached(noun: Token, depth: int) -> Direction | None:
    """What an attempt aims at, what a step leads to: the clause or noun attached to a noun without a way."""
    for child in noun.children:
        if child.dep_ in {"acl", "relcl"} and child.i > noun.i and child.dep_ == "acl":
            found = direction_of(child, depth + 1)
            if found is not None:
                return found
        if child.dep_ == "prep" and child.lower_ in {"of", "in", "at", "towards", "toward", "to", "for"}:
            for target in child.children:
                if target.dep_ in {"pcomp", "pobj"} and (found := direction_of(target, depth + 1)) is not None:
                    return found
    return None


def touches_relations(tokens: list[Token]) -> bool:
    """Whether words speak of dealings between states at all."""
    nouns = words("relations", "nouns", "closer") | words("relations", "nouns", "apart")
    verbs = _lists("closer") | _lists("apart")
    return any(t.lemma_.casefold() in nouns or (t.pos_ == "VERB" and t.lemma_ in verbs) for t in tokens)
