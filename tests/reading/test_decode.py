"""Bytes become the text that was meant, or are refused; what had to be mended is said."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tertius.errors import ReadingError
from tertius.reading.decode import decode

SAID = "“Norland won’t sign,” said Tomás Brändt – twice.\r\nNobody asked.\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"])
def test_a_text_comes_back_from_every_common_encoding(encoding: str) -> None:
    assert decode(SAID.encode(encoding)).text == SAID


def test_line_ends_stay_as_they_are() -> None:
    assert decode(b"a\r\nb\rc\n").text == "a\r\nb\rc\n"


def test_a_byte_order_mark_is_no_character_of_the_text() -> None:
    assert decode(b"\xef\xbb\xbfRussia").text == "Russia"


def test_the_declared_charset_decides_where_utf_8_does_not_fit() -> None:
    assert decode("Кремль заявил".encode("koi8-r"), declared="koi8-r").text == "Кремль заявил"


def test_valid_utf_8_goes_before_a_wrong_declaration() -> None:
    assert decode("“yes”".encode(), declared="iso-8859-1").text == "“yes”"


def test_declared_latin_1_is_read_as_windows_1252_as_browsers_do() -> None:
    assert decode("It’s".encode("cp1252"), declared="ISO-8859-1").text == "It’s"


def test_an_unknown_declared_charset_is_passed_over() -> None:
    assert decode("It’s so".encode("cp1252"), declared="martian").text == "It’s so"


def test_cyrillic_without_a_declaration_is_found_by_its_look() -> None:
    text = "Кремль заявил, что переговоры с соседями будут продолжены весной, когда растает лёд в проливе. " * 5
    found = decode(text.encode("cp1251"))
    assert found.text == text
    assert "by its look" in found.notes[0]


def test_windows_1252_without_a_declaration_is_said_to_be_that() -> None:
    found = decode(SAID.encode("cp1252"))
    assert found.encoding == "windows-1252"
    assert "windows-1252" in found.notes[0]


def test_mixed_encodings_are_mended_one_character_for_one_and_said() -> None:
    data = "“Yes,” said Brandt. ".encode() + "“No,” said Renn.".encode("cp1252")
    found = decode(data)
    assert found.text == "“Yes,” said Brandt. “No,” said Renn."
    assert found.notes == ("mixed encodings: 2 places are not utf-8, and were read as windows-1252",)
    assert len(found.text) == len(data.decode("utf-8", "replace"))


def test_a_truncated_sequence_is_one_replacement_character() -> None:
    data = "“Yes”, ‘no’, “perhaps”".encode() + b"\xe2\x80"
    assert decode(data).text.endswith("”\ufffd")


def test_null_characters_stay_and_are_counted() -> None:
    found = decode(b"Norland\0 said no, and Estavia said nothing at all.")
    assert found.text[7] == "\0"
    assert found.notes == ("1 null characters were read as spaces",)


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"\x89PNG\r\n\x1a\n" + bytes(100), "PNG"),
        (b"PK\x03\x04" + bytes(100), "Office"),
        (b"\x7fELF" + bytes(100), "program"),
        (b"{\\rtf1 hello}", "rich text"),
        (bytes(range(256)) * 20, "control bytes"),
        (b"\0" * 5000, "null"),
        (b"\xef\xbb\xbf" + b"a\0" * 500, "null"),
    ],
)
def test_what_is_no_text_is_refused_and_named(data: bytes, what: str) -> None:
    with pytest.raises(ReadingError, match="is not text") as refused:
        decode(data, name="x.bin")
    assert what in str(refused.value)
    assert refused.value.hint


@given(st.text())
def test_any_text_comes_back_from_utf_8(text: str) -> None:
    try:
        found = decode(text.encode("utf-8", "surrogatepass"))
    except ReadingError:
        return
    if not found.notes and found.encoding == "utf-8":
        assert found.text == text.removeprefix("\ufeff")


@given(st.binary())
def test_any_bytes_are_decoded_or_refused(data: bytes) -> None:
    try:
        found = decode(data)
    except ReadingError:
        return
    assert len(found.text) <= len(data)
    found.text.encode("utf-8")  # no lone surrogate
