"""`tertius whatif A B C --set DRIVER=SETTING`: what changes if a driver is set otherwise."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from tertius.cli.app import AsJson, AsOf, app, day_of, print_json

Sets = Annotated[
    list[str] | None, typer.Option("--set", metavar="DRIVER=SETTING", help="What is set; may be repeated.")
]
Against = Annotated[
    list[str] | None, typer.Option("--against", metavar="DRIVER=SETTING", help="Another branch beside it.")
]


@app.command(epilog="Example: tertius whatif USA RUS CHN --set sanctions.energy=lifted --set war=settled")
def whatif(
    a: Annotated[str | None, typer.Argument(help="The state that would pry: ISO 3166 code, COW code or name.")] = None,
    b: Annotated[str | None, typer.Argument(help="The state to be pried away.")] = None,
    c: Annotated[str | None, typer.Argument(help="The state it would leave.")] = None,
    sets: Sets = None,
    against: Against = None,
    file: Annotated[Path | None, typer.Option(metavar="FILE.toml", help="A scenario of your own.")] = None,
    scenario: Annotated[str | None, typer.Option(metavar="NAME", help="A shipped scenario; --list shows them.")] = None,
    listing: Annotated[
        bool, typer.Option("--list", help="List the shipped scenarios, every driver, and today's figures.")
    ] = False,
    draws: Annotated[int, typer.Option(help="Draws, 2,000 or more.")] = 4_000,
    seed: Annotated[int, typer.Option(help="The same seed gives the same figures.")] = 0,
    as_of: AsOf = None,
    horizon: Annotated[int, typer.Option(help="Years ahead, 1 to 10.")] = 5,
    html: Annotated[Path | None, typer.Option(metavar="FILE", help="Write it as one HTML page.")] = None,
    json: AsJson = False,
) -> None:
    """What if a driver were set otherwise? The difference it makes, draw by draw, and how unsure that is."""
    if listing:
        from tertius.report.scenario_list import FIRST, listed, print_listed

        of = a or FIRST[0], b or FIRST[1], c or FIRST[2]
        print_json(listed(of, day_of(as_of))) if json else print_listed(of, day_of(as_of))
        return
    from tertius.wedge.scenarios.asking import asked
    from tertius.wedge.scenarios.grounds import WhatIfOptions
    from tertius.wedge.scenarios.whatif import whatif as ask

    chosen, states = asked((a, b, c), sets or [], against or [], file=file, scenario=scenario)
    found = ask(*states, chosen, as_of=day_of(as_of), options=WhatIfOptions(horizon, draws, seed))
    if html is not None:
        from tertius.report.whatif_page import write_whatif

        write_whatif(found, html)
    if json:
        print_json(found.to_dict())
    elif html is None:
        from tertius.report.whatif import print_whatif

        print_whatif(found)
