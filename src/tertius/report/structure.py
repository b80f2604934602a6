"""Theories of structure as tables, and as a page of the terminal, marked as exhibits."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tertius.present.names import capital, the
from tertius.present.numbers import percent, share_of_draws, signed
from tertius.present.terminal import console, heading, notes, paragraph, table, title
from tertius.report.lines import source_notes
from tertius.triangle.structure import DISPUTE_YEARS, EXHIBIT, Coalitions, Structure

if TYPE_CHECKING:
    from rich.console import Console

__all__ = ["Exhibit", "exhibits", "print_structure"]


_KINDS = (
    "all equal",
    "one is above two equals that together outweigh it",
    "two equals above the third",
    "one is above the sum of two equals",
    "all unequal, the lesser two together outweigh the first",
    "one outweighs the other two together",
    "one equals the sum of two unequal",
    "one equals the sum of two equals",
)


@dataclass(frozen=True, slots=True)
class Exhibit:
    """One theory as a table: its heading, the table's head and rows; without rows, `why` says what is not known."""

    heading: str
    head: tuple[str, str]
    rows: tuple[tuple[str, str], ...]
    why: str = ""


def exhibits(found: Structure) -> tuple[Exhibit, Exhibit, Exhibit, Exhibit]:
    """The network, the landscape, the bargain, the coalitions."""
    return _network(found), _settlement(found), _bargain(found), _coalitions(found)


def print_structure(found: Structure, *, to: Console | None = None) -> None:
    """The four exhibits, then what they leave out."""
    out = to or console()
    names = ", ".join(the(s.name) for s in (found.a, found.b, found.c))
    out.print(title(f"Structure around {names}", "exhibits"))
    out.print(paragraph(EXHIBIT))
    for shown in exhibits(found):
        out.print()
        out.print(heading(shown.heading))
        out.print(table(shown.head, shown.rows) if shown.rows else paragraph(shown.why))
    out.print()
    out.print(notes((*found.caveats[1:], *source_notes(found.provenance))))


def _unknown(heading: str, why: str) -> Exhibit:
    return Exhibit(heading, ("", ""), (), f"Not known: {why}")


def _network(found: Structure) -> Exhibit:
    n = found.network
    if n is None:
        return _unknown("Balance", "pacts and fights are recorded from 1946 to 2014.")
    rows = [
        ("ties", f"{n.positive:,} defence pacts, {n.negative} pairs that used force in the four years to {n.year}"),
        ("triangles in balance", f"{percent(n.balanced / n.triangles)} of {n.triangles:,}" if n.triangles else "none"),
        ("walk balance", f"{n.walk:.2f}, 1 for a balanced network"),
        ("in the way of two camps", f"{n.broken} ties{', proven' if n.proven else ', the best found in the time'}"),
    ]
    names = [s.name for s in (found.a, found.b, found.c)]
    since = n.year - DISPUTE_YEARS + 1
    signs = {1: "defence pact", -1: f"force used in some year of {since}–{n.year}", 0: "neither"}
    pairs = ((0, 1), (0, 2), (1, 2))
    rows += [(f"{names[i]}–{names[j]}", signs[s]) for (i, j), s in zip(pairs, n.triad, strict=True)]
    rows.append(
        (
            "not as in the triangle",
            f"its table has the disputes of {n.year} alone and pacts of every kind; here force used since {since} "
            "outweighs, and of pacts those of defence count",
        )
    )
    return Exhibit("Balance", ("pacts and fights", str(n.year)), tuple(rows))


def _settlement(found: Structure) -> Exhibit:
    s = found.settlement
    if s is None:
        return _unknown("Landscape", "one of the powers does not vote, or has no recorded capability.")
    rows = [
        (f"likeliest camp of {found.b.name}", f"{', '.join(s.camp)} ({share_of_draws(s.camp_share)} of draws)"),
        (f"with {found.a.name}", f"{share_of_draws(s.with_a)} of draws"),
        (f"with {found.c.name}", f"{share_of_draws(s.with_c)} of draws"),
    ]
    if s.cost:
        middle, low, high = s.cost
        rows.append(("cost of crossing over", f"{middle:.2f} of the landscape's depth (90 %: {low:.2f} to {high:.2f})"))
    return Exhibit("Landscape", (f"{len(s.powers)} powers", f"votes of {s.first}–{s.last}"), tuple(rows))


def _bargain(found: Structure) -> Exhibit:
    b = found.bargain
    if b is None:
        return _unknown("Bargain", "one of the powers does not vote, or has no recorded capability.")
    a, c = found.a.name, found.c.name
    rows = (
        ("where each stands", ", ".join(f"{name} {signed(place)}" for name, place in b.places)),
        ("mean by capability", signed(b.compromise)),
        ("median power", b.median),
        (f"support for {a} against {c}", f"{percent(b.behind_a)} by capability and closeness"),
    )
    return Exhibit("Bargain", (f"agreement with {a} less {c}", f"capability of {b.power_year}"), rows)


def _who_is_strongest(c: Coalitions) -> str:
    """The distribution of power in words, with the name of the strongest where there is one."""
    said = _KINDS[c.power_kind - 1]
    if not c.strongest:
        return said
    if said.startswith("one "):
        return f"{capital(the(c.strongest))} {said.removeprefix('one ')}"
    return f"{said}; the first is {the(c.strongest)}"


def _coalitions(found: Structure) -> Exhibit:
    c = found.coalitions
    if c is None:
        return _unknown("Coalitions", "one of the three has no recorded capability, or does not vote.")
    stable = "; ".join(f"{name} ({share_of_draws(share)})" for name, share in c.partitions) or "none"
    rows = (
        (f"power in {c.power_year}", _who_is_strongest(c)),
        ("Caplow expects", " or ".join(c.caplow) or "no coalition"),
        ("Gamson expects", " or ".join(c.gamson) or "no coalition"),
        ("stable by votes", stable),
        ("no stable division", f"{share_of_draws(c.unstable)} of draws"),
        ("pure balance would make", " and ".join(g for g in c.camps_by_balance if g) or "one camp"),
    )
    return Exhibit("Coalitions", ("by power and by liking", ""), rows)
