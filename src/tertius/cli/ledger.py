"""`tertius ledger add|ask|resolve|withdraw|alias`: what is written into the ledger."""

from __future__ import annotations

import getpass
from typing import TYPE_CHECKING, Annotated

import typer

from tertius.cli.app import AsJson, app, print_json

if TYPE_CHECKING:
    from tertius.ledger.entries import Entry

__all__ = ["Who", "ledger", "login", "print_entry", "said"]

ledger = typer.Typer(no_args_is_help=True, help="Keep forecasts as they were made, and score them.")
app.add_typer(ledger, name="ledger")

Who = Annotated[str | None, typer.Option("--who", metavar="NAME", help="Who writes this; your login by default.")]
_Text = str | None


@ledger.command(epilog='Example: tertius ledger add "Russia leaves the BRICS" --p 0.07 --by 2027-12-31')
def add(
    question: Annotated[str, typer.Argument(help="What may happen, or the id of a question.")],
    p: Annotated[_Text, typer.Option("--p", metavar="P", help="Probability: .07 or 7%.")] = None,
    by: Annotated[_Text, typer.Option("--by", metavar="DAY", help="Day the question closes, YYYY-MM-DD.")] = None,
    holder: Annotated[str, typer.Option(metavar="NAME", help="Whose forecast it is.")] = "me",
    low: Annotated[_Text, typer.Option(metavar="P", help="Low end of a range.")] = None,
    high: Annotated[_Text, typer.Option(metavar="P", help="High end of a range.")] = None,
    quantiles: Annotated[_Text, typer.Option(metavar="Q", help="Of a number: .05:1; .5:2; .95:4.")] = None,
    made: Annotated[_Text, typer.Option(metavar="DAY", help="Day it was made; today by default.")] = None,
    outlet: Annotated[_Text, typer.Option(help="Where it appeared.")] = None,
    school: Annotated[_Text, typer.Option(help="School of thought, or method.")] = None,
    words: Annotated[_Text, typer.Option(help="The exact words.")] = None,
    condition: Annotated[_Text, typer.Option("--if", help="What it is conditional on.")] = None,
    source: Annotated[_Text, typer.Option(help="Where a reader can check it.")] = None,
    corrects: Annotated[_Text, typer.Option(metavar="ID", help="The forecast this one replaces.")] = None,
    json: AsJson = False,
) -> None:
    """Add a forecast; a question that is not there yet is asked."""
    from tertius.ledger.quick import add_row
    from tertius.ledger.store import open_ledger

    row = {"question": question, "p": p, "closes": by, "holder": holder, "low": low, "high": high, "made": made}
    row |= {"outlet": outlet, "school": school, "words": words, "condition": condition, "source": source}
    row |= {"corrects": corrects, "quantiles": quantiles}
    added = add_row(open_ledger(), said(row), by=login(None))
    for warning in added.warnings:
        typer.echo(warning, err=True)
    if json:
        print_json(added.to_dict())
    else:
        typer.echo(f"{added.id} on {added.question}")


@ledger.command(epilog='Example: tertius ledger ask "Iran buys Chinese fighters" --by 2027-12-31 --actors IRN,CHN')
def ask(
    text: Annotated[str, typer.Argument(help="An event that a stranger could tell has happened.")],
    by: Annotated[str, typer.Option("--by", metavar="DAY", help="Day it closes, YYYY-MM-DD.")],
    opens: Annotated[_Text, typer.Option(metavar="DAY", help="First day a forecast may be made.")] = None,
    rule: Annotated[_Text, typer.Option(help="How it will be resolved, in words.")] = None,
    when: Annotated[_Text, typer.Option(metavar="FILE", help="A rule over the atlas, as TOML.")] = None,
    actors: Annotated[_Text, typer.Option(help="States it is about: USA,RUS.")] = None,
    topic: Annotated[_Text, typer.Option(help="What it is about, in a word.")] = None,
    status_quo: Annotated[str, typer.Option(help="The answer if nothing changes: yes or no.")] = "no",
    unit: Annotated[_Text, typer.Option(help="The answer is a number in this unit.")] = None,
    json: AsJson = False,
) -> None:
    """Ask a question; one with a rule over the atlas resolves itself."""
    from tertius.ledger.quick import ask_row
    from tertius.ledger.resolving import read_rule
    from tertius.ledger.store import open_ledger

    row = {"question": text, "closes": by, "opens": opens, "rule": rule, "actors": actors, "topic": topic}
    row |= {"status_quo": status_quo, "unit": unit}
    print_entry(ask_row(open_ledger(), said(row), resolver=read_rule(when) if when else None), json=json)


