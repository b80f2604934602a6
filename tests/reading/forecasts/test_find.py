"""Forecasts in sentences: the made-up passages, and each part of a record by hand."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tertius.errors import UnknownName
from tertius.reading.actors import Mention, find_mentions
from tertius.reading.document import Part
from tertius.reading.forecasts import find_forecasts
from tertius.reading.record import Statement

from . import passages as made_up
from .passages import forecasts_in, parsed_of


@pytest.fixture(scope="module")
def scored():
    return made_up.score()


def test_there_are_eighty_passages_of_one_forecast_none_and_two():
    written = made_up.passages()
    assert len(written) == 80
    assert {len(p["forecasts"]) for p in written} == {0, 1, 2}


def test_passages_found_and_precise(scored):
    counts, _, faults = scored
    assert counts["found"] / (counts["found"] + counts["missed"]) >= 0.95, faults
    assert counts["found"] / (counts["found"] + counts["false"]) >= 0.95, faults


@pytest.mark.parametrize(
    ("field", "floor"),
    [("range", 0.97), ("pair, any order", 0.97), ("move", 0.95), ("condition", 0.93), ("horizon", 0.93)],
)
def test_fields_of_passages(scored, field, floor):
    _, fields, faults = scored
    assert sum(fields[field]) / len(fields[field]) >= floor, faults


MODALS = {
    "Russia will not abandon China.": (0.0, 0.01, "unchanged"),
    "Russia won't abandon China.": (0.0, 0.01, "unchanged"),
    "Russia would not abandon China.": (0.0, 0.01, "unchanged"),
    "Russia will never abandon China.": (0.0, 0.01, "unchanged"),
    "Russia may not abandon China.": (0.49, 0.70, "unchanged"),
    "Russia might not abandon China.": (0.50, 0.75, "unchanged"),
    "Russia cannot abandon China.": (0.01, 0.05, "unchanged"),
    "Russia could not abandon China.": (0.01, 0.05, "unchanged"),
    "Russia is not likely to abandon China.": (0.10, 0.25, "unchanged"),
    "Russia is likely not to abandon China.": (0.20, 0.33, "unchanged"),
    "It is unlikely that Russia will not retaliate against China.": (0.75, 0.90, "apart"),
    "It is not unlikely that Russia will abandon China.": (0.40, 0.75, "apart"),
    "Russia will hardly abandon China.": (0.05, 0.15, "unchanged"),
    "Russia will probably not abandon China.": (0.20, 0.35, "unchanged"),
    "Russia probably won't abandon China.": (0.20, 0.35, "unchanged"),
    "Russia won't necessarily abandon China.": (0.25, 0.50, "unchanged"),
    "This does not mean that Russia will abandon China.": (0.25, 0.50, "unchanged"),
    "There is no sign that Russia will abandon China.": (0.10, 0.25, "unchanged"),
    "I doubt that Russia will abandon China.": (0.10, 0.25, "unchanged"),
    "I do not think Russia will abandon China.": (0.10, 0.25, "unchanged"),
    "Nobody expects Russia to abandon China.": (0.10, 0.25, "unchanged"),
    "Nor will Russia abandon China.": (0.0, 0.01, "unchanged"),
    "Neither Russia nor Belarus will abandon China.": (0.0, 0.01, "unchanged"),
    "Russia is not going to abandon China.": (0.0, 0.01, "unchanged"),
    "Russia has no intention of abandoning China.": (0.05, 0.10, "unchanged"),
    "The idea that Russia will abandon China is absurd.": (0.05, 0.10, "unchanged"),
    "Russia will not only trade with China.": (0.99, 1.0, "closer"),
    "Russia will no longer support China.": (0.0, 0.01, "unchanged"),
}


@pytest.mark.parametrize(("sentence", "wanted"), MODALS.items())
def test_every_negation_with_every_modal(sentence, wanted):
    (found,) = forecasts_in(sentence)
    assert (found.low, found.high) == pytest.approx(wanted[:2])
    assert found.move == wanted[2]


@pytest.mark.parametrize(
    "sentence",
    [
        "Will Russia abandon China?",
        "It asks whether Russia will abandon China.",
        "Russia should abandon China.",
        "Russia must abandon China.",
        "Russia could have abandoned China.",
        "Russia would have abandoned China had it been able to.",
        "Russia built the line so that China could buy gas.",
        "Russia can sell gas to China.",
        "Russia abandoned China.",
        "There is no doubt that Russia has abandoned China.",
        "I would argue that Russia abandoned China.",
        "The president will visit his mother on Sunday.",
        "",
        "?",
    ],
)
def test_what_forecasts_nothing(sentence):
    assert forecasts_in(sentence) == ()


def test_the_outermost_judgement_gives_the_range_and_one_record():
    (found,) = forecasts_in("Analysts say it is unlikely that China could persuade Russia to leave the treaty.")
    assert found.phrase == "unlikely"
    assert (found.low, found.high) == (0.10, 0.25)


def test_the_span_of_a_quoted_sentence_lies_inside_its_quotes():
    text = "\u201cRussia will not abandon China,\u201d said Arkady Velin. \u201cIt has nowhere to go.\u201d"
    (found,) = forecasts_in(text)
    assert text[found.start : found.end] == "Russia will not abandon China,"


def test_the_span_outside_quotes_is_the_sentence():
    text = "Velin is calm.  Russia, he says, will \u201cnever\u201d abandon China. He has said so before."
    (found,) = forecasts_in(text)
    assert text[found.start : found.end] == "Russia, he says, will \u201cnever\u201d abandon China."


def test_the_speaker_is_that_of_the_shortest_statement_around_the_words_else_the_author():
    text = "Velin says the minister believes Russia will abandon China."
    parsed = parsed_of(text)
    mentions = find_mentions(parsed)

    def statement(start, speaker):
        return Statement(start, len(text) - 1, speaker, speaker, 0, 5, "says", 6, 10, "indirect", Part.BODY)

    inner, outer = statement(33, "the minister"), statement(11, "Arkady Velin")
    assert find_forecasts(parsed, (), mentions)[0].speaker == "AUTHOR"
    assert find_forecasts(parsed, (outer,), mentions)[0].speaker == "Arkady Velin"
    assert find_forecasts(parsed, (outer, inner), mentions)[0].speaker == "the minister"


def test_the_event_is_put_positively_and_in_the_present():
    events = {
        "Russia will not break with China.": "Russia breaks with China",
        "No concession will persuade Russia to break with China.": "concession persuades Russia to break with China",
        "If it must, Russia may quickly join China.": "Russia quickly joins China",
        "China is certain to retaliate against Japan.": "China retaliates against Japan",
        "In the long run, Russia and China may drift apart.": "Russia and China drift apart",
    }
    assert {text: forecasts_in(text)[0].event for text in events} == events


def test_the_scale_is_the_one_asked_for():
    text = "Russia is unlikely to leave China. Russia may leave China."
    survey, icd = forecasts_in(text), forecasts_in(text, scale="icd203")
    assert [(f.low, f.high, f.scale) for f in survey] == [(0.10, 0.25, "CAPphrase"), (0.30, 0.51, "CAPphrase")]
    assert [(f.low, f.high, f.scale) for f in icd] == [(0.20, 0.45, "icd203"), (None, None, "icd203")]


def test_an_unknown_scale_is_refused_even_in_an_empty_text():
    with pytest.raises(UnknownName):
        forecasts_in("", scale="kent")


def test_the_part_of_the_block_is_kept():
    (found,) = forecasts_in("Russia will abandon China.")
    assert found.part is Part.BODY


def test_any_mention_with_a_place_and_a_state_will_do():
    parsed = parsed_of("Mordor will abandon Gondor.")
    mentions = (Mention(0, 6, "MOR", "name"), Mention(20, 26, "GON", "name"))
    (found,) = find_forecasts(parsed, (), mentions)
    assert found.pair == ("MOR", "GON")
    assert found.move == "apart"


WORDS = st.sampled_from(
    [
        *(
            "Russia",
            "China",
            "will",
            "not",
            "may",
            "if",
            "unless",
            "that",
            "likely",
            "is",
            "to",
            "and",
            "nor",
            "without",
        ),
        *(
            "\u201c",
            "\u201d",
            '"',
            ",",
            ".",
            "?",
            "sure",
            "chance",
            "of",
            "the",
            "two countries",
            "let",
            "alone",
            "could",
        ),
        *(
            "have",
            "should",
            "as",
            "long",
            "sanctions",
            "\u200f",
            "\u00a0",
            "\t",
            "would",
            "be",
            "hopes",
            "doomed",
            "out",
        ),
    ]
)


@given(st.lists(WORDS, max_size=25).map(" ".join))
@settings(max_examples=150, deadline=None)
def test_any_heap_of_words_gives_spans_inside_the_text(text):
    for found in forecasts_in(text):
        assert 0 <= found.start < found.end <= len(text)
        assert text[found.start : found.end].strip() == text[found.start : found.end]
        assert found.low is None or 0 <= found.low <= found.high <= 1
        assert found.condition is None or found.condition in text
        assert found.horizon is None or found.horizon.replace(" ", "") in text.replace("\u00a0", "").replace(" ", "")


ESSAY = """Some in Washington believe that Russia can be pulled away from China. Nor is Beijing likely to sit still.

