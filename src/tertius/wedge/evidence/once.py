"""Reprints counted once: the same words of one speaker, or one act told in several places, are one item."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache

from tertius.wedge.evidence.item import Item

__all__ = ["SAME_DAYS", "SAME_WORDS", "once", "shingles"]

SAME_DAYS = 3
"""Acts of one pair and category so many days apart are one act told twice. A convention of this project."""

SAME_WORDS = 0.8
"""Share of the shorter text's runs of three words that the longer holds, from which two texts are one."""

_RUN = 3
_FEWEST = 5
_WORD = re.compile(r"[^\W_]+")


def once(items: Iterable[Item]) -> tuple[Item, ...]:
    """Items with those that tell the same taken together; the first of them stands for all.

    Acts are the same by pair, category, direction and days; words by speaker, direction and
    runs of three words. The heaviest weight of those taken together is kept, never their sum.
    """
    kept = _Kept()
    for item in items:
        twin = kept.told_before(item)
        if twin is None:
            kept.add(item)
        else:
            kept.join(twin, item)
    return tuple(kept.items)


@lru_cache(maxsize=1)  # An item's are asked for twice, one after the other.
def shingles(text: str) -> frozenset[str]:
    """Every run of three words, in lower case and without marks; all words as one run where there are fewer."""
    words = _WORD.findall(text.casefold())
    return frozenset(" ".join(words[i : i + _RUN]) for i in range(max(len(words) - _RUN + 1, 1)))


class _Kept:
    """The items so far, found again by their days or by their words."""

    def __init__(self) -> None:
        self.items: list[Item] = []
        self._acts: defaultdict[tuple[object, ...], list[tuple[int, int, int]]] = defaultdict(list)
        self._runs: defaultdict[tuple[object, str], list[int]] = defaultdict(list)
        self._sizes: dict[int, int] = {}
        self._places: dict[int, set[str | None]] = {}

    def add(self, item: Item) -> None:
        place = len(self.items)
        self.items.append(item)
        self._places[place] = {item.document}
        self._enter(place, item)

    def join(self, place: int, item: Item) -> None:
        first = self.items[place]
        # A second copy is another document, even where title, outlet and day are the same.
        elsewhere = item.document is None or item.document not in self._places[place]
        self._places[place].add(item.document)
        self.items[place] = replace(
            first,
            weight=max(first.weight, item.weight),
            reprints=first.reprints + elsewhere,
            also=(*first.also, item.id),
            documents=tuple(dict.fromkeys((*first.documents, *item.documents))),
        )

    def told_before(self, item: Item) -> int | None:
        if item.kind == "act":
            return None  # Two lines of the chronicle are two acts.
        if item.days is not None and item.category is not None:
            first, last = (d.toordinal() for d in item.days)
            # Days between the two; 0 where the days on which they can have happened meet.
            near = ((max(first - their_last, their_first - last, 0), place)
                    for their_first, their_last, place in self._acts[_act(item)])  # fmt: skip
            close = min((pair for pair in near if pair[0] <= SAME_DAYS), key=lambda p: (p[0], -p[1]), default=None)
            if close:
                return close[1]
        return self._same_words(item)

    def _enter(self, place: int, item: Item) -> None:
        if item.days is not None and item.category is not None:
            first, last = (d.toordinal() for d in item.days)
            self._acts[_act(item)].append((first, last, place))
        if item.speaker is not None:
            runs = shingles(item.text)
            self._sizes[place] = len(runs)
            voice = _voice(item)
            for run in runs:
                self._runs[voice, run].append(place)

    def _same_words(self, item: Item) -> int | None:
        if item.speaker is None:
            return None
        runs, voice = shingles(item.text), _voice(item)
        shared = Counter(place for run in runs for place in self._runs.get((voice, run), ()))
        # None with fewer than a handful of runs in common can be the same: most share one or two.
        least = min(len(runs), SAME_WORDS * _FEWEST)
        likely = ((place, n) for place, n in shared.items() if n >= least)
        for place, n in sorted(likely, key=lambda found: (-found[1], found[0])):
            shorter = min(len(runs), self._sizes[place])
            # A handful of words is the same only where nothing else is said.
            if n >= SAME_WORDS * shorter and (shorter >= _FEWEST or n == len(runs) == self._sizes[place]):
                return place
        return None


def _act(item: Item) -> tuple[object, ...]:
    return (item.pair, item.category, item.for_)


def _voice(item: Item) -> tuple[object, ...]:
    """A speaker by the last name, so that "Ann Bell" and "Bell" are one."""
    words = _WORD.findall((item.speaker or "").casefold())
    return (words[-1] if words else "", item.for_)
