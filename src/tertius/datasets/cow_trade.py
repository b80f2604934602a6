"""Correlates of War trade: what each state imported from each other state, 1870 to 2014."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import polars as pl

from tertius.datasets.cells import numbers
from tertius.datasets.declaration import ROW, Column, Dataset
from tertius.datasets.formats import read_r
from tertius.provenance import Licence, Source
from tertius.vault.remote import RemoteFile

__all__ = ["COW_TRADE", "parse"]

_KEY = "cow_trade"


def parse(paths: tuple[Path, ...]) -> pl.DataFrame:
    """`flow1` under its meaning, imports of the first state from the second; the interpolated flows left out."""
    (path,) = paths
    frame = read_r(_KEY, path, ("ccode1", "ccode2", "year", "flow1"))
    keys = dict.fromkeys(("ccode1", "ccode2", "year"), pl.Int16())
    frame = numbers(_KEY, path, frame, {**keys, "flow1": pl.Float64()})
    return frame.select(
        ROW,
        pl.col("ccode1").alias("importer"),
        pl.col("ccode2").alias("exporter"),
        "year",
        pl.col("flow1").alias("imports"),
    )


COW_TRADE = Dataset(
    key=_KEY,
    about=(
        "Goods trade between every two states of the Correlates of War system, year by year from 1870 to 2014, "
        "compiled from national statistics. One row says what one state imported from one other."
    ),
    source=Source(
        id="cow_trade",
        producer="Correlates of War Project (Barbieri and Keshk)",
        title="Trade",
        version="4.0",
        url="https://correlatesofwar.org/data-sets/bilateral-trade/",
        citation=(
            "Barbieri, Keshk & Pollins (2009). Trading Data: Evaluating our Assumptions and Coding Rules. "
            "Conflict Management and Peace Science 26(5): 471-491. doi:10.1177/0738894209343887. "
            "Barbieri & Keshk (2016). Correlates of War Project Trade Data Set Codebook, Version 4.0."
        ),
        licence=Licence(
            "free with citation, no licence text; repackaged by others under GPL-2",
            "https://correlatesofwar.org/data-sets/bilateral-trade/",
            redistribute=False,
            derived="figures computed from it, with citation, after a second look at the terms",
        ),
        # The codebook gives the year only; its last day claims no knowledge too early.
        published=date(2016, 12, 31),
    ),
    files=(
        RemoteFile(
            name="cow_trade/cow_trade_ddy.rds",
            sha256="b904e5dad332013c1ee68188c099902e18417ef906e9545043db30212420aeb7",
            size=4148977,
            url="https://svmiller.com/R/peacesciencer/cow_trade_ddy.rds",
            by_hand="in R, peacesciencer::download_extdata() fetches the same file",
        ),
    ),
    columns={
        "importer": Column(pl.Int16(), "state that imports", unit="COW code", low=2, high=999),
        "exporter": Column(pl.Int16(), "state it imports from", unit="COW code", low=2, high=999),
        "year": Column(pl.Int16(), "year of the trade", unit="year", low=1870, high=2014),
        "imports": Column(
            pl.Float64(),
            "goods the importer received from the exporter; null where neither side's statistics are known",
            unit="current US$ millions",
            low=0,
            nullable=True,
        ),
    },
    grain=("importer", "exporter", "year"),
    codes="cow",
    directed=True,
    first_year=1870,
    last_year=2014,
    absent_means="missing",
    # National statistics of a year are complete about a year after it has ended.
    lag_days=365,
    status="current",
    parse=parse,
    caveats=(
        "Every pair of states is listed in every year both exist, also without trade; 3.8 % of the values are missing.",
        "This copy rounds to whole millions: 0, in 57 % of the known rows, is anything under half a million.",
        "Version 4.0 as a whole appeared in 2016: the lag is that of the national statistics beneath it.",
        "The Soviet Union and Russia are both 365.",
        "The producer's smoothed flows fill gaps by interpolation and are left out.",
        "Trade after 2014 is not covered: no row of a later year means no data.",
    ),
)
