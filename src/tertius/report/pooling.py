"""Several forecasts as one on a page of the terminal, and one holder's probabilities made to add up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tertius.ledger.exclusive import CoherentSet
from tertius.ledger.pooling import Pool, Weighted
from tertius.present.numbers import count, decimal, percent, percent_range
from tertius.present.terminal import bar, console, heading, paragraph, table, title

if TYPE_CHECKING:
    from rich.console import Console

__all__ = ["print_coherent", "print_pool"]

_MOST = 40
"""Forecasters that are printed; --json has all."""


def print_pool(found: Pool, *, to: Console | None = None) -> None:
    """The pooled probabilities, the forecasters with their weights, and why not to be surer."""
    out = to or console()
    out.print(title(f"{found.question} {found.text}", found.as_of.isoformat()))
    n = len(found.members)
    out.print(heading(f"{count(n)} forecaster{'s' * (n != 1)} as one"))
    rows = [
        ("mean", found.mean),
        ("median", found.median),
        ("mean log odds, a = 1", found.logit_mean),
        ("mean log odds by track record", found.weighted),
    ]
    if found.extremised is not None:
        rows.append((f"mean log odds, a = {decimal(found.a)}", found.extremised))
    out.print(table(("pooled by", "", ""), [(name, percent(p), bar(p)) for name, p in rows], numeric=(1,)))
    if found.low < found.high:
        out.print(paragraph(f"Had their ranges meant one end or the other: {percent_range(found.low, found.high)}."))
    out.print()
    shown = sorted(found.members, key=lambda m: -m.weight)[:_MOST]
    head = ("holder", "outlet", "made", "said", "range", "record", "Brier", "weight")
    out.print(table(head, [_row(m) for m in shown], numeric=(3, 4, 5, 6, 7)))
    if n > _MOST:
        out.print(paragraph(f"{count(n - _MOST)} more: --json has all."))
    out.print()
    for caveat in found.caveats:
        out.print(paragraph(caveat))


def _row(m: Weighted) -> tuple[str, ...]:
    f = m.forecast
    spread = percent_range(f.low, f.high) if f.low is not None else ""
    record = (count(m.questions), decimal(m.brier, 3) if m.brier is not None else "", percent(m.weight))
    return (f.holder, f.outlet or "", f.made.isoformat(), percent(f.p), spread, *record)


def print_coherent(found: CoherentSet, *, to: Console | None = None) -> None:
    """What each holder stated, what it was moved to, and by how much."""
    out = to or console()
    out.print(heading("Probabilities of which exactly one comes true"))
    for name, text in zip(found.questions, found.texts, strict=True):
        out.print(paragraph(f"{name} {text}"))
    out.print()
    rows: list[tuple[str, ...]] = []
    for h in found.holders:
        rows.append((h.holder, "stated", *map(percent, h.stated), percent(sum(h.stated)), ""))
        rows.append(("", "moved", *map(percent, h.moved), percent(1.0), decimal(h.correction, 3)))
    if len(found.holders) > 1:
        rows.append(("mean", "moved", *map(percent, found.mean), percent(1.0), ""))
    head = ("holder", "", *found.questions, "sum", "correction")
    out.print(table(head, rows, numeric=tuple(range(2, len(head)))))
    out.print(paragraph("The correction is the root mean square of the moves. The ledger keeps what was stated."))
    for caveat in found.caveats:
        out.print(paragraph(caveat))
