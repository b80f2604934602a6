"""`tertius data list|pull|build|fit`: the producers' files, the atlas made from them, and the ties fitted to it."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from tertius.cli.app import AsJson, app, print_json
from tertius.cli.progress import pulling, steps

data = typer.Typer(no_args_is_help=True, help="List, fetch and build the data.")
app.add_typer(data, name="data")


@data.command("list", epilog="Example: tertius data list --json")
def list_datasets(json: AsJson = False) -> None:
    """List every dataset: whose it is, its years, its licence, and whether its files are here."""
    from tertius.atlas.inventory import inventory

    found = inventory()
    if json:
        print_json(found)
    else:
        from tertius.report.terminal import print_inventory

        print_inventory(found)


@data.command(epilog="Example: tertius data pull unga_votes")
def pull(
    name: Annotated[str, typer.Argument(help="A dataset's key, as `tertius data list` shows it.")],
    json: AsJson = False,
) -> None:
    """Fetch a dataset's files from their producer into the vault, whole and verified."""
    from tertius.datasets import dataset
    from tertius.vault.fetch import pull as fetch
    from tertius.vault.store import Vault

    vault = Vault.default()
    with pulling() as progress:
        paths = [fetch(file, vault, progress=progress(file.name)) for file in dataset(name).files]
    if json:
        print_json({"dataset": name, "files": [str(p) for p in paths]})
    else:
        for path in paths:
            typer.echo(path)


@data.command(epilog="Example: TERTIUS_VAULT=~/vault tertius data build")
def build(
    into: Annotated[Path | None, typer.Option(metavar="DIR", help="Folder of the atlas; yours by default.")] = None,
    any_version: Annotated[bool, typer.Option(help="Take files of another version than the declared one.")] = False,
    json: AsJson = False,
) -> None:
    """Make the atlas again from the vault; from then on it takes precedence over the shipped one."""
    from tertius.atlas.build import build as make
    from tertius.atlas.store import user_folder
    from tertius.vault.store import Vault

    with steps() as progress:
        manifest = make(Vault.default(), into or user_folder(), any_version=any_version, progress=progress)
    if json:
        print_json({"manifest": str(manifest)})
    else:
        typer.echo(manifest)


@data.command(epilog="Example: tertius data fit --into ~/atlas")
def fit(
    into: Annotated[Path | None, typer.Option(metavar="DIR", help="Folder of the atlas; yours by default.")] = None,
    json: AsJson = False,
) -> None:
    """Fit the latent tie of every pair to an atlas and keep it there: minutes, with the fit extra."""
    from tertius.alignment.kept_ties import make_ties
    from tertius.atlas.store import open_atlas, user_folder

    with steps() as progress:
        found = make_ties(open_atlas(into or user_folder()), progress=progress)
    if json:
        print_json({"as_of": found.as_of.isoformat(), "parameters": found.parameters.to_frame().to_dicts()})
    else:
        typer.echo(found.explain())
