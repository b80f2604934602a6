"""`tertius blowback`: the page, the object and the file."""

from __future__ import annotations

import json


def test_page_and_object_agree(tertius):
    _, page, _ = tertius("blowback", "USA", "RUS", "CHN")
    _, out, _ = tertius("blowback", "USA", "RUS", "CHN", "--json")
    found = json.loads(out)
    assert (found["a"], found["b"], found["c"]) == ("USA", "RUS", "CHN")
    assert " ".join(found["explained"].split()) in " ".join(page.split())
    allies = [t for t in found["triangles"] if t["group"] == "ally"]
    assert f"{len(allies)} allies" in found["explained"]


def test_a_file_is_written_and_nothing_printed(tertius, tmp_path):
    target = tmp_path / "b.html"
    status, out, err = tertius("blowback", "USA", "RUS", "--html", str(target))
    assert (status, out, err) == (0, "", "")
    assert target.read_text(encoding="utf-8").startswith("<!doctype html>")


def test_a_name_that_is_none_is_refused_with_the_nearest(tertius):
    status, out, err = tertius("blowback", "USA", "Rusia")
    assert (status, out) == (2, "")
    assert "did you mean 'Russia'" in err
