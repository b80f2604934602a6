"""The SIPRI register: orders with their years of delivery as a list, and nothing unknown read as zero."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest

from tertius.datasets.sipri_arms import SIPRI_ARMS

SAMPLE = Path(__file__).parents[1] / "samples" / "sipri_arms" / "trade-register.csv"
TEXT = SAMPLE.read_text(encoding="latin1")


@pytest.fixture(scope="session")
def register(real: Callable[..., pl.DataFrame]) -> pl.DataFrame:
    return real(SIPRI_ARMS)


@pytest.fixture
def sample() -> pl.DataFrame:
    return SIPRI_ARMS.read(SAMPLE)


def test_it_reads_its_sample_below_eleven_lines_of_preamble(sample):
    assert sample.height == 7
    assert sample["weapon"].to_list()[:2] == ["Alpha-1", "Beta-2"]


def test_latin1_letters_arrive_whole(sample):
    assert "B\u00fcssing" in sample.filter(weapon="Beta-2")["comments"].item()


def test_delivery_years_are_a_list_and_the_volume_is_not_split(sample):
    order = sample.filter(weapon="Alpha-1").row(0, named=True)
    assert order["delivery_years"] == [1950, 1951, 1952]
    assert order["tiv_delivered"] == 60.0


def test_question_marks_become_flags_of_the_right_column(sample):
    flags = ["ordered_uncertain", "number_ordered_uncertain", "number_delivered_uncertain"]
    assert sample.filter(weapon="Alpha-1").select(flags).row(0) == (True, False, True)
    assert sample.filter(weapon="Beta-2").select(flags).row(0) == (False, False, True)
    assert sample.filter(weapon="Delta-4").select(flags).row(0) == (False, True, False)


def test_soviet_union_and_russia_stay_two_names(sample, register):
    assert sample["supplier"].to_list()[:2] == ["Soviet Union", "Russia"]
    assert {"Soviet Union", "Russia"} <= set(register["supplier"])
    for side in ("supplier", "recipient"):
        ussr = register.filter(pl.col(side) == "Soviet Union")["delivery_years"].explode(empty_as_null=True)
        russia = register.filter(pl.col(side) == "Russia")["delivery_years"].explode(empty_as_null=True)
        assert (ussr.max(), russia.min()) == (1991, 1992)


def test_an_empty_volume_is_null(sample):
    assert sample.filter(weapon="Zeta")["tiv_delivered"].item() is None


def test_zero_with_a_delivery_is_zero_a_volume_under_half_a_million(sample):
    order = sample.filter(weapon="Epsilon").row(0, named=True)
    assert order["tiv_delivered"] == 0.0
    assert order["tiv_ordered"] == 0.0


def test_zero_without_a_known_delivery_is_null(sample):
    for weapon in ("Gamma-3", "Delta-4"):
        order = sample.filter(weapon=weapon).row(0, named=True)
        assert order["delivery_years"] is None
        assert order["tiv_delivered"] is None
        assert order["tiv_ordered"] is None


def test_a_repeated_row_is_refused(refuses):
    assert refuses(SIPRI_ARMS, TEXT + TEXT.splitlines()[-1] + "\n", "one row per", encoding="latin1").row == 20


def test_an_unknown_condition_is_refused(refuses):
    refuses(SIPRI_ARMS, TEXT.replace(",New,", ",Refurbished,"), "condition is one of", encoding="latin1")


def test_an_unknown_flag_is_refused(refuses):
    error = refuses(
        SIPRI_ARMS, TEXT.replace("1950,?,30", "1950,x,30"), "ordered_uncertain is one of", encoding="latin1"
    )
    assert error.row == 13


@pytest.mark.parametrize("years", ["2011; 20l2", "2011; ; 2012", "1911"])
def test_a_delivery_year_that_is_none_is_refused(years: str, refuses):
    assert refuses(SIPRI_ARMS, TEXT.replace("2011; 2012", years), "delivery_years", encoding="latin1").row == 14


def test_text_for_a_number_is_refused(refuses):
    content = TEXT.replace(",3,36,36", ",3,36,many")
    refuses(SIPRI_ARMS, content, "tiv_delivered is a number", encoding="latin1")


def test_a_renamed_column_is_refused(refuses):
    content = TEXT.replace("SIPRI TIV of delivered weapons\n", "TIV delivered\n")
    refuses(SIPRI_ARMS, content, "must be there", encoding="latin1")


def test_a_file_whose_preamble_was_removed_is_refused(refuses):
    refuses(SIPRI_ARMS, TEXT[TEXT.index("Recipient,") :], "a table with a header line", encoding="latin1")


def test_a_file_cut_short_is_refused(refuses):
    refuses(SIPRI_ARMS, TEXT[: TEXT.index(",anti-tank") + 8], "never null|must be there", encoding="latin1")


def test_a_web_page_is_refused(refuses):
    refuses(SIPRI_ARMS, "\n" * 11 + "<html>Please wait</html>", "a table with a header line")


def test_another_encoding_is_refused(refuses):
    refuses(SIPRI_ARMS, TEXT.encode("utf-16"), "must be there|whole, readable file|header line")


def test_the_real_file_has_the_rows_and_years_of_the_manifest(register):
    assert register.height == 29_916
    assert (register["ordered"].min(), register["ordered"].max()) == (1940, 2025)
    years = register["delivery_years"].explode(empty_as_null=True)
    assert (years.min(), years.max()) == (1950, 2025)


def test_unknown_volumes_of_the_real_file_are_null(register):
    assert register["tiv_delivered"].null_count() == 1_220
    assert register["tiv_ordered"].null_count() == 499
    assert register.filter(pl.col("tiv_delivered") == 0).is_empty()


def test_nine_orders_of_the_real_file_have_a_twin_and_both_are_kept(register):
    fields = [name for name in register.columns if name != "serial"]
    assert register.height - register.select(fields).unique().height == 9


def test_the_real_file_twice_is_refused(real_vault: Path, refuses):
    whole = (real_vault / SIPRI_ARMS.files[0].name).read_bytes()
    body = whole.split(b"\n", 12)[12]
    refuses(SIPRI_ARMS, whole + body, "one row per")


def test_the_caveats_warn_of_revision_and_of_splitting():
    said = " ".join(SIPRI_ARMS.caveats)
    assert "most recent years get revised" in said
    assert "split" in said
