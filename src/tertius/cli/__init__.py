"""The command line: one file per command; a command parses, asks the library, and prints."""

from __future__ import annotations

from tertius.cli import (
    assess,
    backtest,
    blowback,
    casebook,
    casebook_judgements,
    cases,
    chronicle,
    data,
    dependence,
    ideal_points,
    ledger,
    ledger_record,
    ledger_weigh,
    read,
    report,
    states,
    structure,
    ties,
    triangle,
    whatif,
)
from tertius.cli.app import app, main

__all__ = [
    "app",
    "assess",
    "backtest",
    "blowback",
    "casebook",
    "casebook_judgements",
    "cases",
    "chronicle",
    "data",
    "dependence",
    "ideal_points",
    "ledger",
    "ledger_record",
    "ledger_weigh",
    "main",
    "read",
    "report",
    "states",
    "structure",
    "ties",
    "triangle",
    "whatif",
]
