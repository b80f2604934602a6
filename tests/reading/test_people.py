from __future__ import annotations

import pytest

from tertius.reading.people import find_people
from tertius.reading.record import Person


def test_a_surname_means_the_full_name_given_before(said) -> None:
    text = "Anna Belling, an analyst at the Harbour Institute, left early.\nPrices will rise, Belling said."
    assert said(text) == [("Anna Belling", "Prices will rise")]


def test_a_pronoun_means_the_person_who_was_last_the_subject(said) -> None:
    text = "Anna Belling met Peter Carrow in Oslo.\nShe said that the talks had failed."
    assert said(text) == [("Anna Belling", "the talks had failed")]


def test_the_chain_shows_how_the_speaker_was_found(statements) -> None:
    (found,) = statements("Peter Carrow spoke in Oslo.\nHe said that the talks had failed.")
    assert found.chain == ("He", "Carrow", "Peter Carrow")
    assert found.speaker_as_written == "He"


def test_two_people_of_one_surname_leave_it_as_written(said) -> None:
    text = "Anna Carrow and Peter Carrow met in Oslo.\nThe talks had failed, Carrow said."
    assert said(text) == [("Carrow", "The talks had failed")]


def test_a_title_of_sex_decides_between_two_of_one_surname(said) -> None:
    text = "Anna Carrow and Peter Carrow met in Oslo.\nThe talks had failed, Mrs. Carrow said."
    assert said(text) == [("Anna Carrow", "The talks had failed")]


def test_a_role_noun_means_the_one_person_with_that_role(said) -> None:
    text = "Anna Belling, an analyst at the Harbour Institute, came.\nThe analyst said that prices will rise."
    assert said(text) == [("Anna Belling", "prices will rise")]


def test_a_role_noun_that_two_people_share_stays_as_written(said) -> None:
    text = (
        "Anna Belling, an analyst at the Harbour Institute, came. Peter Carrow, an analyst at Lund, came too.\n"
        "The analyst said that prices will rise."
    )
    assert said(text) == [("The analyst", "prices will rise")]


def test_an_apposition_names_the_speaker(said) -> None:
    text = "One of the authors, Peter Carrow, told the paper that the talks had failed."
    assert said(text) == [("Peter Carrow", "the talks had failed")]


def test_a_description_before_the_name_is_no_second_speaker(said) -> None:
    text = "An analyst at the Harbour Institute, Peter Carrow noted that the talks had failed."
    assert said(text) == [("Peter Carrow", "the talks had failed")]


def test_the_report_means_the_organisation_just_named(said) -> None:
    text = (
        "Norvik Labs studies public opinion. "
        "According to a recently published report, the two governments share few interests."
    )
    assert said(text) == [("Norvik Labs", "the two governments share few interests")]


def test_the_first_person_outside_quotes_is_the_author(said) -> None:
    assert said("I believe that the alliance will last.") == [("AUTHOR", "the alliance will last")]


def test_people_carry_affiliation_state_and_role(parsed) -> None:
    text = (
        "Norwegian Foreign Minister Anna Belling met Peter Carrow, director of the Berlin-based Harbour Institute, "
        "and Tom Wexley, a correspondent for the Lund Courier."
    )
    assert find_people(parsed(text)).people == (
        Person("Anna Belling", "Norwegian Foreign Minister", "NOR", "official"),
        Person("Peter Carrow", "director of the Berlin-based Harbour Institute", "DEU", "expert"),
        Person("Tom Wexley", "a correspondent for the Lund Courier", None, "journalist"),
    )


def test_a_family_name_that_stands_first_means_the_person(said) -> None:
    text = "Chinese scholar Zhao Wenlin spoke in Oslo.\nZhao said that the talks had failed."
    assert said(text) == [("Zhao Wenlin", "the talks had failed")]


def test_the_author_of_the_document_is_one_of_its_people(parsed) -> None:
    people = find_people(parsed("Rain fell.", author="Ann Marlow")).people
    assert [(p.name, p.role) for p in people] == [("Ann Marlow", "author")]


def test_an_organisation_is_no_person(parsed) -> None:
    assert find_people(parsed("The Harbour Institute said that prices will rise.")).people == ()


@pytest.mark.parametrize(
    "text",
    [
        "Karl Brand met Peter Moss. He said prices will rise.",
        "Karl Brand told Peter Moss that prices will rise. He replied that he agreed.",
    ],
)
def test_a_pronoun_that_may_mean_either_of_two_names_nobody(said, text: str) -> None:
    assert said(text)[-1][0] == "He"
