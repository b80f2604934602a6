"""Theories of structure as a page of the terminal, marked as exhibits."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tertius.present.numbers import percent, share_of_draws, signed
from tertius.present.terminal import console, heading, notes, paragraph, table, title
from tertius.report.lines import source_notes
from tertius.triangle.structure import EXHIBIT, Structure

if TYPE_CHECKING:
    from rich.console import Console

__all__ = ["print_structure"]

_SIGNS = {1: "pact", -1: "force used", 0: "neither"}

_KINDS = (
    "all equal",
    "one above two equals that together outweigh it",
    "two equals above the third",
    "one above the sum of two equals",
    "all unequal, the lesser two together outweigh the first",
    "one outweighs the other two together",
    "one equals the sum of two unequal",
    "one equals the sum of two equals",
)


def print_structure(found: Structure, *, to: Console | None = None) -> None:
    """The network, the landscape, the bargain, the coalitions, then what they leave out."""
    out = to or console()
    names = [s.name for s in (found.a, found.b, found.c)]
    out.print(title(f"Structure around {', '.join(names)}", "exhibits"))
    out.print(paragraph(EXHIBIT))
    _network(found, names, out)
    _settlement(found, out)
    _bargain(found, out)
    _coalitions(found, out)
    out.print()
    out.print(notes((*found.caveats[1:], *source_notes(found.provenance))))


def _network(found: Structure, names: list[str], out: Console) -> None:
    out.print()
    out.print(heading("Balance"))
    n = found.network
    if n is None:
        out.print(paragraph("Not known: pacts and fights are recorded from 1946 to 2014."))
        return
    rows = [
        ("ties", f"{n.positive:,} defence pacts, {n.negative} pairs that used force in the four years to {n.year}"),
        ("triangles in balance", f"{percent(n.balanced / n.triangles)} of {n.triangles:,}" if n.triangles else "none"),
        ("walk balance", f"{n.walk:.2f}, 1 for a balanced network"),
        ("in the way of two camps", f"{n.broken} ties{', proven' if n.proven else ', the best found in the time'}"),
    ]
    pairs = ((0, 1), (0, 2), (1, 2))
    rows += [(f"{names[i]}–{names[j]}", _SIGNS[s]) for (i, j), s in zip(pairs, n.triad, strict=True)]
    out.print(table(("pacts and fights", str(n.year)), rows))


def _settlement(found: Structure, out: Console) -> None:
    out.print()
    out.print(heading("Landscape"))
    s = found.settlement
    if s is None:
        out.print(paragraph("Not known: one of the powers does not vote, or has no recorded capability."))
        return
    rows = [
        (f"likeliest camp of {found.b.name}", f"{', '.join(s.camp)} ({share_of_draws(s.camp_share)} of draws)"),
        (f"with {found.a.name}", f"{share_of_draws(s.with_a)} of draws"),
        (f"with {found.c.name}", f"{share_of_draws(s.with_c)} of draws"),
    ]
    if s.cost:
        middle, low, high = s.cost
        rows.append(("cost of crossing over", f"{middle:.2f} of the landscape's depth (90 %: {low:.2f} to {high:.2f})"))
    out.print(table((f"{len(s.powers)} powers", f"votes of {s.first}–{s.last}"), rows))


def _bargain(found: Structure, out: Console) -> None:
    out.print()
    out.print(heading("Bargain"))
    b = found.bargain
    if b is None:
        out.print(paragraph("Not known: one of the powers does not vote, or has no recorded capability."))
        return
    a, c = found.a.name, found.c.name
    rows = [
        ("where each stands", ", ".join(f"{name} {signed(place)}" for name, place in b.places)),
        ("mean by capability", signed(b.compromise)),
        ("median power", b.median),
        (f"support for {a} against {c}", f"{percent(b.behind_a)} by capability and closeness"),
    ]
    out.print(table((f"agreement with {a} less {c}", f"capability of {b.power_year}"), rows))


def _coalitions(found: Structure, out: Console) -> None:
    out.print()
    out.print(heading("Coalitions"))
    c = found.coalitions
    if c is None:
        out.print(paragraph("Not known: one of the three has no recorded capability, or does not vote."))
        return
    stable = "; ".join(f"{name} ({share_of_draws(share)})" for name, share in c.partitions) or "none"
    rows = [
        (f"power in {c.power_year}", _KINDS[c.power_kind - 1]),
        ("Caplow expects", " or ".join(c.caplow) or "no coalition"),
        ("Gamson expects", " or ".join(c.gamson) or "no coalition"),
        ("stable by votes", stable),
        ("no stable division", f"{share_of_draws(c.unstable)} of draws"),
        ("pure balance would make", " and ".join(g for g in c.camps_by_balance if g) or "one camp"),
    ]
    out.print(table(("by power and by liking", ""), rows))
