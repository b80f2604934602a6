"""One article read: everything glued together, exact, told, and the same twice."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

import tertius as tt
from tertius.errors import UnknownName
from tertius.reading.document import Document, Part, document_id
from tertius.reading.reader import READER, cautions, read, read_document

ARTICLES = Path(__file__).parents[1] / "samples" / "articles"


@pytest.fixture(scope="module")
def east():
    return tt.read(ARTICLES / "east.txt", published=date(2024, 5, 1), publisher="The Gazette")


def test_the_door_reads_and_the_room_is_still_there(east):
    assert tt.read is read
    assert tt.Reading is type(east)
    import tertius.reading

    assert tertius.reading.__doc__


def test_everything_is_found(east):
    assert {p.name for p in east.people} >= {"Anna Lindqvist", "Olaf Berg", "Maria Steen"}
    assert {s.speaker for s in east.statements} >= {"Anna Lindqvist", "Olaf Berg", "Maria Steen"}
    assert {f.pair and frozenset(f.pair) for f in east.forecasts} >= {frozenset({"RUS", "CHN"})}
    assert {n.value for n in east.figures} >= {245e9, 230e9}
    assert {e.category for e in east.events} >= {"SANCTION"}
    assert {m.state for m in east.mentions} == {"RUS", "CHN", "USA"}


def test_every_span_lies_in_the_text_and_in_a_part_that_was_read(east):
    for start, end in east.spans():
        assert 0 <= start < end <= len(east.document.text)
        block = east.document.block_at(start)
        assert block is not None
        assert block.part in {Part.BODY, Part.INTRO}


def test_it_says_who_read_it_and_what_was_told(east):
    assert east.reader == READER
    assert "sha256" in east.model
    assert (east.document.publisher, east.document.published) == ("The Gazette", date(2024, 5, 1))


def test_reading_again_gives_the_same(east):
    again = tt.read(ARTICLES / "east.txt", published=date(2024, 5, 1), publisher="The Gazette")
    assert again.to_dict() == east.to_dict()


def test_the_scale_moves_ranges_and_nothing_else(east):
    other = read_document(east.document, scale="icd203")
    assert [f.event for f in other.forecasts] == [f.event for f in east.forecasts]
    assert {f.scale for f in other.forecasts} != {f.scale for f in east.forecasts}
    with pytest.raises(UnknownName):
        read_document(east.document, scale="astrology")


def test_a_reader_that_is_none_is_refused():
    with pytest.raises(UnknownName, match="oracle"):
        tt.read(ARTICLES / "east.txt", reader="oracle")


def test_comments_are_left_out_and_said_to_be():
    without = tt.read(ARTICLES / "west.html")
    assert any("comments not read" in c for c in without.caveats)
    assert all(i.part != Part.COMMENT for i in (*without.statements, *without.forecasts))
    asked = tt.read(ARTICLES / "west.html", comments=True)
    assert any(f.part == Part.COMMENT for f in asked.forecasts)
    assert any("no sources" in c for c in asked.caveats)


def test_notes_and_language_are_cautions():
    d = Document(document_id("x"), "x", "-", None, None, None, None, "de", (), ("pages 3-4 hold no text",))
    assert cautions(d, comments=False)[1:] == (
        "The article is not in English (de), and only English is read.",
        "Pages 3-4 hold no text.",
    )


def test_its_plain_values_are_json_in_the_order_of_the_contract(east):
    record = east.to_dict()
    assert json.loads(json.dumps(record)) == record
    assert list(record)[:6] == ["document", "people", "statements", "forecasts", "figures", "events"]
    for item in (i for kind in ("statements", "forecasts", "figures", "events") for i in record[kind]):
        assert east.document.text[item["start"] : item["end"]] == item["text"]


def test_each_kind_is_a_table(east):
    for kind in ("people", "statements", "forecasts", "figures", "events"):
        assert east.to_frame(kind).height == len(getattr(east, kind))
    assert east.to_frame()["published"].unique().to_list() == ["2024-05-01"]


def test_it_explains_itself(east):
    said = east.explain()
    assert said.startswith("“Moscow's eastern turn is no marriage” (The Gazette, 1 May 2024): ")
    assert f"{len(east.forecasts)} forecasts" in said
