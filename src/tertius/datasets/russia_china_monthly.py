"""Trade between China and Russia, both directions together, month by month, 2017 to 2024."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import polars as pl

from tertius.datasets.cells import numbers
from tertius.datasets.declaration import ROW, Column, Dataset
from tertius.datasets.formats import read_csv
from tertius.provenance import Licence, Source
from tertius.vault.remote import RemoteFile

__all__ = ["RUSSIA_CHINA_MONTHLY", "parse"]

_KEY = "russia_china_monthly"


def parse(paths: tuple[Path, ...]) -> pl.DataFrame:
    """Month and value. `yuan_share` never leaves the file: it is one assumed constant, .30, and no observation."""
    (path,) = paths
    frame = read_csv(_KEY, path, ("date", "value"))
    frame = numbers(_KEY, path, frame, {"value": pl.Float64()})
    month = pl.col("date").str.to_date("%Y-%m-%d", strict=False)
    return frame.select(
        ROW,
        pl.when(month.dt.day() == 1).then(month).alias("month"),
        pl.col("value").alias("trade"),
    )


RUSSIA_CHINA_MONTHLY = Dataset(
    key=_KEY,
    about=(
        "The sum of China's imports from and exports to Russia in each of the 96 months from January 2017 to "
        "December 2024, from UN Comtrade. A second source beside China's own panel."
    ),
    source=Source(
        id="russia_china",
        producer="UN Comtrade, compiled by Sami Nakib",
        title="Russia-China monthly trade 2017-2024",
        version="2026-03-02",
        url="https://github.com/SamiNakibETU/Russia_China_relationship",
        citation="UN Comtrade Database, compiled at https://github.com/SamiNakibETU/Russia_China_relationship (2026)",
        licence=Licence(
            "UN Comtrade terms; the compiler's MIT licence covers code only",
            "https://comtradeplus.un.org/LicenseAgreement",
            redistribute=False,
            derived="no row of it; only shares or indices that cannot be turned back into the table, with citation",
        ),
        published=date(2026, 3, 2),
    ),
    files=(
        RemoteFile(
            name="russia_china/monthly_trade_2017_2024.csv",
            sha256="1ad5d906aca2d338884dc05f23dad7f0932c9ba21bf973dc09c90a7260fb3887",
            size=2687,
            url=(
                "https://raw.githubusercontent.com/SamiNakibETU/Russia_China_relationship/"
                "165887ce29f4cb2a1345edd9ccea512ff4ea1b09/"
                "russia_china_dependency/02_processed_data/monthly_trade_2017_2024.csv"
            ),
        ),
    ),
    columns={
        "month": Column(pl.Date(), "first day of the month of the trade"),
        "trade": Column(
            pl.Float64(),
            "China's imports from Russia plus its exports to Russia",
            unit="current US$",
            # No month of the series is under four billion or over forty; millions would be four digits.
            low=1e9,
            high=1e11,
        ),
    },
    grain=("month",),
    codes="iso3",
    directed=False,
    first_year=2017,
    last_year=2024,
    absent_means="missing",
    # China's customs publish a month by partner within about three weeks.
    lag_days=30,
    status="current",
    parse=parse,
    caveats=(
        "Imports and exports together: it says nothing on who depends on whom.",
        "It differs from China's own panel by half a per cent on average and by up to eight in single months.",
        "The file's yuan share is a constant .30 from 2022 on, an assumption of the compiler, and is never read.",
        "Russia publishes no figures after January 2022, so the series rests on China's reports.",
    ),
)
