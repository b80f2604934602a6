"""Word: heading styles, real footnotes, SVG beside a picture, the same bytes; read back by another reader."""

from __future__ import annotations

import io
import re
import zipfile
from xml.etree import ElementTree as ET

import docx
import pytest

from tertius.report.document.as_docx import as_docx
from tertius.report.document.compose import compose

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
SVG = "{http://schemas.microsoft.com/office/drawing/2016/SVG/main}"


@pytest.fixture(scope="module")
def written(full):
    return as_docx(compose(full))


@pytest.fixture(scope="module")
def parts(written):
    with zipfile.ZipFile(io.BytesIO(written)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_headings_have_words_own_styles_which_its_navigation_pane_reads(written, full):
    document = docx.Document(io.BytesIO(written))
    headed = [(p.style.name, p.text) for p in document.paragraphs if p.style.name.startswith(("Heading", "Title"))]
    assert headed[0] == ("Title", "Can the United States pry Russia away from China?")
    assert [text for _, text in headed[1:]] == [s.title for s in compose(full).sections()]
    assert {style for style, _ in headed} == {"Title", "Heading 1", "Heading 2"}


def test_footnotes_are_words_own_and_hold_every_note(parts, full):
    root = ET.fromstring(parts["word/footnotes.xml"])
    held = {int(f.get(f"{W}id")): "".join(f.itertext()).strip() for f in root}
    assert held[-1] == held[0] == ""
    assert [held[n] for n in range(1, len(held) - 1)] == list(compose(full).notes)


def test_every_note_is_referred_to_once_and_in_order(parts, full):
    body = ET.fromstring(parts["word/document.xml"])
    referred = [int(e.get(f"{W}id")) for e in body.iter(f"{W}footnoteReference")]
    assert referred == list(range(1, len(compose(full).notes) + 1))


def test_a_note_marked_again_is_a_field_that_repeats_its_number(parts):
    body = ET.fromstring(parts["word/document.xml"])
    again = [e.get(f"{W}instr") for e in body.iter(f"{W}fldSimple") if "NOTEREF" in e.get(f"{W}instr")]
    marks = {e.get(f"{W}name") for e in body.iter(f"{W}bookmarkStart")}
    assert again
    assert {re.search(r"_Note\d+", a).group() for a in again} <= marks


def test_the_footnote_part_is_declared_related_and_set(parts):
    assert b"/word/footnotes.xml" in parts["[Content_Types].xml"]
    assert b"relationships/footnotes" in parts["word/_rels/document.xml.rels"]
    settings = ET.fromstring(parts["word/settings.xml"])
    order = [e.tag.removeprefix(W) for e in settings]
    assert order.index("footnotePr") < order.index("compat")


def test_every_chart_is_a_drawing_with_a_picture_for_who_cannot_show_it(parts, full):
    body = ET.fromstring(parts["word/document.xml"])
    targets = {r.get("Id"): r.get("Target") for r in ET.fromstring(parts["word/_rels/document.xml.rels"])}
    blips = list(body.iter(f"{A}blip"))
    assert len(blips) == len(compose(full).figures)
    for blip in blips:
        assert parts[f"word/{targets[blip.get(f'{R}embed')]}"].startswith(b"\x89PNG")
        (named,) = blip.iter(f"{SVG}svgBlip")
        drawn = parts["word/" + targets[named.get(f"{R}embed")].removeprefix("/word/")]
        assert drawn.startswith(b"<svg")
        assert b"Source Sans" not in drawn
        assert b"Tertius Sans" not in drawn
    told = [e.get("descr") for e in body.iter() if e.tag.endswith("}docPr")]
    assert told == [f.alt for f in compose(full).figures]
    assert b'Extension="svg"' in parts["[Content_Types].xml"] or b".svg" in parts["[Content_Types].xml"]


def test_the_first_row_of_a_table_is_its_head(parts, full):
    body = ET.fromstring(parts["word/document.xml"])
    heads = list(body.iter(f"{W}tblHeader"))
    assert len(heads) == sum(type(b).__name__ == "Table" for s in compose(full).sections() for b in s.blocks)


def test_the_same_answer_gives_the_same_bytes_and_no_clock(found, monkeypatch):
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    one = as_docx(compose(found))
    assert one == as_docx(compose(found))
    with zipfile.ZipFile(io.BytesIO(one)) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    properties = docx.Document(io.BytesIO(one)).core_properties
    assert properties.created == properties.modified
    assert properties.created.date() == found.question.as_of
    assert properties.title == found.question.text


def test_all_words_of_the_document_are_in_it(written, parts, full):
    said = "".join(ET.fromstring(parts["word/document.xml"]).itertext()).replace("\u202f", "\u2009")
    for text in compose(full).texts():
        assert text.words in said


def test_no_picture_of_a_template_is_left(parts):
    assert not [name for name in parts if "thumbnail" in name]


def test_markup_in_words_is_words(hostile):
    document = docx.Document(io.BytesIO(as_docx(hostile)))
    assert any("<label> @ref" in p.text for p in document.paragraphs)
