"""The brief as Word: heading styles, real footnotes, and charts as SVG with a picture for older programs."""

from __future__ import annotations

import io
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from tertius.present.numbers import THIN
from tertius.report.document.as_pdf import made_on
from tertius.report.document.document import Block, Document, Figure, Items, Paragraph, Section, Side, Table, Text
from tertius.report.document.drawing import FULL, as_png, as_svg, on_white, with_fonts
from tertius.report.document.word_looks import LABELS, TEXT_WIDTH, blank, packed
from tertius.report.document.word_notes import Footnotes
from tertius.report.document.word_shapes import edged, field, points, repeated, ruled, shaped

if TYPE_CHECKING:
    from docx.document import Document as Word
    from docx.table import Table as WordTable
    from docx.text.paragraph import Paragraph as WordParagraph

__all__ = ["as_docx"]

SHRUNK = 0.82
"""Width of a chart beside that in the PDF: Word needs the lines."""

NARROW = "\u202f"
"""A thin space at which no line ends, since Word may end one at the other."""

_SVG = "http://schemas.microsoft.com/office/drawing/2016/SVG/main"
_SVG_EXTENSION = "{96DAC541-7B7A-43D3-8B79-37D633B846F1}"


def as_docx(document: Document) -> bytes:
    """The document as a Word file; the same document gives the same bytes."""
    word = blank()
    properties = word.core_properties
    properties.title, properties.author, properties.last_modified_by = document.title, "Tertius", "Tertius"
    properties.subject, properties.comments, properties.language = document.asked, "", "en-GB"
    _Writer(word, document).write()
    return packed(word, made_on(document))


