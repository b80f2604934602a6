"""Russia's goods trade with every partner, 2016 to 2024, as the International Monetary Fund holds it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import polars as pl

from tertius.datasets.cells import numbers
from tertius.datasets.codes import recoded
from tertius.datasets.declaration import ROW, Column, Dataset
from tertius.datasets.formats import read_csv
from tertius.provenance import Licence, Source
from tertius.vault.remote import RemoteFile

__all__ = ["IMF_RUSSIA_TRADE", "parse"]

_KEY = "imf_russia_trade"

_YEARS = tuple(str(year) for year in range(2016, 2025))
_FLOWS: dict[str | None, object] = {"MG_CIF_USD": "imports", "XG_FOB_USD": "exports"}
_MILLIONS: dict[str | None, object] = {"6": "millions"}

# Russia's customs service last published partner figures for January 2022.
_FIRST_MIRROR_YEAR = 2022


def parse(paths: tuple[Path, ...]) -> pl.DataFrame:
    """Years from columns to rows; each partner code marked as territory, group, world or remainder."""
    (path,) = paths
    kept = ("COUNTRY.ID", "COUNTERPART_COUNTRY.ID", "COUNTERPART_COUNTRY", "INDICATOR.ID", "SCALE.ID")
    frame = read_csv(_KEY, path, (*kept, *_YEARS))
    frame = recoded(_KEY, path, frame, ("INDICATOR.ID",), _FLOWS)
    frame = recoded(_KEY, path, frame, ("SCALE.ID",), _MILLIONS)
    # The file quotes every cell, so that a blank one arrives as a text of no length.
    frame = frame.with_columns(pl.col(*_YEARS).replace("", None))
    frame = numbers(_KEY, path, frame, dict.fromkeys(_YEARS, pl.Float64()))
    code = pl.col("COUNTERPART_COUNTRY.ID")
    kind = (
        pl.when(code == "G001")
        .then(pl.lit("world"))
        .when(code.str.contains(r"^GX?\d{3}$"))
        .then(pl.lit("group"))
        .when(code.str.contains(r"^TX\d{3}$"))
        .then(pl.lit("unallocated"))
        .when(code.str.contains(r"^[A-Z]{3}$"))
        .then(pl.lit("territory"))
    )
    long = frame.with_columns(kind.alias("kind")).unpivot(
        list(_YEARS), index=[ROW, *kept, "kind"], variable_name="year", value_name="value"
    )
    year = pl.col("year").cast(pl.Int16)
    return long.sort(ROW, maintain_order=True).select(
        ROW,
        pl.col("COUNTRY.ID").alias("reporter"),
        code.alias("partner"),
        pl.col("COUNTERPART_COUNTRY").alias("partner_name"),
        "kind",
        pl.col("INDICATOR.ID").alias("flow"),
        year.alias("year"),
        "value",
        (year >= _FIRST_MIRROR_YEAR).alias("mirror"),
    )


IMF_RUSSIA_TRADE = Dataset(
    key=_KEY,
    about=(
        "Russia's annual imports and exports of goods by partner, 2016 to 2024. Until 2021 the figures are Russia's "
        "own; from 2022 they are what partners report about Russia, or estimates."
    ),
    source=Source(
        id="imf_imts_russia",
        producer="International Monetary Fund",
        title="International Merchandise Trade Statistics, Russian Federation",
        version="IMTS 1.0.0, extract of 2026",
        url="https://data.imf.org/en/datasets/IMF.STA:IMTS",
        citation=(
            "International Monetary Fund. International Trade in Goods by Partner Country (IMTS). "
            "https://data.imf.org/en/datasets/IMF.STA:IMTS"
        ),
        licence=Licence(
            "IMF terms of use",
            "https://www.imf.org/en/About/copyright-and-terms",
            redistribute=False,
            derived="only shares or indices that cannot be turned back into the table, with citation",
        ),
        published=date(2026, 5, 9),
    ),
    files=(
        RemoteFile(
            name="imf_imts_russia/RU_trade.csv",
            sha256="41a2498342694bc2b4053d02c6ac42a4ce07fb1a55646b708c77b2559e01cdcb",
            size=163308,
            url=(
                "https://raw.githubusercontent.com/paulinakasetiene/Russia-sanctions-trade-reallocation/"
                "0d3a9a4abc6309af22c14dac7d1cf3490a865650/RU_trade.csv"
            ),
            by_hand=(
                "data.imf.org, dataset IMTS, country Russian Federation, annual, imports CIF and exports FOB in US "
                "dollars, all counterparts, 2016-2024, as CSV; a new extract has revised figures and another hash"
            ),
        ),
    ),
    columns={
        "reporter": Column(pl.String(), "whose trade it is", unit="ISO 3166 alpha-3", allowed=("RUS",)),
        "partner": Column(pl.String(), "partner: ISO 3166 alpha-3, or the IMF's code of a group (G001 is the world)"),
        "partner_name": Column(pl.String(), "partner as the IMF names it"),
        "kind": Column(
            pl.String(),
            "what the partner is: a territory of its own, a group of territories counted again, the world, "
            "or trade that is not allocated to a territory",
            allowed=("territory", "group", "world", "unallocated"),
        ),
        "flow": Column(
            pl.String(),
            "imports are valued with freight and insurance (CIF), exports without (FOB)",
            allowed=("imports", "exports"),
        ),
        "year": Column(pl.Int16(), "year of the trade", unit="year", low=2016, high=2024),
        "value": Column(
            pl.Float64(), "goods traded; a blank cell is null, never zero", unit="US$ millions", low=0, nullable=True
        ),
        "mirror": Column(pl.Boolean(), "from 2022: reported by the partner or estimated, no longer by Russia"),
    },
    grain=("partner", "flow", "year"),
    codes="iso3",
    directed=True,
    first_year=2016,
    last_year=2024,
    absent_means="missing",
    # The IMF has most partners' annual figures by the middle of the next year.
    lag_days=180,
    status="current",
    parse=parse,
    caveats=(
        "Russia stopped publishing after January 2022: later figures are partners' mirror data or estimates, "
        "and the series breaks there.",
        "Blank cells are missing, not zero: 93 of the 470 cells of 2024 are blank.",
        "Rows of kind group count the same trade again: never add them to territories.",
        "Imports CIF exceed the partner's exports FOB by freight and insurance; do not compare the two as equals.",
        "IMTS revises past years; this extract is of May 2026.",
    ),
)
