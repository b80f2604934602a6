"""A scenario as one HTML page, with the distribution of the difference drawn."""

from __future__ import annotations

from pathlib import Path

from tertius.present.names import capital
from tertius.present.numbers import day, percent, percent_range, share_of_draws
from tertius.present.page import page, save, table, term, text
from tertius.present.vega import bundle, figure
from tertius.report.lines import source_notes
from tertius.report.whatif_lines import (
    branch_rows,
    contribution_rows,
    force_rows,
    headline,
    pair_rows,
    reach_rows,
    spread_rows,
)
from tertius.wedge.scenarios.chart import difference_specs
from tertius.wedge.scenarios.result import Outcome, WhatIf, points, span

__all__ = ["whatif_page", "write_whatif"]


def whatif_page(found: WhatIf) -> str:
    """The whole page as HTML."""
    parts = (
        _masthead(found),
        _numbers(found),
        _drawn(found),
        *(_branch(found, o) for o in found.outcomes if o.contributions),
        _today(found),
        _notes(found),
    )
    return page(found.question, "".join(parts), scripts=bundle())


def write_whatif(found: WhatIf, path: Path) -> Path:
    """Write the page to a file; a file that was there is replaced in one step.

    Raises
    ------
    TertiusError
        Where the file cannot be written.
    """
    return save(whatif_page(found), path)


def _masthead(found: WhatIf) -> str:
    ahead = f"{found.horizon} {'years' if found.horizon > 1 else 'year'}"
    return (
        f'<header class="masthead"><h1>{text(headline(found))}</h1>'
        f'<p class="asof">{text(found.question)} As of {text(day(found.as_of))} · horizon {ahead}</p></header>'
    )


def _numbers(found: WhatIf) -> str:
    # Two branches are set against each other; one, or the first of several, against things as they stand.
    if len(found.pairs) == 1:
        (p,) = found.pairs
        d, of = p.difference, f"\u201c{found.called(p.first)}\u201d less \u201c{found.called(p.second)}\u201d"
    else:
        d, of = found.outcomes[0].difference, f"{found.called(found.outcomes[0].name)}, against things as they stand"
    value, unit = points(d.points.median).split(" ", 1)
    number = (
        f'<div><p class="number">{text(value)}</p><p class="interval">{text(unit)}, '
        f"{text(span(d.points.low90, d.points.high90).removesuffix(' points'))} in nine draws of ten</p>"
        f'<p class="words">{text(of)}</p>'
        f'<p class="quiet">above zero in {text(share_of_draws(d.above))} of {found.draws:,} draws</p></div>'
    )
    header = ("", "probability", "90 %", "median difference", "90 %", "above zero")
    said = "".join(f"<p>{text(p)}</p>" for p in found.explain().split("\n\n"))
    pairs = (
        table(
            ("branch against branch", "median difference", "50 %", "90 %", "above zero"),
            pair_rows(found),
            numeric=(1, 2, 3, 4),
        )
        if found.pairs
        else ""
    )
    rows = table(header, branch_rows(found), numeric=(1, 2, 3, 4, 5))
    flag = [c for c in found.caveats if "an extrapolation" in c]
    warned = "".join(f'<p class="warning">{text(c)}</p>' for c in (found.caveats[0], *flag))
    return f'<section class="answer">{number}<div>{rows}{pairs}{said}</div></section>{warned}'


def _drawn(found: WhatIf) -> str:
    figures = [
        figure(
            spec,
            title=f"{capital(found.called(o.name))}: {points(o.difference.points.median)}, above zero in "
            f"{share_of_draws(o.difference.above)} of draws",
            subtitle="Difference of the probability from the baseline, draw by draw, in percentage points; dark holds "
            "half of the draws, middle nine tenths; the 2nd to the 98th of a hundred are shown",
            note=f"{found.draws:,} draws, the same random numbers with and without what is set; seed {found.seed}. "
            "No backtest supports the effect.",
            alt=f"Median {points(o.difference.points.median)}; half of the draws "
            f"{span(o.difference.points.low50, o.difference.points.high50)}; nine tenths "
            f"{span(o.difference.points.low90, o.difference.points.high90)}; "
            f"from {percent(found.baseline.probability)} to {percent(o.number.probability)} "
            f"({percent_range(o.number.low, o.number.high)})",
            id=f"difference-{n}",
        )
        for n, (o, spec) in enumerate(zip(found.outcomes, difference_specs(found), strict=True), start=1)
    ]
    return _side_by_side(*figures) if len(figures) > 1 else figures[0]


def _branch(found: WhatIf, o: Outcome) -> str:
    sobol = term(
        "Sobol",
        "Of the variance of the difference, the share that would go if a group of inputs were known: alone, and with "
        "everything it interacts with.",
    )
    of = f": {text(found.called(o.name))}" if len(found.outcomes) > 1 else ""
    parts = table(
        ("set to", "through", "moved by (90 %), in units", "log odds", "size is", "why"),
        contribution_rows(found, o),
        numeric=(3,),
    )
    spread = table(("group of inputs", "alone", "in all"), spread_rows(o), numeric=(1, 2))
    return (
        f"<h2>Where the difference comes from{of}</h2>{parts}"
        f"<p class='quiet wide'>What its spread comes from ({sobol}):</p>{spread}"
    )


def _today(found: WhatIf) -> str:
    force = f"<h2>What is in force now</h2>{table(('driver', 'now', 'known from'), force_rows(found))}"
    if not found.reaches:
        return force
    header = ("share", "now", "own range", "comparable pairs", "")
    return f"{force}<h2>Against history, 1946\u20132021</h2>{table(header, reach_rows(found))}"


def _notes(found: WhatIf) -> str:
    caveats = "".join(f"<li>{text(c)}</li>" for c in found.caveats)
    sources = "".join(f"<li>{text(s)}</li>" for s in source_notes(found.provenance))
    return (
        f'<section class="notes"><h2>Caveats</h2><ol class="listing">{caveats}</ol>'
        f'<h2>Sources and terms</h2><ol class="listing">{sources}</ol></section>'
    )


def _side_by_side(*parts: str) -> str:
    return f'<div class="columns">{"".join(f"<section>{p}</section>" for p in parts)}</div>'
