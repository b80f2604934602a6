"""`tertius backtest`: how this method would have done on history."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from tertius.cli.app import AsJson, app, print_json
from tertius.cli.progress import tasks

LEAKAGE = 1
"""Exit status of a record whose skill is too good to be true."""


@app.command(epilog="Example: tertius backtest --html backtest.html")
def backtest(
    run: Annotated[bool, typer.Option("--run", help="Compute it anew: minutes, not a second.")] = False,
    horizon: Annotated[int | None, typer.Option(help="Only this horizon in years: 3 or 5.")] = None,
    workers: Annotated[int, typer.Option(help="Processes of this machine.")] = 1,
    scheduler: Annotated[
        str | None, typer.Option(metavar="ADDRESS", help="A Dask scheduler to run on, such as tcp://host:8786.")
    ] = None,
    save: Annotated[Path | None, typer.Option(metavar="DIR", help="Run it and keep it in the atlas there.")] = None,
    html: Annotated[Path | None, typer.Option(metavar="FILE", help="Write the record as one HTML page.")] = None,
    json: AsJson = False,
) -> None:
    """Ask the method of history, 1978 to 2018, and score it against simpler ones."""
    from tertius.forecasting.backtest import kept_record
    from tertius.report.backtest import print_backtest, write_backtest

    with tasks() as say:
        plan = kept_record.plan_of(workers=workers, scheduler=scheduler)
        found = kept_record.backtest(run=run, plan=plan, save=save, say=say).only(horizon)
    if html is not None:
        write_backtest(found, html)
    if json:
        print_json(found.to_dict())
    elif html is None:
        print_backtest(found)
    if found.suspected_leakage:
        sys.stderr.write(f"suspected leakage: {'; '.join(found.suspects)}\n")
        raise typer.Exit(LEAKAGE)
