"""Footnotes of a Word document: the part that holds them, and the marks that refer to it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from tertius.report.document.word_shapes import element

if TYPE_CHECKING:
    from docx.document import Document as Word
    from docx.text.paragraph import Paragraph

__all__ = ["Footnotes"]

MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_PART = "/word/footnotes.xml"

# Ids -1 and 0 are the rule above the notes and the one where they go on overleaf; settings name both.
_SEPARATORS = (
    '<w:footnote w:type="separator" w:id="-1"><w:p><w:pPr><w:spacing w:after="0" w:line="240" '
    'w:lineRule="auto"/></w:pPr><w:r><w:separator/></w:r></w:p></w:footnote>'
    '<w:footnote w:type="continuationSeparator" w:id="0"><w:p><w:pPr><w:spacing w:after="0" w:line="240" '
    'w:lineRule="auto"/></w:pPr><w:r><w:continuationSeparator/></w:r></w:p></w:footnote>'
)


class Footnotes:
    """The notes of one document, numbered by Word in the order of their first marks.

    A note marked again is a field that repeats the number of its first mark.
    """

    def __init__(self, document: Word, notes: Sequence[str]) -> None:
        self._ids = {note: n for n, note in enumerate(notes, start=1)}
        self._marked: set[str] = set()
        self._attach(document, notes)

    def mark(self, paragraph: Paragraph, note: str) -> None:
        """Append the mark of a note to a paragraph."""
        n = self._ids[note]
        for piece in self._again(n) if note in self._marked else self._first(n):
            paragraph._p.append(piece)  # pyright: ignore[reportPrivateUsage]
        self._marked.add(note)

    def _first(self, n: int) -> list[Any]:
        return [
            element("w:bookmarkStart", {"id": n, "name": f"_Note{n}"}),
            _run(element("w:footnoteReference", {"id": n})),
            element("w:bookmarkEnd", {"id": n}),
        ]

    def _again(self, n: int) -> list[Any]:
        field = element("w:fldSimple", {"instr": f" NOTEREF _Note{n} \\f \\h "})
        shown = element("w:t")
        shown.text = str(n)
        field.append(_run(shown))
        return [field]

    def _attach(self, document: Word, notes: Sequence[str]) -> None:
        """Add the part, its relationship, and what settings say about it."""
        from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
        from docx.opc.packuri import PackURI
        from docx.opc.part import Part

        package = document.part.package
        assert package is not None
        part = Part(PackURI(_PART), CONTENT_TYPE.WML_FOOTNOTES, _written(notes), package)
        document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)
        known = element("w:footnotePr")
        known.extend([element("w:footnote", {"id": -1}), element("w:footnote", {"id": 0})])
        settings: Any = document.settings.element
        settings.find(f"{{{MAIN}}}compat").addprevious(known)


def _written(notes: Sequence[str]) -> bytes:
    from docx.opc import oxml
    from docx.oxml.parser import parse_xml

    root: Any = parse_xml(f'<w:footnotes xmlns:w="{MAIN}">{_SEPARATORS}</w:footnotes>')
    for n, note in enumerate(notes, start=1):
        held = element("w:footnote", {"id": n})
        paragraph = element("w:p")
        style = element("w:pPr")
        style.append(element("w:pStyle", {"val": "FootnoteText"}))
        words = element("w:t")
        words.text = f" {note}"
        words.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
        plain = element("w:r")
        plain.append(words)
        paragraph.extend([style, _run(element("w:footnoteRef")), plain])
        held.append(paragraph)
        root.append(held)
    return oxml.serialize_part_xml(root)


def _run(inside: Any) -> Any:
    run = element("w:r")
    look = element("w:rPr")
    look.append(element("w:rStyle", {"val": "FootnoteReference"}))
    run.extend([look, inside])
    return run
