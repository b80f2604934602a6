"""The brief as PDF: two pages of A4, tagged, with bookmarks, real footnotes, and charts as vectors."""

from __future__ import annotations

import io
import json
import os
import re
import warnings
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tertius.present.colours import colour
from tertius.report.document.document import Block, Document, Figure, Items, Paragraph, Section, Side, Table, Text
from tertius.report.document.drawing import FONTS, FULL, as_svg, on_white

if TYPE_CHECKING:
    import typst

__all__ = ["PAGES", "as_pdf", "as_pictures", "made_on", "pages"]

PAGES = 2
"""Pages a brief may fill."""

SPARE, SPARE_FIRST = 6.0, 6.0
"""Millimetres that Word needs beyond what is counted here, on each page and on the first: found by setting both."""

_TEMPLATE = Path(__file__).with_name("brief.typ")

# Scripts that neither our fonts nor the typesetter's own hold: only for these are the reader's fonts looked at, so
# that all other documents are the same bytes on every machine.
_BEYOND = re.compile(r"[\u0590-\u1cff\u2e80-\ud7ff\uf900-\ufaff\ufe70-\uffef]")


def as_pdf(document: Document) -> bytes:
    """The document as tagged PDF (PDF/UA-1); the same document gives the same bytes."""
    return _compiled(document, {"format": "pdf", "pdf_standards": ["ua-1"], "timestamp": made_on(document)})


def pages(document: Document, *, for_word: bool = False) -> int:
    """How many pages the document fills; `for_word` with its sides one below the other and millimetres to spare."""
    from pypdf import PdfReader

    inputs = {"stacked": "true", "reserve": str(SPARE), "first": str(SPARE_FIRST)} if for_word else {}
    quick = {"format": "pdf", "pdf_tags": False}
    return len(PdfReader(io.BytesIO(_compiled(document, quick, drawn=False, inputs=inputs))).pages)


def as_pictures(document: Document, *, ppi: float = 110) -> list[bytes]:
    """Every page as a PNG."""
    made: bytes | list[bytes] = _compiled(document, {"format": "png", "ppi": ppi})
    return [made] if isinstance(made, bytes) else made


def made_on(document: Document) -> datetime:
    """The moment written into a file: midnight UTC of the day asked about, or SOURCE_DATE_EPOCH where it is set."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if epoch.isdigit():
        return datetime.fromtimestamp(int(epoch), tz=UTC)
    return datetime(document.day.year, document.day.month, document.day.day, tzinfo=UTC)


def _compiled(
    document: Document, options: dict[str, Any], *, drawn: bool = True, inputs: dict[str, str] | None = None
) -> Any:
    import typst

    told = json.dumps(_plain(document, drawn=drawn), ensure_ascii=False)
    compiler = _compiler(bool(_BEYOND.search(told)))
    with warnings.catch_warnings():
        # A script without a font is set in boxes; that is said by the page, not by a warning of the typesetter.
        warnings.simplefilter("ignore", typst.TypstWarning)
        said = {"stacked": "false", "reserve": "0", "first": "0", **(inputs or {}), "document": told}
        return compiler.compile(_TEMPLATE.read_bytes(), sys_inputs=said, **options)


@cache
def _compiler(every_font: bool) -> typst.Compiler:
    import typst

    return typst.Compiler(font_paths=[str(FONTS)], ignore_system_fonts=not every_font)


def _plain(document: Document, *, drawn: bool) -> dict[str, Any]:
    """The document as JSON for the template: every mark with its number, its text where it is first met.

    Where charts are not `drawn`, an empty one of the same size stands for each.
    """
    marks = _Marks(document.notes, drawn=drawn)
    box = document.answered
    return {
        "title": document.title,
        "asked": document.asked,
        "made": list(made_on(document).timetuple()[:6]),
        "colours": {name: colour(name).light for name in ("ink", "quiet", "rule")},
        "answered": {"number": box.number, "interval": box.interval, "words": box.words, "scale": box.scale},
        "sentence": marks.text(box.sentence),
        "beside": [{"label": label, "text": marks.text(text)} for label, text in box.beside],
        "warning": marks.text(document.warning) if document.warning is not None else None,
        "parts": [marks.part(part) for part in document.parts],
        "colophon": marks.text(document.colophon),
    }


class _Marks:
    """Writes texts in reading order, so that a note's text stands at its first mark."""

    def __init__(self, notes: tuple[str, ...], *, drawn: bool) -> None:
        self._drawn = drawn
        self._number = {note: n for n, note in enumerate(notes, start=1)}
        self._met: set[str] = set()

    def text(self, text: Text) -> dict[str, Any]:
        marks: list[dict[str, Any]] = []
        for note in text.notes:
            marks.append({"number": self._number[note], "first": note not in self._met, "text": note})
            self._met.add(note)
        return {"lead": text.lead, "words": text.words, "marks": marks}

    def part(self, part: Section | Side) -> dict[str, Any]:
        if isinstance(part, Side):
            left = [self.part(s) for s in part.left]
            return {"is": "side", "share": part.share, "left": left, "right": [self.part(s) for s in part.right]}
        blocks = [self.block(b) for b in part.blocks]
        return {"is": "section", "title": part.title, "blocks": blocks, "inside": [self.part(p) for p in part.inside]}

    def block(self, block: Block) -> dict[str, Any]:
        match block:
            case Paragraph():
                return {"is": "paragraph", "kind": block.kind, "text": self.text(block.text)}
            case Items():
                return {"is": "items", "texts": [self.text(t) for t in block.texts]}
            case Table():
                rows = [[self.text(cell) for cell in row] for row in block.rows]
                numeric = list(block.numeric)
                return {"is": "table", "head": block.head, "rows": rows, "numeric": numeric, "widths": block.widths}
            case Figure():
                said: dict[str, Any] = {"title": block.title, "subtitle": block.subtitle, "alt": block.alt}
                svg = on_white(as_svg(block))
                kept = svg if self._drawn else f"{svg[: svg.index('>') + 1]}</svg>"
                return {
                    "is": "figure",
                    **said,
                    "svg": kept,
                    "share": min(1, block.width / FULL),
                    "note": self.text(block.note),
                }
