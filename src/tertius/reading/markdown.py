"""Markdown into paragraphs: the source is the text, its marks lie outside the paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tertius.reading.document import Part
from tertius.reading.extract import About, Extract, Paragraph
from tertius.reading.metadata import read_date

__all__ = ["read_markdown"]

_FRONT = re.compile(r"\A---[ \t]*\r?\n(.{0,20000}?)\r?\n(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.DOTALL)
_FIELD = re.compile(r"(?im)^(title|author|date|publisher|lang|language)\s*:\s*[\"']?(.{1,300}?)[\"']?\s*$")
_HEAD = re.compile(r"(#{1,6})\s+(.*?)(?:\s+#+)?\s*\Z", re.DOTALL)
_MARK = re.compile(r"(?:[>\s]+|[-*+]\s+|\d{1,3}[.)]\s+)*")
_FENCE = re.compile(r"^[ \t]{0,3}(`{3,}|~{3,})", re.MULTILINE)
_LINE = re.compile("([^\r\n\x00]*)(?:\r\n|[\r\n\x00]|\\Z)")
_ALONE = re.compile(r"[ \t]{0,3}(?:#{1,6}(?:\s|$)|`{3,}|~{3,}|(?:[-*_][ \t]*){3,}$)")
_RULED = re.compile(r"[ \t]{0,3}(?:=+|-{2,})[ \t]*$")
_NEW = re.compile(r"[ \t]*(?:>[ \t]*)?(?:[-*+]|\d{1,3}[.)])\s")
_UNDERLINE = re.compile(r"\n[ \t]*(=+|-+)[ \t]*\Z")
_PICTURE = re.compile(r"!\[[^\]]*\]\([^)]*\)\s*\Z")
_NO_TEXT = re.compile(r"\[[^\]]+\]:\s*\S+|\|?[\s|:\-]+\|?\Z|<[^>]*>\Z")


def read_markdown(text: str) -> Extract:
    """The paragraphs of a Markdown source; the text is the source itself, so offsets are the file's.

    Headings, pictures, code and link definitions are told apart; the marks of quotes and lists
    lie outside the paragraphs. Emphasis and links within a paragraph stay in it. Front matter in
    YAML gives title, author, date, publisher and language.
    """
    front = _FRONT.match(text)
    about = _about(front[1]) if front else About()
    start = front.end() if front else 0
    found = list(_paragraphs(text, start))
    if front and text[: front.end()].strip():
        found.insert(0, Paragraph(0, len(text[: front.end()].rstrip()), Part.NOTICE))
    if about.title is None:
        head = next((p for p in found if p.part is Part.HEADLINE), None)
        about = (
            About(text[head.start : head.end], about.publisher, about.author, about.published, about.language)
            if head
            else about
        )
    return Extract(text, tuple(found), about)


def _about(front: str) -> About:
    fields = {m[1].lower(): m[2].strip() for m in _FIELD.finditer(front)}
    lang = (fields.get("lang") or fields.get("language") or "")[:2].lower()
    return About(
        fields.get("title"),
        fields.get("publisher"),
        fields.get("author"),
        read_date(fields.get("date", "")),
        lang or None,
    )


def _paragraphs(text: str, start: int) -> Iterator[Paragraph]:
    code = _code(text, start)
    headed = False
    for p in _groups(text, start):
        if any(fenced < p.end and p.start < end for fenced, end in code):
            yield Paragraph(p.start, p.end, Part.NOTICE)
        elif (piece := _told(text, p, headed=headed)) is not None:
            headed = headed or piece.part is Part.HEADLINE
            yield piece


def _groups(text: str, start: int) -> Iterator[Paragraph]:
    """Lines that follow each other are one paragraph, but for headings, items of lists, fences and rules."""
    first = last = None
    for line in _LINE.finditer(text, start):
        bare = line[1].strip()
        alone = bool(_ALONE.match(line[1].rstrip()))
        if first is not None and last is not None and _RULED.match(line[1].rstrip()):
            yield Paragraph(first, _begin(line) + len(bare))
            first = None
            continue
        if first is not None and last is not None and (not bare or alone or _NEW.match(line[1])):
            yield Paragraph(first, last)
            first = None
        if not bare:
            continue
        begin = _begin(line)
        first, last = (begin if first is None else first), begin + len(bare)
        if alone or line[0].endswith("\0"):
            yield Paragraph(first, last)
            first = None
    if first is not None and last is not None:
        yield Paragraph(first, last)


def _begin(line: re.Match[str]) -> int:
    return line.start() + len(line[1]) - len(line[1].lstrip())


def _code(text: str, start: int) -> list[tuple[int, int]]:
    """Fenced code; a fence that is never closed is no fence."""
    found: list[tuple[int, int]] = []
    opened: re.Match[str] | None = None
    for fence in _FENCE.finditer(text, start):
        if opened is None:
            opened = fence
        elif fence[1].startswith(opened[1]):
            found.append((opened.start(), fence.end()))
            opened = None
    return found


def _told(text: str, paragraph: Paragraph, *, headed: bool) -> Paragraph | None:
    """A paragraph without its marks and with what they say; None where nothing else is there."""
    raw = text[paragraph.start : paragraph.end]
    part = None
    start, end = paragraph.start, paragraph.end
    if head := _HEAD.match(raw):
        start, end = paragraph.start + head.start(2), paragraph.start + head.end(2)
        part = Part.HEADLINE if len(head[1]) == 1 and not headed else Part.HEADING
    elif line := _UNDERLINE.search(raw):
        end = paragraph.start + line.start()
        part = Part.HEADLINE if line[1][0] == "=" and not headed else Part.HEADING
    elif _PICTURE.match(raw):
        part = Part.CAPTION
    elif _NO_TEXT.match(raw):
        part = Part.NOTICE
    elif mark := _MARK.match(raw):
        start += mark.end()
    bare = text[start:end]
    start, end = start + len(bare) - len(bare.lstrip()), end - (len(bare) - len(bare.rstrip()))
    return Paragraph(start, end, part) if start < end else None
