"""SIPRI's register of arms transfers: every known order of major weapons delivered since 1950."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import polars as pl

from tertius.datasets.cells import numbers, refuse
from tertius.datasets.codes import lists, recoded
from tertius.datasets.declaration import ROW, Column, Dataset
from tertius.datasets.formats import read_csv
from tertius.provenance import Licence, Source
from tertius.vault.remote import RemoteFile

__all__ = ["SIPRI_ARMS", "parse"]

_KEY = "sipri_arms"

# The three columns the producer names " " arrive numbered; each belongs to the column after or before it.
_UNSURE: dict[str | None, object] = {"?": True, None: False}
_RENAMED = {
    "Recipient": "recipient",
    "Supplier": "supplier",
    "Year of order": "ordered",
    " ": "ordered_uncertain",
    "Number ordered": "number_ordered",
    " _duplicated_0": "number_ordered_uncertain",
    "Weapon designation": "weapon",
    "Weapon description": "weapon_class",
    "Number delivered": "number_delivered",
    " _duplicated_1": "number_delivered_uncertain",
    "Year(s) of delivery": "delivery_years",
    "status": "condition",
    "Comments": "comments",
    "SIPRI TIV per unit": "tiv_per_unit",
    "SIPRI TIV for total order": "tiv_ordered",
    "SIPRI TIV of delivered weapons": "tiv_delivered",
}
_FLAGS = ("ordered_uncertain", "number_ordered_uncertain", "number_delivered_uncertain")
_VALUES = ("tiv_per_unit", "tiv_ordered", "tiv_delivered")

# SIPRI numbers no orders; those that agree in these four columns are told apart by their place.
_ORDER = ("recipient", "supplier", "ordered", "weapon")

# Nine of 29,916 orders agree with another in every field. A file in which more than one row in a
# thousand does so holds orders twice.
_TWINS_AMONG = 1000


def parse(paths: tuple[Path, ...]) -> pl.DataFrame:
    """Orders as registered; delivery years as a list; a zero that stands for "not known" as null.

    SIPRI's preamble says that an empty value means not available or no delivery identified,
    and 0 a volume under half a million; this export writes 0 for all of them.
    """
    (path,) = paths
    frame = read_csv(_KEY, path, tuple(_RENAMED), encoding="latin1", skip=11).rename(_RENAMED)
    frame = recoded(_KEY, path, frame, _FLAGS, _UNSURE)
    counts = dict.fromkeys(("number_ordered", "number_delivered"), pl.Int32())
    frame = numbers(_KEY, path, frame, {"ordered": pl.Int16(), **counts, **dict.fromkeys(_VALUES, pl.Float64())})
    frame = lists(_KEY, path, frame, "delivery_years", ";", allowed=tuple(str(year) for year in range(1950, 2026)))
    undelivered = pl.col("delivery_years").is_null() & (pl.col("number_delivered") == 0)
    unpriced = (pl.col("tiv_per_unit") == 0) & undelivered
    unknown_order = pl.col("number_ordered").is_null() | unpriced
    frame = frame.with_columns(
        pl.col("delivery_years").cast(pl.List(pl.Int16)),
        pl.when((pl.col("tiv_ordered") != 0) | ~unknown_order).then("tiv_ordered").alias("tiv_ordered"),
        pl.when((pl.col("tiv_delivered") != 0) | ~undelivered).then("tiv_delivered").alias("tiv_delivered"),
    ).drop("tiv_per_unit")
    _refuse_repeats(path, frame)
    return frame.with_columns(pl.int_range(1, pl.len() + 1, dtype=pl.Int16).over(_ORDER).alias("serial"))


def _refuse_repeats(path: Path, frame: pl.DataFrame) -> None:
    fields = [name for name in frame.columns if name != ROW]
    repeated = ~pl.struct(fields).is_first_distinct()
    if frame.select(repeated.sum()).item() * _TWINS_AMONG > frame.height:
        refuse(_KEY, path, frame, repeated, list(_ORDER), "one row per order")


SIPRI_ARMS = Dataset(
    key=_KEY,
    about=(
        "Orders of major conventional weapons with supplier, recipient, numbers, years of delivery and their volume "
        "in SIPRI's trend-indicator value (TIV), which measures military capability and not money."
    ),
    source=Source(
        id="sipri_arms",
        producer="Stockholm International Peace Research Institute",
        title="Arms Transfers Database, trade register",
        version="generated 18 May 2026",
        url="https://www.sipri.org/databases/armstransfers",
        citation="SIPRI Arms Transfers Database. https://www.sipri.org/databases/armstransfers",
        licence=Licence(
            "(c) SIPRI",
            "https://www.sipri.org/about/terms-and-conditions",
            redistribute=False,
            derived="only TIV shares that cannot be turned back into the register, with citation",
        ),
        published=date(2026, 5, 18),
    ),
    files=(
        RemoteFile(
            name="sipri_arms/trade-register.csv",
            sha256="42230eb8758d2b4f9041af8a74ee6f3c93e4b5da01b5503e349055ddecfa3314",
            size=4086816,
            by_hand=(
                "armstransfers.sipri.org, Transfer register: all suppliers, all recipients, no year limits, download "
                "as CSV; an export of another day is revised and has another hash"
            ),
        ),
    ),
    columns={
        "recipient": Column(pl.String(), "who receives; * marks an armed group, ** an organisation"),
        "supplier": Column(pl.String(), "who supplies; * marks an armed group, ** an organisation"),
        "ordered": Column(pl.Int16(), "year of the order", unit="year", low=1940, high=2025),
        "ordered_uncertain": Column(pl.Boolean(), "SIPRI is unsure of the year of the order"),
        "number_ordered": Column(pl.Int32(), "weapons ordered; null where not known", low=1, nullable=True),
        "number_ordered_uncertain": Column(pl.Boolean(), "SIPRI is unsure of the number ordered"),
        "weapon": Column(pl.String(), "designation, such as Mi-17"),
        "weapon_class": Column(pl.String(), "what kind of weapon, such as transport helicopter"),
        "number_delivered": Column(pl.Int32(), "weapons delivered so far", low=0),
        "number_delivered_uncertain": Column(pl.Boolean(), "SIPRI is unsure of the number or years of delivery"),
        "delivery_years": Column(
            pl.List(pl.Int16()), "years with deliveries; null where none is known", unit="year", nullable=True
        ),
        "condition": Column(
            pl.String(),
            "state of the weapons when supplied",
            allowed=("New", "Second hand", "Second hand but modernized"),
        ),
        "comments": Column(pl.String(), "SIPRI's remarks: versions, financing, aid", nullable=True),
        "tiv_ordered": Column(
            pl.Float64(),
            "volume of the whole order; null where number or value is not known",
            unit="millions of TIV",
            low=0,
            nullable=True,
        ),
        "tiv_delivered": Column(
            pl.Float64(),
            "volume delivered in all years together; null where no delivery is known, 0 under half a million",
            unit="millions of TIV",
            low=0,
            nullable=True,
        ),
        "serial": Column(
            pl.Int16(),
            "place in the register among orders of the same parties, year and weapon",
            unit="1, 2, ...",
            low=1,
        ),
    },
    grain=(*_ORDER, "serial"),
    codes="name",
    directed=True,
    first_year=1950,
    last_year=2025,
    absent_means="zero",
    # The register is updated each March for the year before.
    lag_days=90,
    status="current",
    parse=parse,
    caveats=(
        "The TIV belongs to the whole order: a volume by year is a choice of how to split it over `delivery_years`.",
        "The most recent years get revised with every edition.",
        "The register as of 2026 knows of old orders what nobody knew then; a test of history sees it revised.",
        "Soviet Union (deliveries to 1991) and Russia (from 1992) are two names; North Yemen has two spellings.",
        "A ? in SIPRI's table is a flag here; 78 % of the orders carry at least one.",
        "Deliveries are covered from 1950; an older order stands here for what came later.",
        "This export writes 0 where the register has no value: 1,220 orders without a known delivery and 499 of "
        "unknown size are null here.",
        "Nine pairs of orders agree in every field; both are kept, as in SIPRI's own totals.",
        "Small arms and most components are outside the register.",
    ),
)
