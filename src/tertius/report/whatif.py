"""A scenario as a page of the terminal: the difference, what made it, how unsure it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tertius.present.numbers import day
from tertius.present.terminal import console, heading, notes, paragraph, table, title
from tertius.report.lines import source_notes
from tertius.report.whatif_lines import (
    BRANCH_HEAD,
    PAIR_HEAD,
    branch_rows,
    driver_rows,
    force_rows,
    headline,
    pair_rows,
    reach_rows,
    spread_rows,
)
from tertius.wedge.scenarios.result import WhatIf

if TYPE_CHECKING:
    from rich.console import Console

__all__ = ["print_whatif"]


def print_whatif(found: WhatIf, *, to: Console | None = None) -> None:
    """Numbers, words, contributions, what the spread comes from, what is in force, caveats and sources."""
    out = to or console()
    ahead = f"{found.horizon} {'years' if found.horizon > 1 else 'year'}"
    out.print(title(found.question, f"{day(found.as_of)}, {ahead} ahead"))
    out.print(paragraph(headline(found)))
    out.print()
    out.print(table(BRANCH_HEAD, branch_rows(found), numeric=(1, 2, 3, 4, 5)))
    if found.pairs:
        out.print()
        out.print(heading("Branch against branch"))
        out.print(table(PAIR_HEAD, pair_rows(found), numeric=(1, 2, 3, 4)))
    out.print()
    out.print(paragraph(found.explain()))
    for o in found.outcomes:
        if not o.contributions:
            continue
        out.print()
        out.print(
            heading(
                f"Where the difference comes from: {found.called(o.name)}"
                if len(found.outcomes) > 1
                else "Where the difference comes from"
            )
        )
        out.print(table(("set to", "log odds", "through"), driver_rows(found, o), numeric=(1,)))
        out.print()
        rows = spread_rows(o)
        out.print(table(("what its spread comes from (Sobol)", "alone", "in all"), rows, numeric=(1, 2)))
    out.print()
    out.print(heading("What is in force now"))
    out.print(table(("driver", "now", "known from"), force_rows(found)))
    if found.reaches:
        out.print()
        out.print(heading("Against history, 1946\u20132021"))
        header = ("share", "now", "own range", "comparable pairs", "")
        out.print(table(header, reach_rows(found)))
    out.print()
    out.print(notes((*found.caveats, *source_notes(found.provenance))))
