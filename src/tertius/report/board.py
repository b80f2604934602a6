"""A judgement board on a page of the terminal: the posterior, what each item tells, the doubts, the classic matrix."""

from __future__ import annotations

import math
from string import ascii_uppercase
from typing import TYPE_CHECKING

from tertius.ledger.verdict import MATRIX_WARNING, Flip, Verdict
from tertius.present.numbers import decimal, percent
from tertius.present.terminal import bar, console, heading, paragraph, table, title

if TYPE_CHECKING:
    from rich.console import Console

__all__ = ["print_board"]

_AGAINST = 0.5
"""Below this likelihood an item counts as inconsistent in the classic matrix."""


def print_board(verdict: Verdict, *, to: Console | None = None) -> None:
    """Print a verdict; hypotheses go by a letter, items by a number."""
    out = to or console()
    out.print(title(verdict.board.question, f"{verdict.board.by}, {verdict.board.on.isoformat()}"))
    out.print(paragraph(verdict.explain()))
    out.print()
    _hypotheses(verdict, out)
    _evidence(verdict, out)
    _doubts(verdict, out)
    _matrix(verdict, out)
    for caveat in verdict.caveats:
        if caveat != MATRIX_WARNING:
            out.print(paragraph(caveat))


def _hypotheses(verdict: Verdict, out: Console) -> None:
    rows = [
        (letter, h.name, percent(h.prior), percent(p), bar(p))
        for letter, h, p in zip(_letters(verdict), verdict.board.hypotheses, verdict.probabilities, strict=True)
    ]
    out.print(heading("After the evidence"))
    out.print(table(("", "hypothesis", "prior", "posterior", ""), rows, numeric=(2, 3)))
    out.print()


def _evidence(verdict: Verdict, out: Console) -> None:
    first, second = sorted(zip(verdict.probabilities, _letters(verdict), strict=True), key=lambda r: -r[0])[:2]
    board = verdict.board
    rows = [
        (str(n), f"{e.text} ({e.source})", decimal(weight), _tells(telling, first[1], second[1]))
        for n, (e, weight, telling) in enumerate(
            zip(board.evidence, board.weights(), verdict.telling, strict=True), start=1
        )
    ]
    out.print(heading(f"What each item tells between {first[1]} and {second[1]}"))
    out.print(table(("", "item", "weight", "odds"), rows, numeric=(2, 3)))
    out.print()


def _tells(telling: float, first: str, second: str) -> str:
    if abs(telling) < 0.005:
        return "neither"
    return f"×{decimal(math.exp(abs(telling)), 1 if abs(telling) > 1 else 2)} for {first if telling > 0 else second}"


def _doubts(verdict: Verdict, out: Console) -> None:
    if verdict.robust:
        return
    out.print(heading("Not robust"))
    out.print(table(("doubt", "then leads", "at"), [_doubt(f) for f in verdict.flips], numeric=(2,)))
    out.print()


def _doubt(flip: Flip) -> tuple[str, str, str]:
    return flip.doubt, flip.leads, percent(flip.probability)


def _matrix(verdict: Verdict, out: Console) -> None:
    letters = _letters(verdict)
    rows = [
        (str(n), *("against" if v < _AGAINST else "" for v in e.likelihoods))
        for n, e in enumerate(verdict.board.evidence, start=1)
    ]
    rows.append(("items against", *(str(n) for n in verdict.inconsistent)))
    out.print(heading("The classic matrix"))
    out.print(table(("item", *letters), rows, numeric=tuple(range(1, len(letters) + 1))))
    out.print(paragraph(MATRIX_WARNING))
    out.print()


def _letters(verdict: Verdict) -> tuple[str, ...]:
    """A letter for each hypothesis; numbers where there are more than letters."""
    n = len(verdict.board.hypotheses)
    return tuple(ascii_uppercase[:n]) if n <= len(ascii_uppercase) else tuple(str(i + 1) for i in range(n))
