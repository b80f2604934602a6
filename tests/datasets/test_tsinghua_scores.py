"""The Tsinghua index: one score a power and month, on its own scale, to its true end."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import polars as pl
import pytest

from tertius.datasets.tsinghua_scores import TSINGHUA_SCORES

SAMPLE = Path(__file__).parents[1] / "samples" / "tsinghua_scores" / "tsinghua_scores.csv"
TEXT = SAMPLE.read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def scores(real: Callable[..., pl.DataFrame]) -> pl.DataFrame:
    return real(TSINGHUA_SCORES)


def test_it_reads_its_sample():
    assert TSINGHUA_SCORES.read(SAMPLE).row(0) == ("Russia", date(1950, 1, 1), 8.0)


def test_the_byte_order_mark_is_no_part_of_the_first_column():
    assert TEXT.startswith("\ufeff")
    assert TSINGHUA_SCORES.read(SAMPLE)["partner"].null_count() == 0


def test_russia_is_the_soviet_union_before_1992(scores):
    # Friends in 1950, shots on the border in March 1969, friends again in 2025: one series, one name.
    russia = {m: s for _, m, s in scores.filter(partner="Russia").rows()}
    assert russia[date(1950, 1, 1)] > 5
    assert russia[date(1969, 3, 1)] < -3
    assert russia[date(1991, 12, 1)] == russia[date(1992, 1, 1)]
    assert russia[date(2025, 8, 1)] > 5


def test_a_repeated_row_is_refused(refuses):
    assert refuses(TSINGHUA_SCORES, TEXT + TEXT.splitlines()[-1] + "\n", "one row per").row == 9


def test_an_unknown_power_is_refused(refuses):
    refuses(TSINGHUA_SCORES, TEXT.replace("Russia,1950", "Soviet Union,1950"), "partner is one of")


@pytest.mark.parametrize("score", ["9.2", "90"])
def test_a_score_off_the_scale_is_refused(score: str, refuses):
    refuses(TSINGHUA_SCORES, TEXT.replace(",8.5", f",{score}"), "score is at most 9")


def test_a_month_that_is_none_is_refused(refuses):
    refuses(TSINGHUA_SCORES, TEXT.replace("1950-12", "1950-13"), "month is never null")


def test_a_renamed_column_is_refused(refuses):
    refuses(TSINGHUA_SCORES, TEXT.replace("YearMonth", "Month"), r"columns \['YearMonth'\] must be there")


def test_a_file_cut_short_is_refused(refuses):
    refuses(TSINGHUA_SCORES, TEXT[: TEXT.rindex("2025-08") + 8], "is never null")


def test_a_web_page_is_refused(refuses):
    refuses(TSINGHUA_SCORES, "<html>404</html>", "a table with a header line")


def test_another_encoding_is_refused(refuses):
    refuses(
        TSINGHUA_SCORES, TEXT.removeprefix("\ufeff").replace("Russia", "Ru\u00dfland").encode("latin1"), "utf-8 text"
    )


def test_the_real_file_has_the_rows_and_months_of_the_manifest(scores):
    assert scores.height == 10_896
    assert scores["partner"].n_unique() == 12
    assert (scores["month"].min(), scores["month"].max()) == (date(1950, 1, 1), date(2025, 8, 1))


def test_the_merged_panels_are_refused(real_vault: Path, refuses):
    folder = real_vault / "china25_eventdb_audit"
    for name in ("scores_v1_4DB_2019.csv", "scores_v2_3DB_2025.csv", "scores_v3_GDELT_ICEWS_2025.csv"):
        refuses(TSINGHUA_SCORES, (folder / name).read_bytes(), "must be there", name=name)


def test_the_merged_panels_stretch_the_scale_and_mix_databases_that_end_apart(scores, real_vault: Path):
    # Their Tsinghua values are the score times 10/9, and reach beyond the index's own end of 9.
    path = real_vault / "china25_eventdb_audit" / "scores_v2_3DB_2025.csv"
    merged = pl.read_csv(path, null_values="NA", try_parse_dates=True)
    index = merged.filter(db="Tsinghua").join(scores, left_on=["country", "month"], right_on=["partner", "month"])
    assert index.height == 3_408
    assert ((index["value"] - index["score"] * 10 / 9).abs() < 1e-9).all()
    assert index["value"].max() > 9
    ends = dict(merged.group_by("db").agg(pl.col("month").max()).rows())
    assert ends["ICEWS"] == date(2023, 4, 1)
    assert ends["Tsinghua"] == date(2025, 8, 1)
