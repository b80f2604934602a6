"""`tertius cases [A B C]`: attempts of the past to part two states."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from tertius.cli.app import AsJson, AsOf, app, day_of, print_json


@app.command(epilog="Example: tertius cases USA RUS CHN --strategy reward")
def cases(
    states: Annotated[
        list[str] | None, typer.Argument(metavar="[A B C]", help="Divider, target and partner, for the nearest cases.")
    ] = None,
    strategy: Annotated[list[str] | None, typer.Option(help="reward, coercion or mixed; may be repeated.")] = None,
    goal: Annotated[str | None, typer.Option(help="disalign, prevent, dealign or realign.")] = None,
    tie: Annotated[str | None, typer.Option(help="Target and partner: uncommitted, informal or formal_ally.")] = None,
    rift: Annotated[bool | None, typer.Option(help="Whether the two had an open quarrel before.")] = None,
    era: Annotated[str | None, typer.Option(metavar="YYYY-YYYY", help="Only cases that began in these years.")] = None,
    agreement: Annotated[bool, typer.Option("--agreement", help="How far the three coders agree.")] = False,
    file: Annotated[Path | None, typer.Option("--cases", metavar="FILE", help="A case list of your own.")] = None,
    as_of: AsOf = None,
    html: Annotated[Path | None, typer.Option(metavar="FILE", help="Write it as one HTML page.")] = None,
    json: AsJson = False,
) -> None:
    """List attempts to part two states, with how often they worked; for three states, the nearest cases."""
    from tertius.wedge.cases.ask import Wanted, ask

    wanted = Wanted(tuple(strategy or ()), goal, tie, rift, era, agreement=agreement)
    found = ask(states or (), wanted, file=file, as_of=day_of(as_of))
    if html is not None:
        from tertius.report.cases_page import write_cases

        write_cases(found, html)
    if json:
        print_json(found.to_dict())
    elif html is None:
        from tertius.report.cases import print_cases

        print_cases(found)
