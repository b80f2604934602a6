"""Formal alliances, 1816-2012: who promised what to whom, from which day to which."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import polars as pl

from tertius.datasets.cells import dates, flags, numbers, refuse
from tertius.datasets.declaration import ROW, Column, Dataset
from tertius.datasets.formats import read_csv
from tertius.provenance import Licence, Source
from tertius.vault.remote import RemoteFile

__all__ = ["COW_ALLIANCES", "parse"]

_KEY = "cow_alliances"
_RENAMED = {
    "version4id": "alliance",
    "ccode1": "cow_a",
    "ccode2": "cow_b",
    "left_censor": "left_censored",
    "right_censor": "right_censored",
}
_OBLIGATIONS = ("defense", "neutrality", "nonaggression", "entente")
_START = ("dyad_st_year", "dyad_st_month", "dyad_st_day")
_END = ("dyad_end_year", "dyad_end_month", "dyad_end_day")


def parse(paths: tuple[Path, ...]) -> pl.DataFrame:
    """One row a spell of a dyad in an alliance, without the spells that last no day."""
    (path,) = paths
    frame = read_csv(_KEY, path, (*_RENAMED, *_START, *_END, *_OBLIGATIONS, "asymmetric"))
    frame = frame.rename(_RENAMED)
    frame = numbers(_KEY, path, frame, {"alliance": pl.Int16(), "cow_a": pl.Int16(), "cow_b": pl.Int16()})
    frame = flags(_KEY, path, frame, ("left_censored", "right_censored", *_OBLIGATIONS, "asymmetric"))
    frame = dates(_KEY, path, frame, "start", _START)
    frame = dates(_KEY, path, frame, "end", _END)
    length = (pl.col("end") - pl.col("start")).dt.total_days()
    refuse(_KEY, path, frame, length < -1, ["start", "end"], "a spell ends no sooner than it starts")
    open_end = pl.col("end").is_null() != pl.col("right_censored")
    refuse(_KEY, path, frame, open_end, ["end", "right_censored"], "a spell is open where right_censor is 1")
    # The producer ends a spell that never took effect on the eve of its start.
    return frame.filter(length.is_null() | (length >= 0)).select(ROW, *COW_ALLIANCES.columns)


def _obligation(about: str, *, nullable: bool = False) -> Column:
    return Column(pl.Boolean(), f"the alliance binds the two {about}", nullable=nullable)


COW_ALLIANCES = Dataset(
    key=_KEY,
    about=(
        "Every written alliance between states from 1816 to 2012, as spells of pairs: the treaty, the pair, "
        "the first and last day, and which of four promises it holds."
    ),
    source=Source(
        id=_KEY,
        producer="Gibler; Correlates of War",
        title="Formal Alliances",
        version="4.1",
        url="https://correlatesofwar.org/data-sets/formal-alliances/",
        citation="Gibler, Douglas M. (2009). International Military Alliances, 1648-2008. Washington: CQ Press.",
        licence=Licence(
            "free with citation, no licence text",
            "https://correlatesofwar.org/data-sets/formal-alliances/",
            redistribute=False,
            derived="derived figures with citation, after a second look at the terms",
        ),
        # The day is not recorded; version 4.1 was out by the end of 2013.
        published=date(2013, 12, 31),
    ),
    files=(
        RemoteFile(
            "cow_alliances/alliance_v4.1_by_dyad.csv",
            "d74e8bf3b97d7bfe4e374178bff867fdf1aca222ec3ca0f0d66214c6b4bdc88a",
            224_799,
            by_hand=(
                "alliance_v4.1_by_dyad.csv, in the zip of csv files at "
                "https://correlatesofwar.org/data-sets/formal-alliances/"
            ),
        ),
    ),
    columns={
        "alliance": Column(pl.Int16(), "the treaty: the producer's version4id", low=1),
        "cow_a": Column(pl.Int16(), "the ally with the smaller code", unit="COW code", low=2, high=999),
        "cow_b": Column(pl.Int16(), "the ally with the larger code", unit="COW code", low=2, high=999),
        "start": Column(pl.Date(), "first day on which the treaty bound both"),
        "end": Column(pl.Date(), "last day; null where it still bound them on 2012-12-31", nullable=True),
        "left_censored": Column(pl.Boolean(), "the treaty is older than 1816-01-01, where the data begin"),
        "right_censored": Column(pl.Boolean(), "the treaty still held on 2012-12-31, where the data end"),
        "defense": _obligation("to defend each other"),
        "neutrality": _obligation("to stay neutral"),
        "nonaggression": _obligation("not to attack each other"),
        "entente": _obligation("to consult or cooperate in a crisis", nullable=True),
        "asymmetric": Column(pl.Boolean(), "the promises of the two differ"),
    },
    grain=("alliance", "cow_a", "cow_b", "start"),
    codes="cow",
    directed=False,
    first_year=1816,
    last_year=2012,
    absent_means="zero",
    # A treaty is public when it is signed or within weeks; the coding came later, see the caveats.
    lag_days=30,
    status="current",
    parse=parse,
    caveats=(
        "The data end on 2012-12-31. 1,596 spells are open there: right_censored is true and end is null, "
        "which says nothing about any later day.",
        "The lag is that of the treaties' publicity. The coded dataset came out years after most of them, "
        "so a forecaster of 2000 could know the treaty but not this coding of it.",
        "One dyad may hold several alliances at once: Austria-Hungary and Italy held five in 1889. It may also hold "
        "one alliance in several spells.",
        "Eleven rows of the file end on the eve of their start (two Germanies, two Yemens, the Balkan Pact; three "
        "of them repeat another) and are left out: 3,211 of 3,222 remain.",
        "entente is empty in one row, Iran and Turkey 1926-1937.",
        "USSR and Russia are both 365. Secret treaties count from their start, whenever they became known.",
    ),
)
