"""How China and 25 partners dealt with each other in the news, month by month: GDELT from 2002, ICEWS to April 2023."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import polars as pl

from tertius.datasets.cells import numbers
from tertius.datasets.declaration import ROW, Column, Dataset
from tertius.datasets.formats import read_csv
from tertius.provenance import Licence, Source
from tertius.vault.remote import RemoteFile

__all__ = ["CHINA_EVENTS_GDELT", "CHINA_EVENTS_ICEWS", "parse"]

_PARTNERS = (
    *("Australia", "Belgium", "Brazil", "Canada", "France", "Germany", "India", "Indonesia", "Iran", "Italy", "Japan"),
    *("Malaysia", "Mexico", "Netherlands", "Philippines", "Russia", "Saudi Arabia", "Singapore", "South Korea"),
    *("Spain", "Thailand", "United Arab Emirates", "United Kingdom", "United States", "Vietnam"),
)
_KINDS = {"Aggregated": "both", "CHN->Partner": "from China", "Partner->CHN": "toward China"}


def parse(paths: tuple[Path, ...]) -> pl.DataFrame:
    """Partner, direction, month and score under their own names."""
    (path,) = paths
    key = f"china_events_{path.stem.split('_')[0]}"
    frame = read_csv(key, path, ("Partner", "Index_Type", "YearMonth", "Index_Value"))
    frame = numbers(key, path, frame, {"Index_Value": pl.Float64()})
    return frame.select(
        ROW,
        pl.col("Partner").alias("partner"),
        pl.col("Index_Type").replace(_KINDS).alias("direction"),
        (pl.col("YearMonth") + "-01").str.to_date("%Y-%m-%d", strict=False).alias("month"),
        pl.col("Index_Value").alias("score"),
    )


def _scores(name: str, label: str, file: RemoteFile, last: date, caveats: tuple[str, ...]) -> Dataset:
    return Dataset(
        key=f"china_events_{name}",
        about=(
            f"Monthly score of what {label} saw China and each of 25 partners do to each other, from January 2002 to "
            f"{last:%B %Y}: the geometric mean of the events' Goldstein values."
        ),
        source=Source(
            id="china25_eventdb_audit",
            producer=f"Authors of the event database validity audit, from {label}",
            title=f"China with 25 partners: monthly scores from {label}",
            version="2026-08-11",
            url="https://doi.org/10.5281/zenodo.21862534",
            citation="Event database validity audit (2026), data. doi:10.5281/zenodo.21862534",
            licence=Licence(
                "CC BY 4.0",
                "https://creativecommons.org/licenses/by/4.0/",
                redistribute=True,
                derived="any figure derived from the event scores, with attribution",
            ),
            published=date(2026, 8, 11),
        ),
        files=(file,),
        columns={
            "partner": Column(pl.String(), "China's partner", allowed=_PARTNERS),
            "direction": Column(pl.String(), "who acts: China, the partner, or both", allowed=tuple(_KINDS.values())),
            "month": Column(pl.Date(), "first day of the month of the events"),
            "score": Column(
                pl.Float64(),
                "geometric mean of Goldstein values, shifted by 11 for it and back",
                unit="-10 to 10",
                low=-10,
                high=10,
                nullable=True,
            ),
        },
        grain=("partner", "direction", "month"),
        codes="name",
        directed=True,
        first_year=2002,
        last_year=last.year,
        absent_means="missing",
        # Event databases are out within days; a month is whole when it is over.
        lag_days=30,
        status="current",
        parse=parse,
        caveats=(
            "A mean of weights, not a balance of counts: it moves with what is reported and how much, and the counts "
            "behind it are not published.",
            "Sources are mostly in English; coverage grows with the press on line.",
            "Russia is the state, the president and the governor alike.",
            *caveats,
        ),
    )


_URL = "https://raw.githubusercontent.com/KelaoHu/eventdb-validity-audit/b55bc57dcdd1c58eef9a2e14b806e92b8f800990/"
_BY_HAND = "gdelt_scores.csv and icews_scores.csv in the data of doi:10.5281/zenodo.21862534"

CHINA_EVENTS_GDELT = _scores(
    "gdelt",
    "GDELT",
    RemoteFile(
        "china25_eventdb_audit/gdelt_scores.csv",
        sha256="51a108b987384cb5b48485dff4e72bdd19a662cf0be2da5f9fcbda8ea47252a1",
        size=1050130,
        url=f"{_URL}code/06_analysis/event_study_suite/data_fair/gdelt_scores.csv",
        by_hand=_BY_HAND,
    ),
    date(2025, 12, 1),
    ("GDELT to 2014 was coded from another selection of sources than after it.",),
)

CHINA_EVENTS_ICEWS = _scores(
    "icews",
    "ICEWS",
    RemoteFile(
        name="china25_eventdb_audit/icews_scores.csv",
        sha256="3a9b70d3069ca7c994942c3279ea9fc5afffc863a3dbeb952dd01e5b170aa670",
        size=918027,
        url=f"{_URL}code/06_analysis/event_study_suite/data_fair/icews_scores.csv",
        by_hand=_BY_HAND,
    ),
    date(2023, 4, 1),
    (
        "ICEWS ended in April 2023; merged panels of the same compilation repeat its last value to 2025.",
        "22 months have no score.",
    ),
)
