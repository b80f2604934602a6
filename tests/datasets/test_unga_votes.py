"""General Assembly votes: positions, names and codes, and the traps of the producer's file."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

from tertius.datasets.unga_votes import UNGA_VOTES
from tertius.errors import DataContractError


@pytest.fixture
def sample(sample_of, tmp_path: Path) -> pl.DataFrame:
    return UNGA_VOTES.read(*sample_of(UNGA_VOTES, tmp_path))


@pytest.fixture(scope="module")
def real(read_real) -> pl.DataFrame:
    return read_real("unga_votes")


def spans(frame: pl.DataFrame, state: str) -> tuple[int, int]:
    sessions = frame.filter(pl.col("state") == state)["session"]
    return sessions.min(), sessions.max()


def test_an_abstention_lies_half_way_between_yes_and_no(sample: pl.DataFrame):
    first = sample.filter(pl.col("rcid") == 101)
    assert dict(first.select("state", "vote").rows()) == {
        "United States": -1,
        "Russia": 1,
        "China": 0,
        "Namibia": 1,
        "Zanzibar": 1,
    }


def test_a_vote_has_the_session_of_its_roll_call(sample: pl.DataFrame):
    assert dict(sample.select("rcid", "session").rows()) == {101: 31, 102: 72}


def test_a_vote_on_a_roll_call_that_is_not_listed_is_refused(sample_of, tmp_path: Path):
    def without_102(stem: str, text: bytes) -> bytes:
        kept = [line for line in text.splitlines(keepends=True) if not line.startswith(b"102,72")]
        return b"".join(kept) if stem == "un_roll_calls" else text

    with pytest.raises(DataContractError, match="session is never null") as caught:
        UNGA_VOTES.read(*sample_of(UNGA_VOTES, tmp_path, without_102))
    assert caught.value.row == 6


def test_an_absent_state_has_no_row(sample: pl.DataFrame):
    assert sample.filter((pl.col("rcid") == 102) & (pl.col("state") == "Namibia")).is_empty()
    assert UNGA_VOTES.absent_means == "missing"


def test_namibia_is_not_a_missing_code(real: pl.DataFrame):
    assert real.filter(pl.col("state") == "Namibia")["iso2"].unique().to_list() == ["NA"]


def test_three_states_have_no_iso_code(real: pl.DataFrame):
    blank = real.filter(pl.col("iso2").is_null())["state"].unique().sort().to_list()
    assert blank == ["Federal Republic of Germany", "Yemen Arab Republic", "Zanzibar"]


def test_the_ussr_is_folded_into_russia(real: pl.DataFrame):
    assert spans(real, "Russia") == (1, 77)
    assert real.filter(pl.col("state").str.contains("Soviet|USSR")).is_empty()


def test_serbia_is_folded_into_yugoslavia(real: pl.DataFrame):
    assert spans(real, "Yugoslavia") == (1, 77)
    assert real.filter(pl.col("state") == "Serbia").is_empty()


def test_china_votes_from_session_26_and_taiwan_until_then(real: pl.DataFrame):
    assert spans(real, "China") == (26, 77)
    assert spans(real, "Taiwan") == (1, 26)


def test_the_two_germanies_vote_from_1973_to_1990(real: pl.DataFrame):
    assert spans(real, "Federal Republic of Germany") == (28, 45)
    assert spans(real, "German Democratic Republic") == (28, 44)


def test_session_19_has_one_roll_call(real: pl.DataFrame):
    assert real.filter(pl.col("session") == 19)["rcid"].n_unique() == 1


def test_votes_are_yes_abstain_or_no_as_often_as_published(real: pl.DataFrame):
    # Counted in the producer's file: 730,746 yes, 116,110 abstain, 69,169 no.
    assert dict(real["vote"].value_counts().rows()) == {1: 730_746, 0: 116_110, -1: 69_169}


def test_coverage_is_6464_roll_calls_of_200_states(real: pl.DataFrame):
    assert (real["rcid"].n_unique(), real["state"].n_unique()) == (6464, 200)
    assert (real["session"].min(), real["session"].max()) == (1, 77)
