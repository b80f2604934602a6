"""The scales of words: their published bounds, their boundaries, gaps and ends."""

from __future__ import annotations

import csv
import json
import math
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tertius.errors import ImpossibleQuestion, UnknownName
from tertius.present.words import EFSA, ICD203, IPCC, NATO, SCALES, UK_PHIA, Scale, scale


@pytest.mark.parametrize(
    ("named", "p", "words"),
    [
        (ICD203, 0.04, "almost no chance"),
        (ICD203, 0.05, "very unlikely"),
        (ICD203, 0.2, "unlikely"),
        (ICD203, 0.5, "roughly even chance"),
        (ICD203, 0.98, "almost certain"),
        (ICD203, 0.003, "almost no chance (less than 1\u2009%)"),
        (ICD203, 0.0, "almost no chance (less than 1\u2009%)"),
        (ICD203, 0.99, "almost certain (99\u2009%)"),
        (ICD203, 0.997, "almost certain (more than 99\u2009%)"),
        (NATO, 0.1, "unlikely"),
        (NATO, 1.0, "highly likely"),
        (UK_PHIA, 0.07, "between remote chance and highly unlikely"),
        (UK_PHIA, 0.37, "between unlikely and realistic possibility"),
        (UK_PHIA, 0.6, "likely"),
        (IPCC, 0.03, "extremely unlikely"),
        (IPCC, 0.07, "very unlikely"),
        (IPCC, 0.97, "extremely likely"),
        (IPCC, 0.7, "likely"),
        (EFSA, 0.0, "almost impossible"),
        (EFSA, 0.99, "almost certain"),
    ],
)
def test_words_by_hand(named: Scale, p: float, words: str) -> None:
    assert named.words_for(p) == words


def test_a_missing_probability_has_no_word() -> None:
    assert ICD203.words_for(None) == ICD203.words_for(math.nan) == "not known"


@pytest.mark.parametrize("p", [-0.01, 1.01, math.inf])
def test_what_is_no_probability_is_refused(p: float) -> None:
    with pytest.raises(ImpossibleQuestion):
        ICD203.words_for(p)


@given(st.floats(0, 1), st.sampled_from(sorted(SCALES)))
def test_the_phrase_is_the_narrowest_that_holds(p: float, key: str) -> None:
    holding = [f for f in SCALES[key].phrases if f.low <= p < f.high or (p == 1 and f.high == 1)]
    found = SCALES[key].phrase_for(p)
    if not holding:
        assert found is None
    else:
        assert found in holding
        assert all(found.high - found.low <= f.high - f.low for f in holding)


@given(st.lists(st.floats(0, 1), min_size=2, max_size=2))
def test_a_greater_probability_never_gets_a_lesser_word(pair: list[float]) -> None:
    for named in (ICD203, NATO, EFSA):
        order = [phrase.words for phrase in named.phrases]
        less, more = (order.index(named.words_for(p).split(" (")[0]) for p in sorted(pair))
        assert less <= more


def test_a_phrase_gives_its_bounds() -> None:
    assert ICD203.phrase("Very  Unlikely").bounds() == "5–20\u2009%"
    with pytest.raises(UnknownName, match="very unlikely"):
        ICD203.phrase("very unlikly")


def test_scales_are_called_by_their_key() -> None:
    assert scale("ICD203") is ICD203
    with pytest.raises(UnknownName):
        scale("icd204")


@pytest.mark.parametrize(
    ("key", "file"), [("icd203", "us_nic"), ("nato", "nato"), ("uk", "uk"), ("ipcc", "ipcc"), ("efsa", "efsa")]
)
def test_bounds_are_those_collected(shared: Path, key: str, file: str) -> None:
    path = shared / "vault" / "probability_words" / f"CAPphrase_yardstick_{file}.csv"
    with path.open(encoding="utf-8") as lines:
        published = {(row["term"].lower(), int(row["low"]), int(row["high"])) for row in csv.DictReader(lines)}
    assert {(f.words, round(100 * f.low), round(100 * f.high)) for f in SCALES[key].phrases} == published


def test_icd_bounds_are_those_of_the_fixtures(shared: Path) -> None:
    def found(node: object) -> dict[str, list[int]] | None:
        if isinstance(node, dict):
            if "icd203" in node:
                return node["icd203"]
            return next((hit for hit in map(found, node.values()) if hit), None)
        return None

    fixture = found(json.loads((shared / "model_test_fixtures.json").read_text(encoding="utf-8")))
    assert fixture
    for words, bounds in fixture.items():
        phrase = ICD203.phrase("roughly even chance" if words == "roughly even" else words)
        assert [round(100 * phrase.low), round(100 * phrase.high)] == bounds
