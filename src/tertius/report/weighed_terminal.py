"""What stands behind the judged number, as sections of the terminal page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tertius.present.terminal import heading, paragraph, table
from tertius.report.weighed_lines import (
    CASE_HEAD,
    COMPONENT_HEAD,
    EVIDENCE_HEAD,
    SIGNPOST_HEAD,
    STAKE_HEAD,
    case_rows,
    change_head,
    change_rows,
    component_rows,
    courses,
    evidence_note,
    evidence_rows,
    judged_line,
    none_told,
    signpost_rows,
    stake_rows,
)
from tertius.wedge.weighing import Weighing

if TYPE_CHECKING:
    from rich.console import Console

__all__ = ["print_outlook", "print_weighed"]

SHORT = 6
"""Changes and signposts that a page of the terminal has room for."""


def print_weighed(found: Weighing, out: Console) -> None:
    """The components that move the number, then the strongest evidence for and against."""
    out.print(heading("What moves it"))
    out.print(table(COMPONENT_HEAD, component_rows(found), numeric=(1, 2, 3)))
    out.print(paragraph(judged_line(found)))
    for words, items in (("for", found.evidence.supporting), ("against", found.evidence.opposing)):
        out.print()
        out.print(heading(f"What speaks {words}"))
        rows = evidence_rows(items)
        out.print(table(EVIDENCE_HEAD, rows) if rows else paragraph(none_told(found.evidence)))
    if note := evidence_note(found.evidence):
        out.print(paragraph(note))


def print_outlook(found: Weighing, out: Console) -> None:
    """What would change the number, what to watch, who would pay, the three corners, and the nearest cases."""
    out.print(heading("What would change it"))
    out.print(table(change_head(found.changes), change_rows(found.changes, at_most=SHORT), numeric=(1, 2, 3)))
    out.print()
    out.print(heading("What to watch"))
    out.print(table(SIGNPOST_HEAD, signpost_rows(found.signposts, at_most=SHORT)))
    if found.blowback is not None:
        out.print()
        out.print(heading("Who else would pay"))
        out.print(paragraph(found.blowback.explain()))
        if rows := stake_rows(found.blowback):
            out.print(table(STAKE_HEAD, rows, numeric=(1, 2)))
            out.print(paragraph(found.blowback.caveats[0]))
    out.print()
    out.print(heading("From each corner"))
    for corner in found.corners:
        out.print(paragraph(f"{corner.explain()} It could {courses(corner)}."))
    out.print(
        paragraph(
            "What each would bring and cost, when it was last done, and who judged what and why: --html and --json."
        )
    )
    if rows := case_rows(found):
        out.print()
        out.print(heading("The nearest cases of the past"))
        out.print(table(CASE_HEAD, rows))
        out.print(paragraph(found.cases.caveats[1]))
