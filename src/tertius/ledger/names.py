"""Whether two names may be one holder: "Hecker, Charles", "charles hecker" and "C. Hecker"."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Collection, Iterable

__all__ = ["KnownNames", "fold"]

_FEW = 200
"""So many names that share a word with a new one are compared with it letter by letter."""


def fold(name: str) -> str:
    """A name without case, accents, punctuation and order: "Hecker, Charles" is "charles hecker"."""
    plain = unicodedata.normalize("NFKD", name).casefold()
    words = re.findall(r"\w+", "".join(c for c in plain if not unicodedata.combining(c)))
    return " ".join(sorted(words))


class KnownNames:
    """The names a ledger knows, to ask whether a new one is near to one of them."""

    def __init__(self, names: Iterable[str], aliases: Collection[str] = ()) -> None:
        self._settled = set(aliases)
        self._names: set[str] = set()
        self._folded: dict[str, str] = {}
        self._sharing: dict[tuple[str, ...], list[str]] = {}
        for name in names:
            self.add(name)

    def __contains__(self, name: str) -> bool:
        return name in self._names

    def add(self, name: str) -> None:
        """Know a name from now on."""
        self._names.add(name)
        folded = fold(name)
        if folded not in self._folded:
            self._folded[folded] = name
            for key in _keys(folded):
                self._sharing.setdefault(key, []).append(folded)

    def near(self, name: str) -> str | None:
        """A known name that may be the same holder as this new one; None where none is near.

        A name that is known, or that an alias settles, is near to none.
        """
        if name in self._names or name in self._settled:
            return None
        folded = fold(name)
        if same := self._folded.get(folded):
            return same
        sharing = {other: None for key in _keys(folded) for other in self._sharing.get(key, ())[:_FEW]}
        for other in sharing:
            if _abbreviates(folded.split(), other.split()):
                return self._folded[other]
        close = difflib.get_close_matches(folded, sharing, n=1, cutoff=0.9)
        return self._folded[close[0]] if close else None


def _keys(folded: str) -> list[tuple[str, ...]]:
    """What a name has in common with those it may be: a word, and every number. Model 4 is never model 5."""
    words = folded.split()
    numbers = tuple(w for w in words if any(c.isdigit() for c in w))
    names = [w for w in words if w not in numbers]
    # One word alone may be misspelt itself: it shares its first letter.
    return [(w if len(names) > 1 else w[0], *numbers) for w in names]


def _abbreviates(a: list[str], b: list[str]) -> bool:
    """Whether the words are the same but for first names written as one letter: "c hecker", "charles hecker"."""
    if len(a) != len(b) or len(a) < 2:
        return False
    rest_a, rest_b = [w for w in a if w not in b], [w for w in b if w not in a]
    return len(rest_a) == len(rest_b) == 1 and rest_a[0][0] == rest_b[0][0] and 1 in {len(rest_a[0]), len(rest_b[0])}
