"""The states of the international system since 1816, by the Correlates of War."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import polars as pl

from tertius.datasets.cells import dates, numbers
from tertius.datasets.declaration import ROW, Column, Dataset
from tertius.datasets.formats import read_csv
from tertius.provenance import Licence, Source
from tertius.vault.remote import RemoteFile

__all__ = ["COW_STATES", "parse"]

_KEY = "cow_states"
_START = ("styear", "stmonth", "stday")
_END = ("endyear", "endmonth", "endday")


def parse(paths: tuple[Path, ...]) -> pl.DataFrame:
    """One row a spell of membership in the state system."""
    (path,) = paths
    frame = read_csv(_KEY, path, ("ccode", "stateabb", "statenme", *_START, *_END))
    frame = frame.rename({"ccode": "cow", "stateabb": "abbreviation", "statenme": "name"})
    frame = numbers(_KEY, path, frame, {"cow": pl.Int16()})
    frame = dates(_KEY, path, frame, "start", _START)
    return dates(_KEY, path, frame, "end", _END).select(ROW, *COW_STATES.columns)


COW_STATES = Dataset(
    key=_KEY,
    about=(
        "Which states existed from which day to which: 244 spells of 217 states, 1816 to 2024. "
        "The list against which every COW code in the other datasets has to hold."
    ),
    source=Source(
        id=_KEY,
        producer="Correlates of War",
        title="State System Membership",
        version="2024",
        url="https://correlatesofwar.org/data-sets/state-system-membership/",
        citation="Correlates of War Project. State System Membership List, v2024. https://correlatesofwar.org",
        licence=Licence(
            "CC BY 4.0",
            "https://creativecommons.org/licenses/by/4.0/",
            redistribute=True,
            derived="any figure, with attribution",
        ),
        # The day is not recorded; the list closes with 2024 and was out by the end of 2025.
        published=date(2025, 12, 31),
    ),
    files=(
        RemoteFile(
            "cow_states/cow_statelist2024.csv",
            "722153b45eda9c39826a04aab80ca7b29a8b1cfdfe5d92714503420555675484",
            10_641,
            by_hand=(
                "the state list v2024 (csv) from https://correlatesofwar.org/data-sets/state-system-membership/, "
                "saved as cow_statelist2024.csv"
            ),
        ),
    ),
    columns={
        "cow": Column(pl.Int16(), "state", unit="COW code", low=2, high=999),
        "abbreviation": Column(pl.String(), "the project's own three letters, which are not ISO 3166"),
        "name": Column(pl.String(), "name in English"),
        "start": Column(pl.Date(), "first day as a member of the state system"),
        "end": Column(pl.Date(), "last day; 2024-12-31 means still a member when the list was closed"),
    },
    grain=("cow", "start"),
    codes="cow",
    directed=None,
    first_year=1816,
    last_year=2024,
    # Outside its spells a state was no member of the system.
    absent_means="zero",
    # Recognition and occupation are public at once; the list itself follows by years.
    lag_days=30,
    status="current",
    parse=parse,
    caveats=(
        "A state can have several spells: France is out from 1942 to 1944, Austria from 1938 to 1955.",
        "2024-12-31 is the day on which the list closes, not the end of a state.",
        "Abbreviations are not ISO 3166: GMY is Germany, UKG the United Kingdom, ROK South Korea, DRV Vietnam.",
        "COW and Gleditsch-Ward codes differ for Germany, Yemen, Serbia, Vietnam and the microstates: "
        "never join one to the other by number.",
        "Germany is 255 before 1945 and from 1990; the Federal Republic of 1955-1990 is 260. Serbia follows "
        "Yugoslavia under 345 on the very day on which Yugoslavia ends, 2006-06-03.",
    ),
)
