"""Where a figure of the brief came from, as the text of a footnote."""

from __future__ import annotations

from collections.abc import Iterable

from tertius.provenance import Provenance, Source

__all__ = ["Sources"]


class Sources:
    """The sources of an answer by their ids, written in full or in short; it remembers which were cited.

    Sources that their producer wants cited alike are one, named as the first that was cited.
    """

    def __init__(self, found: Provenance, *, full: bool, apart: bool = True) -> None:
        self._by_id = {s.source.id: s.source for s in found.snapshots}
        self._full, self._apart = full, apart
        self._cited: dict[str, Source] = {}

    def note(self, ids: Iterable[str]) -> tuple[str, ...]:
        """A footnote for each source, once, or one for all where they do not stand `apart`.

        An id that the answer does not rest on has none.
        """
        asked = [self._by_id[i] for i in ids if i in self._by_id]
        known = dict.fromkeys(self._cited.setdefault(s.citation, s) for s in asked)
        notes = tuple(_written(s, full=self._full) for s in known)
        return notes if self._apart or len(notes) < 2 else ("; ".join(n.rstrip(".") for n in notes) + ".",)

    def others(self) -> tuple[str, ...]:
        """One footnote that names every source not cited so far; none where all were."""
        left: dict[str, Source] = {}
        for s in self._by_id.values():
            if s.citation not in self._cited:
                left.setdefault(s.citation, s)
        self._cited |= left
        return (f"Also used: {'; '.join(_short(s) for s in left.values())}.",) if left else ()


def _written(source: Source, *, full: bool) -> str:
    if not full:
        return f"{_short(source)}."
    version = "" if source.version in source.citation else f" Version: {source.version}."
    return f"{source.citation.rstrip('.')}.{version}"


def _short(source: Source) -> str:
    return f"{source.producer}, {source.title}, {source.version}"
