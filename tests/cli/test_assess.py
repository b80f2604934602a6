"""`tertius assess`: the page, the object, the file."""

from __future__ import annotations

import json

from tertius.report import brief


def test_the_page_is_printed(tertius):
    status, out, err = tertius("assess", "USA", "RUS", "CHN", "--as-of", "2016-11")
    assert (status, err) == (0, "")
    assert out.startswith("Can the United States pry Russia away from China?")
    assert "1 Nov 2016, 5 years ahead" in out


def test_the_horizon_is_passed_on(tertius):
    found = json.loads(tertius("assess", "USA", "RUS", "CHN", "--as-of", "2016-11", "--horizon", "3", "--json")[1])
    assert found["question"]["horizon_years"] == 3
    assert found["question"]["as_of"] == "2016-11-01"


def test_a_file_is_written_and_nothing_said(tertius, tmp_path, monkeypatch):
    monkeypatch.setattr(brief, "bundle", lambda: "")
    target = tmp_path / "answer.html"
    status, out, err = tertius("assess", "USA", "RUS", "CHN", "--as-of", "2016-11", "--html", str(target))
    assert (status, out, err) == (0, "", "")
    assert "pry Russia away" in target.read_text(encoding="utf-8")


def test_a_file_and_an_object_can_be_had_at_once(tertius, tmp_path, monkeypatch):
    monkeypatch.setattr(brief, "bundle", lambda: "")
    target = tmp_path / "answer.html"
    _, out, _ = tertius("assess", "USA", "RUS", "CHN", "--as-of", "2016-11", "--html", str(target), "--json")
    assert json.loads(out)["question"]["b"] == "RUS"
    assert target.exists()


def test_a_file_in_no_folder_is_refused(tertius, tmp_path, monkeypatch):
    monkeypatch.setattr(brief, "bundle", lambda: "")
    target = tmp_path / "no" / "answer.html"
    status, out, err = tertius("assess", "USA", "RUS", "CHN", "--as-of", "2016-11", "--html", str(target))
    assert (status, out) == (2, "")
    assert "cannot write" in err
    assert ".tmp" not in err
