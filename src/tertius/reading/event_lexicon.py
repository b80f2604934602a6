"""The words that tell an event: which verbs, nouns and adjectives mean which category, and which only carry another.

``event_words.csv`` holds them, to be read and argued with. A word is a lemma, with "+" for
each particle or preposition it needs ("call+on") and ">" for the objects of which it must
have one ("violate>ceasefire,truce"). Besides the categories there are words that only carry
the deed of another: light verbs ("launch an attack"), verbs of undoing ("lift sanctions"),
refusing, agreeing, demanding and threatening to do something, and verbs to look through
("began to withdraw").
"""

from __future__ import annotations

import csv
import functools
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

__all__ = ["COOPERATIVE", "FORCEFUL", "Entry", "Lexicon", "load_lexicon"]

COOPERATIVE = frozenset({"AGREE", "CONSULT", "SUPPORT", "COOPERATE", "AID", "YIELD"})
FORCEFUL = frozenset({"PROTEST", "MOBILIZE", "SANCTION", "COERCE", "ASSAULT"})


@dataclass(frozen=True, slots=True)
class Entry:
    """A word with what must stand beside it, and what it then means: a category, or the name of its office."""

    particles: frozenset[str]
    objects: frozenset[str]
    means: str

    def fits(self, particles: set[str], objects: set[str]) -> bool:
        """Whether what stands beside a word is what this entry asks for."""
        return self.particles <= particles and (not self.objects or bool(self.objects & objects))

    @property
    def weight(self) -> int:
        """How much it asks for: the entry that asks for more goes first."""
        return 2 * bool(self.objects) + len(self.particles)


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Lemma to its entries, those that ask for more first."""

    verbs: dict[str, tuple[Entry, ...]]
    nouns: dict[str, tuple[Entry, ...]]
    adjectives: dict[str, tuple[Entry, ...]]
    offices: dict[str, dict[str, tuple[Entry, ...]]]

    def knows(self, lemma: str) -> bool:
        """Whether any entry or office is for this verb."""
        return lemma in self.verbs or any(lemma in table for table in self.offices.values())

    def verb(self, lemma: str, particles: set[str], objects: set[str], *, least: int = 0) -> Entry | None:
        """The best entry of a verb that asks for at least so much."""
        return _first(e for e in self.verbs.get(lemma, ()) if e.weight >= least and e.fits(particles, objects))

    def noun(self, lemma: str, modifiers: set[str]) -> Entry | None:
        """The best entry of a noun; for nouns ">" asks for a modifier: "exercise>joint"."""
        return _first(e for e in self.nouns.get(lemma, ()) if e.fits(set(), modifiers))

    def office(self, name: str, lemma: str, particles: set[str], objects: set[str]) -> bool:
        """Whether a verb carries another's deed in this way."""
        return any(e.fits(particles, objects) for e in self.offices[name].get(lemma, ()))


@functools.cache
def load_lexicon() -> Lexicon:
    """The lexicon of the package, read once."""
    tables: dict[str, dict[str, list[Entry]]] = {}
    with Path(__file__).with_name("event_words.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            table = tables.setdefault(row["as"], {})
            for word in row["words"].split("|"):
                written, _, objects = word.partition(">")
                lemma, *particles = written.split("+")
                asked = frozenset(o for o in objects.replace(">", ",").split(",") if o)
                table.setdefault(lemma, []).append(Entry(frozenset(particles), asked, row["category"] or row["as"]))
    whole = {kind: {w: tuple(sorted(e, key=lambda e: -e.weight)) for w, e in t.items()} for kind, t in tables.items()}
    verbs, nouns, adjectives = (whole.pop(kind) for kind in ("verb", "noun", "adjective"))
    return Lexicon(verbs, nouns, adjectives, whole)


def _first(entries: Iterable[Entry]) -> Entry | None:
    return next(iter(entries), None)
