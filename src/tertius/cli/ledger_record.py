"""`tertius ledger list|show|verify|scores|import|export|review`: what is read from the ledger; sheets in and out."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from tertius.cli.app import AsJson, AsOf, day_of, print_json
from tertius.cli.ledger import Who, ledger, login

__all__: list[str] = []


@ledger.command("list", epilog="Example: tertius ledger list --status due")
def list_questions(
    about: Annotated[str | None, typer.Argument(help="Words of the question.")] = None,
    status: Annotated[str | None, typer.Option(help="open, due, resolved, void or withdrawn.")] = None,
    json: AsJson = False,
) -> None:
    """List the questions: their state, their closing day, how many forecasts they have."""
    from tertius.ledger.listing import questions
    from tertius.ledger.store import ledger_to_read
    from tertius.report.ledger import print_questions

    found = questions(ledger_to_read(), status=status, about=about)
    if json:
        print_json([q.to_dict() for q in found])
    else:
        print_questions(found)


@ledger.command(epilog="Example: tertius ledger show Q1")
def show(
    name: Annotated[str, typer.Argument(metavar="ID", help="Id of an entry: Q1, F2.")],
    json: AsJson = False,
) -> None:
    """Show an entry and all that was said about it later: forecasts, answers old and new, withdrawals."""
    from tertius.ledger.listing import entry_dict, history
    from tertius.ledger.store import ledger_to_read
    from tertius.report.ledger import print_history

    found = [entry_dict(e) for e in history(ledger_to_read(), name)]
    if json:
        print_json(found)
    else:
        print_history(found)


@ledger.command(epilog="Example: tertius ledger verify --json")
def verify(
    head: Annotated[str | None, typer.Option(metavar="HASH", help="A last hash you kept: is it still there?")] = None,
    json: AsJson = False,
) -> None:
    """Prove the chain whole, or name the first broken entry (exit status 1). Keep the last hash elsewhere."""
    from tertius.ledger.store import ledger_to_read
    from tertius.ledger.verification import verify as check
    from tertius.report.ledger import print_verification

    found = check(ledger_to_read(), head=head)
    if json:
        print_json(found.to_dict())
    else:
        print_verification(found)
    raise typer.Exit(0 if found.whole else 1)


@ledger.command(epilog="Example: tertius ledger scores --by outlet --record public")
def scores(
    by: Annotated[str, typer.Option(help="holder, outlet, school, topic or horizon.")] = "holder",
    record: Annotated[str, typer.Option(help="own, public or both.")] = "both",
    as_of: AsOf = None,
    json: AsJson = False,
) -> None:
    """Score the forecasts whose questions are due and answered, beside the base rate, no change and the crowd."""
    from tertius.ledger.record import track_records
    from tertius.ledger.store import ledger_to_read

    found = track_records(ledger_to_read(), by=by, record=record, as_of=day_of(as_of))
    if json:
        print_json(found.to_list())
    else:
        from tertius.report.ledger import print_scores

        print_scores(found)


@ledger.command("import", epilog="Example: tertius ledger import forecasts.xlsx --dry-run")
def import_file(
    files: Annotated[
        list[Path],
        typer.Argument(help="A .csv or .xlsx, a forecast a row; or ForecastBench's questions and resolutions."),
    ],
    holder: Annotated[str | None, typer.Option(metavar="NAME", help="Whose they are, where no column says.")] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Check every row, keep nothing.")] = False,
    skip_bad: Annotated[bool, typer.Option("--skip-bad", help="Keep the good rows of a file with bad ones.")] = False,
    again: Annotated[bool, typer.Option("--again", help="Take in a file a second time.")] = False,
    who: Who = None,
    json: AsJson = False,
) -> None:
    """Take in a sheet; every bad row is named, and nothing is kept where one is bad (exit status 2)."""
    from tertius.ledger.questionsets import import_files
    from tertius.ledger.store import ledger_to_read, open_ledger
    from tertius.report.ledger import print_import

    options = {"dry_run": dry_run, "skip_bad": skip_bad, "again": again}
    kept = ledger_to_read() if dry_run else open_ledger()
    found = import_files(kept, files, by=login(who), holder=holder, **options)
    if json:
        print_json(found.to_dict())
    else:
        print_import(found)
    raise typer.Exit(2 if found.faults and not skip_bad else 0)


@ledger.command(epilog="Example: tertius ledger export ledger.parquet")
def export(
    file: Annotated[Path, typer.Argument(help="A name that ends in .csv, .parquet, .json or .jsonl.")],
    sheet: Annotated[bool, typer.Option("--sheet", help="A forecast a row, as `import` reads it.")] = False,
    json: AsJson = False,
) -> None:
    """Write everything the ledger holds to a file; .json holds the chain with its hashes."""
    from tertius.errors import printable
    from tertius.ledger.exporting import export_ledger
    from tertius.ledger.store import ledger_to_read

    rows = export_ledger(ledger_to_read(), file, sheet=sheet)
    if json:
        print_json({"file": str(file), "rows": rows})
    else:
        typer.echo(f"{printable(str(file))}: {rows:,} rows")


@ledger.command(epilog="Example: tertius ledger review --pair RUS,CHN")
def review(
    pair: Annotated[str | None, typer.Option(metavar="A,B", help="Only forecasts about two states.")] = None,
    who: Who = None,
    json: AsJson = False,
) -> None:
    """Go through forecasts found in articles, one key each: a accept, n new, s skip, r reject, u undo, q quit."""
    from tertius.cli.keys import keys
    from tertius.ledger.review import Review, from_casebook, proposals
    from tertius.ledger.store import ledger_to_read, open_ledger
    from tertius.report.ledger import walk

    found = proposals(ledger_to_read(), from_casebook(pair.split(",") if pair else None))
    if json:
        print_json([p.to_dict() for p in found])
    else:
        walk(Review(open_ledger() if found else ledger_to_read(), found, by=login(who)), keys())
