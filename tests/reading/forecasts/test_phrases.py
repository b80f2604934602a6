"""Words to ranges: negation and scope, scales, and nothing for what is not in the table."""

from __future__ import annotations

import csv
from importlib import resources

import pytest

from tertius.errors import UnknownName
from tertius.present.words import SCALES
from tertius.reading.forecasts.phrases import canonical, implied_range, wording_of
from tertius.reading.forecasts.survey import survey

# Quartiles of the survey, as published: Will 99-100, Almost Certain 90-98, Likely 67-80, Probable 65-80, May 30-51,
# Could and Might 25-50, Realistic 40-75, Unlikely 10-25, Little Chance 5-15, Almost No Chance 1-5.
NEGATED = {
    "will": (0.99, 1.0),
    "will not": (0.0, 0.01),
    "won't": (0.0, 0.01),
    "won\u2019t": (0.0, 0.01),
    "would not": (0.0, 0.01),
    "wouldn't": (0.0, 0.01),
    "shall not": (0.0, 0.01),
    "will never": (0.0, 0.01),
    "is not going to": (0.0, 0.01),
    "isn't going to": (0.0, 0.01),
    "Nor will": (0.0, 0.01),
    "neither ... will": (0.0, 0.01),
    "nobody will": (0.0, 0.01),
    "No ... would": (0.0, 0.01),
    "may": (0.30, 0.51),
    "may not": (0.49, 0.70),
    "might not": (0.50, 0.75),
    "may never": (0.49, 0.70),
    "may well": (0.55, 0.60),
    "may well not": (0.40, 0.45),
    "cannot": (0.01, 0.05),
    "can't": (0.01, 0.05),
    "could not": (0.01, 0.05),
    "couldn't": (0.01, 0.05),
    "nobody can": (0.01, 0.05),
    "likely": (0.67, 0.80),
    "not likely": (0.10, 0.25),
    "aren't likely": (0.10, 0.25),
    "likely not": (0.20, 0.33),
    "will likely not": (0.20, 0.33),
    "unlikely": (0.10, 0.25),
    "unlikely not": (0.75, 0.90),
    "not unlikely": (0.40, 0.75),
    "probably not": (0.20, 0.35),
    "will probably not": (0.20, 0.35),
    "probably won't": (0.20, 0.35),
    "almost certainly not": (0.02, 0.10),
    "certain not to": (0.02, 0.10),
    "not certain": (0.25, 0.50),
    "cannot be sure": (0.25, 0.50),
    "far from certain": (0.25, 0.50),
    "won't necessarily": (0.25, 0.50),
    "does not necessarily": (0.25, 0.50),
    "may not necessarily": (0.25, 0.50),
    "does not mean that": (0.25, 0.50),
    "not impossible": (0.25, 0.50),
    "cannot be ruled out": (0.25, 0.50),
    "impossible": (0.01, 0.05),
    "no sign that": (0.10, 0.25),
    "doubt that": (0.10, 0.25),
    "no doubt that": (0.90, 0.98),
    "do not doubt": (0.90, 0.98),
    "hardly": (0.05, 0.15),
    "will hardly": (0.05, 0.15),
    "not expected to": (0.10, 0.25),
    "not bound to": (0.25, 0.50),
    "perhaps not": (0.50, 0.75),
}


@pytest.mark.parametrize(("phrase", "wanted"), NEGATED.items())
def test_negation_and_scope(phrase, wanted):
    assert implied_range(phrase) == pytest.approx(wanted)


@pytest.mark.parametrize(
    ("phrase", "wanted"),
    {
        "very difficult": (0.05, 0.15),
        "possibility": (0.25, 0.50),
        "bound to": (0.90, 0.98),
        "no chance": (0.01, 0.05),
        "expects": (0.67, 0.80),
        "promised": (0.67, 0.80),
        "planning to": (0.67, 0.80),
        "could": (0.25, 0.50),
        "risks": (0.25, 0.50),
        "It is highly likely that": (0.80, 0.90),
        "there is every chance": (0.75, 0.85),
    }.items(),
)
def test_surface_phrases_find_their_survey_phrase(phrase, wanted):
    assert implied_range(phrase) == pytest.approx(wanted)


@pytest.mark.parametrize(
    "phrase", ["", "purple", "will purple", "not purple", "perhaps purple", "fair chance", "not", "?"]
)
def test_a_phrase_outside_the_table_has_no_range(phrase):
    assert implied_range(phrase) is None
    assert wording_of(phrase) is None


@pytest.mark.parametrize(
    ("scale", "phrase", "wanted"),
    [
        ("icd203", "unlikely", (0.20, 0.45)),
        ("ICD 203", "very unlikely", (0.05, 0.20)),
        ("icd203", "probably not", (0.20, 0.45)),
        ("nato", "highly likely", (0.90, 1.0)),
        ("uk", "realistic possibility", (0.40, 0.50)),
        ("UK PHIA", "almost certain", (0.95, 1.0)),
        ("ipcc", "extremely unlikely", (0.0, 0.05)),
        ("ipcc", "almost certainly", (0.99, 1.0)),
        ("efsa", "likely", (0.66, 0.90)),
        ("nato", "will not", None),
        ("uk", "could", None),
        ("icd203", "may", None),
    ],
)
def test_published_scales_by_key_or_name(scale, phrase, wanted):
    assert implied_range(phrase, scale) == (None if wanted is None else pytest.approx(wanted))


def test_an_unknown_scale_is_answered_with_those_there_are():
    with pytest.raises(UnknownName, match="CAPphrase"):
        implied_range("likely", "kent")


def table(name):
    file = resources.files("tertius.reading.forecasts") / "data" / name
    return list(csv.DictReader(file.read_text(encoding="utf-8").splitlines()))


def test_every_row_names_a_survey_phrase_and_a_reason_and_stands_once():
    rows = table("phrases.csv")
    assert {row["term"] for row in rows} <= set(survey())
    assert all(row["reason"].strip() and row["denied"] in {"yes", "no"} for row in rows)
    spelled = [canonical(row["phrase"]) for row in rows]
    assert sorted(spelled) == sorted(set(spelled))


def test_every_row_can_be_reached_by_its_own_words():
    for row in table("phrases.csv"):
        found = wording_of(row["phrase"])
        assert found is not None
        assert (found.term, found.denied) == (row["term"], row["denied"] == "yes")


def test_words_of_published_scales_are_defined_there():
    for row in table("scales.csv"):
        assert SCALES[row["scale"]].phrase(row["words"]).words == row["words"]
        assert row["term"] in survey()


def test_denial_is_the_complement():
    for row in table("phrases.csv"):
        wording = wording_of(row["phrase"])
        assert wording.of_failing().of_failing() == wording
