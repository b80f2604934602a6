"""Theories of structure as one HTML page, three of the four exhibits drawn."""

from __future__ import annotations

from pathlib import Path

from tertius.present.names import capital, the
from tertius.present.numbers import day, percent, share_of_draws, signed
from tertius.present.page import page, save, table, text
from tertius.present.vega import bundle, figure
from tertius.report.lines import source_notes
from tertius.report.structure import exhibits
from tertius.triangle.structure import EXHIBIT, Structure
from tertius.triangle.structure_chart import bargain_spec, coalitions_spec, settlement_spec

__all__ = ["structure_page", "write_structure"]


def structure_page(found: Structure) -> str:
    """The whole page as HTML."""
    name = f"Structure around {', '.join(the(s.name) for s in (found.a, found.b, found.c))}"
    drawn = ("", _settlement(found), _bargain(found), _coalitions(found))
    sections = "".join(
        f"<h2>{text(e.heading)}</h2>{chart}{table(e.head, e.rows) if e.rows else f'<p>{text(e.why)}</p>'}"
        for e, chart in zip(exhibits(found), drawn, strict=True)
    )
    caveats = "".join(f"<li>{text(c)}</li>" for c in found.caveats[1:])
    sources = "".join(f"<li>{text(s)}</li>" for s in source_notes(found.provenance))
    body = (
        f'<header class="masthead"><h1>{text(name)}</h1><p class="asof">As of {text(day(found.as_of))}</p></header>'
        f'<p class="warning">{text(EXHIBIT)}</p>{sections}'
        f'<section class="notes"><h2>Caveats</h2><ol class="listing">{caveats}</ol>'
        f'<h2>Sources and terms</h2><ol class="listing">{sources}</ol></section>'
    )
    return page(name, body, scripts=bundle())


def write_structure(found: Structure, path: Path) -> Path:
    """Write the page to a file; a file that was there is replaced in one step.

    Raises
    ------
    TertiusError
        Where the file cannot be written.
    """
    return save(structure_page(found), path)


def _settlement(found: Structure) -> str:
    s, spec = found.settlement, settlement_spec(found)
    if s is None or spec is None:
        return ""
    said = (
        f"{capital(the(found.b.name))} settles with {the(found.a.name)} in {share_of_draws(s.with_a)} of draws, with "
        f"{the(found.c.name)} in {share_of_draws(s.with_c)}"
    )
    return figure(
        spec,
        title=said,
        subtitle=f"Share of draws in which the most settled division of {len(s.powers)} powers puts the two in a camp",
        note=f"Votes of {s.first}–{s.last}, sizes by COW capability. An exhibit, not a forecast.",
        alt=said,
        id="landscape",
    )


def _bargain(found: Structure) -> str:
    b = found.bargain
    if b is None:
        return ""
    a, c = found.a.name, found.c.name
    return figure(
        bargain_spec(b, a, c),
        title=f"The powers would meet at {signed(b.compromise)}; {percent(b.behind_a)} of support leans to {the(a)}",
        subtitle=f"Agreement with {the(a)} less agreement with {the(c)} on contested votes; dashed: mean by capability",
        note=f"Capability of {b.power_year}. An exhibit, not a forecast.",
        alt=", ".join(f"{name} {signed(place)}" for name, place in b.places),
        id="bargain",
    )


def _coalitions(found: Structure) -> str:
    c, spec = found.coalitions, coalitions_spec(found)
    if c is None or spec is None:
        return ""
    said = "; ".join(f"{name} {share_of_draws(p)}" for name, p in c.partitions) or "no division is stable"
    return figure(
        spec,
        title=f"Stable by votes: {said}",
        subtitle="Share of draws in which no two or three would rather leave; each likes whom it votes with",
        note=f"Power of {c.power_year} decides what Caplow and Gamson expect. An exhibit, not a forecast.",
        alt=said,
        id="coalitions",
    )
