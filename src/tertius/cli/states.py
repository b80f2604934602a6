"""`tertius states NAME`: which state a name means, and when it existed."""

from __future__ import annotations

from typing import Annotated

import typer

from tertius.cli.app import AsJson, AsOf, app, day_of, print_json


@app.command(epilog='Example: tertius states "West Germany" --json')
def states(
    name: Annotated[str, typer.Argument(help="A state in any spelling: ISO 3166, COW or G-W code, name, adjective.")],
    as_of: AsOf = None,
    json: AsJson = False,
) -> None:
    """Show a state's codes, names, dates and the rule by which its series begins."""
    from tertius.states import as_dict, find

    record = as_dict(find(name, on=day_of(as_of)))
    if json:
        print_json(record)
    else:
        from tertius.report.terminal import print_record

        print_record(record)
