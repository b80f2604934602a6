"""BACI trade between Russia and China good by good, both directions, 2017 to 2023."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import polars as pl

from tertius.datasets.cells import numbers, refuse
from tertius.datasets.declaration import ROW, Column, Dataset
from tertius.datasets.formats import read_csv
from tertius.provenance import Licence, Source
from tertius.vault.remote import RemoteFile

__all__ = ["BACI_RUSSIA_CHINA", "parse"]

_KEY = "baci_russia_china"
_STATES = {156: "CHN", 643: "RUS"}


def parse(paths: tuple[Path, ...]) -> pl.DataFrame:
    """Year, exporter, importer, good and value; quantities are left out."""
    (path,) = paths
    frame = read_csv(_KEY, path, ("t", "i", "j", "k", "v"))
    whole = {"t": pl.Int16(), "i": pl.Int16(), "j": pl.Int16(), "k": pl.Int32()}
    frame = numbers(_KEY, path, frame, {**whole, "v": pl.Float64()})
    pair = pl.col("i").is_in(list(_STATES)) & pl.col("j").is_in(list(_STATES)) & (pl.col("i") != pl.col("j"))
    refuse(_KEY, path, frame, ~pair, ["i", "j"], "156 (China) and 643 (Russia), one to the other")
    return frame.select(
        ROW,
        pl.col("i").replace_strict(_STATES, default=None, return_dtype=pl.String).alias("exporter"),
        pl.col("j").replace_strict(_STATES, default=None, return_dtype=pl.String).alias("importer"),
        pl.col("t").alias("year"),
        pl.col("k").alias("hs6"),
        pl.col("v").alias("trade_thousands"),
    )


BACI_RUSSIA_CHINA = Dataset(
    key=_KEY,
    about=(
        "Goods that Russia and China sold each other in each year from 2017 to 2023, by six-digit heading of the "
        "Harmonized System, as reconciled by CEPII from both sides' customs reports; since 2022 from China's alone."
    ),
    source=Source(
        id="baci_russia_china",
        producer="CEPII (BACI), compiled by Sami Nakib",
        title="BACI trade of Russia and China by product",
        version="2026-03-02",
        url="https://www.cepii.fr/CEPII/en/bdd_modele/bdd_modele_item.asp?id=37",
        citation=(
            "Gaulier & Zignago (2010). BACI: International Trade Database at the Product-Level. "
            "CEPII Working Paper 2010-23. https://www.cepii.fr"
        ),
        licence=Licence(
            "BACI: Etalab Open Licence 2.0; the compiler's MIT licence covers code only",
            "https://www.etalab.gouv.fr/licence-ouverte-open-licence/",
            redistribute=False,
            derived="shares of goods in the trade of the two, with citation of CEPII",
        ),
        published=date(2026, 3, 2),
    ),
    files=(
        RemoteFile(
            name="russia_china/baci_russia_china_processed_2017_2023.csv",
            sha256="85d9d665676378b281f89f470e99c29adc643e2fb43cba9099289430f1ecb8ae",
            size=1523574,
            by_hand=(
                "the processed BACI file of Russia and China, 2017-2023, in the repository "
                "SamiNakibETU/Russia_China_relationship on GitHub, version of 2026-03-02"
            ),
        ),
    ),
    columns={
        "exporter": Column(pl.String(), "state the goods come from", unit="ISO 3166 alpha-3"),
        "importer": Column(pl.String(), "state the goods go to", unit="ISO 3166 alpha-3"),
        "year": Column(pl.Int16(), "year of the trade", unit="year", low=2017, high=2023),
        "hs6": Column(pl.Int32(), "heading of the Harmonized System", unit="six digits", low=10000, high=999999),
        "trade_thousands": Column(
            pl.Float64(),
            "value of the trade",
            unit="current US$ thousands",
            low=0,
            # The largest good is crude oil, under seventy billion a year.
            high=2e8,
        ),
    },
    grain=("exporter", "importer", "year", "hs6"),
    codes="iso3",
    directed=True,
    first_year=2017,
    last_year=2023,
    absent_means="missing",
    # CEPII publishes a year's first BACI about thirteen months after it has ended.
    lag_days=395,
    status="current",
    parse=parse,
    caveats=(
        "Russia stopped publishing customs data in January 2022: later years are what China reports.",
        "Arms and much of what is re-exported through third states are not in customs statistics.",
    ),
)
