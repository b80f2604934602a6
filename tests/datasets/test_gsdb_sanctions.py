"""Sanction cases: several senders in one cell, names that hold a comma, 2023 as still going on."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest

from tertius.datasets.gsdb_sanctions import GSDB_SANCTIONS

SAMPLE = Path(__file__).parents[1] / "samples" / "gsdb_sanctions" / "GSDB_V4.csv"
TEXT = SAMPLE.read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def cases(real: Callable[..., pl.DataFrame]) -> pl.DataFrame:
    return real(GSDB_SANCTIONS)


@pytest.fixture
def sample() -> dict[int, dict[str, object]]:
    return {row["case"]: row for row in GSDB_SANCTIONS.read(SAMPLE).to_dicts()}


def test_it_reads_its_sample(sample):
    assert len(sample) == 7
    assert sample[1]["senders"] == ["United States"]
    assert (sample[1]["first_year"], sample[1]["last_year"]) == (1950, 1961)


def test_senders_in_one_cell_become_a_list_and_the_eu_stays_as_named(sample):
    assert sample[3]["senders"] == ["EU", "Albania", "Bosnia and Herzegovina", "Iceland", "Norway"]
    assert sample[4]["senders"] == ["UN"]


def test_a_name_that_holds_a_comma_is_one_name(sample):
    assert sample[2]["targets"] == ["Korea, North"]
    assert sample[2]["senders"] == ["Korea, South", "United States", "Japan"]
    assert sample[6]["senders"] == ["Egypt, Arab Rep.", "Congo, Democratic Republic of the"]


def test_several_targets_become_a_list(sample):
    assert sample[5]["targets"] == ["Belarus", "Russia"]


def test_an_end_in_2023_means_still_going_on(sample):
    assert [case for case, row in sample.items() if row["ongoing"]] == [2, 3, 5, 7]


def test_types_are_booleans(sample):
    types = ("trade", "arms", "military", "financial", "travel", "other")
    assert [sample[3][name] for name in types] == [True, True, False, True, True, False]


def test_the_extent_of_a_trade_sanction_is_told_by_direction(sample):
    extents = {case: (row["exports_barred"], row["imports_barred"]) for case, row in sample.items()}
    assert extents[1] == (None, None)
    assert extents[2] == ("complete", "complete")
    assert extents[3] == ("partial", None)
    assert extents[6] == ("partial", "complete")


def test_a_repeated_row_is_refused(refuses):
    assert refuses(GSDB_SANCTIONS, TEXT + TEXT.splitlines()[-1] + "\n", "one row per").row == 8


def test_an_unknown_type_code_is_refused(refuses):
    assert refuses(GSDB_SANCTIONS, TEXT.replace("1990,1993,0,,1", "1990,1993,0,,2"), "arms is 0 or 1").row == 5


def test_an_unknown_objective_is_refused(refuses):
    refuses(GSDB_SANCTIONS, TEXT.replace("prevent_war", "win_war"), "every part of objective")


def test_an_unknown_outcome_is_refused(refuses):
    refuses(GSDB_SANCTIONS, TEXT.replace("success_part", "success"), "every part of success")


def test_an_unknown_extent_is_refused(refuses):
    refuses(GSDB_SANCTIONS, TEXT.replace(",exp_part,", ",exp_some,"), "every part of descr_trade")


def test_a_gap_between_senders_is_refused(refuses):
    refuses(GSDB_SANCTIONS, TEXT.replace("EU, Albania", "EU, , Albania"), "sanctioning_state is a list without gaps")


def test_a_year_after_the_version_is_refused(refuses):
    refuses(GSDB_SANCTIONS, TEXT.replace("2016,2023", "2016,2024"), "last_year is at most 2023")


def test_a_renamed_column_is_refused(refuses):
    content = TEXT.replace("sanctioning_state", "sender")
    refuses(GSDB_SANCTIONS, content, r"columns \['sanctioning_state'\] must be there")


def test_a_file_cut_short_is_refused(refuses):
    refuses(GSDB_SANCTIONS, TEXT[: TEXT.index("7,Ruritania") + 25], "is a number|is 0 or 1|never null")


def test_a_web_page_is_refused(refuses):
    refuses(GSDB_SANCTIONS, "<!doctype html>", "a table with a header line")


def test_another_encoding_is_refused(refuses):
    refuses(GSDB_SANCTIONS, TEXT.replace("Ruritania", "R\u00farit").encode("latin1"), "utf-8 text")


def test_the_real_file_has_the_cases_and_years_of_the_manifest(cases):
    assert cases.height == 1_547
    assert (cases["first_year"].min(), cases["last_year"].max()) == (1949, 2023)


def test_no_name_of_the_real_file_is_torn_at_its_comma(cases):
    names = set(cases["senders"].explode(empty_as_null=True)) | set(cases["targets"].explode(empty_as_null=True))
    assert not names & {"North", "South", "The", "Arab Rep.", "Democratic Republic of the", "Korea", "Egypt", "Yemen"}
    assert all(name == name.strip() for name in names)
    assert {"EU", "UN", "Korea, North", "Gambia, The"} <= names


def test_615_cases_of_the_real_file_go_on_and_14_of_them_carry_a_final_outcome(cases):
    going = cases.filter("ongoing")
    assert going.height == 615
    assert going.filter(~pl.col("outcomes").list.contains("ongoing")).height == 14
    assert cases.filter(~pl.col("ongoing"), pl.col("outcomes").list.contains("ongoing")).height == 7


def test_every_objective_of_the_real_file_has_an_outcome_but_in_two_cases(cases):
    uneven = cases.filter(pl.col("objectives").list.len() != pl.col("outcomes").list.len())
    assert uneven["case"].to_list() == [1327, 1456]


def test_a_trade_sanction_always_says_what_it_bars(cases):
    barred = pl.col("exports_barred").is_not_null() | pl.col("imports_barred").is_not_null()
    assert cases.filter(pl.col("trade") != barred).is_empty()
