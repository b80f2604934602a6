"""United States goods trade with every partner, month by month, January 1985 to January 2023."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import polars as pl

from tertius.datasets.cells import numbers
from tertius.datasets.declaration import ROW, Column, Dataset
from tertius.datasets.formats import read_workbook
from tertius.errors import DataContractError
from tertius.provenance import Licence, Source
from tertius.vault.remote import RemoteFile

__all__ = ["US_CENSUS_TRADE", "parse"]

_KEY = "us_census_trade"

_MONTHS = ("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC")
_NUMBER = {name: number for number, name in enumerate(_MONTHS, start=1)}
_IMPORTS = tuple(f"I{month}" for month in _MONTHS)
_EXPORTS = tuple(f"E{month}" for month in _MONTHS)

_LAST_YEAR, _LAST_MONTH = 2023, 1


def parse(paths: tuple[Path, ...]) -> pl.DataFrame:
    """Months from columns to rows; year totals left out; months after January 2023 are not rows of zeros."""
    (path,) = paths
    kept = ("year", "CTY_CODE", "CTYNAME")
    wide = read_workbook(_KEY, path, (*kept, *_IMPORTS, *_EXPORTS), sheet="country")
    flows = dict.fromkeys((*_IMPORTS, *_EXPORTS), pl.Float64())
    wide = numbers(_KEY, path, wide, {"year": pl.Int16(), **flows})
    index = [ROW, *kept]
    imports = wide.unpivot(list(_IMPORTS), index=index, variable_name="month", value_name="imports")
    exports = wide.unpivot(list(_EXPORTS), index=index, variable_name="month", value_name="exports")
    # Both unpivots run through the same rows in the same order, so their values stand side by side.
    long = imports.with_columns(exports["exports"], month=_month(imports["month"]))
    long = _published(long, path)
    code = pl.col("CTY_CODE")
    return long.sort(ROW, maintain_order=True).select(
        ROW,
        code.alias("partner"),
        pl.col("CTYNAME").alias("partner_name"),
        pl.when(code == "0015")
        .then(pl.lit("world"))
        .when(code.str.contains(r"^0\d{3}$"))
        .then(pl.lit("group"))
        .when(code.is_in(["8220", "8500"]))
        .then(pl.lit("unallocated"))
        .when(code.str.contains(r"^[1-7]\d{3}$"))
        .then(pl.lit("territory"))
        .alias("kind"),
        "year",
        "month",
        "imports",
        "exports",
    )


def _month(names: pl.Series) -> pl.Series:
    return names.str.slice(1).replace_strict(_NUMBER, return_dtype=pl.Int8)


def _published(long: pl.DataFrame, path: Path) -> pl.DataFrame:
    """Without the months the file fills with zeros because they had not happened yet."""
    future = (pl.col("year") == _LAST_YEAR) & (pl.col("month") > _LAST_MONTH)
    filled = long.filter(future & ((pl.col("imports") != 0) | (pl.col("exports") != 0)))
    if not filled.is_empty():
        raise DataContractError(
            _KEY,
            f"nothing but zeros after month {_LAST_MONTH} of {_LAST_YEAR}",
            file=str(path),
            row=int(filled[ROW][0]),
            found=str(filled.select("CTYNAME", "year", "month", "imports", "exports").rows()[0]),
            hint="a newer release of the file: declare its last month before reading it",
        )
    return long.filter(~future)


US_CENSUS_TRADE = Dataset(
    key=_KEY,
    about=(
        "What the United States bought from and sold to each partner, every month since January 1985, "
        "as its customs counted. Regions, trade agreements, the European Union and the world stand among the partners."
    ),
    source=Source(
        id="us_census_trade",
        producer="U.S. Census Bureau",
        title="U.S. Trade in Goods by Country",
        version="release with January 2023",
        url="https://www.census.gov/foreign-trade/balance/",
        citation="U.S. Census Bureau. U.S. Trade in Goods by Country. https://www.census.gov/foreign-trade/balance/",
        licence=Licence(
            "US Government work",
            "https://www.usa.gov/government-copyright",
            redistribute=True,
            derived="any figure, with attribution to the U.S. Census Bureau",
        ),
        published=date(2023, 3, 30),
    ),
    files=(
        RemoteFile(
            name="us_census_trade/country.xlsx",
            sha256="22dad55d911a74188dcc4cf29e0fd6e07463b6949aad633fa47aaca2d0e74176",
            size=1654784,
            url=(
                "https://raw.githubusercontent.com/JJamesRoy/ECN3950/"
                "cce8d5f134657220d7c7a45d8135f38b0581a761/country.xlsx"
            ),
            by_hand=(
                "https://www.census.gov/foreign-trade/balance/country.xlsx is the producer's address, but its content "
                "moves on every month: a newer release has another hash and needs a new declaration"
            ),
        ),
    ),
    columns={
        "partner": Column(pl.String(), "partner or group", unit="Census Schedule C code, four digits"),
        "partner_name": Column(pl.String(), "partner as the Census Bureau names it"),
        "kind": Column(
            pl.String(),
            "what the partner is: a territory of its own, a group (or product class) that counts trade again, the "
            "world without seasonal adjustment (0015), or trade not allocated to a territory",
            allowed=("territory", "group", "world", "unallocated"),
        ),
        "year": Column(pl.Int16(), "year of the trade", unit="year", low=1985, high=2023),
        "month": Column(pl.Int8(), "month of the trade", unit="month, 1 to 12", low=1, high=12),
        "imports": Column(
            pl.Float64(), "goods the United States imported from the partner", unit="current US$ millions", low=0
        ),
        "exports": Column(
            pl.Float64(), "goods the United States exported to the partner", unit="current US$ millions", low=0
        ),
    },
    grain=("partner", "year", "month"),
    codes="name",
    directed=True,
    first_year=1985,
    last_year=2023,
    absent_means="missing",
    # A month is published about five weeks after its end, with revisions in the following weeks.
    lag_days=60,
    status="current",
    parse=parse,
    caveats=(
        "2023 holds January only: never compare its sum with a year. The file fills the months to come with zeros; "
        "they are left out here.",
        "Groups count trade again: never add them to territories. 0015 is the world; 0004 is the world seasonally "
        "adjusted, 0007 a class of products.",
        "Nominal and, but for 0004, not seasonally adjusted.",
        "A zero in NAFTA (0005, 0006) and USMCA (0021, 0022) of 2020 means that the agreement was not in force.",
        "81 to 84 partners and groups stand in the file until 1991, 238 and more from 1992; the world starts in 1987.",
        "The Soviet Union (4610) and Russia (4621) are two partners, and both have trade in 1992.",
        "Serbia, Israel, Sudan and Ethiopia stand under two codes each.",
    ),
)
