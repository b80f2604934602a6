"""`tertius dependence B C`: what B needs of C, and what leaving would cost."""

from __future__ import annotations

from typing import Annotated

import typer

from tertius.cli.app import AsJson, AsOf, app, day_of, print_json


@app.command(epilog="Example: tertius dependence RUS CHN --versus USA --json")
def dependence(
    b: Annotated[str, typer.Argument(help="The state that might leave: ISO 3166 code, COW code or name.")],
    c: Annotated[str, typer.Argument(help="The state it would leave.")],
    versus: Annotated[str | None, typer.Option(metavar="A", help="The state that would take its place.")] = None,
    as_of: AsOf = None,
    json: AsJson = False,
) -> None:
    """Show who needs whom, what leaving would cost, and what a third state could replace."""
    from tertius.alignment.leaving import dependence as measure

    found = measure(b, c, versus=versus, as_of=day_of(as_of))
    if json:
        print_json(found.to_dict())
    else:
        from tertius.report.leaving import print_leaving

        print_leaving(found)
