"""PDF: two pages, the same bytes, bookmarks, tags, real footnotes, vectors."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import UTC, datetime
from types import SimpleNamespace

import pytest
from pypdf import PdfReader

from tertius.report.document.as_pdf import as_pdf, as_pictures, made_on, pages
from tertius.report.document.compose import compose
from tertius.report.document.fitting import fitted
from tertius.report.document.room import ROOMS
from tertius.wedge.assess import assess


def reader(document):
    return PdfReader(io.BytesIO(as_pdf(document)))


def bookmarks(outline):
    return [x for o in outline for x in (bookmarks(o) if isinstance(o, list) else [o.title])]


@pytest.fixture(scope="module")
def pdf(found):
    return reader(fitted(found))


def test_the_brief_on_the_first_triad_has_two_pages(pdf):
    assert len(pdf.pages) == 2


def test_the_brief_on_another_triad_has_two_pages():
    other = assess("IND", "BGD", "CHN")
    assert len(reader(fitted(other)).pages) == 2


def test_with_every_part_in_it_the_brief_has_two_pages_because_less_of_each_is_kept(full):
    assert pages(compose(full, ROOMS[0])) == 3
    document = fitted(full)
    assert len(reader(document).pages) == 2
    titles = [s.title for s in document.sections()]
    assert "The nearest cases" in titles
    assert "What speaks for it (5 of 7)" in titles


def test_words_as_long_as_they_come_still_leave_two_pages(full):
    endless = SimpleNamespace(explain=lambda: "A sentence of some length about nothing. " * 200)
    lone = replace(full, weighed=SimpleNamespace(**(vars(full.weighed) | {"blowback": endless})))
    assert pages(fitted(lone)) == 2


def test_word_is_given_less_for_it_sets_sides_one_below_the_other(full):
    def letters(document):
        return sum(len(t.words) for t in document.texts())

    assert letters(fitted(full, for_word=True)) < letters(fitted(full))
    assert pages(fitted(full, for_word=True), for_word=True) <= 2


def test_what_fits_is_widened_where_a_page_has_room(full):
    document = fitted(full)
    tight = next(room for room in ROOMS if pages(compose(full, room)) <= 2)
    assert sum(len(t.words) for t in document.texts()) >= sum(len(t.words) for t in compose(full, tight).texts())


def test_headings_are_bookmarks(pdf, found):
    assert bookmarks(pdf.outline) == [s.title for s in compose(found).sections()]


def test_it_is_tagged_titled_and_in_english(pdf):
    root = pdf.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert str(root["/Lang"]).startswith("en")
    assert pdf.metadata.title == "Can the United States pry Russia away from China?"


def test_every_footnote_stands_on_the_page_of_its_mark(pdf):
    first, second = (" ".join(p.extract_text().split()) for p in pdf.pages)
    assert "unvotes of 2024-04-24" in first
    assert "SIPRI Arms Transfers Database" in first + second
    assert "Also used:" in second


def test_charts_are_vectors(pdf):
    assert sum(len(p.images) for p in pdf.pages) == 0


def test_only_fonts_of_ours_are_in_it(pdf):
    fonts = {str(f.get_object()["/BaseFont"]) for p in pdf.pages for f in p["/Resources"]["/Font"].values()}
    assert fonts
    assert all("Tertius" in f or "Libertinus" in f for f in fonts), fonts


def test_the_same_answer_gives_the_same_bytes(found):
    assert as_pdf(compose(found)) == as_pdf(compose(found))


def test_the_clock_in_it_is_the_day_asked_about_or_the_source_date(found, monkeypatch):
    document = compose(found)
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    assert made_on(document) == datetime(document.day.year, document.day.month, document.day.day, tzinfo=UTC)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "86400")
    assert made_on(document) == datetime(1970, 1, 2, tzinfo=UTC)
    assert reader(document).metadata.creation_date == datetime(1970, 1, 2, tzinfo=UTC)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "soon")
    assert made_on(document).year == document.day.year


def test_markup_in_words_is_words(hostile):
    said = " ".join(reader(hostile).pages[0].extract_text().split())
    assert "#set page(fill: red)" in said
    assert "*b* _i_ `code` <label> @ref" in said


def test_a_page_can_be_looked_at_as_a_picture(hostile):
    (picture,) = as_pictures(hostile, ppi=30)
    assert picture.startswith(b"\x89PNG")
