"""Every triangle of a pair on a page: who would stand worse if the two drew closer, A's allies first."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from tertius.present.names import the
from tertius.present.numbers import NOT_KNOWN, decimal, share_of_draws, signed
from tertius.present.numbers import day as written
from tertius.present.page import page, save, text
from tertius.present.page import table as page_table
from tertius.present.terminal import console, heading, notes, paragraph, table, title
from tertius.report.lines import source_notes
from tertius.wedge.outlook.blowback import OTHERS, Blowback, Third

if TYPE_CHECKING:
    from rich.console import Console

__all__ = ["blowback_rows", "blowback_section", "print_blowback", "write_blowback"]


def print_blowback(found: Blowback, *, to: Console | None = None) -> None:
    """The sum in words, then one row a triangle: allies, C, others; then doubts and sources.

    Kappas and payoffs, for which a hundred columns have no room, stand on the HTML page.
    """
    out = to or console()
    out.print(title(_title(found), f"as of {written(found.as_of)}"))
    out.print(paragraph(found.explain()))
    for words, thirds in _groups(found):
        out.print()
        out.print(heading(words))
        rows = [(*row[: _ties(found) + 1], *row[-4:-1]) for row in blowback_rows(found, thirds)]
        head = _head(found)
        out.print(table((*head[: _ties(found) + 1], *head[-4:-1]), rows, numeric=range(1, _ties(found) + 2)))
    out.print()
    out.print(notes((*_reading(found), *found.caveats, *source_notes(found.provenance))))


def write_blowback(found: Blowback, path: Path) -> Path:
    """Write the page as one HTML file; a file that was there is replaced in one step.

    Raises
    ------
    TertiusError
        Where the file cannot be written.
    """
    head = (
        f'<header class="masthead"><h1>{text(_title(found))}</h1>'
        f'<p class="asof">as of {text(written(found.as_of))}</p></header>'
    )
    caveats, sources = (
        "".join(f"<li>{text(said)}</li>" for said in said_all)
        for said_all in ((*_reading(found), *found.caveats), source_notes(found.provenance))
    )
    foot = (
        f'<section class="notes"><h2>Caveats</h2><ol class="listing">{caveats}</ol>'
        f'<h2>Sources and terms</h2><ol class="listing">{sources}</ol></section>'
    )
    return save(page(_title(found), head + blowback_section(found) + foot), path)


def blowback_section(found: Blowback) -> str:
    """The sum and the tables as HTML, without a page around them."""
    tables = "".join(
        f"<h3>{text(words)}</h3>{page_table(_head(found), blowback_rows(found, thirds), numeric=_numeric(found))}"
        for words, thirds in _groups(found)
    )
    return f'<section class="blowback"><p>{text(found.explain())}</p>{tables}</section>'


def blowback_rows(found: Blowback, thirds: Sequence[Third]) -> list[tuple[str, ...]]:
    """One row a triangle: the ties with their intervals, kappas, and roles now and after."""
    return [
        (
            t.name,
            *(_tie(tie) for tie in ((t.tie_a, t.tie_b, t.tie_c) if found.c else (t.tie_a, t.tie_b))),
            " ".join(_kappa(k) for k in ((t.kappa_a, t.kappa_b, t.kappa_c) if found.c else (t.kappa_a, t.kappa_b))),
            share_of_draws(t.exposed),
            _turn(t.role, t.role_after),
            _turn(t.own_role, t.own_role_after),
            signed(t.payoff[0], 1),
        )
        for t in thirds
    ]


def _title(found: Blowback) -> str:
    return f"Every triangle of {the(found.a.name)} and {the(found.b.name)}"


def _head(found: Blowback) -> tuple[str, ...]:
    ties = [f"tie {s.iso3}" for s in (found.a, found.b, found.c) if s]
    kappas = f"kappas with {', '.join(s.iso3 for s in (found.a, found.b, found.c) if s)}"
    return ("third state", *ties, kappas, "exposed", f"{found.a.iso3}'s role", "its role", "payoff")


def _ties(found: Blowback) -> int:
    return 3 if found.c else 2


def _numeric(found: Blowback) -> tuple[int, ...]:
    return (*range(1, _ties(found) + 3), _ties(found) + 5)


def _groups(found: Blowback) -> list[tuple[str, tuple[Third, ...]]]:
    """Allies, C and the others that are listed, each under its heading."""
    a = the(found.a.name)
    listed = found.listed
    others = sum(t.group == "other" for t in found.thirds)
    words = {
        "ally": f"Allies of {a} (defence pacts of {found.allies_in}), the most exposed first",
        "third": "The state to be left",
        "other": f"Others: {min(OTHERS, others)} of {others}, the strongest ties first",
    }
    groups = ((said, tuple(t for t in listed if t.group == group)) for group, said in words.items())
    return [(said, thirds) for said, thirds in groups if thirds]


def _reading(found: Blowback) -> tuple[str, ...]:
    """How to read a row."""
    a, b = the(found.a.name), the(found.b.name)
    missing = (f"Allies without a row, their ties not known: {', '.join(found.missing)}.",) if found.missing else ()
    return (
        f"± holds 90 %. Exposed: share of draws in which the third state stands above the average tie "
        f"with {a} and below it with {b}. Roles: "
        f"the likeliest now, then, after >, the likeliest with {a} and {b} {decimal(found.unit)} closer, where it "
        f"differs. Payoff, on the HTML page: that of {a} now; with the two closer it is {decimal(found.unit)} more in "
        "every row.",
        *missing,
    )


def _tie(span: tuple[float, float, float] | None) -> str:
    return NOT_KNOWN if span is None else f"{signed(span[0], 1)} ±{(span[2] - span[1]) / 2:.1f}"


def _kappa(value: float | None) -> str:
    return "·" if value is None else signed(value, 1)


def _turn(now: tuple[str, float], after: tuple[str, float]) -> str:
    return now[0] if now[0] == after[0] else f"{now[0]} > {after[0]}"
