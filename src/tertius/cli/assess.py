"""`tertius assess A B C`: can A pry B away from C?"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from tertius.cli.app import AsJson, AsOf, app, day_of, print_json


@app.command(epilog="Example: tertius assess USA RUS CHN --as-of 2016-11 --html answer.html")
def assess(
    a: Annotated[str, typer.Argument(help="The state that would pry: ISO 3166 code, COW code or name.")],
    b: Annotated[str, typer.Argument(help="The state to be pried away.")],
    c: Annotated[str, typer.Argument(help="The state it would leave.")],
    as_of: AsOf = None,
    horizon: Annotated[int, typer.Option(help="Years ahead, 1 to 10.")] = 5,
    keep: Annotated[bool, typer.Option("--keep", help="Put today's numbers on record in the ledger.")] = False,
    html: Annotated[Path | None, typer.Option(metavar="FILE", help="Write the answer as one HTML page.")] = None,
    json: AsJson = False,
) -> None:
    """Can A pry B away from C? A probability, its base rate, and what it rests on."""
    from tertius.wedge.assess import assess as ask

    found = ask(a, b, c, as_of=day_of(as_of), horizon=horizon)
    if keep:
        from tertius.ledger.store import open_ledger
        from tertius.wedge.keep import keep as put_on_record

        put_on_record(found, open_ledger())
    if html is not None:
        from tertius.report.brief import write_brief

        write_brief(found, html)
    if json:
        print_json(found.to_dict())
    elif html is None:
        from tertius.report.terminal import print_assessment

        print_assessment(found)
