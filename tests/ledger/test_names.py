"""A holder under two names is noticed; two holders are left alone."""

from __future__ import annotations

import time

import pytest

from tertius.ledger.names import KnownNames, fold


@pytest.mark.parametrize("other", ["Quill, Ada", "ADA QUILL", "Ada Quíll", "A. Quill", "Ada Quil", "Ada  Quill."])
def test_another_spelling_is_near(other):
    assert KnownNames(["Ada Quill", "Boris Lint"]).near(other) == "Ada Quill"


def test_a_name_of_one_word_may_be_misspelt():
    assert KnownNames(["Metaphor"]).near("Metafor") is None
    assert KnownNames(["Oraculum"]).near("Oraculun") in {"Oraculum", None}


@pytest.mark.parametrize("other", ["Boris Quill", "Ada Lint", "Model 5", "Ada Quill 2", "Institute of Lint"])
def test_another_holder_is_not(other):
    assert KnownNames(["Ada Quill", "Boris Lint", "Model 4"]).near(other) is None


def test_a_name_that_is_known_or_settled_is_near_to_none():
    names = KnownNames(["Ada Quill", "Quill, Ada"], aliases=["A. Quill"])
    assert names.near("Quill, Ada") is None
    assert names.near("A. Quill") is None


def test_many_names_take_little_time():
    begun = time.process_time()
    names = KnownNames([])
    for i in range(5_000):
        names.near(f"Forecaster {i}")
        names.add(f"Forecaster {i}")
    assert time.process_time() - begun < 5


def test_folding_forgets_case_accents_and_order():
    assert fold("Ŝmith-Jones, J.") == fold("j smith jones")
