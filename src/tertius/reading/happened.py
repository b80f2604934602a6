"""Whether a text tells something as done: not as a condition, a wish, a possibility or a denial."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tertius.reading.coding import mood_of
from tertius.reading.vocabulary import words

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["happened", "noun_happened"]

_UNREAL = words(
    "want hope wish expect consider contemplate able likely unlikely possible dream prefer mull weigh afford refrain "
    "avoid prevent deter keep dissuade "
)
_UNREAL_NOUNS = words(
    "odd odds probability "
    "possibility prospect risk idea hope fear chance question likelihood danger speculation desire need right ability "
    "goal aim option way "
)
_UNREAL_ADJECTIVES = words(
    "possible potential proposed future any no eventual hypothetical planned likely alleged would-be "
)
_UNSURE = {"likely", "unlikely", "possibly", "probably", "perhaps", "maybe", "doubtful"}
"""Beside a verb they leave open whether it happened: "likely met", "is unlikely to leave"."""

_OPEN = words("possible likely unlikely probable improbable impossible inevitable conceivable unthinkable plausible ")
"""What is said of a thing that has not been: "a ceasefire is possible"."""

_CONDITION = {"if", "unless", "whether", "should", "lest"}
_WISHED = {"want", "hope", "wish", "doubt"}


def happened(verb: Token) -> bool:
    """Whether nothing above a verb, in its clause or those that hold it, makes its deed unreal."""
    if any(c.lower_ in _UNSURE for c in verb.children):
        return False
    word = verb
    for _ in range(6):
        if any(c.dep_ == "mark" and c.lower_ in _CONDITION for c in word.children):
            return False
        if word.head.i == word.i or word.dep_ == "relcl":
            return True
        if _made_unreal(word, word.head):
            return False
        word = word.head
    return True


def noun_happened(noun: Token) -> bool:
    """Whether a noun tells of something that was: not possible, not wished for, not subject to what may be."""
    if any(c.lower_ in _UNREAL_ADJECTIVES for c in noun.children):
        return False
    if noun.dep_ == "nsubj" and any(c.dep_ == "acomp" and c.lower_ in _OPEN for c in noun.head.children):
        return False
    if noun.dep_ == "pobj" and noun.head.head.lemma_.lower() in _UNREAL_NOUNS:
        return False
    verb = next((a for a in noun.ancestors if a.pos_ in {"VERB", "AUX"}), None)
    if verb is None:
        return True
    mood = mood_of(verb)
    if noun.dep_ in {"dobj", "attr"} and (mood.possible or mood.future or mood.negated):
        return False
    return verb.lemma_.lower() not in _UNREAL and happened(verb) and not (mood.possible and noun.dep_ != "pobj")


def _made_unreal(word: Token, head: Token) -> bool:
    """Whether a word is unreal because of what it hangs on."""
    above = head.lemma_.lower()
    if word.dep_ in {"ccomp", "csubj", "xcomp"} and any(
        c.dep_ == "acomp" and c.lower_ in _OPEN | _UNSURE for c in head.children
    ):
        return True
    if word.dep_ == "prep":
        return above in _UNREAL_NOUNS or above in _UNREAL
    if word.dep_ == "acl" or (word.dep_ == "ccomp" and head.pos_ == "NOUN"):
        return above in _UNREAL_NOUNS
    if head.pos_ not in {"VERB", "AUX", "ADJ"}:
        return False
    mood = mood_of(head)
    if word.dep_ == "xcomp" or (word.dep_ == "ccomp" and above in _WISHED):
        return above in _UNREAL or mood.possible or mood.negated or mood.obliged or mood.future
    if word.dep_ == "conj":
        own = any(c.dep_ == "nsubj" for c in word.children)
        return (mood.possible or mood.negated) and not own
    return word.dep_ == "advcl" and word.tag_ == "VB"