@ledger.command(epilog='Example: tertius ledger resolve Q1 no --on 2025-06-30 --evidence "no such treaty by then"')
def resolve(
    question: Annotated[_Text, typer.Argument(help="Id of a question; without one, every rule is asked.")] = None,
    outcome: Annotated[_Text, typer.Argument(help="yes, no, void or partly.")] = None,
    on: Annotated[_Text, typer.Option(metavar="DAY", help="Day of the answer; today by default.")] = None,
    evidence: Annotated[_Text, typer.Option(help="What shows it.")] = None,
    share: Annotated[_Text, typer.Option(metavar="P", help="How much came true, where partly.")] = None,
    value: Annotated[_Text, typer.Option(help="The number that came.")] = None,
    who: Who = None,
    json: AsJson = False,
) -> None:
    """Resolve a question, or all whose rule over the atlas has its figures; an older answer stays in sight."""
    from tertius.ledger.quick import resolve_row
    from tertius.ledger.resolving import resolve_by_rule
    from tertius.ledger.store import open_ledger
    from tertius.report.ledger import print_rulings

    if question is None:
        rulings = resolve_by_rule(open_ledger())
        print_json([{**r.to_dict(), "resolution": e.id if e else None} for r, e in rulings]) if json else print_rulings(
            rulings
        )
        return
    row = {"outcome": outcome, "resolved_on": on, "evidence": evidence, "share": share, "value": value}
    print_entry(resolve_row(open_ledger(), question, said(row), by=login(who)), json=json)


@ledger.command(epilog='Example: tertius ledger withdraw F12 --because "entered twice"')
def withdraw(
    target: Annotated[str, typer.Argument(help="Id of an entry: a forecast, a question, an answer, an alias.")],
    because: Annotated[str, typer.Option(help="Why it was a mistake.")],
    who: Who = None,
    json: AsJson = False,
) -> None:
    """Say that an entry was a mistake: it stays in sight and counts no longer."""
    from tertius.ledger.store import open_ledger

    print_entry(open_ledger().withdraw(target, because=because, by=login(who)), json=json)


@ledger.command(epilog='Example: tertius ledger alias "A. Quill" "Ada Quill"')
def alias(
    name: Annotated[str, typer.Argument(help="A name that stands in the ledger.")],
    holder: Annotated[str, typer.Argument(help="The name it is to count for.")],
    who: Who = None,
    json: AsJson = False,
) -> None:
    """Say that two names are one holder."""
    from tertius.ledger.store import open_ledger

    print_entry(open_ledger().alias(name, holder, by=login(who)), json=json)


def login(named: str | None) -> str:
    """The name given, else the login."""
    return named or getpass.getuser()


def said(row: dict[str, str | None]) -> dict[str, str]:
    """The options that were given."""
    return {column: cell for column, cell in row.items() if cell is not None}


def print_entry(entry: Entry, *, json: bool) -> None:
    """An entry that was written: whole, or its id and the start of its hash."""
    from tertius.ledger.listing import entry_dict

    if json:
        print_json(entry_dict(entry))
    else:
        typer.echo(f"{entry.id} {entry.hash[:12]}")