class _Writer:
    """Writes blocks one after another."""

    def __init__(self, word: Word, document: Document) -> None:
        self._word, self._document = word, document
        self._notes = Footnotes(word, document.notes)

    def write(self) -> None:
        self._said(Text(self._document.title), "Title")
        self._said(Text(self._document.asked), "Subtitle")
        self._answer()
        if self._document.warning is not None:
            ruled(self._said(self._document.warning), "top")
        self._parts(self._document.parts, 1)
        self._said(self._document.colophon, "Quiet")
        self._footer()

    def _said(self, text: Text, style: str = "Normal", into: WordParagraph | None = None) -> WordParagraph:
        paragraph = into if into is not None else self._word.add_paragraph()
        paragraph.style = style
        if text.lead:
            paragraph.add_run(f"{text.lead} ").bold = True
        paragraph.add_run(text.words.replace(THIN, NARROW))
        for at, note in enumerate(text.notes):
            if at:
                paragraph.add_run(",").font.superscript = True
            self._notes.mark(paragraph, note)
        return paragraph

    def _answer(self) -> None:
        """The number on the left, the sentence and the other numbers on the right."""
        box = self._document.answered
        frame = self._frame((0.24, 0.76), 1)
        left, right = frame.rows[0].cells
        self._said(Text(box.number), "Number", left.paragraphs[0])
        self._said(Text(box.interval), "Subtitle", left.add_paragraph()).paragraph_format.space_after = None
        self._said(Text(box.words), "Normal", left.add_paragraph()).runs[0].italic = True
        self._said(Text(box.scale), "Quiet", left.add_paragraph())
        sentence = self._said(box.sentence, "Normal", right.paragraphs[0])
        sentence.runs[0].font.size = points(10.5)
        sentence.paragraph_format.line_spacing = points(12.6)
        shares = (1 / len(box.beside),) * len(box.beside)
        inner = right.add_table(2, len(shares))
        shaped(inner, shares, TEXT_WIDTH * 0.76 - 4)
        for at, (label, value) in enumerate(box.beside):
            ruled(self._said(Text(label), "Quiet", inner.cell(0, at).paragraphs[0]), "top")
            said = self._said(value, "Cell", inner.cell(1, at).paragraphs[0])
            said.runs[0].bold = True
        # Word wants a paragraph after a table inside a cell; it takes as little room as may be.
        right.add_paragraph().paragraph_format.line_spacing = points(2)

    def _parts(self, parts: Iterable[Section | Side], level: int) -> None:
        for part in parts:
            if isinstance(part, Side):
                # One below the other: columns of Word part tables, and headings in a table are lost to its
                # navigation pane. Rows as wide as the page need about as many lines.
                self._parts((*part.left, *part.right), level)
                continue
            heading = self._said(Text(part.title), f"Heading {level}")
            if level == 1:
                ruled(heading, "top")
            for block in part.blocks:
                self._block(block)
            self._parts(part.inside, level + 1)

    def _block(self, block: Block) -> None:
        match block:
            case Paragraph():
                self._said(block.text, {"plain": "Normal", "quiet": "Quiet", "warning": "Normal"}[block.kind])
            case Items():
                for text in block.texts:
                    entry = self._said(text, "List Bullet")
                    entry.paragraph_format.left_indent = points(10)
                    entry.paragraph_format.first_line_indent = points(-10)
            case Table():
                self._table(block)
            case Figure():
                self._figure(block)

    def _table(self, table: Table) -> None:
        from docx.enum.text import WD_ALIGN_PARAGRAPH

        made = self._frame(table.widths, 1 + len(table.rows))
        for at, row in enumerate((tuple(Text(words) for words in table.head), *table.rows)):
            for place, (cell, text) in enumerate(zip(made.rows[at].cells, row, strict=True)):
                said = self._said(text, "Cell", cell.paragraphs[0])
                # A table is not parted by the end of a column or page.
                said.paragraph_format.keep_with_next = at < len(table.rows)
                if place in table.numeric:
                    said.alignment = WD_ALIGN_PARAGRAPH.RIGHT
                if at == 0:
                    for run in said.runs:
                        run.bold = True
                edged(cell, "ink" if at == 0 else "rule")
        repeated(made.rows[0])
        self._said(Text(""), "Cell").paragraph_format.line_spacing = points(1.5)

    def _frame(self, shares: tuple[float, ...], rows: int) -> WordTable:
        made = self._word.add_table(rows, len(shares))
        shaped(made, shares, TEXT_WIDTH)
        return made

    def _figure(self, figure: Figure) -> None:
        from docx.shared import Mm

        width = SHRUNK * TEXT_WIDTH * min(1.0, figure.width / FULL)
        self._said(Text(figure.title), "Finding").paragraph_format.keep_with_next = True
        self._said(Text(f"{figure.subtitle}."), "Caption").paragraph_format.keep_with_next = True
        paragraph = self._said(Text(""), "Cell")
        # A line of fixed height would cut the chart off.
        paragraph.paragraph_format.line_spacing = 1.0
        shape = paragraph.add_run().add_picture(io.BytesIO(as_png(figure)), width=Mm(width))
        inline: Any = shape._inline  # pyright: ignore[reportPrivateUsage]
        inline.docPr.set("descr", figure.alt)
        inline.docPr.set("name", figure.name)
        self._with_svg(inline, figure)
        self._said(figure.note, "Caption")

    def _with_svg(self, inline: Any, figure: Figure) -> None:
        """Name the SVG beside the picture: programs that can draw it do, others show the picture."""
        from docx.opc.constants import RELATIONSHIP_TYPE
        from docx.opc.packuri import PackURI
        from docx.opc.part import Part
        from docx.oxml.ns import nsdecls, qn
        from docx.oxml.parser import parse_xml

        drawing = with_fonts(on_white(as_svg(figure)), f"{LABELS}, Carlito, Arial, sans-serif").encode()
        package = self._word.part.package
        assert package is not None
        part = Part(PackURI(f"/word/media/{figure.name}.svg"), "image/svg+xml", drawing, package)
        key = self._word.part.relate_to(part, RELATIONSHIP_TYPE.IMAGE)
        extension = (
            f'<a:extLst {nsdecls("a", "r")}><a:ext uri="{_SVG_EXTENSION}">'
            f'<asvg:svgBlip xmlns:asvg="{_SVG}" r:embed="{key}"/></a:ext></a:extLst>'
        )
        next(inline.iter(qn("a:blip"))).append(parse_xml(extension))

    def _footer(self) -> None:
        paragraph = self._word.sections[0].footer.paragraphs[0]
        paragraph.style = "Footer"
        paragraph.add_run(f"{self._document.title} · {self._document.asked} · ")
        for name, between in (("PAGE", " / "), ("NUMPAGES", "")):
            paragraph._p.append(field(name))  # pyright: ignore[reportPrivateUsage]
            paragraph.add_run(between)
