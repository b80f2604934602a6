"""`tertius chronicle [A B …]`: what the powers did to one another, day by day."""

from __future__ import annotations

from typing import Annotated

import typer

from tertius.cli.app import AsJson, AsOf, app, day_of, print_json


@app.command(epilog="Example: tertius chronicle RUS CHN --since 2014 --category AGREE")
def chronicle(
    states: Annotated[
        list[str] | None, typer.Argument(metavar="[A B ...]", help="States; of several, events that name two of them.")
    ] = None,
    since: Annotated[int | None, typer.Option(metavar="YYYY", help="First year.")] = None,
    until: Annotated[int | None, typer.Option(metavar="YYYY", help="Last year.")] = None,
    category: Annotated[str | None, typer.Option(help="A PLOVER category, such as AGREE or SANCTION.")] = None,
    as_of: AsOf = None,
    json: AsJson = False,
) -> None:
    """List dated events of 1949 to 2026, each naming a document to check it in."""
    from tertius.datasets.chronicle import chronicle as select

    found = select(states or (), since=since, until=until, category=category, as_of=day_of(as_of))
    if json:
        print_json(found.to_dict())
    else:
        from tertius.report.chronicle import print_chronicle

        print_chronicle(found)
