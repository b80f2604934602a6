"""Judgements and coders' agreement in the terminal: whose word, how much, since when, and why."""

from __future__ import annotations

from collections.abc import Sequence, Set
from datetime import date
from typing import TYPE_CHECKING

from tertius.casebook.coders import Agreement
from tertius.casebook.judgement import MEASURED, Judgement, standing
from tertius.errors import printable
from tertius.present.numbers import day, decimal, signed
from tertius.present.terminal import console, heading, notes, paragraph
from tertius.states import iso3

if TYPE_CHECKING:
    from rich.console import Console

__all__ = ["IDLE", "print_agreement", "print_judgements", "said"]

IDLE = "this component is measured: the judgement is kept beside the figure and moves nothing"
OURS = "How far the project's own coders agree: tertius cases --agreement"


def said(j: Judgement) -> str:
    """A judgement in one line: id, question, value, whose, since when."""
    states = " ".join(iso3(code) for code in (j.a, j.b, j.c))
    idle = f"; {IDLE}" if j.kind == "component" and j.subject in MEASURED and j.withdrawn is None else ""
    return printable(f"{j.id}  {states}  {j.subject}  {_value(j)}  {j.who}, {day(j.made)}{_fate(j, None)}{idle}")


def print_judgements(found: Sequence[Judgement], *, as_of: date, to: Console | None = None) -> None:
    """Every judgement with its reason and its source, under the question it is about."""
    out = to or console()
    if not found:
        out.print(paragraph("No judgement stands. One is added by: tertius casebook judge A B C COMPONENT VALUE"))
        return
    stand = {j.id for j in standing(found, as_of)}
    before = ""
    for j in found:
        question = f"Can {iso3(j.a)} pry {iso3(j.b)} away from {iso3(j.c)}?"
        if question != before:
            out.print(heading(question))
            before = question
        head = f"{j.id}  {j.subject}  {_value(j)}  {j.who}, {day(j.made)}{_fate(j, stand)}"
        out.print(paragraph(printable(head)))
        out.print(paragraph(printable(j.why), indent=4))
        out.print(paragraph(printable(j.checkable), indent=4), style="quiet")
    out.print()
    out.print(
        notes(
            [
                f"Each is the word of the person named, as it stood on {day(as_of)}.",
                "A component runs from \u22122 to 2; 0 is an ordinary pair of powers. × is a likelihood ratio.",
            ]
        )
    )


def print_agreement(found: Sequence[Agreement], *, to: Console | None = None) -> None:
    """A line for every component and two coders: how many questions, kappa with its interval, and the verdict."""
    out = to or console()
    if not found:
        out.print(paragraph(f"No two persons have judged a component of the same question. {OURS}"))
        return
    for a in found:
        interval = "" if a.low is None else f" ({decimal(a.low)} to {decimal(a.high)})"
        kappa = f"kappa {decimal(a.kappa)}{interval}"
        who = printable(f"{a.first} and {a.second}")
        out.print(paragraph(f"{a.component}: n = {a.n}, {kappa}, {a.verdict}. {who}"))
    out.print(
        notes(
            [
                "Kappa is Cohen's with linear weights, its interval the large-sample one of 90 %, too narrow below "
                "some 30 questions. This decides nothing: a component counts where the two shipped codings of the "
                "case list reach a linear kappa of .6, and a person's judgement on it then counts at once."
            ]
        )
    )


def _value(j: Judgement) -> str:
    if j.kind == "component":
        shown = signed(j.value, 1)
        return shown if j.low is None else f"{shown} ({signed(j.low, 1)} to {signed(j.high, 1)})"
    shown = f"×{j.value:g}"
    return shown if j.low is None else f"{shown} (×{j.low:g} to ×{j.high:g})"


def _fate(j: Judgement, stand: Set[str] | None) -> str:
    if j.withdrawn is not None:
        return f"; withdrawn {day(j.withdrawn.on)} by {j.withdrawn.who}: {j.withdrawn.why}"
    return "; replaced" if stand is not None and j.id not in stand else ""
