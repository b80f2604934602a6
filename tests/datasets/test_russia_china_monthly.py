"""Trade between China and Russia by month, both directions together, without the assumed yuan share."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import polars as pl

from tertius.datasets.china_trade import CHINA_TRADE
from tertius.datasets.russia_china_monthly import RUSSIA_CHINA_MONTHLY

SAMPLE = Path(__file__).parents[1] / "samples" / "russia_china_monthly" / "monthly_trade_2017_2024.csv"
TEXT = SAMPLE.read_text(encoding="utf-8")
Real = Callable[..., pl.DataFrame]


def test_it_reads_its_sample():
    frame = RUSSIA_CHINA_MONTHLY.read(SAMPLE)
    assert frame.row(0) == (date(2017, 1, 1), 6.5e9)
    assert frame.height == 5


def test_the_yuan_share_is_never_carried():
    assert "yuan_share" in TEXT
    assert RUSSIA_CHINA_MONTHLY.read(SAMPLE).columns == ["month", "trade"]


def test_the_yuan_share_of_the_real_file_is_one_constant(real_vault: Path):
    raw = pl.read_csv(real_vault / RUSSIA_CHINA_MONTHLY.files[0].name)
    assert raw["yuan_share"].drop_nulls().unique().to_list() == [0.3]


def test_a_repeated_row_is_refused(refuses):
    assert refuses(RUSSIA_CHINA_MONTHLY, TEXT + TEXT.splitlines()[-1] + "\n", "one row per").row == 6


def test_values_in_millions_are_refused(refuses):
    refuses(RUSSIA_CHINA_MONTHLY, TEXT.replace("6500000000.0", "6500.0"), "trade is at least")


def test_a_month_that_is_none_is_refused(refuses):
    refuses(RUSSIA_CHINA_MONTHLY, TEXT.replace("2017-02-01", "2017-02-30"), "month is never null")


def test_text_for_a_number_is_refused(refuses):
    error = refuses(RUSSIA_CHINA_MONTHLY, TEXT.replace("5000000000.0", "five"), "value is a number")
    assert error.row == 3


def test_a_renamed_column_is_refused(refuses):
    refuses(RUSSIA_CHINA_MONTHLY, TEXT.replace("value", "trade_usd"), r"columns \['value'\] must be there")


def test_a_file_cut_short_is_refused(refuses):
    refuses(RUSSIA_CHINA_MONTHLY, TEXT[: TEXT.rindex("2024-12") + 8], "is never null")


def test_a_web_page_is_refused(refuses):
    refuses(RUSSIA_CHINA_MONTHLY, "<html>rate limit</html>", "a table with a header line")


def test_another_encoding_is_refused(refuses):
    refuses(RUSSIA_CHINA_MONTHLY, TEXT.encode("utf-16"), "utf-8 text")


def test_the_real_file_has_the_96_months_of_the_manifest(real: Real):
    frame = real(RUSSIA_CHINA_MONTHLY)
    assert frame.height == 96
    assert (frame["month"].min(), frame["month"].max()) == (date(2017, 1, 1), date(2024, 12, 1))


def test_it_is_the_sum_of_both_flows_and_within_a_few_percent_of_china_s_own_panel(real: Real):
    panel = real(CHINA_TRADE).filter(partner="RU")
    both = real(RUSSIA_CHINA_MONTHLY).join(panel, on="month")
    gap = both["trade"] / 1e6 / (both["exports"] + both["imports"]) - 1
    assert len(gap) == 96
    assert abs(gap.mean()) < 0.01
    assert 0.05 < gap.abs().max() < 0.1
