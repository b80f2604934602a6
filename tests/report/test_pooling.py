"""A pool and a coherent set fit a page of 100 columns and say what they must."""

from __future__ import annotations

import io
from datetime import date

from rich.cells import cell_len

from tertius.ledger.entries import Forecast, Question
from tertius.ledger.exclusive import coherent
from tertius.ledger.pooling import pool
from tertius.ledger.store import open_ledger
from tertius.present.terminal import console
from tertius.report.pooling import print_coherent, print_pool


def page(show, found) -> str:
    out = io.StringIO()
    show(found, to=console(out))
    assert all(cell_len(line) <= 100 for line in out.getvalue().splitlines())
    return out.getvalue().replace("\u2009", " ")


def test_the_pages(tmp_path):
    ledger = open_ledger(tmp_path / "a.sqlite")
    closes, made = date(2999, 1, 1), date(2024, 5, 1)
    ledger.add(Question(text="Arvonia leaves " + "the Northern Pact and every annexe of it " * 4, closes=closes))
    ledger.add(Question(text="Arvonia stays", closes=closes))
    for n in range(45):
        ledger.add(
            Forecast(question="Q1", holder=f"Forecaster number {n}", p=0.3, outlet="Gazette of the Hills", made=made)
        )
    ledger.add(Forecast(question="Q1", holder="Ada Quill", low=0.2, high=0.6, scale="made up", made=made))
    ledger.add(Forecast(question="Q2", holder="Ada Quill", p=0.9, made=made))
    said = page(print_pool, pool(ledger, "Q1"))
    for part in ("46 FORECASTERS AS ONE", "mean log odds, a = 1", "reason not to extremise", "20–60 %", "6 more"):
        assert part in said, part
    said = page(print_coherent, coherent(ledger, ["Q1", "Q2"]))
    for part in ("130 %", "25 %", "75 %", "0.150", "your word"):
        assert part in said, part
