from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tertius.reading.actors import find_mentions
from tertius.reading.document import Block, Document, Part, document_id
from tertius.reading.events import find_events
from tertius.reading.parse import parse


def events(text: str, published: date | None = date(2024, 3, 1)):
    blocks, place = [], 0
    for line in text.split("\n"):
        if line.strip():
            blocks.append(Block(place, place + len(line), Part.BODY))
        place += len(line) + 1
    parsed = parse(Document(document_id(text), text, "-", None, None, None, published, "en", tuple(blocks)))
    return find_events(parsed, find_mentions(parsed))


def triples(text: str) -> list[tuple[str, str, str]]:
    return [(e.source, e.target, e.category) for e in events(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Spain invaded Portugal.", [("ESP", "PRT", "ASSAULT")]),
        ("Portugal was invaded by Spain.", [("ESP", "PRT", "ASSAULT")]),
        ("Spain imposed sanctions on Portugal.", [("ESP", "PRT", "SANCTION")]),
        ("The sanctions Spain has imposed on Portugal hurt.", [("ESP", "PRT", "SANCTION")]),
        ("Spain's rejection of Portugal's offer came late.", [("ESP", "PRT", "REJECT")]),
        ("Spanish troops attacked a Portuguese village.", [("ESP", "PRT", "ASSAULT")]),
        ("The government of Spain expelled two Portuguese diplomats.", [("ESP", "PRT", "SANCTION")]),
        ("Spain refused to meet Portugal.", [("ESP", "PRT", "REJECT")]),
        ("Spain threatened to attack Portugal.", [("ESP", "PRT", "THREATEN")]),
        ("Spain urged Portugal to withdraw its troops.", [("ESP", "PRT", "REQUEST")]),
        ("Spain said that Portugal must disarm.", [("ESP", "PRT", "REQUEST")]),
        ("Spain and Portugal signed a treaty.", [("ESP", "PRT", "SUPPORT")]),
        ("Talks between Spain and Portugal ended.", [("ESP", "PRT", "CONSULT")]),
        ("The king, whose minister was in Madrid, met nobody.", []),
    ],
)
def test_who_did_what_to_whom(text: str, expected: list[tuple[str, str, str]]):
    assert triples(text) == expected


def test_each_of_several_actors_and_targets_has_an_event():
    found = triples("Spain and Italy condemned Norway and Sweden.")
    assert set(found) == {(a, b, "ACCUSE") for a in ("ESP", "ITA") for b in ("NOR", "SWE")}


@pytest.mark.parametrize(
    "text",
    [
        "Spain did not attack Portugal.",
        "Spain has never condemned Portugal.",
        "Spain may attack Portugal.",
        "If Spain attacks Portugal, all is lost.",
        "Spain would attack Portugal.",
        "Did Spain attack Portugal?",
        "Spain wants to attack Portugal.",
        "The possibility of attacking Portugal was seen in Spain.",
    ],
)
def test_what_did_not_happen_is_no_event(text: str):
    assert [t for t in triples(text) if t[2] == "ASSAULT"] == []


def test_a_scheduled_meeting_counts():
    [event] = events("The Spanish president will visit Portugal in May.")
    assert (event.source, event.target, event.category) == ("ESP", "PRT", "CONSULT")


def test_the_threatened_deed_is_not_done():
    assert triples("Spain threatened to attack Portugal.") == [("ESP", "PRT", "THREATEN")]


class TestOnceOnly:
    def test_the_same_event_told_twice_is_one(self):
        text = "Spain invaded Portugal.\nSpain's invasion of Portugal shocked many."
        assert triples(text) == [("ESP", "PRT", "ASSAULT")]

    def test_the_second_telling_may_give_the_date(self):
        [event] = events("Spain invaded Portugal.\nSpain invaded Portugal in 1762.")
        assert event.date == "1762"

    def test_two_dates_are_two_events(self):
        found = events("Spain invaded Portugal in 1762. Spain invaded Portugal in 1801.")
        assert [e.date for e in found] == ["1762", "1801"]

    def test_what_is_done_together_is_one_whoever_is_named_first(self):
        assert len(triples("Spain met Portugal.\nPortugal met Spain.")) == 1
        assert len(triples("Spain attacked Portugal.\nPortugal attacked Spain.")) == 2


class TestDates:
    def test_the_date_is_that_of_the_clause(self):
        [event] = events("Norway joined in 1949 after Spain attacked Portugal.")
        assert event.date is None

    def test_a_relative_date_counts_from_publication(self):
        [event] = events("Last year Spain attacked Portugal.")
        assert event.date == "2023"


def test_a_pronoun_stands_for_the_leader_named_before():
    text = "Mr Putin came to Hanoi. He met the Vietnamese president."
    assert ("RUS", "VNM", "CONSULT") in triples(text)


def test_the_span_holds_both_and_the_deed():
    text = "Yesterday, after lunch, Spain invaded Portugal."
    [event] = events(text)
    assert text[event.start : event.end] == "Spain invaded Portugal"


def test_an_actor_that_is_no_state_goes_by_its_name():
    assert triples("Western politicians have called on Spain to leave.") == [("Western politicians", "ESP", "REQUEST")]


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                "Spain",
                "Portugal",
                "attacked",
                "and",
                "if",
                "not",
                "the",
                "by",
                "of",
                "will",
                "met",
                "?",
                ".",
                "whose",
                "on",
            ]
        ),
        max_size=14,
    )
)
def test_every_span_lies_in_the_text(words: list[str]):
    text = " ".join(words)
    assert all(0 <= e.start < e.end <= len(text) and e.source != e.target for e in events(text))


@pytest.mark.parametrize(
    "text",
    [
        "Spain is unlikely to leave Portugal.",
        "Spain likely met Portugal's minister.",
        "Trade between Spain and Portugal rose.",
        "The odds of a war between Spain and Portugal are even.",
        "A ceasefire between Spain and Portugal is possible.",
    ],
)
def test_what_is_open_or_standing_is_no_event(text: str) -> None:
    assert triples(text) == []


def test_a_spokesperson_for_a_ministry_acts_for_its_state() -> None:
    text = "A spokesperson for the Spanish foreign ministry accused Portugal of lying."
    assert triples(text) == [("ESP", "PRT", "ACCUSE")]
