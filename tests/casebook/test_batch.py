"""Many articles: each is kept at once, and one that fails stops no other."""

from __future__ import annotations

from pathlib import Path

import pytest

from tertius.casebook.batch import Failure, read_all
from tertius.casebook.casebook import open_casebook
from tertius.errors import TertiusError, UnknownName
from tertius.reading.reader import ReadOptions

EAST = str(Path(__file__).parents[1] / "samples" / "articles" / "east.txt")


@pytest.fixture
def reader(made_up, monkeypatch):
    """A reader without a language model: the text "fault" makes it fail in a way nobody foresaw."""
    from tertius.reading import reader as module

    def read(document):
        if "fault" in document.text:
            raise ZeroDivisionError("division by zero")
        return made_up(document.text)

    monkeypatch.setattr("tertius.casebook.batch.reader_for", lambda options: read)
    return module


@pytest.fixture
def files(tmp_path):
    def write(*texts: str) -> list[str]:
        paths = [tmp_path / f"{n}.txt" for n in range(len(texts))]
        for path, words in zip(paths, texts, strict=True):
            path.write_text(f"{words}. An article of some words, all of them plain and none of them strange.\n")
        return [str(p) for p in paths]

    return write


def test_each_is_kept_before_the_next_is_read(reader, files, made_up, tmp_path):
    book = open_casebook(tmp_path / "t.sqlite")
    seen: list[tuple[int, int]] = []
    done = read_all(
        files("one", "two", "three"), casebook=book, progress=lambda n, _: seen.append((n, len(book.documents())))
    )
    assert seen == [(0, 0), (1, 1), (2, 2), (3, 3)]
    assert (len(done.readings), done.failures) == (3, ())


def test_a_fault_of_ours_in_one_article_is_told_and_stops_no_other(reader, files):
    done = read_all(files("one", "fault", "three"))
    assert len(done.readings) == 2
    (failure,) = done.failures
    assert "ZeroDivisionError" in str(failure)
    assert len(str(failure).splitlines()) == 3


def test_a_refusal_keeps_its_three_lines():
    said = str(Failure("a.txt", TertiusError("what", found="found", hint="hint")))
    assert said.splitlines() == ["a.txt: what", "  found: found", "  hint:  hint"]


def test_a_reader_that_is_none_is_refused_before_anything_is_read():
    with pytest.raises(UnknownName, match="no reader called"):
        read_all([EAST], ReadOptions(reader="oracle"))


def test_a_scale_that_is_none_is_refused_before_anything_is_read():
    with pytest.raises(UnknownName, match="astrology"):
        read_all([EAST], ReadOptions(scale="astrology"))
