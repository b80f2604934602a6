"""The Global Sanctions Data Base: who sanctioned whom, how, why and with what outcome, 1949 to 2023."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import polars as pl

from tertius.datasets.cells import flags, numbers
from tertius.datasets.codes import lists
from tertius.datasets.declaration import ROW, Column, Dataset
from tertius.datasets.formats import read_csv
from tertius.provenance import Licence, Source
from tertius.vault.remote import RemoteFile

__all__ = ["GSDB_SANCTIONS", "parse"]

_KEY = "gsdb_sanctions"

_TYPES = ("trade", "arms", "military", "financial", "travel", "other")

_LAST_YEAR = 2023

# Names that hold the separator themselves.
_INVERTED = (
    "Congo, Democratic Republic of the",
    "Egypt, Arab Rep.",
    "Gambia, The",
    "Korea, North",
    "Korea, South",
    "Yemen, North",
)
_STAND_IN = "\x1f"

_PARTS = ("exp_part", "exp_compl", "imp_part", "imp_compl")
_OBJECTIVES = (
    "democracy",
    "destab_regime",
    "end_war",
    "human_rights",
    "other",
    "policy_change",
    "prevent_war",
    "territorial_conflict",
    "terrorism",
)
_OUTCOMES = ("failed", "nego_settlement", "ongoing", "success_part", "success_total")


def parse(paths: tuple[Path, ...]) -> pl.DataFrame:
    """One row a case; senders, targets, objectives and outcomes as lists, types as booleans."""
    (path,) = paths
    codes = ("case_id", "begin", "end")
    names = ("sanctioned_state", "sanctioning_state")
    frame = read_csv(_KEY, path, (*codes, *names, *_TYPES, "descr_trade", "objective", "success"))
    frame = numbers(_KEY, path, frame, dict.fromkeys(codes, pl.Int16()))
    frame = flags(_KEY, path, frame, _TYPES)
    frame = lists(_KEY, path, frame, "descr_trade", ",", allowed=_PARTS)
    frame = lists(_KEY, path, frame, "objective", ",", allowed=_OBJECTIVES)
    frame = lists(_KEY, path, frame, "success", ",", allowed=_OUTCOMES)
    for name in names:
        frame = _names(path, frame, name)
    return frame.select(
        ROW,
        pl.col("case_id").alias("case"),
        pl.col("sanctioned_state").alias("targets"),
        pl.col("sanctioning_state").alias("senders"),
        pl.col("begin").alias("first_year"),
        pl.col("end").alias("last_year"),
        (pl.col("end") == _LAST_YEAR).alias("ongoing"),
        *_TYPES,
        _extent("exp").alias("exports_barred"),
        _extent("imp").alias("imports_barred"),
        pl.col("objective").alias("objectives"),
        pl.col("success").alias("outcomes"),
    )


def _names(path: Path, frame: pl.DataFrame, column: str) -> pl.DataFrame:
    hidden = [name.replace(",", _STAND_IN) for name in _INVERTED]
    frame = frame.with_columns(pl.col(column).str.replace_many(list(_INVERTED), hidden))
    frame = lists(_KEY, path, frame, column, ",")
    return frame.with_columns(pl.col(column).list.eval(pl.element().str.replace_all(_STAND_IN, ",", literal=True)))


def _extent(flow: str) -> pl.Expr:
    parts = pl.col("descr_trade")
    return (
        pl.when(parts.list.contains(f"{flow}_compl"))
        .then(pl.lit("complete"))
        .when(parts.list.contains(f"{flow}_part"))
        .then(pl.lit("partial"))
    )


GSDB_SANCTIONS = Dataset(
    key=_KEY,
    about=(
        "1,547 sanction cases from 1949 to 2023, with their senders and targets as named, first and last year, "
        "types, objectives and outcomes. A case may have several senders and several targets."
    ),
    source=Source(
        id="sanctions_gsdb",
        producer="Global Sanctions Data Base (Felbermayr, Kirilakha, Syropoulos, Yalcin and Yotov)",
        title="Global Sanctions Data Base",
        version="4",
        url="https://www.globalsanctionsdatabase.com",
        citation=(
            "Felbermayr, Kirilakha, Syropoulos, Yalcin & Yotov (2020). The Global Sanctions Data Base. "
            "European Economic Review 129: 103561. doi:10.1016/j.euroecorev.2020.103561"
        ),
        licence=Licence(
            "free on request with citation",
            "https://www.globalsanctionsdatabase.com",
            redistribute=False,
            derived="only counts and shares that cannot be turned back into the cases, with citation",
        ),
        # Day of the copy; the producer states the version only.
        published=date(2025, 11, 14),
    ),
    files=(
        RemoteFile(
            name="sanctions_gsdb/GSDB_V4.csv",
            sha256="ef9ed413a470c4a3be73365d560bb0ea1ccc3b5c3d8746f8d269276273259f3f",
            size=142320,
            by_hand="ask for version 4 by the form at globalsanctionsdatabase.com; the case-level file as CSV",
        ),
    ),
    columns={
        "case": Column(pl.Int16(), "the producer's number of the case", low=1),
        "targets": Column(pl.List(pl.String()), "sanctioned states or bodies, as named"),
        "senders": Column(pl.List(pl.String()), "sanctioning states or bodies, as named; EU and UN stand for members"),
        "first_year": Column(pl.Int16(), "year the sanction began", unit="year", low=1949, high=2023),
        "last_year": Column(
            pl.Int16(), "last year in force, or 2023 where it goes on", unit="year", low=1949, high=2023
        ),
        "ongoing": Column(pl.Boolean(), "still going on at the end of the data: the last year is 2023"),
        "trade": Column(pl.Boolean(), "bars exports or imports"),
        "arms": Column(pl.Boolean(), "bars the sale of arms"),
        "military": Column(pl.Boolean(), "ends military assistance"),
        "financial": Column(pl.Boolean(), "freezes assets, or bars payments, investment or aid"),
        "travel": Column(pl.Boolean(), "bars entry or flights"),
        "other": Column(pl.Boolean(), "any other measure"),
        "exports_barred": Column(
            pl.String(),
            "extent of a trade sanction on the sender's exports; null for none",
            allowed=("partial", "complete"),
            nullable=True,
        ),
        "imports_barred": Column(
            pl.String(),
            "extent of a trade sanction on the sender's imports; null for none",
            allowed=("partial", "complete"),
            nullable=True,
        ),
        "objectives": Column(pl.List(pl.String()), f"what the sender wanted, each one of {', '.join(_OBJECTIVES)}"),
        "outcomes": Column(
            pl.List(pl.String()), f"what came of each objective, in their order, each one of {', '.join(_OUTCOMES)}"
        ),
    },
    grain=("case",),
    codes="name",
    directed=True,
    first_year=1949,
    last_year=_LAST_YEAR,
    absent_means="zero",
    # A sanction is announced when it is imposed.
    lag_days=30,
    status="current",
    parse=parse,
    caveats=(
        "A row is a case, not a pair: senders and targets must be multiplied out, and the EU and the UN replaced by "
        "their members of each year, before pairs are counted.",
        "A last year of 2023 means still going on; 14 of the 615 such cases nevertheless carry a final outcome.",
        "Two cases (1327 and 1456) name two objectives and one outcome.",
        "Seven cases that ended earlier are still coded as ongoing in outcome.",
        "Outcomes were judged with hindsight and were not known when the sanction was imposed.",
        "The lag is that of the announcement; version 4, with its judgements, is later than 2023.",
        "Some targets are no states: terrorist organisations, the Comecon, Western countries.",
    ),
)
