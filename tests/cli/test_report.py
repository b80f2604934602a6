"""`tertius report`: files, what is said of them, what is refused."""

from __future__ import annotations

import json


def test_files_are_written_and_named_to_the_person(tertius, tmp_path):
    pdf, word = tmp_path / "b.pdf", tmp_path / "b.docx"
    status, out, err = tertius(
        "report", "USA", "RUS", "CHN", "--as-of", "2016-11", "--out", str(pdf), "--out", str(word)
    )
    assert (status, out) == (0, "")
    assert f"wrote {pdf} (" in err
    assert f"wrote {word} (" in err
    assert pdf.read_bytes().startswith(b"%PDF-")
    assert word.read_bytes().startswith(b"PK")


def test_the_object_names_every_file_with_its_hash(tertius, tmp_path):
    page = tmp_path / "b.html"
    found = json.loads(tertius("report", "IND", "BGD", "CHN", "--horizon", "3", "--out", str(page), "--json")[1])
    assert [set(w) for w in found["written"]] == [{"path", "size", "sha256"}]
    assert "horizon 3 years" in page.read_text(encoding="utf-8")


def test_a_suffix_is_refused_before_the_question_is_asked(tertius, tmp_path):
    status, out, err = tertius("report", "Atlantis", "RUS", "CHN", "--out", str(tmp_path / "b.pfd"))
    assert (status, out) == (2, "")
    assert "did you mean b.pdf?" in err


def test_without_a_file_it_says_so(tertius):
    status, out, err = tertius("report", "USA", "RUS", "CHN")
    assert (status, out) == (2, "")
    assert "--out" in err
