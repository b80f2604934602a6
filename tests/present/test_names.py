"""States' names inside a sentence."""

from __future__ import annotations

import pytest

from tertius.present.names import _WITH_ARTICLE, capital, possessive, the
from tertius.states import all_states


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
    assert {s.name for s in all_states()} >= _WITH_ARTICLE


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
