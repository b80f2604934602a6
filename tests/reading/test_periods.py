from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tertius.reading.comparisons import base_shift, comparison, is_origin
from tertius.reading.periods import find_periods

DAY = date(2024, 10, 3)


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("in 2023", "2023"),
        ("in the first half of 2024", "2024-01/2024-06"),
        ("the third quarter of 2022", "2022-07/2022-09"),
        ("Q4 2022", "2022-10/2022-12"),
        ("from January to August 2024", "2024-01/2024-08"),
        ("in the first nine months of 2023", "2023-01/2023-09"),
        ("in May 2017", "2017-05"),
        ("on 12 May 2020", "2020-05-12"),
        ("on May 12, 2020", "2020-05-12"),
        ("between 2014 and 2019", "2014/2019"),
        ("in 2018-19", "2018/2019"),
        ("in the early 1970s", "1970/1979"),
        ("last year", "2023"),
        ("May next year", "2025-05"),
        ("over the next four years", "2024/2028"),
        ("over the past decade", "2014/2024"),
        ("five years ago", "2019"),
        ("last month", "2024-09"),
        ("in August", "2024-08"),
        ("in December", "2023-12"),
    ],
)
def test_a_period_is_written_as_iso_dates(text: str, iso: str):
    assert [p.iso for p in find_periods(text, published=DAY)] == [iso]


@pytest.mark.parametrize("text", ["last year", "over the next four years", "in August", "five years ago"])
def test_a_relative_period_needs_the_day_of_publication(text: str):
    assert [p.iso for p in find_periods(text)] == [None]


def test_a_period_of_comparison_is_marked():
    assert [p.base for p in find_periods("in 2023, more than in 2022", published=DAY)] == [False, True]
    assert [p.base for p in find_periods("in 2023, compared with 2022", published=DAY)] == [False, True]


@pytest.mark.parametrize("text", ["2,019 tanks", "$2019", "2019 people"])
def test_a_number_that_looks_like_a_year_is_none(text: str):
    assert find_periods(text) == ()


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet="0123456789 -/MayJuneQlastyearofthequarnx,", max_size=50))
def test_any_text_is_read(text: str):
    assert all(0 <= p.start < p.end <= len(text) for p in find_periods(text, published=DAY))


def compared(text: str, figure: str, following: str | None = None) -> str | None:
    start = text.index(figure)
    after = text.index(following) if following else len(text)
    return comparison(text, start, start + len(figure), (0, len(text)), after)


class TestComparisons:
    def test_what_follows_the_figure(self):
        text = "It reached $240 billion in 2023, up from $190 billion a year earlier."
        assert compared(text, "$240 billion", "$190 billion") == "up from $190 billion a year earlier"

    def test_the_rise_the_figure_is_the_size_of(self):
        assert (
            compared("Exports were up 4 per cent on the year before.", "4 per cent")
            == "up 4 per cent on the year before"
        )

    def test_what_the_figure_rose_from(self):
        assert compared("The share grew from 3 percent to 34 percent.", "34 percent") == "from 3 percent"

    def test_a_figure_alone_is_compared_with_nothing(self):
        assert compared("It spent 5 per cent on arms.", "5 per cent") is None

    def test_an_origin_is_what_another_figure_is_compared_with(self):
        text = "It is 34 per cent, up from about 18 per cent."
        assert is_origin(text, text.index("18"))
        assert not is_origin(text, text.index("34"))

    def test_a_figure_may_be_of_the_year_before(self):
        assert base_shift(" a year earlier.", 0) == "year"
        assert base_shift(" a month before", 0) == "month"
        assert base_shift(" a year", 0) is None
