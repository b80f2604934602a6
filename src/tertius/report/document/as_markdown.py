"""The brief as Markdown: pipe tables, footnotes as [^1], charts as SVG files beside it."""

from __future__ import annotations

import re
from collections.abc import Iterable

from tertius.report.document.document import Block, Document, Figure, Items, Paragraph, Section, Side, Table, Text
from tertius.report.document.drawing import as_svg

__all__ = ["as_markdown", "pictures"]


def as_markdown(document: Document, *, stem: str = "brief") -> str:
    """The whole document; its charts are named `stem`-ties.svg and so on, see `pictures`."""
    writer = _Writer(document.notes, stem)
    box = document.answered
    beside = " · ".join(f"{label} {writer.inline(text)}" for label, text in box.beside)
    lines = [
        f"# {_escaped(document.title)}",
        f"*{_escaped(document.asked)}*",
        f"**{box.number}** {box.interval}, *{box.words}* ({box.scale})",
        writer.inline(box.sentence),
        beside,
    ]
    if document.warning is not None:
        lines.append(f"> {writer.inline(document.warning)}")
    lines += writer.parts(document.parts, 2)
    lines.append(writer.inline(document.colophon))
    lines += [f"[^{n}]: {_escaped(note)}" for n, note in enumerate(document.notes, start=1)]
    return "\n\n".join(lines) + "\n"


def pictures(document: Document, *, stem: str = "brief") -> dict[str, str]:
    """File name and text of every chart."""
    return {_file(f, stem): as_svg(f) for f in document.figures}


def _file(figure: Figure, stem: str) -> str:
    return f"{stem}-{figure.name}.svg"


class _Writer:
    """Turns blocks into paragraphs of Markdown, with the numbers of the notes."""

    def __init__(self, notes: tuple[str, ...], stem: str) -> None:
        self._number = {note: n for n, note in enumerate(notes, start=1)}
        self._stem = stem

    def inline(self, text: Text) -> str:
        lead = f"**{_escaped(text.lead)}** " if text.lead else ""
        return f"{lead}{_escaped(text.words)}{''.join(f'[^{self._number[n]}]' for n in text.notes)}"

    def parts(self, parts: Iterable[Section | Side], level: int) -> list[str]:
        lines: list[str] = []
        for part in parts:
            if isinstance(part, Side):
                lines += self.parts((*part.left, *part.right), level)
                continue
            lines.append(f"{'#' * level} {_escaped(part.title)}")
            for block in part.blocks:
                lines.append(self.block(block))
            lines += self.parts(part.inside, level + 1)
        return lines

    def block(self, block: Block) -> str:
        match block:
            case Paragraph():
                return self.inline(block.text)
            case Items():
                return "\n".join(f"- {self.inline(t)}" for t in block.texts)
            case Table():
                return self.table(block)
            case Figure():
                picture = f"![{_escaped(block.alt)}]({_file(block, self._stem).replace(' ', '%20')})"
                said = f"**{_escaped(block.title)}.** {_escaped(block.subtitle)}."
                return f"{said}\n\n{picture}\n\n{self.inline(block.note)}"

    def table(self, table: Table) -> str:
        def row(cells: Iterable[str]) -> str:
            kept = (cell.replace("|", r"\|") for cell in cells)
            return f"| {' | '.join(kept)} |"

        rule = ("---:" if at in table.numeric else "---" for at in range(len(table.head)))
        body = (row(self.inline(cell) for cell in r) for r in table.rows)
        return "\n".join((row(map(_escaped, table.head)), row(rule), *body))


# What Markdown would read as markup; a hyphen or digit only where it would begin a list.
_SPECIAL = re.compile(r"([\\`*_\[\]<>#])")


def _escaped(words: str) -> str:
    escaped = _SPECIAL.sub(r"\\\1", " ".join(words.split(" ")).replace("\n", " "))
    return re.sub(r"^(\s*)([-+]|\d+[.)]) ", r"\1\\\2 ", escaped)
