"""A brief written to files: refused before any work, whole or not at all."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import pytest

from tertius.errors import ImpossibleQuestion, TertiusError
from tertius.report.document import writing
from tertius.report.document.writing import checked, write_report


@pytest.mark.parametrize(
    ("name", "meant"),
    [("b.pfd", "b.pdf"), ("b.doc", "b.docx"), ("b.htm", "b.html"), ("b.odt", "b.docx"), ("b.markdown", "b.md"),
     ("b", "b.pdf"), ("b.xyz", "b.pdf")],
)  # fmt: skip
def test_an_unknown_suffix_is_refused_with_the_nearest(tmp_path, name, meant):
    with pytest.raises(ImpossibleQuestion, match=r"\.html, \.docx, \.pdf or \.md") as e:
        checked([tmp_path / name])
    assert e.value.hint == f"did you mean {meant}?"


def test_a_suffix_may_be_written_large(tmp_path):
    assert checked([tmp_path / "B.PDF"]) == (tmp_path / "B.PDF",)


def test_a_directory_is_refused(tmp_path):
    with pytest.raises(ImpossibleQuestion, match="written to a file"):
        checked([tmp_path])


def test_no_folder_is_refused(tmp_path):
    with pytest.raises(TertiusError, match="cannot write"):
        checked([tmp_path / "no" / "b.pdf"])


def test_a_closed_folder_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(os, "access", lambda *_: False)
    with pytest.raises(TertiusError, match="closed to you"):
        checked([tmp_path / "b.pdf"])


def test_one_file_twice_is_refused(tmp_path):
    with pytest.raises(ImpossibleQuestion, match="a file of its own"):
        checked([tmp_path / "b.pdf", tmp_path / "." / "b.pdf"])


def test_all_four_are_written_and_said(found, tmp_path):
    names = ("b.html", "b.docx", "b.pdf", "b.md")
    written = write_report(found, [tmp_path / n for n in names])
    assert sorted(p.name for p in tmp_path.iterdir()) == sorted([*names, "b-answer.svg", "b-ties.svg"])
    for w in written:
        assert w.size == w.path.stat().st_size
        assert w.sha256 == hashlib.sha256(w.path.read_bytes()).hexdigest()
        assert w.to_dict()["path"] == str(w.path)


def test_where_the_second_of_two_cannot_be_made_the_first_is_not_written(found, tmp_path, monkeypatch):
    def broken(*_):
        raise RuntimeError

    monkeypatch.setattr("tertius.report.document.as_docx.as_docx", broken)
    old = tmp_path / "b.pdf"
    old.write_bytes(b"old")
    with pytest.raises(RuntimeError):
        write_report(found, [old, tmp_path / "b.docx"])
    assert old.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [old]


def test_a_full_disk_leaves_the_old_file_and_no_draft(found, tmp_path, monkeypatch):
    def full(self: Path, data: bytes) -> int:
        self.touch()
        raise OSError(28, "No space left on device")

    old = tmp_path / "b.md"
    old.write_bytes(b"old")
    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(TertiusError, match="cannot write"):
        write_report(found, [old])
    monkeypatch.undo()
    assert old.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [old]


def test_suffixes_are_those_that_can_be_made(found):
    from tertius.report.document.compose import compose

    document = compose(found)
    for suffix in writing.SUFFIXES:
        made = writing._made(document, Path(f"b{suffix}"))
        assert list(made)[-1] == Path(f"b{suffix}")
