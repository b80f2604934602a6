"""`tertius blowback A B [C]`: every triangle that holds the pair."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from tertius.cli.app import AsJson, AsOf, app, day_of, print_json


@app.command(epilog="Example: tertius blowback USA RUS CHN --html blowback.html")
def blowback(
    a: Annotated[str, typer.Argument(help="The state that would pry: ISO 3166 code, COW code or name.")],
    b: Annotated[str, typer.Argument(help="The state it would draw closer to.")],
    c: Annotated[str | None, typer.Argument(help="The state B would leave.")] = None,
    as_of: AsOf = None,
    html: Annotated[Path | None, typer.Option(metavar="FILE", help="Write it as one HTML page.")] = None,
    json: AsJson = False,
) -> None:
    """Show every triangle of two powers, and which allies of the first a closer tie would cost."""
    from tertius.wedge.outlook.blowback import blowback as measure

    found = measure(a, b, c, as_of=day_of(as_of))
    if html is not None:
        from tertius.report.blowback import write_blowback

        write_blowback(found, html)
    if json:
        print_json(found.to_dict())
    elif html is None:
        from tertius.report.blowback import print_blowback

        print_blowback(found)
