"""Reprints counted once: the same words of one speaker, or one act told in several places, are one item."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta

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


def shingles(text: str) -> frozenset[str]:
    """Every run of three words, in lower case and without marks; all words as one run where there are fewer."""
    words = _WORD.findall(text.casefold())
    return frozenset(" ".join(words[i : i + _RUN]) for i in range(max(len(words) - _RUN + 1, 1)))


class _Kept:
    """The items so far, found again by their days or by their words."""

    def __init__(self) -> None:
        self.items: list[Item] = []
        self._acts: defaultdict[tuple[object, ...], list[int]] = defaultdict(list)
        self._runs: defaultdict[tuple[object, str], list[int]] = defaultdict(list)
        self._sizes: dict[int, int] = {}

    def add(self, item: Item) -> None:
        place = len(self.items)
        self.items.append(item)
        self._enter(place, item)

    def join(self, place: int, item: Item) -> None:
        first = self.items[place]
        elsewhere = item.document is None or item.document != first.document
        self.items[place] = replace(
            first,
            weight=max(first.weight, item.weight),
            reprints=first.reprints + (elsewhere and not set(item.documents) <= set(first.documents)),
            also=(*first.also, item.id),
            documents=tuple(dict.fromkeys((*first.documents, *item.documents))),
        )

    def told_before(self, item: Item) -> int | None:
        if item.kind == "act":
            return None  # Two lines of the chronicle are two acts.
        if item.days is not None and item.category is not None:
            near = [(self._apart(k, item), -k) for k in self._acts[_act(item)]]
            close = [pair for pair in near if pair[0] <= SAME_DAYS]
            if close:
                return -min(close)[1]
        return self._same_words(item)

    def _enter(self, place: int, item: Item) -> None:
        if item.days is not None and item.category is not None:
            self._acts[_act(item)].append(place)
        if item.speaker is not None:
            runs = shingles(item.text)
            self._sizes[place] = len(runs)
            for run in runs:
                self._runs[_voice(item), run].append(place)

    def _same_words(self, item: Item) -> int | None:
        if item.speaker is None:
            return None
        runs = shingles(item.text)
        shared = Counter(place for run in runs for place in self._runs.get((_voice(item), run), ()))
        for place, n in shared.most_common():
            shorter = min(len(runs), self._sizes[place])
            # A handful of words is the same only where nothing else is said.
            if n >= SAME_WORDS * shorter and (shorter >= _FEWEST or n == len(runs) == self._sizes[place]):
                return place
        return None

    def _apart(self, place: int, item: Item) -> int:
        """Days between two acts; 0 where the days on which they can have happened meet."""
        ours, theirs = item.days, self.items[place].days
        assert ours is not None, "only acts with days are entered"
        assert theirs is not None, "only acts with days are entered"
        gap = max(ours[0] - theirs[1], theirs[0] - ours[1], timedelta(0))
        return gap.days


def _act(item: Item) -> tuple[object, ...]:
    return (item.pair, item.category, item.for_)


def _voice(item: Item) -> tuple[object, ...]:
    """A speaker by the last name, so that "Ann Bell" and "Bell" are one."""
    words = _WORD.findall((item.speaker or "").casefold())
    return (words[-1] if words else "", item.for_)