That is not to say that the partnership will last for ever. Tokyo watches, and so does Seoul.

For the rest of this decade the two powers will stay close. Moscow and Beijing have nowhere else to go."""


def test_in_an_essay_a_tie_without_names_is_the_one_the_essay_is_about():
    still, last, close = forecasts_in(ESSAY)
    assert (still.phrase, still.move, still.pair) == ("Nor ... likely", "unchanged", ("CHN", "RUS"))
    assert (last.phrase, last.low, last.pair) == ("not to say", 0.25, ("RUS", "CHN"))
    assert (close.pair, close.move, close.horizon) == (("RUS", "CHN"), "unchanged", "For the rest of this decade")


def test_without_is_a_condition_in_front_or_after_a_denial_and_else_a_manner():
    conditions = {
        "Without a truce, Russia will quit the talks with Japan.": "Without a truce",
        "Russia will not return to the talks with Japan without a truce.": "without a truce",
        "Russia will return to the talks with Japan without delay.": None,
    }
    assert {text: forecasts_in(text)[0].condition for text in conditions} == conditions


def test_attempts_that_fail_deny_what_is_attempted():
    texts = [
        "Efforts to pull Russia away from China are doomed.",
        "Any attempt to pull Russia away from China will fail.",
        "Whoever hopes to pull Russia away from China will be disappointed.",
    ]
    for text in texts:
        (found,) = forecasts_in(text)
        assert found.pair == ("RUS", "CHN")
        assert found.move == "unchanged"
        assert found.high <= 0.5


def test_the_second_set_keeps_what_it_reached():
    counts, _, faults = made_up.score("second")
    assert counts["found"] / (counts["found"] + counts["missed"]) >= 0.81, faults
    assert counts["found"] / (counts["found"] + counts["false"]) >= 0.81, faults


@pytest.mark.parametrize(
    "text",
    [
        "Karl Brand rejected the claim that Russia will soon break with China.",
        "Anna Lind dismissed claims that Russia would certainly leave China.",
        "Peter Moss disputed the view that China will probably attack Taiwan.",
        "Anna Lind denied that Russia will leave China.",
    ],
)
def test_what_somebody_rejects_is_no_forecast_of_theirs(text):
    assert forecasts_in(text) == ()
