"""Verbal probability: the named scales that governments and panels publish, and which word a number gets.

A phrase holds from its lower bound up to, not including, its upper bound; a bound that
two phrases share belongs to the upper one. An upper bound of 100 % is included.

The bounds are as collected in CAPphrase (Kucharski 2026), doi:10.5281/zenodo.18750055,
CC BY 4.0, from the publishers named with each scale.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from tertius.errors import ImpossibleQuestion, UnknownName
from tertius.present.numbers import NOT_KNOWN, percent, percent_range

__all__ = ["EFSA", "ICD203", "IPCC", "NATO", "SCALES", "UK_PHIA", "Phrase", "Scale", "scale"]

_COLLECTED = "as collected in CAPphrase, doi:10.5281/zenodo.18750055, CC BY 4.0"


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words and the probabilities they stand for, `low` ≤ p < `high`, as shares of 1."""

    low: float
    high: float
    words: str

    def holds(self, p: float) -> bool:
        """Whether `p` falls under this phrase, by the boundary rule of this module."""
        return self.low <= p < self.high or p == self.high == 1

    def bounds(self) -> str:
        """The bounds as a reader sees them: "1–5 %"."""
        return percent_range(self.low, self.high)


@dataclass(frozen=True, slots=True)
class Scale:
    """A published scale: its phrases from the least to the most likely.

    Where phrases nest (IPCC), the narrowest that holds is chosen; of two names for the
    same bounds, the first.
    """

    name: str
    source: str
    phrases: tuple[Phrase, ...]

    def words_for(self, p: float | None) -> str:
        """The words of this scale for a probability.

        Parameters
        ----------
        p : float or None
            Probability in [0, 1]. None and NaN are "not known".

        Returns
        -------
        str
            The phrase. Beyond the scale's ends, the end's phrase with the bound noted:
            "almost no chance (less than 1 %)". In a gap the scale leaves on purpose,
            both neighbours: "between unlikely and realistic possibility".

        Raises
        ------
        ImpossibleQuestion
            When `p` is outside [0, 1].
        """
        if p is None or math.isnan(p):
            return NOT_KNOWN
        found = self.phrase_for(p)
        if found is not None:
            return found.words
        below = [phrase for phrase in self.phrases if phrase.high <= p]
        above = [phrase for phrase in self.phrases if phrase.low > p]
        if not below:
            end = min(above, key=lambda phrase: phrase.low)
            return f"{end.words} (less than {percent(end.low)})"
        if not above:
            end = max(below, key=lambda phrase: phrase.high)
            return f"{end.words} ({'more than ' if p > end.high else ''}{percent(end.high)})"
        under, over = max(below, key=lambda phrase: phrase.high), min(above, key=lambda phrase: phrase.low)
        return f"between {under.words} and {over.words}"

    def phrase_for(self, p: float) -> Phrase | None:
        """The narrowest phrase that holds for `p`; None beyond the ends and in gaps.

        Raises
        ------
        ImpossibleQuestion
            When `p` is outside [0, 1] or not a number.
        """
        if not 0 <= p <= 1:
            raise ImpossibleQuestion(
                "no words for something that is not a probability", found=str(p), hint="give a share between 0 and 1"
            )
        holding = [phrase for phrase in self.phrases if phrase.holds(p)]
        return min(holding, key=lambda phrase: phrase.high - phrase.low, default=None)

    def phrase(self, words: str) -> Phrase:
        """The phrase written as `words`, in any case.

        Raises
        ------
        UnknownName
            When the scale has no such phrase.
        """
        wanted = " ".join(words.casefold().split())
        for phrase in self.phrases:
            if phrase.words == wanted:
                return phrase
        raise UnknownName(f"phrase of {self.name}", words, (phrase.words for phrase in self.phrases))


def _scale(name: str, publisher: str, *rows: tuple[int, int, str]) -> Scale:
    """A scale from bounds in percent, sorted from the least to the most likely."""
    phrases = tuple(Phrase(low / 100, high / 100, words) for low, high, words in rows)
    return Scale(name, f"{publisher}; {_COLLECTED}", phrases)


ICD203 = _scale(
    "ICD 203",
    "US Intelligence Community Directive 203, Analytic Standards",
    (1, 5, "almost no chance"),
    (1, 5, "remote chance"),
    (5, 20, "very unlikely"),
    (20, 45, "unlikely"),
    (45, 55, "roughly even chance"),
    (55, 80, "likely"),
    (80, 95, "very likely"),
    (95, 99, "almost certain"),
)

NATO = _scale(
    "NATO",
    "North Atlantic Treaty Organization, intelligence doctrine",
    (0, 10, "highly unlikely"),
    (10, 40, "unlikely"),
    (40, 60, "even chance"),
    (60, 90, "likely"),
    (90, 100, "highly likely"),
)

UK_PHIA = _scale(
    "UK PHIA",
    "UK Professional Head of Intelligence Assessment, Probability Yardstick",
    (0, 5, "remote chance"),
    (10, 20, "highly unlikely"),
    (25, 35, "unlikely"),
    (40, 50, "realistic possibility"),
    (55, 75, "likely"),
    (55, 75, "probable"),
    (80, 90, "highly likely"),
    (95, 100, "almost certain"),
)

IPCC = _scale(
    "IPCC",
    "Intergovernmental Panel on Climate Change, likelihood scale",
    (0, 1, "exceptionally unlikely"),
    (0, 5, "extremely unlikely"),
    (0, 10, "very unlikely"),
    (0, 33, "unlikely"),
    (33, 66, "about as likely as not"),
    (66, 100, "likely"),
    (90, 100, "very likely"),
    (95, 100, "extremely likely"),
    (99, 100, "virtually certain"),
)

EFSA = _scale(
    "EFSA",
    "European Food Safety Authority, approximate probability scale",
    (0, 1, "almost impossible"),
    (1, 5, "extremely unlikely"),
    (5, 10, "very unlikely"),
    (10, 33, "unlikely"),
    (33, 66, "about as likely as not"),
    (66, 90, "likely"),
    (90, 95, "very likely"),
    (95, 99, "extremely likely"),
    (99, 100, "almost certain"),
)

SCALES: dict[str, Scale] = {"icd203": ICD203, "nato": NATO, "uk": UK_PHIA, "ipcc": IPCC, "efsa": EFSA}
"""Every scale by the key a caller types."""


def scale(key: str) -> Scale:
    """The scale called `key`.

    Raises
    ------
    UnknownName
        With the nearest keys, when there is none.
    """
    if key.casefold() not in SCALES:
        raise UnknownName("scale of words", key, SCALES)
    return SCALES[key.casefold()]
