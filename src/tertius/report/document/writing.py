"""A brief written to files: the format by the suffix, every file whole or not at all."""

from __future__ import annotations

import difflib
import hashlib
import os
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from tertius.errors import ImpossibleQuestion, TertiusError
from tertius.present.page import save
from tertius.report.document.document import Document
from tertius.wedge.answer import Assessment

__all__ = ["SUFFIXES", "Written", "checked", "write_report"]

SUFFIXES = (".html", ".docx", ".pdf", ".md")
"""The formats a brief can be written in."""

_STANDS_FOR = {".doc": ".docx", ".odt": ".docx", ".rtf": ".docx", ".markdown": ".md", ".txt": ".md"}


@dataclass(frozen=True, slots=True)
class Written:
    """A file that was written: its path, size in bytes, and hash."""

    path: Path
    size: int
    sha256: str

    def to_dict(self) -> dict[str, Any]:
        """Plain values, the path as text."""
        return asdict(self) | {"path": str(self.path)}


def write_report(found: Assessment, out: Sequence[Path]) -> tuple[Written, ...]:
    """Write the answer as a brief of two pages, one file for each of `out`.

    All files are made before the first is written; each replaces what was there in one step.
    Markdown brings its charts as SVG files beside it.

    Raises
    ------
    ImpossibleQuestion
        A suffix that is none of `SUFFIXES`, a directory, the same file twice.
    TertiusError
        Where a file cannot be written.
    """
    from tertius.report.document.fitting import fitted

    places = checked(out)
    words = [place.suffix.lower() == ".docx" for place in places]
    # Each is composed where it is wanted, and once.
    for_word = fitted(found, for_word=True) if any(words) else None
    for_page = fitted(found) if not all(words) else None
    documents = [for_word if word else for_page for word in words]
    made = {
        path: blob
        for document, place in zip(documents, places, strict=True)
        if document is not None
        for path, blob in _made(document, place).items()
    }
    return tuple(_saved(path, blob) for path, blob in made.items())


def checked(out: Sequence[Path]) -> tuple[Path, ...]:
    """The paths, refused before any work is done where one cannot be written.

    Raises
    ------
    ImpossibleQuestion
        As for `write_report`.
    TertiusError
        A folder that does not exist or is closed to the writer.
    """
    for place in out:
        if place.is_dir():
            hint = f"name a file in it: {place / 'brief.pdf'}"
            raise ImpossibleQuestion("a brief is written to a file", found=f"{place} is a directory", hint=hint)
        if place.suffix.lower() not in SUFFIXES:
            raise ImpossibleQuestion(
                "a brief is written as .html, .docx, .pdf or .md", found=place.name, hint=_nearest(place)
            )
        if not place.parent.is_dir():
            raise TertiusError(
                f"cannot write {place}", found=f"no folder {place.parent}", hint="name a file in a folder that exists"
            )
        if not os.access(place.parent, os.W_OK):
            raise TertiusError(
                f"cannot write {place}", found=f"{place.parent} is closed to you", hint="name a folder of your own"
            )
    if len({p.resolve() for p in out}) < len(out):
        raise ImpossibleQuestion(
            "each --out is a file of its own",
            found=", ".join(map(str, out)),
            hint="leave out the second",
        )
    return tuple(out)


def _nearest(place: Path) -> str:
    suffix = place.suffix.lower()
    near = difflib.get_close_matches(suffix, SUFFIXES, n=1)
    meant = _STANDS_FOR.get(suffix) or (near[0] if near else ".pdf")
    return f"did you mean {place.with_suffix(meant).name}?"


def _made(document: Document, place: Path) -> dict[Path, bytes]:
    """The bytes of one file and of those that go with it; charts before the text that shows them."""
    match place.suffix.lower():
        case ".pdf":
            from tertius.report.document.as_pdf import as_pdf

            return {place: as_pdf(document)}
        case ".docx":
            from tertius.report.document.as_docx import as_docx

            return {place: as_docx(document)}
        case ".html":
            from tertius.report.document.as_html import as_html

            return {place: as_html(document).encode()}
        case _:
            from tertius.report.document.as_markdown import as_markdown, pictures

            drawn = {place.with_name(name): svg.encode() for name, svg in pictures(document, stem=place.stem).items()}
            return {**drawn, place: as_markdown(document, stem=place.stem).encode()}


def _saved(path: Path, blob: bytes) -> Written:
    save(blob, path)
    return Written(path, len(blob), hashlib.sha256(blob).hexdigest())
