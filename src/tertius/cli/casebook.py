"""`tertius casebook list|show|export|correct`: what has been read, and what people corrected."""

from __future__ import annotations

import getpass
from pathlib import Path
from typing import Annotated

import typer

from tertius.cli.app import AsJson, app, print_json, print_lines

casebook = typer.Typer(no_args_is_help=True, help="List, show, export and correct what has been read.")
app.add_typer(casebook, name="casebook")

DOCUMENT = Annotated[str, typer.Argument(metavar="DOCUMENT", help="Its id, or the start of it.")]


@casebook.command("list", epilog="Example: tertius casebook list --json")
def list_documents(json: AsJson = False) -> None:
    """List every document that was read, the last one first."""
    from tertius.casebook.casebook import casebook_to_read

    found = casebook_to_read().documents()
    if json:
        print_json([d.to_dict() for d in found])
    else:
        from tertius.report.sheet import print_casebook

        print_casebook(found)


@casebook.command(epilog="Example: tertius casebook show 3fa2c1")
def show(
    document: DOCUMENT,
    html: Annotated[Path | None, typer.Option(metavar="FILE", help="Write sheet and article as one page.")] = None,
    json: AsJson = False,
) -> None:
    """Show a document's sheet with its corrections and readings; f1, s1, n1, e1 name its items."""
    from tertius.casebook.casebook import casebook_to_read

    entry = casebook_to_read().document(document)
    if html is not None:
        from tertius.report.reading_page import write_page

        write_page([entry.reading], html)
    if json:
        print_json(entry.to_dict())
    elif html is None:
        from tertius.report.sheet import print_entry

        print_entry(entry)


@casebook.command(epilog="Example: tertius casebook export > casebook.jsonl")
def export(
    csv: Annotated[Path | None, typer.Option(metavar="FILE", help="Write all forecasts as CSV instead.")] = None,
    json: AsJson = False,
) -> None:
    """Export every document as JSON Lines: text, newest reading as corrected, corrections."""
    from tertius.casebook.casebook import casebook_to_read

    book = casebook_to_read()
    if csv is not None:
        from tertius.report.sheet_lines import write_csv

        write_csv(book.readings(), csv)
    elif json:
        print_json(list(book.export()))
    else:
        print_lines(book.export())


@casebook.command(epilog='Example: tertius casebook correct 3fa2c1 f3 move apart --why "it says farther apart"')
def correct(
    document: DOCUMENT,
    item: Annotated[str, typer.Argument(help="The item as `show` names it: f3 is the third forecast.")],
    field: Annotated[str, typer.Argument(help="Which field; struck leaves the item out.")],
    value: Annotated[str, typer.Argument(help='The right value; "" for none, true for struck.')],
    why: Annotated[str, typer.Option(help="Why it is wrong as it was read.")],
    who: Annotated[str | None, typer.Option(help="Who says so; you by default.")] = None,
    json: AsJson = False,
) -> None:
    """Correct one field of one item: kept with its old value, never undone by reading again."""
    from tertius.casebook.casebook import open_casebook

    entry = open_casebook().correct(document, item, field, value, who=who or getpass.getuser(), why=why)
    if json:
        print_json(entry.to_dict())
    else:
        from tertius.report.sheet import print_entry

        print_entry(entry)
