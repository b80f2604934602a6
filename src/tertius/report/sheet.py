"""The forecast sheet in the terminal: who said what would happen, in which words, a hundred columns wide."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from tertius.casebook.corrections import Correction
from tertius.casebook.entry import Entry, Listed
from tertius.casebook.items import names_as_read
from tertius.errors import printable
from tertius.present.terminal import console, heading, notes, paragraph, title
from tertius.reading.record import Reading
from tertius.report.sheet_lines import (
    about,
    between,
    by_whom,
    contradicting,
    counts,
    did,
    implied,
    measured,
    moving,
    state,
    terms,
)

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table

__all__ = ["print_casebook", "print_entry", "print_sheets"]

LONGEST = 160
"""How much of a statement or of a figure's sentence the terminal shows; the page shows all of it."""


def print_sheets(
    readings: Sequence[Reading], *, names: Mapping[int, str] | None = None, to: Console | None = None
) -> None:
    """The sheet of every article, then the figures that contradict each other across them.

    `names` gives items, by their identity, another name than their number in the sheet.
    """
    out = to or console()
    for place, found in enumerate(readings):
        if place:
            out.print()
        _sheet(found, out, names or {})
    if apart := contradicting(readings):
        out.print()
        out.print(heading("Figures that disagree"))
        for group in apart:
            out.print(paragraph(printable(group.title)))
            rows = [
                (measured(s.figure), _clipped(_around(s.reading, s.figure.start, s.figure.end)), about(s.reading))
                for s in group.sides
            ]
            out.print(_columns((("", 14), ("", 50), ("", 30)), rows))
    if caveats := list(dict.fromkeys(c for r in readings for c in r.caveats)):
        out.print()
        out.print(heading("Caveats"))
        out.print(notes([printable(c) for c in caveats]))


def print_entry(entry: Entry, *, to: Console | None = None) -> None:
    """A kept document: its sheet, what was corrected, and by whom it was read."""
    out = to or console()
    print_sheets([entry.reading], names=names_as_read(entry.reading, entry.as_read), to=out)
    for name, listed in (("Corrected", entry.corrections), ("Corrections without their item", entry.orphans)):
        if listed:
            out.print()
            out.print(heading(name))
            out.print(notes([printable(_correction(c)) for c in listed]))
    out.print()
    out.print(heading("Readings"))
    out.print(notes([f"{reader}, {model}, {made_at[:16]}Z" for _, reader, model, made_at in entry.readings]))
    if entry.follows:
        out.print(paragraph(f"An earlier version of this article is kept as {entry.follows}."))


def print_casebook(found: Sequence[Listed], *, to: Console | None = None) -> None:
    """A line for every document, the last kept first."""
    out = to or console()
    if not found:
        out.print(paragraph("The casebook is empty: tertius read FILE keeps what it reads."))
        return
    rows = [
        (
            d.id[:8],
            d.published or "",
            d.title or d.source,
            d.publisher or "",
            str(d.forecasts),
            str(d.corrections or ""),
        )
        for d in found
    ]
    head = (("document", 8), ("published", 10), ("title", 44), ("publisher", 16), ("fc.", 4), ("corr.", 5))
    out.print(_columns(head, rows))


def _sheet(found: Reading, out: Console, names: Mapping[int, str]) -> None:
    d = found.document
    out.print(title(printable(_clipped(d.title or d.source, 96))))
    out.print(paragraph(printable(f"{about(found)} · {counts(found)} · {d.id[:8]}")), style="quiet")
    if found.forecasts:
        out.print()
        out.print(heading("Forecasts"))
        scale = found.forecasts[0].scale
        head = (("", 3), ("who", 15), ("what", 36), ("in words", 12), (scale, 9), ("where to", 15))
        out.print(_columns(head, [_forecast(found, n, names) for n in range(len(found.forecasts))]))
    if found.statements:
        out.print()
        out.print(heading("Statements"))
        rows = [
            (names.get(id(s), f"s{n}"), by_whom(s), s.cue, _clipped(d.text[s.start : s.end]))
            for n, s in enumerate(found.statements, start=1)
        ]
        out.print(_columns((("", 3), ("who", 20), ("cue", 12), ("what", 59)), rows))
    if found.figures:
        out.print()
        out.print(heading("Figures"))
        rows = [
            (
                names.get(id(f), f"n{n}"),
                measured(f),
                "; ".join(filter(None, (f.measures, "" if f.status == "actual" else f.status))),
                ", ".join(map(state, f.states)),
                f.period or "",
                _clipped(f.comparison or "", 60),
            )
            for n, f in enumerate(found.figures, start=1)
        ]
        head = (("", 3), ("figure", 14), ("of what", 26), ("states", 18), ("period", 12), ("compared", 16))
        out.print(_columns(head, rows))
    if found.events:
        out.print()
        out.print(heading("Events"))
        rows = [
            (names.get(id(e), f"e{n}"), did(e), e.category, e.date or "", _clipped(d.text[e.start : e.end]))
            for n, e in enumerate(found.events, start=1)
        ]
        out.print(_columns((("", 3), ("who to whom", 28), ("what", 10), ("when", 10), ("in words", 41)), rows))


def _forecast(found: Reading, place: int, names: Mapping[int, str]) -> tuple[str, ...]:
    f = found.forecasts[place]
    said = " ".join(found.document.text[f.start : f.end].split())
    under = terms(f, said)
    what = f"{said}\n({under})" if under else said
    part = "" if f.part in {"body", "intro"} else f" ({f.part})"
    way = "\n".join(filter(None, (between(f), moving(f))))
    return names.get(id(f), f"f{place + 1}"), f"{by_whom(f)}{part}", what, f.phrase, implied(f), way


def _correction(c: Correction) -> str:
    changed = f"{c.field} {c.old!r} → {c.new!r}"
    what = changed if c.field != "struck" else "struck" if c.new else "brought back"
    return f"{c.kind} at {c.which}: {what}; {c.who}, {c.made_at[:10]}: {c.why}"


def _around(found: Reading, start: int, end: int) -> str:
    """The span with what stands around it in its block, cut where it is long."""
    block = found.document.block_at(start)
    first, last = (block.start, block.end) if block else (start, end)
    first, last = max(first, start - 60), min(last, end + 60)
    return f"{'…' if block and first > block.start else ''}{found.document.text[first:last]}"


def _clipped(words: str, longest: int = LONGEST) -> str:
    flat = " ".join(words.split())
    return flat if len(flat) <= longest else f"{flat[: longest - 1]}…"


def _columns(head: Sequence[tuple[str, int]], rows: Sequence[Sequence[str]]) -> Table:
    """A table without boxes whose columns keep their widths, so that a page of them lines up."""
    from rich.table import Table
    from rich.text import Text

    made = Table(
        box=None,
        pad_edge=False,
        padding=(0, 2, 0, 0),
        header_style="bold",
        show_edge=False,
        show_header=any(name for name, _ in head),
    )
    for name, width in head:
        made.add_column(Text(name), min_width=min(width, 3), max_width=width, overflow="fold")
    for row in rows:
        made.add_row(*(Text(printable(cell)) for cell in row))
    return made
