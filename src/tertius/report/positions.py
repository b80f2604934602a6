"""Estimated positions as a page of the terminal: the self-test first, then who stands where."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from tertius.alignment.ideal_points import IdealPoints
from tertius.alignment.published import Comparison
from tertius.alignment.split_half import SplitHalf
from tertius.present.numbers import count, day, decimal
from tertius.present.terminal import console, heading, notes, paragraph, table, title
from tertius.report.lines import source_notes
from tertius.states import name

if TYPE_CHECKING:
    from rich.console import Console

__all__ = ["print_positions", "print_split_half"]

ALWAYS = (2, 200, 220, 365, 710)
"""United States, United Kingdom, France, Russia, China: shown wherever they voted."""

ENDS = 3


def print_positions(found: IdealPoints, against: Comparison | None, *, to: Console | None = None) -> None:
    """What was estimated, how it compares with the published series, and the newest session's positions."""
    out = to or console()
    about = f"on {found.issue}" if found.issue else "all contested votes"
    out.print(title(f"Ideal points, {about}", f"as of {day(found.as_of)}"))
    out.print(paragraph(found.explain()))
    if against is not None:
        out.print(paragraph(against.explain()))
    out.print()
    year = int(found.table["year"].max())  # pyright: ignore[reportArgumentType]
    newest = found.table.filter(pl.col("year") == year).sort("mean", descending=True)
    chosen = pl.concat([newest.head(ENDS), newest.filter(pl.col("cow").is_in(ALWAYS)), newest.tail(ENDS)])
    rows = [
        (name(cow), decimal(mean), decimal(sd), f"{decimal(low)} to {decimal(high)}", count(n))
        for cow, mean, sd, low, high, n in chosen.unique("cow", maintain_order=True)
        .sort("mean", descending=True)
        .select("cow", "mean", "sd", "q05", "q95", "n_votes")
        .iter_rows()
    ]
    out.print(heading(f"The session of {year}"))
    out.print(table(("state", "position", "sd", "90 %", "votes"), rows, numeric=(1, 2, 3, 4)))
    out.print()
    out.print(notes([*found.caveats, *source_notes(found.provenance)]))


def print_split_half(found: SplitHalf, *, to: Console | None = None) -> None:
    """The reliability of the positions, in a paragraph."""
    out = to or console()
    out.print(title("Ideal points, split-half reliability", f"as of {found.as_of}"))
    out.print(paragraph(found.explain()))
