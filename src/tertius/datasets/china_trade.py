"""China's goods trade with 25 partners, month by month, 2002 to 2025, as China reports it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import polars as pl

from tertius.datasets.cells import numbers
from tertius.datasets.declaration import ROW, Column, Dataset
from tertius.datasets.formats import read_csv
from tertius.provenance import Licence, Source
from tertius.vault.remote import RemoteFile

__all__ = ["CHINA_TRADE", "parse"]

_KEY = "china_trade"

_PARTNERS = (
    *("AE", "AU", "BE", "BR", "CA", "DE", "ES", "FR", "GB", "ID", "IN", "IR", "IT"),
    *("JP", "KR", "MX", "MY", "NL", "PH", "RU", "SA", "SG", "TH", "US", "VN"),
)


def parse(paths: tuple[Path, ...]) -> pl.DataFrame:
    """Both flows and the month; the total, which is their sum, and the regression covariates left out."""
    (path,) = paths
    frame = read_csv(_KEY, path, ("ISO", "Country", "month", "Trade_Exports", "Trade_Imports"))
    frame = numbers(_KEY, path, frame, dict.fromkeys(("Trade_Exports", "Trade_Imports"), pl.Float64()))
    month = pl.col("month").str.to_date("%Y-%m-%d", strict=False)
    return frame.select(
        ROW,
        pl.col("ISO").alias("partner"),
        pl.col("Country").alias("partner_name"),
        pl.when(month.dt.day() == 1).then(month).alias("month"),
        pl.col("Trade_Exports").alias("exports"),
        pl.col("Trade_Imports").alias("imports"),
    )


CHINA_TRADE = Dataset(
    key=_KEY,
    about=(
        "China's monthly exports to and imports from 25 partners, January 2002 to October 2025, the trade panel "
        "behind an audit of event databases. All figures are China's own reports."
    ),
    source=Source(
        id="china25_eventdb_audit",
        producer="Authors of the event database validity audit, from IMF figures",
        title="China with 25 partners: trade panel",
        version="2026-08-11",
        url="https://doi.org/10.5281/zenodo.21862534",
        citation="Event database validity audit (2026), data. doi:10.5281/zenodo.21862534",
        licence=Licence(
            "CC BY 4.0",
            "https://creativecommons.org/licenses/by/4.0/",
            redistribute=True,
            derived="any figure derived from the trade panel, with attribution",
        ),
        published=date(2026, 8, 11),
    ),
    files=(
        RemoteFile(
            name="china25_eventdb_audit/panel_clean.csv",
            sha256="b3cff8902d537e739ada505d6d897720e53ac1830ac885f9f52cd1cd0f8230c5",
            size=752402,
            url=(
                "https://raw.githubusercontent.com/KelaoHu/eventdb-validity-audit/"
                "b55bc57dcdd1c58eef9a2e14b806e92b8f800990/data/core/panel_clean.csv"
            ),
        ),
    ),
    columns={
        "partner": Column(pl.String(), "China's partner", unit="ISO 3166 alpha-2", allowed=_PARTNERS),
        "partner_name": Column(pl.String(), "partner's short name in English"),
        "month": Column(pl.Date(), "first day of the month of the trade"),
        "exports": Column(pl.Float64(), "goods China exported to the partner, FOB", unit="current US$ millions", low=0),
        "imports": Column(
            pl.Float64(), "goods China imported from the partner, CIF", unit="current US$ millions", low=0
        ),
    },
    grain=("partner", "month"),
    codes="iso2",
    directed=True,
    first_year=2002,
    last_year=2025,
    absent_means="missing",
    # China's customs publish a month by partner within about three weeks.
    lag_days=30,
    status="current",
    parse=parse,
    caveats=(
        "China's view: a partner's own figures differ, by freight, insurance, re-exports through Hong Kong and timing.",
        "Unbalanced: Russia ends in September 2025, India starts in April 2004, Iran runs from 2016 to October 2023, "
        "Malaysia starts in 2015, Saudi Arabia in 2005, the United Arab Emirates and Vietnam end in March 2024. "
        "A missing month is missing data.",
        "2025 is not a whole year for any partner.",
        "The panel appeared in 2026; the lag is that of the monthly customs figures beneath it.",
    ),
)
