"""A PDF is read within its limits, or refused: locked, scanned, damaged, or larger inside than outside."""

from __future__ import annotations

import io
import time
import zlib
from collections.abc import Sequence

import pytest
from pypdf import PdfWriter
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject, NumberObject, StreamObject

from tertius.errors import ReadingError
from tertius.reading.pdf import PdfLimits, read_pdf


def font() -> DictionaryObject:
    keys = {"/Type": "/Font", "/Subtype": "/Type1", "/BaseFont": "/Helvetica"}
    face = DictionaryObject({NameObject(k): NameObject(v) for k, v in keys.items()})
    return DictionaryObject({NameObject("/Font"): DictionaryObject({NameObject("/F1"): face})})


def written(pages: Sequence[Sequence[str]], *, password: str | None = None) -> bytes:
    writer = PdfWriter()
    for lines in pages:
        page = writer.add_blank_page(595, 842)
        stream = DecodedStreamObject()
        shown = " ".join(f"({line}) Tj T*" for line in lines)
        stream.set_data(f"BT /F1 11 Tf 14 TL 60 780 Td {shown} ET".encode())
        page[NameObject("/Contents")] = writer._add_object(stream)
        page[NameObject("/Resources")] = font()
    if password is not None:
        writer.encrypt(password, algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def test_lines_join_to_paragraphs_and_broken_words_to_words() -> None:
    lines = (
        "Norland pays Estavia 41 million crowns a year for the right to sail through",
        "the strait, said Wen Osei of the Lake-",
        "side Institute, who has counted them.",
        "Nobody else has counted.",
    )
    assert read_pdf(written([lines])).text.split("\n\n") == [
        "Norland pays Estavia 41 million crowns a year for the right to sail through the strait, said Wen Osei of the "
        "Lakeside Institute, who has counted them.",
        "Nobody else has counted.",
    ]


def test_running_heads_and_page_numbers_are_left_out_and_counted() -> None:
    pages = [
        ("The Review", f"{word} is what the minister said to us on that day.", str(n))
        for n, word in enumerate(["Yes", "No", "Never"], 1)
    ]
    read = read_pdf(written(pages))
    assert "Review" not in read.text
    assert read.notes == ("6 running heads and page numbers were left out",)


def test_a_pdf_with_a_password_is_refused() -> None:
    with pytest.raises(ReadingError, match="asks for a password"):
        read_pdf(written([("He said no.",)], password="secret"))


def test_a_pdf_locked_with_an_empty_password_is_read() -> None:
    assert read_pdf(written([("He said no.",)], password="")).text == "He said no."


def test_a_pdf_without_text_is_refused_and_text_recognition_named() -> None:
    with pytest.raises(ReadingError, match="holds no text") as refused:
        read_pdf(written([(), ()]))
    assert "OCR" in refused.value.hint


def test_pages_without_text_are_named() -> None:
    assert read_pdf(written([("He said no.",), (), (), ("She said yes.",)])).notes == ("pages 2-3 hold no text",)


def test_pages_beyond_the_limit_are_not_read_and_that_is_said() -> None:
    read = read_pdf(written([("One said no.",), ("Two said no.",)]), limits=PdfLimits(pages=1))
    assert read.text == "One said no."
    assert read.notes == ("only the first 1 of 2 pages were read",)


def test_characters_beyond_the_limit_are_not_read_and_that_is_said() -> None:
    read = read_pdf(written([("One said no.",)] * 5), limits=PdfLimits(characters=20))
    assert "cut at 20 characters, on page 2 of 5" in read.notes


def test_a_stream_that_unfolds_to_more_than_the_limit_is_not_read() -> None:
    writer = PdfWriter()
    for data in (b"BT /F1 11 Tf 60 780 Td (He said no.) Tj ET", b"(x) Tj " * 30_000_000):
        page = writer.add_blank_page(595, 842)
        stream = StreamObject()
        stream._data = zlib.compress(data, 9)
        stream[NameObject("/Filter")] = NameObject("/FlateDecode")
        stream[NameObject("/Length")] = NumberObject(len(stream._data))
        page[NameObject("/Contents")] = writer._add_object(stream)
        page[NameObject("/Resources")] = font()
    out = io.BytesIO()
    writer.write(out)
    assert len(out.getvalue()) < 1_000_000
    begun = time.process_time()
    read = read_pdf(out.getvalue())
    assert time.process_time() - begun < 20
    assert read.text == "He said no."
    assert any("page" in note and "2" in note for note in read.notes)


@pytest.mark.parametrize(
    "data", [b"%PDF-1.7\n", b"%PDF-1.7\n" + b"\x00" * 500, b"%PDF-1.4\n1 0 obj<</Type/Catalog>>\nendobj\n%%EOF"]
)
def test_a_damaged_pdf_is_refused(data: bytes) -> None:
    with pytest.raises(ReadingError, match=r"not a PDF that can be read|holds no text"):
        read_pdf(data)


def test_a_truncated_pdf_is_read_as_far_as_it_goes_or_refused() -> None:
    whole = written([("He said no.",)])
    for length in range(200, len(whole), 97):
        try:
            read = read_pdf(whole[:length])
        except ReadingError:
            continue
        assert "said" in read.text
