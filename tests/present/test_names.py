"""States' names inside a sentence, and on a day of the past."""

from __future__ import annotations

from datetime import date

import pytest

from tertius.present.names import _FORMERLY, _WITH_ARTICLE, called_on, capital, possessive, the
from tertius.states import all_states, find

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Russia", "Russia"),
        ("United States", "the United States"),
        ("Netherlands", "the Netherlands"),
        ("Republic of Congo", "the Republic of Congo"),
        ("DR Congo", "DR Congo"),
        ("Ukraine", "Ukraine"),
        ("Sudan", "Sudan"),
    ],
)
def test_the_article_is_english(name, said):
    assert the(name) == said


def test_every_name_with_an_article_is_a_state():
    former = {name for spans in _FORMERLY.values() for name, *_ in spans}
    assert {s.name for s in all_states()} | former >= _WITH_ARTICLE


@pytest.mark.parametrize(
    ("name", "said"),
    [("Russia", "Russia's"), ("United States", "the United States'"), ("Honduras", "Honduras'"), ("Chad", "Chad's")],
)
def test_owners(name, said):
    assert possessive(name) == said


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("the United States", "The United States"),
        ("élan", "Élan"),
        ("UN votes", "UN votes"),
        ("5 years", "5 years"),
        ("", ""),
    ],
)
def test_a_sentence_begins_with_a_capital_and_keeps_the_others(words, said):
    assert capital(words) == said


@pytest.mark.parametrize(
    ("code", "day", "name"),
    [
        ("RUS", date(1991, 12, 25), "Soviet Union"),
        ("RUS", date(1991, 12, 26), "Russia"),
        ("YUG", date(1990, 1, 1), "Yugoslavia"),
        ("SRB", date(2003, 2, 4), "Serbia and Montenegro"),
        ("SRB", date(2006, 6, 4), "Serbia"),
        ("DDR", date(1988, 1, 1), "East Germany"),
        ("CSK", date(1988, 1, 1), "Czechoslovakia"),
        ("MMR", date(1989, 6, 18), "Myanmar"),
        ("RUS", None, "Russia"),
    ],
)
def test_a_state_is_called_as_it_was_on_the_day(code, day, name):
    assert called_on(code, day).name == name


def test_every_former_name_means_its_state_and_none_is_a_state_of_today():
    for cow, spans in _FORMERLY.items():
        for name, _, first, last in spans:
            assert find(name, on=last).cow == cow
            assert called_on(cow, first).name == called_on(cow, last).name == name
            assert first < last < TODAY
        assert called_on(cow, TODAY) == find(cow)


def test_only_the_name_changes():
    then, now = called_on("RUS", date(1980, 1, 1)), find("RUS")
    assert (then.cow, then.iso3, then.cow_spells) == (now.cow, now.iso3, now.cow_spells)
    assert the(then.name) == "the Soviet Union"
