"""The case list as a page of the terminal: cases and rates, the nearest cases, or the coders' agreement."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tertius.present.numbers import day
from tertius.present.terminal import console, heading, notes, paragraph, table, title
from tertius.report.case_rows import (
    AGREEMENT_HEAD,
    CASE_HEAD,
    COMPONENT_AGREEMENT_HEAD,
    ERA_HEAD,
    FEATURE_HEAD,
    MEMORY,
    PRIOR_HEAD,
    RATE_HEAD,
    agreement_rows,
    case_rows,
    component_agreement_rows,
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
from tertius.wedge.cases.agreement import CaseAgreement
from tertius.wedge.cases.cases import Cases
from tertius.wedge.cases.near import NearCases

if TYPE_CHECKING:
    from rich.console import Console

__all__ = ["print_cases"]

SHOWN = 8
"""Nearest cases on a page; `--json` has all."""


def print_cases(found: Cases | NearCases | CaseAgreement, *, to: Console | None = None) -> None:
    """What was asked of the list, then caveats and sources."""
    out = to or console()
    if isinstance(found, CaseAgreement):
        _agreement(found, out)
    elif isinstance(found, NearCases):
        _near(found, out)
    else:
        _listed(found, out)


def _listed(found: Cases, out: Console) -> None:
    out.print(title("Attempts to part two states", f"as of {day(found.as_of)}"))
    out.print(paragraph(found.explain()))
    number = numbered([c.source for c in found.cases])
    if found.rates:
        out.print()
        out.print(heading("How often the tie changed"))
        out.print(paragraph(warning(found)))
        out.print(table(RATE_HEAD, rate_rows(found.rates), numeric=(2, 3, 4, 5, 6, 7)))
    if found.prior is not None:
        out.print()
        out.print(heading("What the list is worth as a prior"))
        out.print(paragraph(found.prior.explain()))
        out.print(table(PRIOR_HEAD, prior_rows(found.prior), numeric=(1, 2)))
        out.print()
        out.print(table(ERA_HEAD, era_rows(found.prior), numeric=(1, 2, 3)))
    if found.score is not None:
        out.print()
        out.print(paragraph(found.score.explain()))
    if found.cases:
        out.print()
        out.print(heading("The cases"))
        out.print(table(CASE_HEAD, case_rows(found.cases, number)))
    own = () if found.prior is None else found.prior.caveats[:2]
    _foot(tuple(number), (*own, *found.caveats, *source_notes(found.provenance)), out)


def _near(found: NearCases, out: Console) -> None:
    out.print(title(f"Cases near to {' '.join(found.asked)}", f"as of {day(found.as_of)}"))
    out.print(paragraph(found.explain()))
    number = numbered([c.source for c in found.cases[:SHOWN]])
    if found.cases:
        out.print()
        out.print(heading("The nearest cases"))
        for like, case, how, ending, differed, source in near_rows(found, number, SHOWN):
            out.print(f"{like}  {case}: {ending}")
            out.print(paragraph(f"{how}. Differed: {differed}. [{source}]", indent=6))
    if found.unresolved:
        out.print()
        out.print(paragraph(open_line(found)))
    out.print()
    out.print(heading("What they are compared by"))
    out.print(table(FEATURE_HEAD, feature_rows(found), numeric=(1,)))
    _foot(tuple(number), (*found.caveats, *source_notes(found.provenance)), out)


def _agreement(found: CaseAgreement, out: Console) -> None:
    out.print(title("Agreement of three coders", "Fleiss' kappa, share of cases"))
    out.print(paragraph(found.explain()))
    out.print()
    out.print(table(AGREEMENT_HEAD, agreement_rows(found), numeric=(1, 2, 3, 4, 5)))
    if found.components:
        out.print()
        out.print(heading("Components judged by two coders, weighted kappa"))
        out.print(table(COMPONENT_AGREEMENT_HEAD, component_agreement_rows(found), numeric=(1, 2, 3, 4)))
    _foot((), (*found.caveats, *source_notes(found.provenance)), out)


def _foot(sources: tuple[str, ...], said: tuple[str, ...], out: Console) -> None:
    out.print()
    if sources:
        out.print(heading("Sources"))
        out.print(notes(sources))
        out.print(MEMORY)
        out.print()
    out.print(heading("Caveats"))
    out.print(notes(said))
