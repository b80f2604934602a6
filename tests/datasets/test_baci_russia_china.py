"""Goods between Russia and China: names for codes, quantities left out, other states refused."""

from __future__ import annotations

import pytest

from tertius.datasets import load
from tertius.errors import DataContractError

NAME = "baci_russia_china_processed_2017_2023.csv"


def test_codes_become_names_and_values_stay(sample_of, tmp_path):
    from tertius.datasets.baci_russia_china import BACI_RUSSIA_CHINA

    frame = load("baci_russia_china", *sample_of(BACI_RUSSIA_CHINA, tmp_path))
    first = frame.row(0, named=True)
    assert (first["exporter"], first["importer"], first["hs6"], first["trade_thousands"]) == (
        "RUS",
        "CHN",
        270900,
        6000.5,
    )
    assert "q" not in frame.columns


def test_a_third_state_is_refused(tmp_path):
    path = tmp_path / NAME
    path.write_text("t,i,j,k,v,q\n2021,842,156,270900,1,1\n")
    with pytest.raises(DataContractError, match=r"156 \(China\) and 643"):
        load("baci_russia_china", path)


def test_totals_of_2023_are_the_published_ones(read_real):
    # BACI as compiled: US$129.0 bn from Russia to China, 110.0 bn back.
    frame = read_real("baci_russia_china").filter(year=2023)
    total = dict(frame.group_by("exporter").agg(_sum()).iter_rows())
    assert total["RUS"] / 1e6 == pytest.approx(129.0, abs=0.05)
    assert total["CHN"] / 1e6 == pytest.approx(110.0, abs=0.05)


def _sum():
    import polars as pl

    return pl.col("trade_thousands").sum()
