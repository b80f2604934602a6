"""Tsinghua University's index of China's relations with twelve powers, month by month since 1950."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import polars as pl

from tertius.datasets.cells import numbers
from tertius.datasets.declaration import ROW, Column, Dataset
from tertius.datasets.formats import read_csv
from tertius.provenance import Licence, Source
from tertius.vault.remote import RemoteFile

__all__ = ["TSINGHUA_SCORES", "parse"]

_KEY = "tsinghua_scores"

_POWERS = (
    "Australia",
    "France",
    "Germany",
    "India",
    "Indonesia",
    "Japan",
    "Pakistan",
    "Russia",
    "South Korea",
    "United Kingdom",
    "United States",
    "Vietnam",
)


def parse(paths: tuple[Path, ...]) -> pl.DataFrame:
    """Partner, month and score under their own names."""
    (path,) = paths
    frame = read_csv(_KEY, path, ("Country", "YearMonth", "Score"))
    frame = numbers(_KEY, path, frame, {"Score": pl.Float64()})
    return frame.select(
        ROW,
        pl.col("Country").alias("partner"),
        (pl.col("YearMonth") + "-01").str.to_date("%Y-%m-%d", strict=False).alias("month"),
        pl.col("Score").alias("score"),
    )


TSINGHUA_SCORES = Dataset(
    key=_KEY,
    about=(
        "How good China's relations with each of twelve powers were in each month from January 1950 to August 2025, "
        "as judged at Tsinghua University from events: -9 is open hostility, 9 the closest friendship."
    ),
    source=Source(
        id="tsinghua_scores",
        producer="Institute of International Relations, Tsinghua University (Yan Xuetong and Zhou Fangyin)",
        title="China's relations with major powers",
        version="as compiled 2026-08-11",
        url="https://doi.org/10.5281/zenodo.21862534",
        citation=(
            "Yan & Zhou (2004). Quantitative Measurement of Bilateral Foreign Relations. Social Sciences in China. "
            "Compiled in doi:10.5281/zenodo.21862534"
        ),
        licence=Licence(
            "(c) Tsinghua IIR; the compiled data CC BY 4.0",
            "https://doi.org/10.5281/zenodo.21862534",
            redistribute=False,
            derived="only comparisons with it that cannot be turned back into the table, with citation",
        ),
        published=date(2026, 8, 11),
    ),
    files=(
        RemoteFile(
            name="china25_eventdb_audit/tsinghua_scores.csv",
            sha256="4492ff8397f331bd9cf5bdea65d26310bd0731e32ec9f5dd3f8e6a5d83dcd716",
            size=236661,
            url=(
                "https://raw.githubusercontent.com/KelaoHu/eventdb-validity-audit/"
                "b55bc57dcdd1c58eef9a2e14b806e92b8f800990/"
                "code/06_analysis/event_study_suite/data_fair/tsinghua_scores.csv"
            ),
        ),
    ),
    columns={
        "partner": Column(pl.String(), "power; Russia is the Soviet Union before 1992", allowed=_POWERS),
        "month": Column(pl.Date(), "first day of the month judged"),
        "score": Column(pl.Float64(), "state of relations with China", unit="-9 to 9", low=-9, high=9),
    },
    grain=("partner", "month"),
    codes="name",
    directed=False,
    first_year=1950,
    last_year=2025,
    absent_means="missing",
    # The institute scores a month in the weeks after it.
    lag_days=60,
    status="current",
    parse=parse,
    caveats=(
        "A judgement made in one capital; the institute's own scale, not a count of events.",
        "Russia is the Soviet Union before 1992.",
        "The method is of 2004: scores before then were assigned with hindsight.",
        "The merged panels of the same compilation (scores_v1 to v3) stretch the scale by 10/9 and mix databases that "
        "end at different dates; this is the index itself.",
        "The score moves slowly: the same value may stand for a year without anything being missing.",
    ),
)
