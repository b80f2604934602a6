"""`tertius ties A B`: what ties two states, measure by measure."""

from __future__ import annotations

from typing import Annotated

import typer

from tertius.cli.app import AsJson, AsOf, app, day_of, print_json


@app.command(epilog="Example: tertius ties RUS CHN --json")
def ties(
    a: Annotated[str, typer.Argument(help="A state: ISO 3166 code, COW code or name.")],
    b: Annotated[str, typer.Argument(help="Another.")],
    as_of: AsOf = None,
    json: AsJson = False,
) -> None:
    """Show every indicator of the tie between two states, year by year."""
    from tertius.alignment.ties import ties as measure

    found = measure(a, b, as_of=day_of(as_of))
    if json:
        print_json(found.to_dict())
    else:
        from tertius.report.terminal import print_ties

        print_ties(found)
