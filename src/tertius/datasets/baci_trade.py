"""BACI trade between big economies, both directions of each pair, 2005 to 2021."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import polars as pl

from tertius.datasets.cells import numbers
from tertius.datasets.declaration import ROW, Column, Dataset
from tertius.errors import DataContractError
from tertius.provenance import Licence, Source
from tertius.vault.remote import RemoteFile

__all__ = ["BACI_TRADE", "parse"]

_KEY = "baci_trade"

# The producer of this copy wrote "millions"; the values are BACI's own thousands.
_THOUSANDS = "trade_value_usd_millions"
# Natural logarithms of output in thousands of current US$.
_OUTPUT = {"ln_gdp_o": "gdp_exporter", "ln_gdp_d": "gdp_importer"}
_COLUMNS = ("year", "iso_o", "iso_d", _THOUSANDS, *_OUTPUT)


def parse(paths: tuple[Path, ...]) -> pl.DataFrame:
    """Trade under its true unit and the output of both sides; other covariates and somebody's predictions left out."""
    (path,) = paths
    frame = _read_parquet(path)
    frame = numbers(_KEY, path, frame, {"year": pl.Int16(), **dict.fromkeys((_THOUSANDS, *_OUTPUT), pl.Float64())})
    return frame.select(
        ROW,
        pl.col("iso_o").cast(pl.String).alias("exporter"),
        pl.col("iso_d").cast(pl.String).alias("importer"),
        "year",
        pl.col(_THOUSANDS).alias("trade_thousands"),
        *((pl.col(log).exp() / 1e6).alias(name) for log, name in _OUTPUT.items()),
    )


def _read_parquet(path: Path) -> pl.DataFrame:
    """The columns wanted; `ROW` counts records from 1."""
    try:
        found = pl.read_parquet_schema(path)
        missing = [name for name in _COLUMNS if name not in found]
        frame = pl.DataFrame() if missing else pl.read_parquet(path, columns=list(_COLUMNS))
    except (pl.exceptions.PolarsError, OSError) as e:
        raise DataContractError(
            _KEY,
            "a whole Parquet file",
            file=str(path),
            found=f"{type(e).__name__}: {(str(e).splitlines() or [''])[0][:120]}",
            hint="the file is cut short or is another format: fetch it again",
        ) from None
    if missing:
        raise DataContractError(
            _KEY,
            f"columns {missing} must be there",
            file=str(path),
            row=1,
            found=str(list(found)),
            hint="another version of the file, or another file",
        )
    return frame.with_row_index(ROW, offset=1)


BACI_TRADE = Dataset(
    key=_KEY,
    about=(
        "Goods trade between 21 large economies as reconciled by CEPII from both sides' customs reports, "
        "344 directed pairs a year. It holds all six directions between the United States, Russia and China."
    ),
    source=Source(
        id="baci_gravity",
        producer="CEPII (BACI, Gravity V202211), compiled by ihelfrich",
        title="BACI trade of large pairs",
        version="V202211",
        url="https://www.cepii.fr/CEPII/en/bdd_modele/bdd_modele_item.asp?id=37",
        citation=(
            "Gaulier & Zignago (2010). BACI: International Trade Database at the Product-Level. "
            "CEPII Working Paper 2010-23. https://www.cepii.fr"
        ),
        licence=Licence(
            "BACI: Etalab Open Licence 2.0; this copy: MIT badge without a licence file",
            "https://www.etalab.gouv.fr/licence-ouverte-open-licence/",
            redistribute=False,
            derived="trade shares, with citation of CEPII, after a second look at the terms",
        ),
        # Day of the compiled file.
        published=date(2026, 1, 15),
    ),
    files=(
        RemoteFile(
            name="baci_gravity/baci_gravity_viz.parquet",
            sha256="4bf92691460e80e621c227bbafaa48c11ce5cd957c8a092827fd8449c2604645",
            size=853222,
            by_hand=(
                "docs/data/baci_gravity_viz.parquet in the repository ihelfrich/test_repo on GitHub; it was "
                "overwritten several times, so take the version of 2026-01-15 from its history"
            ),
        ),
    ),
    columns={
        "exporter": Column(pl.String(), "economy the goods come from", unit="ISO 3166 alpha-3"),
        "importer": Column(pl.String(), "economy the goods go to", unit="ISO 3166 alpha-3"),
        "year": Column(pl.Int16(), "year of the trade", unit="year", low=2005, high=2021),
        "trade_thousands": Column(
            pl.Float64(),
            "goods exported from one to the other, both reports reconciled",
            unit="current US$ thousands",
            low=0,
            # The file's largest flow is 527 billion dollars; ten times that means a wrong unit.
            high=5e9,
        ),
        "gdp_exporter": Column(
            pl.Float64(), "gross domestic product of the exporter", unit="current US$ billion", low=1, high=1e5
        ),
        "gdp_importer": Column(pl.Float64(), "the same of the importer", unit="current US$ billion", low=1, high=1e5),
    },
    grain=("exporter", "importer", "year"),
    codes="iso3",
    directed=True,
    first_year=2005,
    last_year=2021,
    absent_means="missing",
    # CEPII publishes a year's first BACI about thirteen months after it has ended.
    lag_days=395,
    status="current",
    parse=parse,
    caveats=(
        "A sample of big pairs: a sum over partners is not a state's total trade, and no share may be taken from it.",
        "The file calls its unit millions; it is thousands (United States to China in 2021: 150,129,797).",
        "The predicted trade and its gaps in the file are one author's model and are left out.",
        "CEPII revises all years with every release; this compiled copy is of January 2026.",
    ),
)
