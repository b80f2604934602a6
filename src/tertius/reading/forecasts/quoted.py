"""Where the quotation marks of a paragraph open and close."""

from __future__ import annotations

__all__ = ["part_of", "quotations"]

_OPEN, _CLOSE, _STRAIGHT = "\u201c\u201f\u201e\u00ab", "\u201d\u00bb", '"'


def quotations(text: str) -> list[tuple[int, int]]:
    """What stands between double quotation marks, without them; a quote left open runs to the end."""
    found: list[tuple[int, int]] = []
    opened: int | None = None
    for place, character in enumerate(text):
        if character in _CLOSE or (character == _STRAIGHT and opened is not None):
            if opened is not None:
                found.append((opened, place))
            opened = None
        elif (character in _OPEN or character == _STRAIGHT) and opened is None:
            opened = place + 1
    if opened is not None:
        found.append((opened, len(text)))
    return found


def part_of(start: int, end: int, place: int, quotes: list[tuple[int, int]]) -> tuple[int, int, bool]:
    """A sentence, or the part of it that is quoted where a word at `place` is; and whether it is."""
    for opened, closed in quotes:
        if opened <= place < closed:
            return max(start, opened), min(end, closed), True
    return start, end, False
