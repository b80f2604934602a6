"""Ideal points of states from their UN votes: three published vintages, never mixed.

Bailey, Strezhnev and Voeten place each state of each session on one line, from the votes it
cast (doi:10.1177/0022002715595700). Every vintage is estimated anew, so its scale is its own.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

import polars as pl

from tertius.datasets.cells import numbers
from tertius.datasets.declaration import ROW, Column, Dataset
from tertius.datasets.formats import read_csv, read_stata
from tertius.provenance import Licence, Source
from tertius.vault.remote import RemoteFile

__all__ = ["UN_IDEAL_POINTS_2020", "UN_IDEAL_POINTS_2024", "UN_IDEAL_POINTS_2025"]

_FIRST_OPENED = 1945
"""Session s opens in this year + s."""
_QUANTILES = ("05", "10", "50", "90", "95")
_FULL = ("fp", "all")


@dataclass(frozen=True, slots=True)
class _Table:
    """One of the two csv vintages: its dataset, its encoding, and what it appends to every column's name."""

    key: str
    encoding: str
    suffix: str

    def parse(self, paths: tuple[Path, ...]) -> pl.DataFrame:
        """One row a state and session."""
        (path,) = paths
        names = {f"NVotes{self.suffix}": "n_votes", f"IdealPoint{self.suffix}": "ideal_point"}
        names |= {f"Q{int(q)}%{self.suffix}": f"q{q}" for q in _QUANTILES}
        frame = read_csv(self.key, path, ("ccode", "session", *names), encoding=self.encoding)
        frame = frame.rename({"ccode": "cow", **names})
        types: dict[str, pl.DataType] = dict.fromkeys(("cow", "session", "n_votes"), pl.Int16())
        types |= dict.fromkeys(("ideal_point", *(f"q{q}" for q in _QUANTILES)), pl.Float64())
        frame = numbers(self.key, path, frame, types)
        return frame.with_columns(year=pl.col("session") + _FIRST_OPENED).select(ROW, *_columns(""))


def _parse_2025(paths: tuple[Path, ...]) -> pl.DataFrame:
    """One row a state and year, with the three series side by side."""
    (path,) = paths
    key = "un_ideal_points_2025"
    names = {f"idealpoint{s}": f"ideal_point_{s}" for s in (*_FULL, "legacy")}
    names |= {"nvotesfp": "n_votes_fp", "nvotesall": "n_votes_all", "nvotesLegacy": "n_votes_legacy"}
    names |= {f"q{int(q)}{s}": f"q{q}_{s}" for q in _QUANTILES for s in _FULL}
    frame = read_stata(key, path, ("ccode", "year", *names)).rename({"ccode": "cow", **names})
    types: dict[str, pl.DataType] = {
        name: pl.Int16() if name in {"cow", "year"} or name.startswith("n_votes") else pl.Float64()
        for name in ("cow", "year", *names.values())
    }
    frame = numbers(key, path, frame, types)
    return frame.with_columns(session=pl.col("year") - _FIRST_OPENED).select(ROW, *_columns_2025())


def _keys() -> dict[str, Column]:
    return {
        "cow": Column(pl.Int16(), "state", unit="COW code", low=2, high=999),
        "session": Column(pl.Int16(), "session of the General Assembly; it opens in September of `year`", low=1),
        "year": Column(pl.Int16(), "year in which the session opens: session + 1945", unit="year", low=1946),
    }


def _columns(series: str, *, nullable: bool = False, which: str = "") -> dict[str, Column]:
    """The columns of one series of estimates, after the keys where the series has no name of its own."""
    end = f"_{series}" if series else ""
    estimates = {
        f"ideal_point{end}": Column(
            pl.Float64(),
            f"posterior mean of the state's position{which}",
            unit="about one standard deviation over all states and sessions; the United States stand high",
            nullable=nullable,
        )
    }
    estimates |= {
        f"q{q}{end}": Column(pl.Float64(), f"{int(q)} % quantile of its posterior{which}", nullable=nullable)
        for q in _QUANTILES
    }
    estimates[f"n_votes{end}"] = Column(
        pl.Int16(), f"votes the state cast{which}", unit="roll calls", low=1, nullable=nullable
    )
    return estimates if series else _keys() | estimates


def _columns_2025() -> dict[str, Column]:
    legacy = _columns("legacy", nullable=True, which=", estimated by the method of 2017")
    return (
        _keys()
        | _columns("fp", nullable=True, which=", from votes on final passage")
        | _columns("all", nullable=True, which=", from all votes")
        | {name: column for name, column in legacy.items() if not name.startswith("q")}
    )


