"""`tertius casebook judge|judgements|withdraw|agreement`: what named people hold, since when, and why."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from tertius.cli.app import AsJson, AsOf, day_of, print_json
from tertius.cli.casebook import casebook

_Text = str | None
Who = Annotated[_Text, typer.Option(metavar="NAME", help="Whose word this is.")]


# A value below zero starts like an option.
@casebook.command(
    context_settings={"ignore_unknown_options": True},
    epilog='Example: tertius casebook judge USA RUS CHN credibility -1 --who "A. Analyst" --why "…"',
)
def judge(
    a: Annotated[_Text, typer.Argument(metavar="A", help="Who pries, in any spelling.")] = None,
    b: Annotated[_Text, typer.Argument(metavar="B", help="Who is pried.")] = None,
    c: Annotated[_Text, typer.Argument(metavar="C", help="Away from whom.")] = None,
    about: Annotated[_Text, typer.Argument(metavar="ABOUT", help="A component, or evidence:<id>.")] = None,
    value: Annotated[_Text, typer.Argument(metavar="VALUE", help="-2 to 2, or a likelihood ratio.")] = None,
    who: Who = None,
    why: Annotated[_Text, typer.Option(help="A sentence.")] = None,
    made: Annotated[_Text, typer.Option(metavar="DAY", help="Since when; today by default.")] = None,
    low: Annotated[_Text, typer.Option(help="Low end of your interval.")] = None,
    high: Annotated[_Text, typer.Option(help="High end of your interval.")] = None,
    source: Annotated[_Text, typer.Option(help="What a reader can check.")] = None,
    sheet: Annotated[Path | None, typer.Option("--from", metavar="FILE", help="All rows of a sheet instead.")] = None,
    json: AsJson = False,
) -> None:
    """Keep a judgement; a later one of yours on the same replaces it from its day on."""
    from tertius.casebook.casebook import open_casebook
    from tertius.casebook.judgement_sheets import keep_given
    from tertius.report.judgements import said

    row = {"a": a, "b": b, "c": c, "about": about, "value": value, "who": who, "why": why, "made": made}
    row |= {"low": low, "high": high, "source": source}
    kept = keep_given(open_casebook(), {k: v for k, v in row.items() if v is not None}, sheet)
    if json:
        print_json(kept.to_dict())
        return
    for judgement in kept.judgements:
        typer.echo(said(judgement))
    if kept.already:
        typer.echo(f"{kept.already} of them were there already, word for word", err=True)


@casebook.command(epilog="Example: tertius casebook judgements USA RUS CHN --as-of 2026-11")
def judgements(
    states: Annotated[list[str] | None, typer.Argument(metavar="[A B C]", help="Three states; all by default.")] = None,
    as_of: AsOf = None,
    everything: Annotated[bool, typer.Option("--all", help="Replaced and withdrawn ones too.")] = False,
    out: Annotated[Path | None, typer.Option(metavar="FILE.csv", help="Write them as CSV.")] = None,
    json: AsJson = False,
) -> None:
    """List the judgements that stand, or stood on a day: whose, since when, and why."""
    from tertius.casebook.casebook import casebook_to_read
    from tertius.casebook.judgement_sheets import export_judgements
    from tertius.casebook.judgements import listed_judgements
    from tertius.errors import printable

    day = day_of(as_of) or date.today()  # noqa: DTZ011 (the reader's own day)
    found = listed_judgements(casebook_to_read(), states or (), as_of=day, everything=everything)
    if out is not None:
        typer.echo(f"{export_judgements(found, out)} judgements in {printable(str(out))}", err=True)
    if json:
        print_json({"as_of": day.isoformat(), "judgements": [j.to_dict() for j in found]})
    elif out is None:
        from tertius.report.judgements import print_judgements

        print_judgements(found, as_of=day)


@casebook.command(epilog='Example: tertius casebook withdraw J12 --who "A. Analyst" --why "I confused two treaties"')
def withdraw(
    judgement: Annotated[str, typer.Argument(help="Its id, as `judgements` shows it.")],
    who: Who = None,
    why: Annotated[_Text, typer.Option(help="Why it is taken back.")] = None,
    on: Annotated[_Text, typer.Option(metavar="DAY", help="From which day; today by default.")] = None,
    json: AsJson = False,
) -> None:
    """Take a judgement back: it stays in sight and counts no longer; your one before it stands again."""
    from tertius.casebook.casebook import open_casebook
    from tertius.casebook.judgements import withdraw_judgement
    from tertius.report.judgements import said

    gone = withdraw_judgement(open_casebook(), judgement, who=who or "", why=why or "", on=on)
    if json:
        print_json(gone.to_dict())
    else:
        typer.echo(said(gone))


@casebook.command(epilog="Example: tertius casebook agreement first.csv second.csv")
def agreement(
    files: Annotated[
        list[Path] | None, typer.Argument(metavar="[FILE1 FILE2]", help="Two coders; else the casebook's.")
    ] = None,
    as_of: AsOf = None,
    json: AsJson = False,
) -> None:
    """Measure how far two coders agree on each component, and whether it may count."""
    from tertius.casebook.coders import agreement_asked

    found = agreement_asked(files or (), as_of=day_of(as_of))
    if json:
        print_json({"agreement": [a.to_dict() for a in found]})
    else:
        from tertius.report.judgements import print_agreement

        print_agreement(found)
