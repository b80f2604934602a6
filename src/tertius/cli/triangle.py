"""`tertius triangle A B C`: three powers as one system."""

from __future__ import annotations

from typing import Annotated

import typer

from tertius.cli.app import AsJson, AsOf, app, day_of, print_json


@app.command(epilog="Example: tertius triangle USA RUS CHN --as-of 1985")
def triangle(
    a: Annotated[str, typer.Argument(help="A state: ISO 3166 code, COW code or name.")],
    b: Annotated[str, typer.Argument(help="Another.")],
    c: Annotated[str, typer.Argument(help="A third.")],
    as_of: AsOf = None,
    json: AsJson = False,
) -> None:
    """Show the three ties in every measure, and who is pivot, partner and outcast."""
    from tertius.triangle.triangle import triangle as measure

    found = measure(a, b, c, as_of=day_of(as_of))
    if json:
        print_json(found.to_dict())
    else:
        from tertius.report.terminal import print_triangle

        print_triangle(found)
