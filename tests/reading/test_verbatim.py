"""What a model offers is found in the text word for word, or dropped and counted."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

pytest.importorskip("pydantic")

from tertius.reading.document import Block, Document, Part, document_id
from tertius.reading.model_answer import Answer
from tertius.reading.verbatim import Checked, Passage, locate

TEXT = (
    "Anna Lindqvist said: \u201cRussia\u00a0won\u2019t leave China\u201d. Trade fell to $2.5 billion in 2023. "
    "Olaf Berg thinks Moscow is unlikely to leave Beijing by 2030 if oil stays cheap."
)
WHOLE = Passage(0, len(TEXT), Part.BODY)


def document(text: str = TEXT) -> Document:
    return Document(document_id(text), text, "-", None, None, None, None, "en", (Block(0, len(text), Part.BODY),))


def checked(**records) -> Checked:
    found = Checked(document(), "CAPphrase", (WHOLE,))
    found.take(Answer.model_validate(records), WHOLE)
    return found


def test_curly_and_straight_marks_and_odd_spaces_are_alike_and_the_place_is_exact():
    span = locate(TEXT, "Russia won't leave China", WHOLE)
    assert span is not None
    assert TEXT[slice(*span)] == "Russia\u00a0won\u2019t leave China"


@pytest.mark.parametrize(
    "words", ["Russia will leave China", "russia won't leave", "", "  ", '"', "eave Chin", "Mosco"]
)
def test_what_is_not_there_or_cuts_a_word_is_not_found(words):
    assert locate(TEXT, words, WHOLE) is None


def test_of_two_places_the_nearer_is_taken():
    text = "oil now and oil then"
    assert locate(text, "oil", Passage(0, len(text), Part.BODY), near=11) == (12, 15)


@given(st.text(max_size=80), st.text(max_size=20))
def test_what_is_found_is_alike_character_for_character(text, words):
    span = locate(text, words, Passage(0, len(text), Part.BODY))
    if span is not None:
        assert locate(text[slice(*span)], words, Passage(0, span[1] - span[0], Part.BODY)) == (0, span[1] - span[0])


@given(st.text(alphabet="ab \u201c\u2019\n.", min_size=3, max_size=60), st.data())
def test_every_stretch_of_whole_words_is_found(text, data):
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    passage = Passage(start, end, Part.BODY)
    words = text[start:end]
    if words.strip("\"' \n\u201c\u2019"):
        span = locate(text, words, passage)
        assert span is not None
        assert start <= span[0] < span[1] <= end


def test_a_statement_with_its_speaker_is_kept_with_places_of_ours():
    (s,) = checked(
        statements=[{"quote": "Russia won't leave China", "speaker": "Anna Lindqvist", "cue": "said"}]
    ).statements
    assert TEXT[s.start : s.end] == "Russia\u00a0won\u2019t leave China"
    assert TEXT[s.speaker_start : s.speaker_end] == s.speaker == "Anna Lindqvist"
    assert (TEXT[s.cue_start : s.cue_end], s.mode) == ("said", "direct")


@pytest.mark.parametrize(
    "said",
    [
        {"quote": "Russia will surely leave China", "speaker": "Anna Lindqvist"},
        {"quote": "Russia won't leave China", "speaker": "Vladimir Nobody"},
        {"quote": "Russia", "speaker": "Anna Lindqvist"},
        {"quote": "", "speaker": "Anna Lindqvist"},
        {"quote": "La Russie ne quittera pas", "speaker": "Anna Lindqvist"},
    ],
    ids=["quote", "speaker", "one word", "empty", "another language"],
)
def test_a_hallucinated_quote_or_speaker_is_dropped_and_counted(said):
    found = checked(statements=[said])
    assert (found.statements, found.offered, found.dropped) == ([], 1, 1)


def test_the_range_of_a_forecast_is_the_scales_and_never_the_models():
    (f,) = checked(
        forecasts=[
            {
                "quote": "Moscow is unlikely to leave Beijing by 2030",
                "speaker": "Olaf Berg",
                "phrase": "unlikely",
                "states": ["Russia", "the China", "Russia"],
                "move": "unchanged",
                "condition": "if oil stays cheap",
                "horizon": "by 2031",
                "low": 0.99,
            }
        ]
    ).forecasts
    assert (f.low, f.high, f.pair) == (0.1, 0.25, ("RUS", "CHN"))
    assert f.condition == "if oil stays cheap"
    assert f.horizon is None, "by 2031 is not in the text"


def test_a_forecast_whose_words_are_not_in_its_quote_is_dropped():
    said = {"quote": "Moscow is unlikely to leave Beijing", "speaker": "Olaf Berg", "phrase": "almost certain"}
    assert checked(forecasts=[said]).dropped == 1


def test_the_value_of_a_figure_is_read_from_the_text():
    (n,) = checked(figures=[{"quote": "fell to $2.5 billion", "measures": "Trade", "value": 9}]).figures
    assert (n.value, n.unit, TEXT[n.start : n.end]) == (2.5e9, "USD", "$2.5 billion")
    assert checked(figures=[{"quote": "Anna Lindqvist said"}]).dropped == 1


def test_the_same_record_twice_is_one_and_no_lie():
    said = {"quote": "Russia won't leave China", "speaker": "Anna Lindqvist"}
    found = checked(statements=[said, said])
    assert (len(found.statements), found.dropped) == (1, 0)


def test_who_spoke_is_listed_once():
    said = {"quote": "Russia won't leave China", "speaker": "Anna Lindqvist"}
    assert [p.name for p in checked(statements=[said]).people()] == ["Anna Lindqvist"]
