"""Words between quotation marks: where they open and close, over paragraphs and inside one another."""

from __future__ import annotations

from dataclasses import dataclass

from tertius.reading.parse import Parsed

__all__ = ["Quote", "find_quotes"]

_OPENING = frozenset("\u201c\u00ab\u201e")
_CLOSING = frozenset("\u201d\u00bb")


@dataclass(frozen=True, slots=True)
class Quote:
    """What stands between two marks, in positions of the document.

    Attributes
    ----------
    start, end
        The words, without the marks.
    outer_start, outer_end
        With the marks; the same where a mark is missing.
    paragraph
        Index in `Parsed.paragraphs`.
    open_end
        No closing mark: the next paragraph opens with a mark and goes on with the same speaker.
    single
        Between single marks; inside double ones it is a quote in a quote.
    inner
        Inside another quote.
    """

    start: int
    end: int
    outer_start: int
    outer_end: int
    paragraph: int
    open_end: bool = False
    single: bool = False
    inner: bool = False


def find_quotes(parsed: Parsed) -> tuple[Quote, ...]:
    """Every pair of marks of the paragraphs that were parsed, in order of their place.

    A quote left open runs to the end of its paragraph; it counts as going on where the next
    paragraph opens with a mark.
    """
    text = parsed.document.text
    found: list[Quote] = []
    for number, paragraph in enumerate(parsed.paragraphs):
        start, end = paragraph.block.start, paragraph.block.end
        doubles = _doubles(text, start, end, number)
        if doubles and doubles[-1].open_end:
            following = parsed.paragraphs[number + 1 :][:1]
            goes_on = bool(following) and text[following[0].block.start] in '\u201c"\u201e\u00ab'
            last = doubles[-1]
            if not goes_on:
                doubles[-1] = Quote(last.start, last.end, last.outer_start, last.outer_end, number)
        found += doubles
        found += _singles(text, start, end, number, doubles)
    return tuple(sorted(found, key=lambda q: (q.start, -q.end)))


def _doubles(text: str, start: int, end: int, number: int) -> list[Quote]:
    found: list[Quote] = []
    opened: tuple[int, int] | None = None
    i = start
    while i < end:
        width = _mark(text, i, start, end)
        starts_word = i + width < end and not text[i + width].isspace() and (i == start or not text[i - 1].isalnum())
        starts_word = starts_word or i == start
        ends_word = i > start and not text[i - 1].isspace() and (i + width >= end or not text[i + width].isalnum())
        after_word = text[i] == '"' and i > start and text[i - 1].isalnum()
        if width and opened is None and not after_word and (text[i] not in _CLOSING or (starts_word and not ends_word)):
            opened = i, i + width
        elif width and opened is not None and (text[i] not in _OPENING or (ends_word and not starts_word)):
            if i > opened[1]:
                found.append(Quote(opened[1], i, opened[0], i + width, number))
            opened = None
        i += width or 1
    if opened is not None and opened[1] < end:
        found.append(Quote(opened[1], end, opened[0], end, number, open_end=True))
    return found


def _mark(text: str, i: int, start: int, end: int) -> int:
    """How many characters a double mark at a position takes; 0 where there is none."""
    c = text[i]
    if c in _OPENING or c in _CLOSING:
        return 1
    if c == '"':
        # A height in inches is no mark.
        return 0 if i > start and text[i - 1].isdigit() and i + 1 < end and text[i + 1].isalnum() else 1
    # Two single marks, as some wires write a double one.
    return 2 if c in "'`\u2019\u2018" and i + 1 < end and text[i + 1] == c else 0


def _singles(text: str, start: int, end: int, number: int, doubles: list[Quote]) -> list[Quote]:
    """Single marks: an opening one stands at the start of a word, a closing one at its end."""
    found: list[Quote] = []
    i = start
    while i < end:
        if _mark(text, i, start, end) == 2:
            i += 2
            continue
        if text[i] in "\u2018'" and _opens(text, i, start, end):
            close = next((j for j in range(i + 2, end) if text[j] in "\u2019'" and _closes(text, j, i, end)), None)
            holder = next((d for d in doubles if d.start <= i < d.end), None)
            if close is not None and (holder is None or close < holder.end) and not _crosses(i, close, doubles):
                found.append(Quote(i + 1, close, i, close + 1, number, single=True, inner=holder is not None))
                i = close
        i += 1
    return found


def _opens(text: str, i: int, start: int, end: int) -> bool:
    before = text[i - 1] if i > start else " "
    after = text[i + 1] if i + 1 < end else " "
    return (before.isspace() or before in '(\u201c"[\u2014\u2013-') and (after.isalpha() or after in "[\u2026")


def _closes(text: str, j: int, opened: int, end: int) -> bool:
    after = text[j + 1] if j + 1 < end else " "
    if after.isalnum() or after in "'\u2019" or text[j - 1].isspace() or text[j - 1] in "'\u2019":
        return False
    # The apostrophe of a plural owner: in the workers' view.
    return not (text[j - 1] == "s" and after == " " and text[opened] == "\u2018" and "\u2019" in text[j + 1 : j + 200])


def _crosses(start: int, end: int, doubles: list[Quote]) -> bool:
    return any(start < d.outer_start < end < d.outer_end or d.outer_start < start < d.outer_end <= end for d in doubles)
