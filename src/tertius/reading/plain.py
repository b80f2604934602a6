"""Plain text into paragraphs: blank lines part them, hard-wrapped lines join, one paragraph a line stays one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from tertius.reading.extract import Paragraph

__all__ = ["LONGEST", "paragraphs"]

LONGEST = 10_000
"""Characters; a longer paragraph is cut at the end of a sentence, so that one parse stays small."""

# A null counts as a line end, so that no span holds one: outside, it becomes a space.
_LINE = re.compile("[^\r\n\x00\x0b\x0c\x1c-\x1e\x85\u2028\u2029]+")
_BREAK = re.compile("\r\n|[\r\n\x00\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_ENDED = re.compile("[.!?…:;。！？؟]['\"”’»)\\]]*$")
_ITEM = re.compile(r"(?:[-*•‣▪–—]|\(?\d{1,3}[.)]|[a-z][.)])\s")
_SENTENCE_END = re.compile(r"[.!?…。！？؟]['\"”’»)\]]*\s+")

_WIDEST = 120
_NARROWEST = 30
_SLACK = 12
_LOWER_SHARE = 0.25


@dataclass(frozen=True, slots=True)
class _Line:
    start: int
    end: int
    text: str
    indent: int
    after_blank: bool


def paragraphs(text: str) -> tuple[Paragraph, ...]:
    r"""The paragraphs of a plain text, in order; everything but white space lies in one.

    A text counts as hard-wrapped where at least a quarter of the lines that follow another one
    directly start in lower case, and nearly all of them are at most 120 characters wide. Then a
    line is joined to the one before it, unless that one ended a sentence short of the margin, or
    this one is indented or an item of a list.

    Parameters
    ----------
    text
        Any text; line ends may be \n, \r\n, \r or Unicode's.
    """
    lines = tuple(_lines(text))
    width = _width(lines)
    found: list[Paragraph] = []
    start = None
    for before, line in zip((None, *lines), lines, strict=False):
        if before is None or start is None or not _continues(before, line, width):
            if before is not None and start is not None:
                found.extend(_cut(text, start, before.end))
            start = line.start
    if lines and start is not None:
        found.extend(_cut(text, start, lines[-1].end))
    return tuple(found)


def _lines(text: str) -> Iterator[_Line]:
    """Lines that hold more than white space, without the white space around them."""
    last = 0
    for match in _LINE.finditer(text):
        bare = match[0].strip()
        if not bare:
            continue
        indent = len(match[0]) - len(match[0].lstrip())
        start = match.start() + indent
        breaks = sum(1 for _ in _BREAK.finditer(text, last, match.start()))
        null = "\0" in text[last : match.start()]
        yield _Line(start, start + len(bare), bare, indent, after_blank=breaks > 1 or null)
        last = match.end()


def _width(lines: Sequence[_Line]) -> int:
    """The margin at which the text was wrapped; 0 where it was not."""
    pairs = [(a, b) for a, b in pairwise(lines) if not b.after_blank]
    if not pairs:
        return 0
    lower = sum(b.text[0].islower() and not _ENDED.search(a.text) for a, b in pairs)
    lengths = sorted(len(a.text) for a, _ in pairs)
    width = lengths[int(0.95 * (len(lengths) - 1))]
    return width if lower >= _LOWER_SHARE * len(pairs) and _NARROWEST <= width <= _WIDEST else 0


def _continues(before: _Line, line: _Line, width: int) -> bool:
    """Whether a line goes on with the paragraph of the line before it."""
    if line.after_blank or _ITEM.match(line.text):
        return False
    ended = bool(_ENDED.search(before.text))
    if not width:
        return not ended and line.text[0].islower() and len(before.text) > _NARROWEST
    if line.indent > before.indent and ended:
        return False
    word = line.text.split(maxsplit=1)[0]
    full = len(before.text) + before.indent + 1 + len(word) > width - (0 if ended else _SLACK)
    return full or (not ended and line.text[0].islower())


def _cut(text: str, start: int, end: int) -> Iterator[Paragraph]:
    """A paragraph, or its pieces of at most `LONGEST` characters: cut after a sentence, else after a word."""
    while end - start > LONGEST:
        limit = start + LONGEST
        stop = max((m.end() for m in _SENTENCE_END.finditer(text, start + LONGEST // 2, limit)), default=0)
        stop = stop or text.rfind(" ", start + 1, limit) + 1 or limit
        piece = text[start:stop]
        yield Paragraph(start, start + len(piece.rstrip()))
        rest = text[stop:end]
        start = stop + len(rest) - len(rest.lstrip())
    if start < end:
        yield Paragraph(start, end)
