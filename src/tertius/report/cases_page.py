"""The case list as one HTML page that opens offline."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from tertius.present.names import the
from tertius.present.numbers import day
from tertius.present.page import page, save, table, text
from tertius.report.case_rows import (
    AGREEMENT_HEAD,
    CASE_HEAD,
    ERA_HEAD,
    FEATURE_HEAD,
    MEMORY,
    NEAR_HEAD,
    PRIOR_HEAD,
    RATE_HEAD,
    agreement_rows,
    case_rows,
    era_rows,
    feature_rows,
    near_rows,
    numbered,
    open_line,
    prior_rows,
    rate_rows,
    warning,
)
from tertius.report.lines import source_notes
from tertius.states import find
from tertius.wedge.cases.agreement import CaseAgreement
from tertius.wedge.cases.cases import Cases
from tertius.wedge.cases.near import NearCases

__all__ = ["cases_page", "write_cases"]

SHOWN = 12


def cases_page(found: Cases | NearCases | CaseAgreement) -> str:
    """The whole page as HTML."""
    if isinstance(found, CaseAgreement):
        name, aside, body, sources = "Agreement of three coders", "", _agreement(found), {}
    elif isinstance(found, NearCases):
        a, b, c = (the(find(s).name) for s in found.asked)
        name, aside = f"Which attempts are like {a} parting {b} from {c}?", f"as of {day(found.as_of)}"
        sources = numbered([n.source for n in found.cases[:SHOWN]])
        body = _near(found, sources)
    else:
        name, aside = "Attempts to part two states", f"as of {day(found.as_of)}"
        sources = numbered([c.source for c in found.cases])
        body = _listed(found, sources)
    head = f'<header class="masthead"><h1>{text(name)}</h1><p class="asof">{text(aside)}</p></header>'
    said = f"<p>{text(found.explain())}</p>"
    return page(name, f"{head}{said}{body}{_notes(found, tuple(sources))}")


def write_cases(found: Cases | NearCases | CaseAgreement, path: Path) -> Path:
    """Write the page to a file; a file that was there is replaced in one step.

    Raises
    ------
    TertiusError
        Where the file cannot be written.
    """
    return save(cases_page(found), path)


def _listed(found: Cases, sources: dict[str, int]) -> str:
    rates = prior = listed = ""
    if found.rates:
        counted = table(RATE_HEAD, rate_rows(found.rates), numeric=(2, 3, 4, 5, 6, 7))
        rates = f'<h2>How often the tie changed</h2><p class="warning">{text(warning(found))}</p>{counted}'
    if found.prior is not None:
        counted = table(PRIOR_HEAD, prior_rows(found.prior), numeric=(1, 2))
        counted += table(ERA_HEAD, era_rows(found.prior), numeric=(1, 2, 3))
        score = f'<p class="quiet wide">{text(found.score.explain())}</p>' if found.score else ""
        prior = f"<h2>What the list is worth as a prior</h2><p>{text(found.prior.explain())}</p>{counted}{score}"
    if found.cases:
        listed = f"<h2>The cases</h2>{table(CASE_HEAD, case_rows(found.cases, sources))}"
    return rates + prior + listed


def _near(found: NearCases, sources: dict[str, int]) -> str:
    near = table(NEAR_HEAD, near_rows(found, sources, SHOWN), numeric=(0,))
    still = f'<p class="quiet">{text(open_line(found))}</p>' if found.unresolved else ""
    compared = table(FEATURE_HEAD, feature_rows(found), numeric=(1,))
    return f"<h2>The nearest cases</h2>{near}{still}<h2>What they are compared by</h2>{compared}"


def _agreement(found: CaseAgreement) -> str:
    return table(AGREEMENT_HEAD, agreement_rows(found), numeric=(1, 2, 3, 4, 5))


def _notes(found: Cases | NearCases | CaseAgreement, sources: Sequence[str]) -> str:
    own = found.prior.caveats[:2] if isinstance(found, Cases) and found.prior is not None else ()
    caveats = "".join(f"<li>{text(c)}</li>" for c in (*own, *found.caveats))
    works = "".join(f"<li>{text(s)}</li>" for s in sources)
    listed = f'<h2>Sources</h2><ol class="listing">{works}</ol><p>{text(MEMORY)}</p>' if works else ""
    terms = "".join(f"<p>{text(s)}</p>" for s in source_notes(found.provenance))
    return f'<section class="notes"><h2>Caveats</h2><ol class="listing">{caveats}</ol>{listed}{terms}</section>'
