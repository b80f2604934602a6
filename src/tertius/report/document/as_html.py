"""The brief as one HTML file: charts as SVG inside it, notes at its end with links there and back."""

from __future__ import annotations

import html
from collections.abc import Iterable
from pathlib import Path

from tertius.present.page import page, text
from tertius.report.document.document import Block, Document, Figure, Items, Paragraph, Section, Side, Table, Text
from tertius.report.document.drawing import as_svg

__all__ = ["as_html"]


def as_html(document: Document) -> str:
    """The whole page; it opens offline and holds no script."""
    writer = _Writer(document.notes)
    box = document.answered
    beside = "".join(f"<div><dt>{text(label)}</dt><dd>{writer.inline(said)}</dd></div>" for label, said in box.beside)
    head = (
        f'<header class="masthead"><h1>{text(document.title)}</h1><p class="asof">{text(document.asked)}</p></header>'
        f'<section class="answer"><div><p class="number">{text(box.number)}</p>'
        f'<p class="interval">{text(box.interval)}</p><p class="words">{text(box.words)}</p>'
        f'<p class="quiet">{text(box.scale)}</p></div>'
        f'<div><p class="sentence">{writer.inline(box.sentence)}</p><dl class="beside">{beside}</dl></div></section>'
    )
    # The marks are written first, for a note links back to every one of them.
    warning = f'<p class="warning">{writer.inline(document.warning)}</p>' if document.warning is not None else ""
    body = writer.parts(document.parts, 2)
    colophon = f'<p class="quiet wide">{writer.inline(document.colophon)}</p>'
    style = Path(__file__).with_name("brief.css").read_text(encoding="utf-8")
    return page(document.title, f"<style>{style}</style>{head}{warning}{body}{colophon}{writer.footnotes()}")


class _Writer:
    """Turns blocks into HTML and remembers where each note was marked."""

    def __init__(self, notes: tuple[str, ...]) -> None:
        self._number = {note: n for n, note in enumerate(notes, start=1)}
        self._marks: dict[str, int] = {}

    def inline(self, said: Text) -> str:
        lead = f"<strong>{text(said.lead)}</strong> " if said.lead else ""
        marks = ",\u200a".join(self._mark(note) for note in said.notes)
        return f"{lead}{text(said.words)}{f'<sup>{marks}</sup>' if marks else ''}"

    def _mark(self, note: str) -> str:
        n = self._number[note]
        self._marks[note] = self._marks.get(note, 0) + 1
        return f'<a href="#note-{n}" id="mark-{n}-{self._marks[note]}" aria-label="note {n}">{n}</a>'

    def footnotes(self) -> str:
        """The notes in order, each with a link back to every mark of it."""

        def back(note: str, n: int) -> str:
            times = self._marks.get(note, 0)
            links = (
                f'<a href="#mark-{n}-{k}" aria-label="back to mark {k} of note {n}">↑{k if times > 1 else ""}</a>'
                for k in range(1, times + 1)
            )
            return " ".join(links)

        entries = "".join(f'<li id="note-{n}">{text(note)} {back(note, n)}</li>' for note, n in self._number.items())
        return f'<section class="notes" aria-label="Notes"><h2>Notes</h2><ol class="listing">{entries}</ol></section>'

    def parts(self, parts: Iterable[Section | Side], level: int) -> str:
        return "".join(self._part(part, level) for part in parts)

    def _part(self, part: Section | Side, level: int) -> str:
        if isinstance(part, Side):
            widths = f"{part.share:.2f}fr {1 - part.share:.2f}fr"
            sides = (f"<div>{self.parts(side, level)}</div>" for side in (part.left, part.right))
            return f'<div class="sides" style="--sides:{widths}">{"".join(sides)}</div>'
        inside = "".join(self._block(b) for b in part.blocks) + self.parts(part.inside, level + 1)
        return f"<section><h{level}>{text(part.title)}</h{level}>{inside}</section>"

    def _block(self, block: Block) -> str:
        match block:
            case Paragraph():
                kind = {"plain": "wide", "quiet": "quiet wide", "warning": "warning"}[block.kind]
                return f'<p class="{kind}">{self.inline(block.text)}</p>'
            case Items():
                return f"<ul>{''.join(f'<li>{self.inline(t)}</li>' for t in block.texts)}</ul>"
            case Table():
                return self._table(block)
            case Figure():
                return self._figure(block)

    def _table(self, table: Table) -> str:
        def cell(tag: str, at: int, inner: str) -> str:
            scope = ' scope="col"' if tag == "th" else ""
            kind = ' class="num"' if at in table.numeric else ""
            return f"<{tag}{scope}{kind}>{inner}</{tag}>"

        head = "".join(cell("th", at, text(words)) for at, words in enumerate(table.head))
        rows = ("".join(cell("td", at, self.inline(c)) for at, c in enumerate(row)) for row in table.rows)
        body = "".join(f"<tr>{row}</tr>" for row in rows)
        columns = "".join(f'<col style="width:{100 * share:.1f}%">' for share in table.widths)
        return f"<table><colgroup>{columns}</colgroup><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"

    def _figure(self, figure: Figure) -> str:
        # The page defines the hatch once; a drawing that is part of it need not.
        drawing = as_svg(figure, hatch=False).replace(
            "<svg", f'<svg role="img" aria-label="{html.escape(figure.alt)}"', 1
        )
        return (
            f'<figure id="{figure.name}"><p class="finding">{text(figure.title)}</p>'
            f'<p class="subtitle">{text(figure.subtitle)}.</p><div class="chart">{drawing}</div>'
            f"<figcaption>{self.inline(figure.note)}</figcaption></figure>"
        )
