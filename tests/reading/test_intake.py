"""The door: files, bytes, standard input and addresses become documents; bad input is refused by name."""

from __future__ import annotations

import io
import sys
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tertius.errors import ReadingError
from tertius.reading.document import Part, document_id
from tertius.reading.intake import MOST_BYTES, MOST_CHARACTERS, Raw, take_in

SAMPLES = Path(__file__).parents[1] / "samples" / "reading"


def test_a_plain_file_is_never_changed() -> None:
    path = SAMPLES / "pasted-news.txt"
    document = take_in(path)
    assert document.text == path.read_bytes().decode()
    assert document.id == document_id(document.text)
    assert document.source == str(path)


def test_windows_line_ends_stay() -> None:
    data = b"Norland will sign.\r\n\r\nEstavia will not, said Brandt.\r\n"
    assert take_in(data).text == data.decode()


def test_what_the_reader_is_told_goes_before_what_the_document_says() -> None:
    known = take_in(SAMPLES / "page.html", published=date(2020, 1, 2), publisher="The Other Review")
    assert (known.published, known.publisher) == (date(2020, 1, 2), "The Other Review")
    said = take_in(SAMPLES / "page.html")
    assert (said.published, said.publisher) == (date(2021, 3, 4), "The Made-up Review")
    assert (said.title, said.author, said.language) == ("Estavia waits for the spring", "Ilse Varga, Jonas Meer", "en")


def test_standard_input_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO("“No,” said Brandt.".encode())))
    assert take_in("-").text == "“No,” said Brandt."


def test_a_page_without_a_name_is_told_by_its_look() -> None:
    assert take_in(b"<html><body><p>He said no.</p></body></html>").text == "He said no."


def test_a_pdf_is_told_by_its_first_bytes_whatever_its_name() -> None:
    assert take_in(Raw((SAMPLES / "report.pdf").read_bytes(), "x.txt")).text.startswith("What the strait is worth")


def test_a_null_becomes_a_space_and_no_block_holds_it() -> None:
    document = take_in(b"Norland said\0 no to it, and it will say so again.")
    assert document.text == "Norland said  no to it, and it will say so again."
    assert document.text[: document.blocks[0].end] == "Norland said"
    assert "null" in document.notes[0]


def test_right_to_left_marks_and_open_quotes_move_no_offset() -> None:
    text = "\u202e“Norland will sign,” said \u200fBrandt. \u2066“Not now\n\n“Never, he said.\n\n”””"
    document = take_in(text.encode())
    assert document.text == text
    assert [text[b.start : b.end] for b in document.blocks] == text.split("\n\n")


@pytest.mark.parametrize(
    ("source", "what"),
    [
        (b"", "is empty"),
        (b" \n\t ", "is empty"),
        ("\u200a\u2003".encode(), "holds no text"),
        (b"\x89PNG\r\n\x1a\n" + bytes(50), "is not text"),
        (Raw(b"<html><script>", "x.html"), "holds no text"),
        (Raw(b"x" * (MOST_BYTES + 1), "x.txt"), "is too large"),
        (Path("/nowhere/at/all.txt"), "cannot open"),
        ("a\0b", "cannot open"),
        (Path("/"), "is a folder"),
        ("ftp://example.org/a.txt", "cannot read"),
        ("file:///etc/passwd", "cannot read"),
    ],
)
def test_bad_input_is_refused_and_the_refusal_says_what_to_do(source: object, what: str) -> None:
    with pytest.raises(ReadingError, match=what) as refused:
        take_in(source)  # type: ignore[arg-type]
    assert refused.value.found
    assert refused.value.hint or isinstance(source, str)


def test_fifty_megabytes_in_one_line_are_refused_before_they_are_read(tmp_path: Path) -> None:
    path = tmp_path / "one-line.txt"
    with path.open("wb") as file:
        file.truncate(50_000_000)
    with pytest.raises(ReadingError, match="too large"):
        take_in(path)


def test_one_long_line_is_cut_into_blocks_that_can_be_parsed_and_the_rest_is_said_to_be_cut() -> None:
    document = take_in(b"Norland will not sign, said Brandt. " * 100_000)
    assert len(document.text) == MOST_CHARACTERS
    assert document.notes == ("cut at 2,000,000 of 3,600,000 characters",)
    assert max(b.end - b.start for b in document.blocks) <= 10_000


def test_a_long_paragraph_of_a_page_is_cut_too() -> None:
    document = take_in(
        Raw(b"<html><body><p>" + b"Norland will not sign, said Brandt. " * 1000 + b"</p></body></html>", "x.html")
    )
    assert max(b.end - b.start for b in document.blocks) <= 10_000


def test_a_note_of_the_decoder_reaches_the_document() -> None:
    assert "mixed encodings" in take_in("“Yes” and “no”, ".encode() + "“perhaps”".encode("cp1252")).notes[0]


@given(st.text(st.characters(codec="utf-8", exclude_characters="\0"), min_size=1))
def test_plain_text_is_never_altered_and_blocks_are_in_order(text: str) -> None:
    try:
        document = take_in(Raw(text.encode(), "x.txt"))
    except ReadingError:
        return
    if not document.notes:
        assert document.text == text.removeprefix("\ufeff")
    position = 0
    for block in document.blocks:
        assert position <= block.start < block.end <= len(document.text)
        assert document.block_at(block.start) == block
        position = block.end


@given(st.text(st.sampled_from("<>/pdivabh1 \n\"'=&;!-éx“")))
def test_any_page_is_read_or_refused(text: str) -> None:
    try:
        document = take_in(Raw(f"<html>{text}".encode(), "x.html"))
    except ReadingError:
        return
    assert all(document.text[b.start : b.end].strip() for b in document.blocks)
    assert {b.part for b in document.blocks} <= set(Part)
