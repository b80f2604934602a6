from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tertius.reading.actors import find_mentions
from tertius.reading.document import Block, Document, Part, document_id
from tertius.reading.parse import parse


def mentions(text: str, published: date | None = None):
    blocks = (Block(0, len(text), Part.BODY),) if text else ()
    parsed = parse(Document(document_id(text), text, "-", None, None, None, published, "en", blocks))
    return find_mentions(parsed)


def states(text: str, published: date | None = None) -> list[tuple[str, str]]:
    return [(text[m.start : m.end], m.state) for m in mentions(text, published)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("France met Spain.", [("France", "FRA"), ("Spain", "ESP")]),
        ("Russians and Poles objected.", [("Russians", "RUS"), ("Poles", "POL")]),
        ("Talks in New Delhi.", [("New Delhi", "IND")]),
        ("The Kremlin called the White House.", [("Kremlin", "RUS"), ("White House", "USA")]),
        ("Zhongnanhai was silent.", [("Zhongnanhai", "CHN")]),
        ("The European Union and Brussels.", [("European Union", "EUR-UNION"), ("Brussels", "EUR-UNION")]),
        (
            "Sino-Russian drills, Russo-Japanese talks.",
            [("Sino-", "CHN"), ("Russian", "RUS"), ("Russo-", "RUS"), ("Japanese", "JPN")],
        ),
        ("The U.S.-Russia tie.", [("U.S.", "USA"), ("Russia", "RUS")]),
        ("US-China trade.", [("US", "USA"), ("China", "CHN")]),
        ("North Korea and South Korea.", [("North Korea", "PRK"), ("South Korea", "KOR")]),
        ("The U.K. and the UAE.", [("U.K.", "GBR"), ("UAE", "ARE")]),
        ("Côte d'Ivoire voted.", [("Côte d'Ivoire", "CIV")]),
    ],
)
def test_a_state_is_known_by_what_it_is_called(text: str, expected: list[tuple[str, str]]):
    assert states(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "It cost US$5 billion.",
        "They told us so.",
        "A storm in the South China Sea.",
        "The Washington Post wrote.",
        "He lives in Moscow, Idaho.",
        "Latin America and North America.",
        "An Indo-Pacific order.",
        "GIVE US A BREAK",
        "The Warsaw Pact is history.",
        "A turkey sandwich and a polish cloth.",
        "Trump Tower was empty.",
        "He flew to Xi'an.",
        "Michael Jordan scored.",
        "In New Mexico it rained.",
    ],
)
def test_what_only_sounds_like_a_state_is_none(text: str):
    assert states(text) == []


def test_georgia_is_a_state_of_the_union_among_its_like():
    assert states("Voters in Georgia, Florida and Ohio went to the polls.") == []
    assert states("Georgia and Armenia border on Turkey.")[0] == ("Georgia", "GEO")


def test_a_straight_and_a_curly_apostrophe_both_end_a_name():
    assert states("China's and Russia\u2019s answer.") == [("China", "CHN"), ("Russia", "RUS")]


class TestLeaders:
    def test_a_leader_stands_for_the_state(self):
        assert states("President Vladimir Putin met Xi.") == [("Vladimir Putin", "RUS"), ("Xi", "CHN")]

    def test_a_surname_that_many_bear_needs_the_full_name_or_a_title(self):
        assert states("Johnson spoke.") == []
        assert states("Prime Minister Johnson spoke.", date(2021, 3, 1)) == [("Johnson", "GBR")]
        assert states("Boris Johnson spoke. Johnson left.")[-1] == ("Johnson", "GBR")

    def test_the_date_tells_namesakes_apart(self):
        assert states("President Johnson spoke.", date(1967, 3, 1)) == [("Johnson", "USA")]
        assert states("Prime Minister Johnson spoke.", date(2020, 3, 1)) == [("Johnson", "GBR")]

    def test_nobody_leads_long_before_the_first_spell(self):
        assert states("Donald Trump opened a casino.", date(1990, 4, 2)) == []
        assert states("Donald Trump won.", date(2016, 11, 9)) == [("Donald Trump", "USA")]

    def test_a_former_leader_still_stands_for_the_state(self):
        assert states("Nixon went to China.", date(1990, 1, 1)) == [("Nixon", "USA"), ("China", "CHN")]

    def test_a_month_is_no_prime_minister(self):
        assert states("Theresa May won in May.") == [("Theresa May", "GBR")]


def test_kinds_tell_how_the_state_was_named():
    found = mentions("Russia, Russian, Moscow, the Kremlin and Putin.")
    assert [m.kind for m in found] == ["name", "adjective", "capital", "metonym", "leader"]


def test_only_parts_that_are_read_are_looked_at():
    text = "France said no.\nGermany said yes."
    blocks = (Block(0, 15, Part.CAPTION), Block(16, 33, Part.BODY))
    parsed = parse(Document("x", text, "-", None, None, None, None, "en", blocks))
    assert [(text[m.start : m.end], m.state) for m in find_mentions(parsed)] == [("Germany", "DEU")]


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="UuSs.$-' ,CchinaRuX\u2019\u200f\u00a0", max_size=60))
def test_mentions_are_in_order_and_never_overlap(text: str):
    found = mentions(text)
    assert all(0 <= m.start < m.end <= len(text) for m in found)
    assert all(a.end <= b.start for a, b in pairwise(found))
