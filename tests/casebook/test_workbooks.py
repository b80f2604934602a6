"""Workbooks that unpack to more than a machine holds are refused before they are opened, in three lines."""

from __future__ import annotations

import zipfile
from pathlib import Path

import openpyxl
import pytest

from tertius.casebook import workbooks
from tertius.casebook.sheets import read_sheet
from tertius.casebook.workbooks import refuse_bomb, refuse_vast
from tertius.errors import TertiusError

SHEET = "xl/worksheets/sheet1.xml"


@pytest.fixture
def spoilt(workbook, tmp_path):
    """A good workbook in which the part of the sheet is another text."""

    def make(xml: bytes, part: str = SHEET) -> Path:
        good = workbook(tmp_path / "good.xlsx", "sheet", [["a", "b"], ["1", "2"]])
        bad = tmp_path / "bad.xlsx"
        with zipfile.ZipFile(good) as old, zipfile.ZipFile(bad, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as new:
            for each in old.infolist():
                new.writestr(each.filename, xml if each.filename == part else old.read(each))
        return bad

    return make


def sheet(inner: bytes, after: bytes = b"") -> bytes:
    space = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    return b'<worksheet xmlns="%s"><sheetData>%s</sheetData>%s</worksheet>' % (space, inner, after)


HEADER = b'<row r="1"><c r="A1" t="inlineStr"><is><t>a</t></is></c></row>'


def refused(path: Path) -> TertiusError:
    with pytest.raises(TertiusError) as refusal:
        read_sheet(path)
    assert len(str(refusal.value).splitlines()) == 3
    return refusal.value


def test_a_good_workbook_is_read(workbook, tmp_path):
    found = read_sheet(workbook(tmp_path / "a.xlsx", "sheet", [["a", "b"], ["1", "2"]]))
    assert (found.header, list(found.rows)) == (("a", "b"), [(2, ["1", "2"])])


def test_a_small_file_that_unpacks_to_much_is_refused_unopened(spoilt, monkeypatch):
    monkeypatch.setattr(workbooks, "MOST_UNPACKED", 1_000_000)
    bomb = spoilt(sheet(b" " * 2_000_000))
    assert bomb.stat().st_size < 5_000
    monkeypatch.setattr(zipfile.ZipFile, "read", lambda *_: pytest.fail("it was unpacked"))
    found = refused(bomb)
    assert "too large a workbook" in found.what
    assert "unpack to 2,00" in found.found


@pytest.mark.parametrize("cell", [b"<c/>", b"<x:c/>", b"<c r='A1'/>", b"<c>"])
def test_more_cells_than_are_read_are_counted_and_refused(spoilt, cell):
    found = refused(spoilt(sheet(HEADER + b"<row>" + cell * 2_000_001)))
    assert found.found.endswith(" cells")


def test_cells_in_utf_16_are_counted_too(spoilt):
    xml = sheet(HEADER + b"<row>" + b"<c/>" * 2_000_001).decode().encode("utf-16")
    assert refused(spoilt(xml)).found == "2,000,002 cells"


@pytest.mark.parametrize("ref", [b"A1:XFD1048576", b"&#65;1:B2", b""])
def test_merged_cells_over_a_whole_sheet_are_refused(spoilt, ref):
    merged = b'<mergeCells count="1"><mergeCell ref="%s"/></mergeCells>' % ref
    assert "merged cells" in refused(spoilt(sheet(HEADER, merged))).found


def test_two_cells_at_the_far_ends_of_a_sheet_are_refused(spoilt):
    far = b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    assert "1,048,576 rows of 16,384 columns" in refused(spoilt(sheet(HEADER + far))).found


def test_a_document_type_is_refused(spoilt):
    xml = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">]>' + sheet(HEADER)
    assert "a document type" in refused(spoilt(xml)).found


def test_a_part_longer_than_its_directory_says_is_no_workbook(spoilt):
    bomb = spoilt(sheet(HEADER + b" " * 5_000_000))
    data = bytearray(bomb.read_bytes())
    with zipfile.ZipFile(bomb) as archive:
        entry = archive.getinfo(SHEET)
    # The directory at the end of the file, which is the one that counts, is made to lie.
    place = data.rindex(SHEET.encode()) - 46 + 24
    assert int.from_bytes(data[place : place + 4], "little") == entry.file_size
    data[place : place + 4] = (1000).to_bytes(4, "little")
    bomb.write_bytes(bytes(data))
    assert "no workbook that can be read" in refused(bomb).what


def test_what_is_saved_by_a_spreadsheet_library_is_not_refused(tmp_path):
    made = openpyxl.Workbook()
    page = made.active
    for n in range(200):
        page.append([f"row {n}", n, "c"])
    page.merge_cells("A300:C302")
    made.save(tmp_path / "a.xlsx")
    refuse_bomb(tmp_path / "a.xlsx", (tmp_path / "a.xlsx").read_bytes())


def test_a_sheet_of_exactly_as_many_cells_as_are_read_is_not_vast():
    refuse_vast(Path("a.xlsx"), 1_000_000, 2)
    with pytest.raises(TertiusError, match="too large"):
        refuse_vast(Path("a.xlsx"), 1_000_001, 2)
