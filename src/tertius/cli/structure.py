"""`tertius structure A B C`: theories of structure, shown on three powers."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from tertius.cli.app import AsJson, AsOf, app, day_of, print_json


@app.command(epilog="Example: tertius structure USA RUS CHN --as-of 1990 --html structure.html")
def structure(
    a: Annotated[str, typer.Argument(help="A state: ISO 3166 code, COW code or name.")],
    b: Annotated[str, typer.Argument(help="Another.")],
    c: Annotated[str, typer.Argument(help="A third.")],
    as_of: AsOf = None,
    html: Annotated[Path | None, typer.Option(metavar="FILE", help="Write it as one HTML page.")] = None,
    json: AsJson = False,
) -> None:
    """Show balance, landscape and coalitions around three powers: exhibits, not forecasts."""
    from tertius.triangle.structure import structure as show

    found = show(a, b, c, as_of=day_of(as_of))
    if html is not None:
        from tertius.report.structure_page import write_structure

        write_structure(found, html)
    if json:
        print_json(found.to_dict())
    elif html is None:
        from tertius.report.structure import print_structure

        print_structure(found)
