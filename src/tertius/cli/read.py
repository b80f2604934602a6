"""`tertius read FILES`: the forecast sheet of one article or many."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tertius.cli.app import app, day_of, print_json, print_lines
from tertius.cli.progress import articles

if TYPE_CHECKING:
    from tertius.casebook.batch import Batch
    from tertius.casebook.casebook import Casebook

FAILED = 2
"""Exit status when a source could not be read; the others were."""


@app.command(epilog="Example: tertius read article.html --published 2024-05-01 --html sheet.html")
def read(
    sources: Annotated[list[str], typer.Argument(metavar="FILE|URL|-", help="Articles; - is standard input.")],
    published: Annotated[str | None, typer.Option(metavar="DAY", help="When, if the article does not say.")] = None,
    publisher: Annotated[str | None, typer.Option(metavar="NAME", help="Where, if the article does not say.")] = None,
    scale: Annotated[
        str, typer.Option(metavar="SCALE", help="Ranges by CAPphrase, icd203, nato, uk, ipcc or efsa.")
    ] = "CAPphrase",
    comments: Annotated[bool, typer.Option("--comments", help="Read the readers' comments too.")] = False,
    store: Annotated[bool, typer.Option("--store/--no-store", help="Keep what is read in the casebook.")] = True,
    reader: Annotated[
        str, typer.Option(metavar="rules|llm", help="Rules, or a language model at TERTIUS_LLM_URL.")
    ] = "rules",
    csv: Annotated[Path | None, typer.Option(metavar="FILE", help="Write the forecasts as CSV.")] = None,
    html: Annotated[Path | None, typer.Option(metavar="FILE", help="Write sheet and article as one page.")] = None,
    json: Annotated[bool, typer.Option("--json", help="One JSON object; for many sources one a line.")] = False,
) -> None:
    """Read articles: who said what would happen, in which words, each span exact in its source."""
    from tertius.casebook.batch import read_all
    from tertius.reading.reader import ReadOptions

    options, day = ReadOptions(scale, comments, reader), day_of(published)
    book = _casebook() if store else None
    with articles(len(sources)) as progress:
        done = read_all(sources, options, published=day, publisher=publisher, casebook=book, progress=progress)
    _show(done, csv=csv, html=html, json=json, many=len(sources) > 1)
    if done.failures:
        _repeat(done, len(sources))
        raise typer.Exit(FAILED)


def _casebook() -> Casebook:
    # Asked for only where something is kept: the database costs a third of the start.
    from tertius.casebook.casebook import open_casebook

    return open_casebook()


def _show(done: Batch, *, csv: Path | None, html: Path | None, json: bool, many: bool) -> None:
    if csv is not None:
        from tertius.report.sheet_lines import write_csv

        write_csv(done.readings, csv)
    if html is not None and done.readings:
        from tertius.report.reading_page import write_page

        write_page(done.readings, html)
    if json and many:
        print_lines([found.to_dict() for found in done.readings])
    elif json and done.readings:
        print_json(done.readings[0].to_dict())
    elif not json and csv is None and html is None and done.readings:
        from tertius.report.sheet import print_sheets

        print_sheets(done.readings)


def _repeat(done: Batch, of: int) -> None:
    if of > 1:
        sys.stderr.write(f"{len(done.failures)} of {of} could not be read:\n")
    sys.stderr.writelines(f"{failure}\n" for failure in done.failures)
