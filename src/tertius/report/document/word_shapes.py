"""Small pieces of WordprocessingML that python-docx has no call for: widths, rules, fields."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, cast

from tertius.present.colours import colour

if TYPE_CHECKING:
    from docx.shared import Length
    from docx.table import Table as WordTable
    from docx.text.paragraph import Paragraph as WordParagraph

__all__ = ["edged", "element", "field", "points", "repeated", "ruled", "shaped"]


def element(tag: str, attributes: Mapping[str, object] | None = None) -> Any:
    """An element of WordprocessingML with attributes of its own namespace."""
    from docx.oxml import parser
    from docx.oxml.ns import qn

    made = cast("Any", parser.OxmlElement(tag))
    for name, value in (attributes or {}).items():
        made.set(qn(f"w:{name}"), str(value))
    return made


def points(size: float) -> Length:
    """A length in points."""
    from docx.shared import Pt

    return Pt(size)


def shaped(table: WordTable, shares: tuple[float, ...], width: float) -> None:
    """Fix the columns of a table at shares of a width in millimetres, with no room around a cell but on its left."""
    from docx.oxml.ns import qn
    from docx.shared import Mm

    table.autofit = False
    look = cast("Any", table._tbl).tblPr  # pyright: ignore[reportPrivateUsage]
    inner = element("w:tblCellMar")
    for side, room in (("top", 0), ("left", 0), ("bottom", 0), ("right", 80)):
        inner.append(element(f"w:{side}", {"w": room, "type": "dxa"}))
    # The schema has the cell margins before the table's look.
    after = look.find(qn("w:tblLook"))
    if after is not None:
        after.addprevious(inner)
    else:
        look.append(inner)
    for column, share in zip(table.columns, shares, strict=True):
        column.width = Mm(share * width)
        for cell in column.cells:
            cell.width = Mm(share * width)


def edged(cell: Any, role: str) -> None:
    """A rule under a cell, in the colour of a role."""
    look = cell._tc.get_or_add_tcPr()
    borders = element("w:tcBorders")
    hue = colour(role).light[1:].upper()
    borders.append(element("w:bottom", {"val": "single", "sz": 4 if role == "ink" else 2, "space": 0, "color": hue}))
    look.append(borders)


def ruled(paragraph: WordParagraph, side: str) -> None:
    """A rule above ("top") or below ("bottom") a paragraph."""
    look = cast("Any", paragraph._p).get_or_add_pPr()  # pyright: ignore[reportPrivateUsage]
    borders = element("w:pBdr")
    borders.append(
        element(f"w:{side}", {"val": "single", "sz": 4, "space": 2, "color": colour("ink").light[1:].upper()})
    )
    look.insert_element_before(
        borders, "w:shd", "w:tabs", "w:suppressAutoHyphens", "w:spacing", "w:ind", "w:jc", "w:rPr", "w:sectPr"
    )


def repeated(row: Any) -> None:
    """Say that a row is the head of its table, to be repeated on every page and read out as such."""
    row._tr.get_or_add_trPr().append(element("w:tblHeader"))


def field(name: str) -> Any:
    """A field that Word fills in: PAGE, NUMPAGES."""
    made = element("w:fldSimple", {"instr": f" {name} "})
    run, shown = element("w:r"), element("w:t")
    shown.text = "1"
    run.append(shown)
    made.append(run)
    return made
