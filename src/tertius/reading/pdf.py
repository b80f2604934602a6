"""A PDF into text: page by page, within limits, its lines joined into paragraphs."""

from __future__ import annotations

import io
import logging
import math
import re
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tertius.errors import ReadingError
from tertius.reading.extract import About, Extract
from tertius.reading.metadata import read_date
from tertius.reading.plain import paragraphs

if TYPE_CHECKING:
    from pypdf import Configuration, PdfReader

__all__ = ["PdfLimits", "read_pdf"]

_ENDED = re.compile(r"[.!?…:][\"”’»)\]]*$")
_FURNITURE = re.compile(r"^(?:page\s*)?\d{1,4}(?:\s*(?:/|of)\s*\d{1,4})?$", re.IGNORECASE)
_FROM_A_PROGRAM = re.compile(r"(?i)^untitled|\.(?:docx?|indd|tex|qxd)$|^microsoft|^(?:admin|user|owner)$")
_CONTROL = re.compile("[\x00-\x08\x0b\x0e-\x1f\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class PdfLimits:
    """How much of a PDF is read: pages, bytes of one decoded stream, characters in all, seconds in all."""

    pages: int = 300
    stream: int = 20_000_000
    characters: int = 2_000_000
    seconds: float = 60.0


def read_pdf(data: bytes, *, name: str = "the PDF", limits: PdfLimits = PdfLimits()) -> Extract:
    """The text of a PDF; `notes` name the pages that hold none or could not be read.

    Lines are joined to paragraphs by their width, words broken at a line's end are joined, and
    lines that return on most pages are left out. The text is put together so; offsets refer to it.

    Raises
    ------
    ReadingError
        A PDF that asks for a password, is damaged beyond reading, holds pictures of text only,
        or whose streams grow beyond the limit.
    """
    import pypdf

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    with pypdf.apply_configuration(_bounds(limits.stream)):
        try:
            reader = pypdf.PdfReader(io.BytesIO(data), strict=False)
            if reader.is_encrypted and not reader.decrypt(""):
                raise ReadingError(
                    f"{name} asks for a password", hint="open it with the password and save a copy without one"
                )
            count = len(reader.pages)
        except _broken() as e:
            raise ReadingError(
                f"{name} is not a PDF that can be read",
                found=f"{type(e).__name__}: {e}"[:200],
                hint="save it again as PDF or as text",
            ) from e
        pages, notes = _pages(reader, count, limits)
        about = _about(reader)
    if not any(page.strip() for page in pages):
        raise ReadingError(
            f"{name} holds no text",
            found=f"{count} pages{': ' + '; '.join(notes) if notes else ' of pictures'}",
            hint="a scanned PDF must go through text recognition (OCR) first",
        )
    lines = [[line.rstrip() for line in _CONTROL.sub(" ", page).split("\n")] for page in pages]
    kept, dropped = _without_furniture(lines)
    if dropped:
        notes = (*notes, f"{dropped} running heads and page numbers were left out")
    text = "\n\n".join(_joined([line for page in kept for line in (*page, "")]))
    return Extract(text, paragraphs(text), about, notes)


def _bounds(size: int) -> Configuration:
    """The bounds that pypdf keeps, with streams that unfold to `size` bytes at most."""
    import pypdf

    return pypdf.get_configuration().with_overwrites(
        maximum_declared_stream_length=size,
        array_based_stream_maximum_output_length=size,
        zlib_maximum_output_length=size,
        lzw_maximum_output_length=size,
        run_length_maximum_output_length=size,
        brotli_maximum_output_length=size,
        stream_decoding_work_maximum_length=10 * size,
    )


def _broken() -> tuple[type[Exception], ...]:
    """What pypdf raises on damaged files: its own errors, and Python's where a check is missing."""
    from pypdf.errors import PyPdfError

    return (
        PyPdfError, ValueError, KeyError, IndexError, TypeError, AttributeError, AssertionError, ArithmeticError,
        RecursionError, MemoryError, NotImplementedError, OSError, LookupError, EOFError, RuntimeError, ImportError,
    )  # fmt: skip


def _pages(reader: PdfReader, count: int, limits: PdfLimits) -> tuple[list[str], tuple[str, ...]]:
    found: list[str] = []
    empty: list[int] = []
    broken: list[int] = []
    large: list[int] = []
    notes: list[str] = []
    total, end = 0, time.monotonic() + limits.seconds
    from pypdf.errors import LimitReachedError

    for number in range(min(count, limits.pages)):
        if time.monotonic() > end:
            notes.append(f"stopped after {limits.seconds:g} s, before page {number + 1} of {count}")
            break
        try:
            text = reader.pages[number].extract_text()
        except LimitReachedError:
            large.append(number + 1)
            continue
        except _broken():
            broken.append(number + 1)
            continue
        total += len(text)
        found.append(text)
        if not text.strip():
            empty.append(number + 1)
        if total > limits.characters:
            notes.append(f"cut at {limits.characters:,} characters, on page {number + 1} of {count}")
            break
    if count > limits.pages:
        notes.append(f"only the first {limits.pages} of {count} pages were read")
    for numbers, what in (
        (empty, "hold no text"),
        (broken, "could not be read"),
        (large, f"grow beyond {limits.stream:,} bytes and were not read"),
    ):
        if numbers:
            notes.append(f"pages {_ranges(numbers)} {what}")
    return found, tuple(notes)


def _ranges(numbers: Sequence[int]) -> str:
    """1, 2, 3, 5 as "1-3, 5"."""
    runs: list[list[int]] = []
    for n in numbers:
        if runs and n == runs[-1][-1] + 1:
            runs[-1].append(n)
        else:
            runs.append([n])
    return ", ".join(f"{run[0]}-{run[-1]}" if len(run) > 1 else str(run[0]) for run in runs)


def _about(reader: PdfReader) -> About:
    """Title and author; not the date, which says when the file was made, not when its text was published."""
    try:
        info = reader.metadata
        given = (info.title, info.author) if info else (None, None)
    except _broken():
        return About()
    tidy = (" ".join(str(v).split())[:300] if v else None for v in given)
    title, author = (v if v and not _FROM_A_PROGRAM.search(v) else None for v in tidy)
    return About(title, None, author, read_date(title or ""))


def _without_furniture(pages: Sequence[Sequence[str]]) -> tuple[list[list[str]], int]:
    """Pages without page numbers and without the first and last lines that more than half of at least three share."""
    edges = Counter(key for page in pages for key in {_key(line) for line in (*page[:2], *page[-2:]) if line.strip()})
    returning = {key for key, n in edges.items() if n >= 3 and n > len(pages) / 2}
    kept: list[list[str]] = []
    dropped = 0
    for page in pages:
        last = len(page) - 1
        out: list[str] = []
        for i, line in enumerate(page):
            edge = i < 3 or i > last - 3
            if edge and line.strip() and (_key(line) in returning or _FURNITURE.match(line.strip())):
                dropped += 1
            else:
                out.append(line)
        kept.append(out)
    return kept, dropped


def _key(line: str) -> str:
    return re.sub(r"\d+", "#", " ".join(line.split()))


def _joined(lines: Sequence[str]) -> Iterator[str]:
    """Lines of a page joined to paragraphs.

    A line shorter than four fifths of the usual one that ends a sentence ends a paragraph; so
    does a blank line after a sentence. A page ends no paragraph by itself.
    """
    lengths = sorted(len(line) for line in lines if len(line) > 20)
    usual = lengths[math.ceil(0.8 * (len(lengths) - 1))] if lengths else 0
    held = ""
    for line in (" ".join(raw.split()) for raw in lines):
        if not line:
            if held and (_ENDED.search(held) or len(held) < 0.6 * usual):
                yield held
                held = ""
            continue
        if not held:
            held = line
        elif held.endswith("-") and line[0].islower() and held[-2:-1].isalpha():
            held = held[:-1] + line
        else:
            held = f"{held} {line}"
        if len(line) < 0.8 * usual and (_ENDED.search(line) or (held == line and not line[0].islower())):
            yield held
            held = ""
    if held:
        yield held
