"""`tertius ideal-points`: where every state stands by its votes, estimated here and now."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tertius.cli.app import AsJson, AsOf, app, day_of, print_json
from tertius.cli.progress import sampling
from tertius.errors import ImpossibleQuestion

if TYPE_CHECKING:
    from tertius.alignment.ideal_points import IdealPoints

INTERRUPTED = 130
"""Exit status of a run that Ctrl-C ended, as shells count it; what was sampled by then is printed all the same."""

CSV_COLUMNS = ("state", "cow", "session", "year", "mean", "sd", "q05", "q50", "q95", "n_votes")

Issue = Annotated[
    str | None,
    typer.Option(help="Only votes on: middle-east, nuclear, disarmament, colonialism, human-rights, economic."),
]


@app.command("ideal-points", epilog="Example: tertius ideal-points --as-of 1990 --csv > positions.csv")
def ideal_points(
    as_of: AsOf = None,
    issue: Issue = None,
    chains: Annotated[int, typer.Option(help="Independent chains; two or more show whether they agree.")] = 2,
    sweeps: Annotated[int | None, typer.Option(help="Sweeps of a chain after the burn-in.")] = None,
    smoother: Annotated[
        bool, typer.Option("--smoother", help="One joint path a state, not the published filter.")
    ] = False,
    student: Annotated[bool, typer.Option("--student", help="Student-t steps: a revolution stays sudden.")] = False,
    bridges: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Identical texts as CSV: earlier,later by roll-call number.")
    ] = None,
    save: Annotated[Path | None, typer.Option(metavar="DIR", help="Keep the estimates in the atlas there.")] = None,
    csv: Annotated[bool, typer.Option("--csv", help="The table as CSV on standard output.")] = False,
    json: AsJson = False,
) -> None:
    """Estimate every state's position from its votes, and compare it with the published series."""
    from tertius.alignment.ideal_points import ideal_points as estimate
    from tertius.alignment.ideal_points import schedule_of, spec_of
    from tertius.atlas.figures.bridges import read_bridges
    from tertius.atlas.store import open_atlas

    if save is not None and (as_of, issue, bridges) != (None, None, None):
        raise ImpossibleQuestion(
            "an atlas keeps the estimate from all its votes and its own bridges",
            found="--save with --as-of, --issue or --bridges",
            hint="keep this one as a file: --csv > positions.csv",
        )
    figures = open_atlas(save) if bridges is None else open_atlas().bridged(read_bridges(bridges))
    plan, model = schedule_of(chains=chains, sweeps=sweeps), spec_of(smoother=smoother, student=student)
    with sampling(plan.length * plan.chains) as progress:
        found = estimate(as_of=day_of(as_of), issue=issue, spec=model, schedule=plan, progress=progress, atlas=figures)
    if save is not None and found.draws.complete:
        from tertius.atlas.estimates import keep_estimates

        keep_estimates(found.table, save)
    _show(found, csv=csv, json=json)
    if not found.draws.complete:
        sys.stderr.write(f"{found.interrupted()}{' Nothing saved.' if save else ''}\n")
        raise typer.Exit(INTERRUPTED)


def _show(found: IdealPoints, *, csv: bool, json: bool) -> None:
    from tertius.alignment.published import against_published

    if csv:
        sys.stdout.write(found.table.select(CSV_COLUMNS).write_csv(float_precision=5))
        return
    against = against_published(found.table) if found.issue is None else None
    if json:
        print_json(found.to_dict() | {"against_published": against.to_dict() if against else None})
    else:
        from tertius.report.positions import print_positions

        print_positions(found, against)


@app.command("split-half", epilog="Example: tertius split-half --as-of 2020")
def split_half(
    as_of: AsOf = None,
    sweeps: Annotated[int | None, typer.Option(help="Sweeps of a chain after the burn-in.")] = None,
    json: AsJson = False,
) -> None:
    """Estimate positions twice, from disjoint halves of the texts: how reliable, and is the doubt large enough."""
    from tertius.alignment.ideal_points import schedule_of
    from tertius.alignment.split_half import split_half as compare

    plan = schedule_of(chains=2, sweeps=sweeps)
    with sampling(2 * plan.length * plan.chains) as progress:
        found = compare(as_of=day_of(as_of), schedule=plan, progress=progress)
    if json:
        print_json(found.to_dict())
    else:
        from tertius.report.positions import print_split_half

        print_split_half(found)
