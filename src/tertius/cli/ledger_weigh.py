"""`tertius ledger board|pool|coherent`: several judgements weighed as one."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from tertius.cli.app import AsJson, AsOf, day_of, print_json
from tertius.cli.ledger import ledger

__all__: list[str] = []


@ledger.command(epilog="Example: tertius ledger board treaty.toml --argdown treaty.argdown")
def board(
    file: Annotated[Path, typer.Argument(help="A .toml file: hypotheses, evidence, likelihoods.")],
    argdown: Annotated[Path | None, typer.Option(metavar="FILE", help="Write it as Argdown too.")] = None,
    json: AsJson = False,
) -> None:
    """Weigh competing hypotheses: the posterior, what each item tells, and which doubt overturns it."""
    from tertius.ledger.board import read_board
    from tertius.ledger.verdict import weigh, write_argdown
    from tertius.report.board import print_board

    verdict = weigh(read_board(file))
    if argdown is not None:
        write_argdown(verdict, argdown)
    print_json(verdict.to_dict()) if json else print_board(verdict)


@ledger.command(epilog="Example: tertius ledger pool Q1 --json")
def pool(
    question: Annotated[str, typer.Argument(help="Id of a question.")],
    as_of: AsOf = None,
    json: AsJson = False,
) -> None:
    """Pool all forecasts that stand on a question: mean, median, mean log odds, weighted by track record."""
    from tertius.ledger.pooling import pool as pooled
    from tertius.ledger.store import ledger_to_read
    from tertius.report.pooling import print_pool

    found = pooled(ledger_to_read(), question, as_of=day_of(as_of))
    print_json(found.to_dict()) if json else print_pool(found)


@ledger.command(epilog="Example: tertius ledger coherent Q1 Q2 Q3")
def coherent(
    questions: Annotated[list[str], typer.Argument(help="Ids of questions of which exactly one comes true.")],
    holder: Annotated[str | None, typer.Option(metavar="NAME", help="One holder; all by default.")] = None,
    as_of: AsOf = None,
    json: AsJson = False,
) -> None:
    """Move each holder's probabilities of exclusive questions to the nearest that sum to 1; say how far."""
    from tertius.ledger.exclusive import coherent as made_coherent
    from tertius.ledger.store import ledger_to_read
    from tertius.report.pooling import print_coherent

    found = made_coherent(ledger_to_read(), questions, holder=holder, as_of=day_of(as_of))
    print_json(found.to_dict()) if json else print_coherent(found)
