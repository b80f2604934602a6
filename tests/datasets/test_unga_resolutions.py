"""Roll calls of the General Assembly: subjects, flags that are unknown, and dates that are wrong."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import polars as pl
import pytest

from tertius.datasets.unga_resolutions import UNGA_RESOLUTIONS
from tertius.errors import DataContractError

SUBJECTS = ("palestine", "nuclear", "disarmament", "colonialism", "human_rights", "development")


@pytest.fixture
def sample(sample_of, tmp_path: Path) -> pl.DataFrame:
    return UNGA_RESOLUTIONS.read(*sample_of(UNGA_RESOLUTIONS, tmp_path))


@pytest.fixture(scope="module")
def real(read_real) -> pl.DataFrame:
    return read_real("unga_resolutions")


def test_a_roll_call_may_have_several_subjects_or_none(sample: pl.DataFrame):
    tagged = {row["rcid"]: {s for s in SUBJECTS if row[s]} for row in sample.iter_rows(named=True)}
    assert tagged == {101: {"nuclear", "disarmament"}, 102: set(), 103: {"human_rights"}}


def test_an_unknown_flag_is_null_and_not_false(sample: pl.DataFrame):
    flags = sample.select("amendment", "paragraph", "important").rows()
    assert flags == [(False, False, False), (None, None, None), (False, False, None)]


def test_a_date_counts_days_from_1970(sample: pl.DataFrame):
    assert sample["date"].to_list() == [date(1976, 10, 3), date(2017, 12, 20), date(2023, 9, 1)]


def test_a_subject_of_an_unlisted_roll_call_is_refused(sample_of, tmp_path: Path):
    def orphan(stem: str, text: bytes) -> bytes:
        return text.replace(b"103,hr", b"999,hr")

    paths = sample_of(UNGA_RESOLUTIONS, tmp_path, orphan)
    with pytest.raises(DataContractError, match="belongs to a listed roll call") as caught:
        UNGA_RESOLUTIONS.read(*paths)
    assert (caught.value.file, caught.value.row) == (str(paths[1]), 3)


def test_an_unknown_subject_is_refused(sample_of, tmp_path: Path):
    paths = sample_of(UNGA_RESOLUTIONS, tmp_path, lambda _, text: text.replace(b"103,hr", b"103,zz"))
    with pytest.raises(DataContractError, match="short_name is one of") as caught:
        UNGA_RESOLUTIONS.read(*paths)
    assert "zz" in caught.value.found


def test_days_are_wrong_up_to_session_51(real: pl.DataFrame):
    day = real.select("session", day=pl.col("date").dt.day())
    assert day.filter(pl.col("session") <= 51)["day"].max() == 7
    assert day.filter(pl.col("session") >= 52).group_by("session").agg(pl.col("day").max())["day"].min() > 7


def test_resolution_3379_carries_a_wrong_day(real: pl.DataFrame):
    # Adopted on 10 November 1975.
    assert real.filter(pl.col("resolution") == "R/30/3379")["date"].to_list() == [date(1975, 11, 1)]


def test_two_roll_calls_are_dated_before_their_session(real: pl.DataFrame):
    early = real.filter(pl.col("date").dt.year() < 1945 + pl.col("session"))
    assert early.select("rcid", "session", "date").rows() == [
        (961, 22, date(1966, 12, 7)),
        (9018, 23, date(1967, 5, 7)),
    ]


def test_every_other_roll_call_falls_into_its_session_or_the_year_after(real: pl.DataFrame):
    ahead = real["date"].dt.year().cast(pl.Int32) - real["session"] - 1945
    assert (ahead.is_in([0, 1])).sum() == real.height - 2


def test_session_19_has_one_roll_call(real: pl.DataFrame):
    assert real.filter(pl.col("session") == 19).height == 1


def test_2023_ends_on_the_first_of_september(real: pl.DataFrame):
    assert real.filter(pl.col("date").dt.year() == 2023).height == 7
    assert real["date"].max() == date(2023, 9, 1)


def test_amendments_are_not_coded_in_sessions_40_to_51(real: pl.DataFrame):
    middle = real.filter(pl.col("session").is_between(40, 51))
    assert middle["amendment"].null_count() == middle["paragraph"].null_count() == middle.height
    early = real.filter(pl.col("session") < 40)
    assert early["amendment"].null_count() == early["paragraph"].null_count() == 0


def test_only_a_yes_is_written_in_sessions_52_to_67(real: pl.DataFrame):
    later = real.filter(pl.col("session").is_between(52, 67))
    assert later["amendment"].unique().drop_nulls().to_list() == [True]
    assert later["paragraph"].unique().drop_nulls().to_list() == [True]


def test_importance_is_unknown_in_recent_sessions(real: pl.DataFrame):
    recent = real.filter(pl.col("session") >= 73)
    assert recent["important"].null_count() == recent.height
    assert real["important"].null_count() == 866


def test_an_empty_symbol_or_title_is_null(real: pl.DataFrame):
    assert real["resolution"].null_count() == 159
    # 419 absent and 154 empty in the producer's file.
    assert real["title"].null_count() == 573
    assert not any((real[name] == "").any() for name in ("resolution", "title", "description"))


def test_subjects_are_those_the_producer_counts(real: pl.DataFrame):
    counts = {subject: real[subject].sum() for subject in SUBJECTS}
    assert counts == {
        "palestine": 1101,
        "nuclear": 903,
        "disarmament": 1143,
        "colonialism": 1008,
        "human_rights": 1051,
        "development": 816,
    }
    assert sum(counts.values()) == 6022