def _source(key: str, version: str, published: date) -> Source:
    return Source(
        id=key,
        producer="Bailey, Strezhnev and Voeten",
        title="Ideal points from United Nations General Assembly votes",
        version=version,
        url="https://doi.org/10.7910/DVN/LEJUQZ",
        citation=(
            "Bailey, Michael A., Anton Strezhnev and Erik Voeten (2017). Estimating Dynamic State Preferences from "
            "United Nations Voting Data. Journal of Conflict Resolution 61(2), 430-456. doi:10.1177/0022002715595700"
        ),
        licence=Licence(
            "CC0 1.0",
            "https://creativecommons.org/publicdomain/zero/1.0/",
            redistribute=True,
            derived="any figure, with attribution",
        ),
        published=published,
    )


_SCALE = (
    "Each release fixes its own scale. Compare vintages by correlation, never by level, and take no series from two.",
    "The USSR and Russia are one series (365), Yugoslavia and Serbia one (345); Taiwan (713) holds China's seat "
    "until 1971. Session 19 (1964) is not estimated.",
    "Votes after a session were used to place it: a vintage shows what was known when it was published, not "
    "when the votes were cast.",
)
_BY_HAND = "from doi:10.7910/DVN/LEJUQZ on Harvard Dataverse, in the original file format"
# Estimates come out once a year at best, about thirteen months after the year they close.
_LAG_DAYS = 400

UN_IDEAL_POINTS_2020 = Dataset(
    key="un_ideal_points_2020",
    about="Ideal points of sessions 1 to 74, as published in April 2020 with the code that made them.",
    source=_source("un_ideal_points_2020", "April 2020", date(2020, 4, 29)),
    files=(
        RemoteFile(
            "un_idealpoints/IdealpointestimatesAll_Apr2020.csv",
            "9757b73a770355f4be8fa306afc15fb552dd9338ac14022436d9f198307596de",
            1_160_621,
            "https://raw.githubusercontent.com/evoeten/United-Nations-General-Assembly-Votes-and-Ideal-Points/HEAD/"
            "Output/IdealpointestimatesAll_Apr2020.csv",
        ),
    ),
    columns=_columns(""),
    grain=("cow", "session"),
    codes="cow",
    directed=None,
    first_year=1946,
    last_year=2019,
    absent_means="missing",
    lag_days=_LAG_DAYS,
    status="superseded",
    parse=_Table("un_ideal_points_2020", "latin1", "").parse,
    caveats=(*_SCALE, "The file is Latin-1 text, unlike its successors.", "Session 74 was still running."),
)

UN_IDEAL_POINTS_2024 = Dataset(
    key="un_ideal_points_2024",
    about="Ideal points of sessions 1 to 78, as published in June 2024: the last vintage of the method of 2017.",
    # The file's name gives the month; its last day is the safe reading.
    source=_source("un_ideal_points_2024", "June 2024", date(2024, 6, 30)),
    files=(
        RemoteFile(
            "un_idealpoints/IdealpointestimatesAll_Jun2024.csv",
            "94ce7440bdba9252b2f4294333291585748dfe84dbaf56fe9f26e1af38f66198",
            1_932_704,
            by_hand=f"IdealpointestimatesAll_Jun2024 {_BY_HAND}",
        ),
    ),
    columns=_columns(""),
    grain=("cow", "session"),
    codes="cow",
    directed=None,
    first_year=1946,
    last_year=2023,
    absent_means="missing",
    lag_days=_LAG_DAYS,
    status="superseded",
    parse=_Table("un_ideal_points_2024", "utf-8", "All").parse,
    caveats=(
        *_SCALE,
        "The file also holds shares of agreement with six states (USAgree and so on); they are not read.",
    ),
)

UN_IDEAL_POINTS_2025 = Dataset(
    key="un_ideal_points_2025",
    about=(
        "Ideal points of 1946 to 2024, as published in July 2025, in three series: from votes on final passage (fp), "
        "from all votes (all), and by the method of 2017 (legacy)."
    ),
    source=_source("un_ideal_points_2025", "July 2025", date(2025, 7, 28)),
    files=(
        RemoteFile(
            "un_idealpoints/IdealpointsJuly2025.dta",
            "fea7fa9414e3643586dbdf95baa1100ceb418e56684d79d801a146cad79443ce",
            1_331_515,
            by_hand=f"IdealpointsJuly2025 {_BY_HAND} (Stata)",
        ),
    ),
    columns=_columns_2025(),
    grain=("cow", "session"),
    codes="cow",
    directed=None,
    first_year=1946,
    last_year=2024,
    absent_means="missing",
    lag_days=_LAG_DAYS,
    status="current",
    parse=_parse_2025,
    caveats=(
        *_SCALE,
        "fp, all and legacy are three estimates on three scales: never fill one from another. Russia in 2021 is at "
        "-0.03 by final passage and at -0.78 by all votes.",
        "fp reaches 2024, all and legacy end with 2023. Some 20 state-years of states that joined, left "
        "or hardly voted lack one or two series. legacy has no quantiles; its values are those of June 2024.",
    ),
)
