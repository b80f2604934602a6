"""Dependence as a page of the terminal: who needs whom, what leaving costs, what could be replaced."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tertius.alignment.leaving import Leaving
from tertius.alignment.replacement import Estimate, Sector
from tertius.present.names import called_on, the
from tertius.present.numbers import NOT_KNOWN, percent, percent_range, recorded
from tertius.present.terminal import console, heading, notes, paragraph, table, title
from tertius.report.lines import exposure_notes, exposure_table, source_notes

if TYPE_CHECKING:
    from rich.console import Console

__all__ = ["print_leaving"]


def print_leaving(found: Leaving, *, to: Console | None = None) -> None:
    """The words, the shares, the cost of leaving, then sector by sector what could be replaced."""
    out = to or console()
    b, c = the(found.b.name), the(found.c.name)
    out.print(title(f"What {b} needs of {c}", f"replaced by {the(found.a.name)}" if found.a else ""))
    out.print(paragraph(found.explain()))
    out.print()
    out.print(heading("Who needs whom"))
    header, rows = exposure_table(found.exposures, found.as_of)
    stock = [(f"stock of arms in {of}, from {on}", recorded(share), str(year)) for of, on, share, year in _named(found)]
    out.print(table(header, rows, numeric=tuple(range(1, len(header)))))
    if stock:
        out.print(table(("stock of major arms", "share", "year"), stock, numeric=(1, 2)))
    out.print()
    out.print(heading("What leaving would cost"))
    out.print(table(("", "median", "90 %"), _costs(found), numeric=(1, 2)))
    for side, words in (("exports", f"What {b} sells to {c}"), ("imports", f"What {b} buys of {c}")):
        _side(found, side, words, out)
    out.print()
    out.print(notes((*exposure_notes(found.exposures), *found.caveats, *source_notes(found.provenance))))


def _named(found: Leaving) -> list[tuple[str, str, float, int]]:
    return [
        (called_on(of, found.as_of).name, called_on(on, found.as_of).name, share, year)
        for of, on, share, year in found.arms_stock
    ]


def _costs(found: Leaving) -> list[tuple[str, str, str]]:
    b, c = the(found.b.name), the(found.c.name)
    rows = [
        (f"exit cost to {b}, of output", *_said(found.cost)),
        (f"exit cost to {c}, of output", *_said(found.cost_of_partner)),
        ("fuels tied to their buyer, of exports", *_said(found.tied_fuel)),
    ]
    rows += [(f"replaceable {r.side} at most, {r.measures}", *_said(r.share)) for r in found.replacements]
    if found.a is not None:
        rows.append((f"cost left after {the(found.a.name)}, if nothing is closed", *_said(found.leverage)))
    return rows


def _side(found: Leaving, side: str, words: str, out: Console) -> None:
    sectors = [s for s in found.sectors if s.side == side and s.flow >= 0.05]
    if not sectors:
        return
    out.print()
    out.print(heading(f"{words}, {found.year}"))
    shown = [
        (
            s.sector,
            f"{s.flow:.1f}",
            *((_replaced(s), percent(s.closed) if s.closed else "") if found.a else ()),
            ", ".join(f"{name} {percent(share)}" for name, share in s.goods if share >= 0.05),
        )
        for s in sectors
    ]
    header = ("sector", "US$ bn", *(("at most replaceable", "closed") if found.a else ()), "largest goods")
    out.print(table(header, shown, numeric=(1,)))


def _replaced(s: Sector) -> str:
    return (
        f"{percent(s.replaced.value)} ({percent_range(s.replaced.low, s.replaced.high)})" if s.replaced else NOT_KNOWN
    )


def _said(estimate: Estimate | None) -> tuple[str, str]:
    if estimate is None:
        return NOT_KNOWN, ""
    return percent(estimate.value), percent_range(estimate.low, estimate.high)
