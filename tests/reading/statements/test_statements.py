"""Every way in which a text gives words to somebody; names are invented."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Anna Belling said that prices will rise.", [("Anna Belling", "prices will rise")]),
        ("Prices will rise, Anna Belling said.", [("Anna Belling", "Prices will rise")]),
        ("According to Anna Belling, prices will rise.", [("Anna Belling", "prices will rise")]),
        ("Prices will rise, according to Anna Belling.", [("Anna Belling", "Prices will rise")]),
        ("Anna Belling called for an end to the talks.", [("Anna Belling", "an end to the talks")]),
        ("Anna Belling described the deal as a mistake.", [("Anna Belling", "the deal as a mistake")]),
        ("Western diplomats called on Norway to end the talks.", [("Western diplomats", "Norway to end the talks")]),
        ("In Anna Belling's view, the talks have failed.", [("Anna Belling", "the talks have failed")]),
    ],
)
def test_each_kind_of_cue_gives_its_content_to_its_source(said, text: str, expected) -> None:
    assert said(text) == expected


def test_a_noun_of_agreement_among_somebody_is_a_cue(said) -> None:
    text = "There is a consensus among experts in Oslo that the deal poses a threat."
    assert said(text) == [("experts in Oslo", "the deal poses a threat")]


def test_an_adjective_of_belief_is_a_cue(said) -> None:
    assert said("Anna Belling is confident that the deal will hold.") == [("Anna Belling", "the deal will hold")]


@pytest.mark.parametrize(
    ("text", "cue"),
    [
        ("Anna Belling has never condemned the invasion.", "has never condemned"),
        ("Anna Belling did not say that prices will rise.", "did not say"),
        ("Anna Belling didn't say that prices will rise.", "didn't say"),
        ("Anna Belling has said that prices will not rise.", "said"),
    ],
)
def test_what_denies_a_cue_belongs_to_it(statements, text: str, cue: str) -> None:
    (found,) = statements(text)
    assert text[found.cue_start : found.cue_end] == found.cue == cue


def test_a_quote_broken_by_its_cue_is_two_runs_of_one_cue(statements) -> None:
    text = "\u201cPrices will rise,\u201d Anna Belling said. \u201cNobody can stop it.\u201d"
    first, second = statements(text)
    assert [text[s.start : s.end] for s in (first, second)] == ["Prices will rise,", "Nobody can stop it."]
    assert first.speaker == second.speaker == "Anna Belling"
    assert (first.cue_start, first.cue_end) == (second.cue_start, second.cue_end)
    assert {first.mode, second.mode} == {"direct"}


def test_a_quote_inside_a_reported_clause_is_mixed_and_stands_once(statements) -> None:
    text = "Anna Belling said that the deal is \u201cdead on arrival.\u201d"
    (found,) = statements(text)
    assert found.mode == "mixed"
    assert text[found.start : found.end] == "the deal is \u201cdead on arrival."


def test_coordinated_cues_share_the_subject_and_end_each_other(said) -> None:
    text = "Anna Belling said that the talks had failed and called for new elections."
    assert said(text) == [("Anna Belling", "the talks had failed"), ("Anna Belling", "new elections")]


def test_while_with_a_new_subject_begins_a_new_statement(said) -> None:
    text = "Anna Belling said the talks had failed, while Peter Carrow said they would go on."
    assert said(text) == [("Anna Belling", "the talks had failed"), ("Peter Carrow", "they would go on")]


def test_a_participle_speaks_for_the_subject_of_the_main_verb(said) -> None:
    text = (
        "Anna Belling added that \u201cthe Norwegian leadership has reasons to wait,\u201d "
        "suggesting that Norway is interested in the gas."
    )
    assert said(text) == [
        ("Anna Belling", "the Norwegian leadership has reasons to wait,"),
        ("Anna Belling", "Norway is interested in the gas"),
    ]


def test_a_quote_over_two_paragraphs_has_one_speaker(said) -> None:
    text = "\u201cPrices will rise this year.\n\u201cThey always do,\u201d Anna Belling said."
    assert said(text) == [("Anna Belling", "Prices will rise this year."), ("Anna Belling", "They always do,")]


def test_a_paragraph_of_nothing_but_a_quote_goes_on_with_the_speaker(said) -> None:
    text = "\u201cPrices will rise,\u201d Anna Belling said.\n\u201cNobody in this country can stop it.\u201d"
    assert said(text)[1] == ("Anna Belling", "Nobody in this country can stop it.")


def test_who_acts_between_two_quotes_speaks_the_second(said) -> None:
    text = (
        "\u201cPrices will rise,\u201d Anna Belling said. Peter Carrow shook his head. "
        "\u201cNobody can know that today.\u201d"
    )
    assert said(text) == [("Anna Belling", "Prices will rise,"), ("Peter Carrow", "Nobody can know that today.")]


def test_both_layers_of_a_quote_in_a_quote_are_found(said) -> None:
    text = "\u201cPeter Carrow calls the deal a \u2018grave error\u2019 every day,\u201d Anna Belling said."
    assert ("Anna Belling", "Peter Carrow calls the deal a \u2018grave error\u2019 every day,") in said(text)
    assert ("Peter Carrow", "grave error") in said(text)


def test_what_speakers_think_inside_their_own_quote_is_no_second_statement(said) -> None:
    text = "\u201cI think prices will rise,\u201d Anna Belling said."
    assert said(text) == [("Anna Belling", "I think prices will rise,")]


def test_the_label_of_a_transcript_is_its_speaker(said) -> None:
    text = "BELLING: Prices will rise, and soon.\nCARROW: Nobody can know that today."
    assert said(text) == [("BELLING", "Prices will rise, and soon."), ("CARROW", "Nobody can know that today.")]


def test_a_name_under_a_quote_signs_it(said) -> None:
    text = "\u201cPrices will rise, and soon.\u201d\n\u2014 Anna Belling, Oslo"
    assert said(text) == [("Anna Belling", "Prices will rise, and soon.")]


def test_a_paragraph_that_ends_in_a_colon_announces_the_quote(said) -> None:
    text = "Anna Belling continued:\n\u201cPrices will rise, and soon.\u201d"
    assert said(text) == [("Anna Belling", "Prices will rise, and soon.")]


def test_a_report_without_a_source_is_unnamed(statements) -> None:
    (found,) = statements("It was reported that the talks had failed.")
    assert found.speaker == "UNNAMED"
    assert found.speaker_start == found.speaker_end


def test_a_question_whether_somebody_thinks_so_attributes_nothing(said) -> None:
    assert said("Does Anna Belling see Norway as a threat?") == []


def test_nothing_said_is_nothing_found(said) -> None:
    assert said("Rain fell on Oslo. The ferry left at nine.") == []


@pytest.mark.parametrize(
    "text", ["\u201c", "\u201d\u201c\u201d", "\u201cOpen and never closed, she said.", '"a" "', "\u2018\u2019 ''''"]
)
def test_unbalanced_marks_give_spans_inside_the_text(statements, text: str) -> None:
    for s in statements(text):
        assert 0 <= s.start < s.end <= len(text)


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        ("A senior official spoke to reporters. The official said that talks had failed.", ["A senior official"]),
        (
            "Former envoy Doreen Castell voiced doubts about it. Castell said that talks would end.",
            ["Doreen Castell"] * 2,
        ),
        ("Prices could rise by 2027, warned Anna Belling.", ["Anna Belling"]),
        ("The author believes that prices will rise.", ["AUTHOR"]),
        ("Portugal fined three banks that it says broke the rules.", ["Portugal"]),
        ("Paul Reed will resign, Tom Moor said. Prices will rise, he said.", ["Tom Moor"] * 2),
    ],
)
def test_the_name_behind_a_speaker(said, text: str, speakers: list[str]) -> None:
    assert [name for name, _ in said(text)][-len(speakers) :] == speakers


@pytest.mark.parametrize(
    "text",
    [
        "Officials in Oslo declined to comment.",
        "Recent history warns of such predictions.",
        "Speaking in Oslo on 28 August, Anna Belling smiled.",
        "Spain will attack Portugal.",
    ],
)
def test_what_nobody_says_is_no_statement(said, text: str) -> None:
    assert said(text) == []


def test_what_is_said_of_a_source_is_not_what_it_says(said) -> None:
    text = "Prices will rise, according to Anna Belling, who heads the desk."
    assert said(text) == [("Anna Belling", "Prices will rise")]
    text = "According to Anna Belling, who heads the desk, prices will rise."
    assert said(text) == [("Anna Belling", "prices will rise")]
