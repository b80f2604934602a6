"""The chronicle as a page of the terminal: events, votes, trade, and the documents behind them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tertius.datasets.chronicle import CHECKED, GROUPS, Chronicle, Event
from tertius.datasets.chronicle_reach import over
from tertius.present.names import the
from tertius.present.numbers import NOT_KNOWN, day
from tertius.present.terminal import console, heading, notes, paragraph, table, title
from tertius.report.lines import source_notes
from tertius.states import find

if TYPE_CHECKING:
    from rich.console import Console

__all__ = ["print_chronicle"]

_SHOWN_ACTORS = 3


def print_chronicle(found: Chronicle, *, to: Console | None = None) -> None:
    """The events with the number of their document, then votes, trade and the numbered documents."""
    out = to or console()
    asked = " and ".join(_name(code) for code in found.asked) or "every line"
    out.print(title(f"Chronicle: {asked}", f"as of {day(found.as_of)}"))
    out.print(paragraph(found.explain()))
    documents = list(dict.fromkeys(e.document for e in found.events))
    number = {document: n for n, document in enumerate(documents, start=1)}
    if found.events:
        rows = [
            (e.when, f"{_who(e.source)} → {_who(e.target)}", e.category, _text(e, found), str(number[e.document]))
            for e in found.events
        ]
        out.print()
        out.print(table(("date", "who → whom", "category", "what", "source"), rows, numeric=(4,)))
    _votes(found, out)
    _trade(found, out)
    out.print()
    out.print(notes((*documents, *_checked(found), *found.caveats, *source_notes(found.provenance))))


def _text(event: Event, found: Chronicle) -> str:
    """What happened, and since when it no longer stands, where that was known."""
    ended = over(event, found.as_of)
    return f"{event.text} ({ended})" if ended else event.text


def _checked(found: Chronicle) -> tuple[str, ...]:
    counts = [sum(e.checked == how for e in found.events) for how in CHECKED]
    said = "Days checked against datasets: {}, public pages: {}, knowledge of the document: {}."
    return (said.format(*counts),) if found.events else ()


def _name(code: str) -> str:
    return code if code in GROUPS else the(find(code).name)


def _who(actors: tuple[str, ...]) -> str:
    shown = ", ".join(actors[:_SHOWN_ACTORS])
    return f"{shown} and {len(actors) - _SHOWN_ACTORS} more" if len(actors) > _SHOWN_ACTORS else shown


def _votes(found: Chronicle, out: Console) -> None:
    if not found.votes:
        return
    out.print()
    out.print(heading("How the three voted"))
    rows = [
        (
            *(v.date.isoformat(), v.resolution, v.title),
            f"{v.yes}-{v.no}-{v.abstain}",
            *(said or "no part" for said in (v.usa, v.rus, v.chn)),
        )
        for v in found.votes
    ]
    out.print(table(("date", "resolution", "title", "for-against-abstain", "USA", "RUS", "CHN"), rows))


def _trade(found: Chronicle, out: Console) -> None:
    if not found.trade:
        return
    out.print()
    out.print(heading("Goods trade, billions of US dollars"))
    rows = [
        (f"{t.a}–{t.b}", str(t.year), _billions(t.exports), _billions(t.imports), f"{t.total:.1f}", t.source)
        for t in found.trade
    ]
    header = ("pair, as the first reports", "year", "exports", "imports", "both", "source")
    out.print(table(header, rows, numeric=(1, 2, 3, 4)))


def _billions(value: float | None) -> str:
    return NOT_KNOWN if value is None else f"{value:.1f}"
