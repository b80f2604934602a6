"""The page of the chronicle: every event with the number of its document, inside a hundred columns."""

from __future__ import annotations

import io
from datetime import date

from tertius.datasets.chronicle import chronicle
from tertius.present.terminal import console
from tertius.report.chronicle import print_chronicle


def page(*pair: str, **asked) -> str:
    file = io.StringIO()
    print_chronicle(chronicle(pair, as_of=date(2026, 11, 22), **asked), to=console(file))
    return file.getvalue()


def test_an_event_carries_the_number_of_its_document():
    text = page("RUS", "CHN", since=2001, until=2001, category="AGREE")
    rows = [line for line in text.splitlines() if line.startswith("2001-0")]
    assert [line.split()[-1] for line in rows] == ["1", "2"]
    assert "2  Treaty of Good-Neighbourliness and Friendly Cooperation, Moscow, 16 July 2001" in text
    assert "HOW THE THREE VOTED" not in text


def test_the_page_says_how_many_days_were_checked_and_against_what():
    text = " ".join(page("RUS", "CHN", since=2001, until=2001, category="AGREE").split())
    assert "Days checked against datasets: 1, public pages: 0, knowledge of the document: 1." in text
    assert "Days checked" not in page("USA", "CHN", since=1949, until=1949)


def test_votes_and_trade_have_their_tables():
    text = page("RUS", "CHN", since=2025)
    assert "93-18-65" in text
    assert "228.1" in text
    assert "not known" in text


def test_a_long_list_of_actors_is_cut_with_its_length():
    assert "and 4 more" in page("USA", "PHL", since=1954, until=1954)


def test_a_page_without_events_says_so():
    text = page("USA", "CHN", since=1949, until=1949)
    assert "0 events of the United States and China" in text
    assert "who → whom" not in text


def test_the_whole_chronicle_fits_a_hundred_columns():
    assert max(map(len, page().splitlines())) <= 100
