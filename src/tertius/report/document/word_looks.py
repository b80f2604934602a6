"""How a Word document looks and is packed: paper, styles, settings, and an archive without a clock."""

from __future__ import annotations

import io
import zipfile
from datetime import datetime
from typing import TYPE_CHECKING, Any

from tertius.present.colours import colour

if TYPE_CHECKING:
    from docx.document import Document as Word

__all__ = ["LABELS", "TEXT_WIDTH", "blank", "packed"]

SERIF, LABELS = "Cambria", "Calibri"
"""Word has no font of ours: these two it has, and free programs have fonts of the same widths."""

LINE = 1.17
"""Height of a line for each point of letters: fixed, for programs differ in what they think a font needs."""

A4 = (210.0, 297.0)
SIDES, TOP, FOOT = 15.0, 11.0, 12.0
TEXT_WIDTH = A4[0] - 2 * SIDES
"""Width of the text in millimetres."""

# Style, font, points, bold, colour, space before and after in points.
_STYLES = (
    ("Normal", SERIF, 8.4, False, "ink", 0, 2),
    ("Title", LABELS, 16, True, "ink", 0, 0),
    ("Subtitle", LABELS, 8.5, False, "quiet", 0, 4),
    ("Heading 1", LABELS, 9.8, True, "ink", 5, 1.5),
    ("Heading 2", LABELS, 8.8, True, "ink", 4, 1),
    ("List Bullet", SERIF, 8.4, False, "ink", 0, 1.5),
    ("Caption", LABELS, 7.5, False, "quiet", 1, 3),
    ("Footer", LABELS, 7, False, "quiet", 0, 0),
)
_OWN = (
    ("Quiet", LABELS, 7.5, False, "quiet", 0, 2.5),
    ("Cell", LABELS, 7.5, False, "ink", 0, 0),
    ("Finding", LABELS, 8.5, True, "ink", 3, 0),
    ("Number", LABELS, 30, True, "ink", 0, 0),
    ("Footnote Text", LABELS, 6.4, False, "quiet", 0, 0),
)


def blank() -> Word:
    """An empty document of A4 with the styles of a brief."""
    import docx
    from docx.enum.style import WD_STYLE_TYPE
    from docx.shared import Mm

    document = docx.Document()
    section = document.sections[0]
    section.page_width, section.page_height = Mm(A4[0]), Mm(A4[1])
    section.left_margin = section.right_margin = Mm(SIDES)
    section.top_margin, section.bottom_margin = Mm(TOP), Mm(FOOT)
    section.header_distance = section.footer_distance = Mm(6)
    for name, *_ in _OWN:
        own: Any = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        own.base_style = document.styles["Normal"]
    mark: Any = document.styles.add_style("Footnote Reference", WD_STYLE_TYPE.CHARACTER)
    mark.font.superscript = True
    for name, font, size, bold, role, before, after in (*_STYLES, *_OWN):
        _style(document.styles[name], font, (size, before, after), role, bold=bold)
    _settings(document)
    return document


def _style(style: Any, font: str, points: tuple[float, float, float], role: str, *, bold: bool) -> None:
    from docx.oxml.ns import qn
    from docx.shared import Pt, RGBColor

    size, before, after = points
    look = style.element.get_or_add_rPr()
    fonts = look.get_or_add_rFonts()
    # A theme's font wins over a named one wherever both stand.
    for name in list(fonts.attrib):
        del fonts.attrib[name]
    for slot in ("ascii", "hAnsi", "cs", "eastAsia"):
        fonts.set(qn(f"w:{slot}"), font)
    for gone in ("w:spacing", "w:kern"):
        for element in look.findall(qn(gone)):
            look.remove(element)
    style.font.size, style.font.bold, style.font.italic = Pt(size), bold, False
    style.font.color.rgb = RGBColor.from_string(colour(role).light[1:].upper())
    paragraph = style.paragraph_format
    paragraph.space_before, paragraph.space_after, paragraph.line_spacing = Pt(before), Pt(after), Pt(LINE * size)
    for border in style.element.pPr.findall(qn("w:pBdr")):
        style.element.pPr.remove(border)


def _settings(document: Word) -> None:
    """A document of today's Word, in British English, without the template's preview picture."""
    from docx.oxml.ns import qn

    settings: Any = document.settings.element
    settings.find(qn("w:zoom")).set(qn("w:percent"), "100")
    settings.remove(settings.find(qn("w:savePreviewPicture")))
    compat = settings.find(qn("w:compat"))
    compat.remove(compat.find(qn("w:useFELayout")))
    next(c for c in compat if c.get(qn("w:name")) == "compatibilityMode").set(qn("w:val"), "15")
    styles: Any = document.styles.element
    for language in styles.iter(qn("w:lang")):
        language.set(qn("w:val"), "en-GB")
    package: Any = document.part.package
    for key, rel in list(package.rels.items()):
        if rel.reltype.endswith("/thumbnail"):
            package.rels.pop(key)


def packed(document: Word, when: datetime) -> bytes:
    """The file's bytes, every date in it being `when`, so that the same document gives the same bytes."""
    properties = document.core_properties
    properties.created = properties.modified = when.replace(tzinfo=None)
    saved = io.BytesIO()
    document.save(saved)
    out = io.BytesIO()
    with zipfile.ZipFile(saved) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(entry, old.read(name))
    return out.getvalue()
