"""What a document says about itself: dates that can be told, names as given, languages by their words."""

from __future__ import annotations

from datetime import date

import pytest

from tertius.reading.extract import Extract
from tertius.reading.metadata import about_text, guess_language, read_date
from tertius.reading.plain import paragraphs
from tertius.reading.segment import segment


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("2021-03-04T10:00:00Z", date(2021, 3, 4)),
        ("Published March 4th, 2021 at 10:15", date(2021, 3, 4)),
        ("Thu 4 Mar 2021 10.15 GMT", date(2021, 3, 4)),
        ("4 March, 2021", date(2021, 3, 4)),
        ("25/12/2020", date(2020, 12, 25)),
        ("12/25/2020", date(2020, 12, 25)),
        ("04/03/2021", None),
        ("31 February 2021", None),
        ("Room 4 in 2021", None),
    ],
)
def test_a_date_is_read_where_day_and_month_can_be_told(written: str, meant: date | None) -> None:
    assert read_date(written) == meant


def about(text: str):
    return about_text(text, segment(Extract(text, paragraphs(text))))


BODY = "\n\nNorland will not sign the treaty, said Tomas Brandt, its minister.\n\nKortania was not amused by that.\n\n"


def test_byline_and_date_line_are_read() -> None:
    said = about("Norland stays out\n\nBy Ilse Varga, Halmar\n\nMarch 4, 2021 10:15 AM" + BODY)
    assert (said.title, said.author, said.published) == ("Norland stays out", "Ilse Varga", date(2021, 3, 4))


def test_a_dateline_gives_the_agency_and_the_day() -> None:
    said = about("HALMAR, March 4, 2021 (Made-up Wire) - Norland will not sign, its minister said.")
    assert (said.publisher, said.published) == ("Made-up Wire", date(2021, 3, 4))


def test_a_disclaimer_names_the_publisher() -> None:
    disclaimer = (
        "The views expressed in this column are the author’s and do not represent those of The Lakeside Review."
    )
    assert about("Norland stays out" + BODY + disclaimer).publisher == "The Lakeside Review"


def test_a_credit_names_author_and_publisher() -> None:
    said = about("Norland stays out" + BODY + "(Text courtesy: Ada Renn/Harbour Wire)")
    assert (said.author, said.publisher) == ("Ada Renn", "Harbour Wire")


def test_a_date_within_the_article_is_not_its_own() -> None:
    assert about("Norland stays out" + BODY + "The strait was closed.\n\nMay 3, 1987").published is None


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("The ministers of the two states met on Tuesday and said that they would meet again in the spring.", "en"),
        ("Die Minister der beiden Staaten trafen sich am Dienstag und sagten, dass sie sich nicht einig sind, "
         "aber dass der Vertrag auf dem Weg ist und das Parlament ihn mit den Stimmen von zwei Parteien", "de"),
        ("Les ministres des deux pays se sont vus mardi et ont dit que le traité est prêt pour la signature dans "
         "une semaine et que le parlement ne sera pas", "fr"),
        ("Кремль заявил, что переговоры будут продолжены весной.", "ru"),
        ("两国部长星期二会面，并表示将在春天再次会面。", "zh"),
        ("Brandt resigns.", "en"),
    ],
)  # fmt: skip
def test_a_language_is_told_by_script_and_common_words(text: str, code: str) -> None:
    assert guess_language(text) == code
