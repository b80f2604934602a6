"""REIGN's list of leaders: who held power in each state, from which day, to March 2021."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import polars as pl

from tertius.datasets.cells import dates, numbers
from tertius.datasets.declaration import ROW, Column, Dataset
from tertius.datasets.formats import read_csv
from tertius.provenance import Licence, Source
from tertius.vault.remote import RemoteFile

__all__ = ["REIGN_LEADERS", "parse"]

_KEY = "reign_leaders"

_START = ("syear", "smonth", "sdate")


def parse(paths: tuple[Path, ...]) -> pl.DataFrame:
    """One row a spell in power; an open end is null. Career, age and sex are left out."""
    (path,) = paths
    names = ("ccode", "leader", *_START, "emonth", "eyear")
    frame = read_csv(_KEY, path, names, encoding="latin-1")
    frame = numbers(_KEY, path, frame, {"ccode": pl.Int16(), "emonth": pl.Int8(), "eyear": pl.Int16()})
    frame = dates(_KEY, path, frame, "start", _START)
    return frame.select(
        ROW,
        pl.col("ccode").alias("cow"),
        "leader",
        "start",
        pl.col("eyear").alias("end_year"),
        pl.col("emonth").alias("end_month"),
    )


REIGN_LEADERS = Dataset(
    key=_KEY,
    about=(
        "Every person who effectively ruled a state, with the day the rule began and the month it ended. It continues "
        "Archigos; REIGN ended in 2021."
    ),
    source=Source(
        id=_KEY,
        producer="One Earth Future (Bell)",
        title="The Rulers, Elections, and Irregular Governance dataset (REIGN), leader list",
        version="March 2021",
        url="https://oefdatascience.github.io/REIGN.github.io/",
        citation=(
            "Bell, Curtis (2016). The Rulers, Elections, and Irregular Governance Dataset (REIGN). "
            "Broomfield, CO: One Earth Future."
        ),
        licence=Licence(
            "MIT",
            "https://github.com/OEFDataScience/REIGN.github.io/blob/gh-pages/LICENSE",
            redistribute=True,
            derived="any figure, with attribution",
        ),
        published=date(2021, 3, 1),
    ),
    files=(
        RemoteFile(
            name="reign/leaderlist_3_21.csv",
            sha256="1663d94b6a00008c84c19979306c0997128225890b875c0aae5bbfb922829e44",
            size=185531,
            url="https://raw.githubusercontent.com/OEFDataScience/REIGN.github.io/gh-pages/data_sets/leaderlist_3_21.csv",
            by_hand="leaderlist_3_21.csv of REIGN's repository, as of March 2021",
        ),
    ),
    columns={
        "cow": Column(pl.Int16(), "state", unit="COW code", low=2, high=999),
        "leader": Column(pl.String(), "the leader's name as REIGN writes it"),
        "start": Column(pl.Date(), "day on which the rule began"),
        "end_year": Column(pl.Int16(), "year in which it ended; null while it lasts", unit="year", nullable=True),
        "end_month": Column(
            pl.Int8(), "month in which it ended; null while it lasts", unit="month", low=1, high=12, nullable=True
        ),
    },
    grain=("cow", "start"),
    codes="cow",
    directed=None,
    first_year=1921,
    last_year=2021,
    absent_means="missing",
    lag_days=31,
    status="superseded",
    parse=parse,
    caveats=(
        "It ends in March 2021; a spell without an end lasted at least until then.",
        "Effective rule, as coded: Deng Xiaoping from 1980, though others held the offices.",
        "Spells that began before 1946 are there only where they lasted until then.",
    ),
)
