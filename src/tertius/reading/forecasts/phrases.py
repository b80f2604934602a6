"""From the words of a judgement to the range they imply, on the survey's scale or a published one.

Every phrase stands in `data/phrases.csv` with the survey phrase it is read as and the reason.
A phrase that is not there has no range: nothing is guessed from its parts but negation.
"""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass, replace
from functools import lru_cache
from importlib import resources

from tertius.errors import UnknownName
from tertius.present.words import SCALES, Scale
from tertius.reading.forecasts.survey import SURVEY, survey

__all__ = ["Wording", "canonical", "implied_range", "range_of", "wording_of"]

_CONTRACTIONS = (
    (re.compile(r"[\u2018\u2019]"), "'"),
    (re.compile(r"\bwon't\b|\bwo n't\b"), "will not"),
    (re.compile(r"\bshan't\b"), "shall not"),
    (re.compile(r"\bcan't\b|\bcannot\b|\bca n't\b"), "can not"),
    (re.compile(r" ?n't\b"), " not"),
    (re.compile(r"'ll\b"), " will"),
    (re.compile(r"'d\b"), " would"),
)

_EMPTY = frozenset(
    (
        *("it", "is", "are", "was", "were", "be", "been", "being", "am", "that", "to", "of", "a", "an", "the", "there"),
        *("do", "does", "did", "have", "has", "had", "any", "by", "in", "for", "some"),
    )
)
"""Words around a judgement that carry none of it."""

_SURE_MODALS = frozenset(("will", "would", "shall"))
_WIDE = frozenset(("may", "might", "probably", "perhaps", "maybe", "possibly", "conceivably"))
"""Words that stand outside a negation next to them: "may not happen" is "may fail to happen"."""

_NEGATIONS = frozenset(("not", "never"))
_NEGATIVE_HEADS = frozenset(("nor", "neither", "no", "nobody", "none", "nothing", "few", "little"))


@dataclass(frozen=True, slots=True)
class Wording:
    """How a phrase is read: a phrase of the survey, and whether it is said of the event or of its failing.

    `words` is the phrase as it stands in the table, which a published scale may define itself.
    """

    term: str
    denied: bool
    words: str

    def of_failing(self) -> Wording:
        """The same words said of the event's failing."""
        return replace(self, denied=not self.denied)


@lru_cache(maxsize=1)
def _table() -> dict[str, Wording]:
    """The table of phrases, in canonical spelling."""
    file = resources.files("tertius.reading.forecasts") / "data" / "phrases.csv"
    with file.open(encoding="utf-8") as opened:
        rows = list(csv.DictReader(opened))
    return {" ".join(_words(r["phrase"])): Wording(r["term"], r["denied"] == "yes", r["phrase"]) for r in rows}


@lru_cache(maxsize=1)
def _published() -> dict[tuple[str, str], str]:
    """Words of each published scale for a phrase of the survey."""
    file = resources.files("tertius.reading.forecasts") / "data" / "scales.csv"
    with file.open(encoding="utf-8") as opened:
        return {(r["scale"], r["term"]): r["words"] for r in csv.DictReader(opened)}


def canonical(phrase: str) -> str:
    """A phrase in the spelling of the table: lower case, contractions opened, empty words dropped."""
    return " ".join(_words(phrase))


def _words(phrase: str) -> list[str]:
    text = phrase.casefold()
    for pattern, plain in _CONTRACTIONS:
        text = pattern.sub(plain, text)
    found = re.findall(r"[a-z][a-z-]*", text)
    kept = [word for word in found if word not in _EMPTY]
    return kept or found


@lru_cache(maxsize=4096)
def wording_of(phrase: str) -> Wording | None:
    """How a phrase is read, negation and scope included; None when the table does not hold it.

    "won't" is "will happen" denied; "may not" is "may happen" said of the failing; "not likely"
    is "unlikely", as people use it; "not unlikely" denies "unlikely" and no more; "unlikely not"
    is "unlikely" said of the failing.
    """
    return _look_up(tuple(_words(phrase)))


def _look_up(words: tuple[str, ...]) -> Wording | None:
    table = _table()
    for spelled in _spellings(words):
        if spelled in table:
            return table[spelled]
    return _negated(words) if len(words) > 1 else None


def _spellings(words: tuple[str, ...]) -> list[str]:
    """The phrase, and the phrase with its verb in the base form."""
    spelled = [" ".join(words)]
    if words:
        last = words[-1]
        bases = [last.removesuffix("s"), last.removesuffix("ed"), last.removesuffix("d"), last.removesuffix("ing")]
        doubled = [base[:-1] for base in bases if len(base) > 2 and base[-1] == base[-2]]
        gerund = [last.removesuffix("ing") + "e"] if last.endswith("ing") else []
        spelled += [" ".join((*words[:-1], base)) for base in (*bases, *doubled, *gerund)]
    return spelled


def _negated(words: tuple[str, ...]) -> Wording | None:
    """Negation outside the table's rows, by scope; a sure modal beside an adverb leaves it the say."""
    first, last = words[0], words[-1]
    if first in _NEGATIVE_HEADS and last in _SURE_MODALS | {"can", "could"}:
        return _look_up((last, "not"))
    plain = tuple(word for word in words if word not in _SURE_MODALS)
    if plain == ("not",):
        found = _look_up(("will",))
        return found.of_failing() if found else None
    if plain and plain != words:
        return _look_up(plain)
    rest = tuple(word for word in words if word not in _NEGATIONS)
    follows = last in _NEGATIONS and first not in {*_NEGATIONS, "can", "could"}
    if rest and rest != words and (follows or first in _WIDE or (first == "not" and last in _WIDE)):
        found = _look_up(rest)
        return found.of_failing() if found else None
    return None


def range_of(wording: Wording | None, scale: str = SURVEY) -> tuple[float, float] | None:
    """The range of a wording on a scale, as shares of 1; None where the scale has no words for it.

    Raises
    ------
    UnknownName
        When there is no such scale.
    """
    published = _scale_called(scale)
    if wording is None:
        return None
    if published is None:
        found = survey()[wording.term]
        low, high = found.q1, found.q3
    else:
        key, known = published
        defined = {phrase.words: phrase for phrase in known.phrases}
        phrase = defined.get(wording.words) or defined.get(_published().get((key, wording.term), ""))
        if phrase is None:
            return None
        low, high = phrase.low, phrase.high
    return (round(1 - high, 4), round(1 - low, 4)) if wording.denied else (low, high)


def implied_range(phrase: str, scale: str = SURVEY) -> tuple[float, float] | None:
    """The probability that people mean by a phrase, for the event it speaks of.

    Parameters
    ----------
    phrase
        As written: "very difficult", "won't", "not unlikely", "no chance".
    scale
        "CAPphrase" (quartiles of the survey, the default), "icd203", "nato", "uk", "ipcc" or "efsa".

    Returns
    -------
    tuple of float, or None
        `(low, high)`, shares of 1, for the event put positively: "will not" gives `(0.0, 0.01)`.
        None where the scale has no words for the phrase. Never a guess.

    Raises
    ------
    UnknownName
        When there is no such scale.
    """
    return range_of(wording_of(phrase), scale)


def _scale_called(name: str) -> tuple[str, Scale] | None:
    """A published scale by its key or its name; None for the survey."""
    wanted = name.casefold().replace(" ", "").replace("-", "")
    if wanted == SURVEY.casefold():
        return None
    for key, known in SCALES.items():
        if wanted in (key, known.name.casefold().replace(" ", "")):
            return key, known
    raise UnknownName("scale of probability words", name, (SURVEY, *SCALES))
