"""What `tertius read --json` prints keeps its shape, and every offset leads to its span."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest

from tertius.reading.intake import take_in

SCHEMA = json.loads((Path(__file__).parent / "reading.schema.json").read_text(encoding="utf-8"))
ARTICLES = Path(__file__).parents[1] / "samples" / "articles"
KINDS = ("statements", "forecasts", "figures", "events")


@pytest.mark.parametrize("name", ["east.txt", "west.html"])
@pytest.mark.parametrize("comments", [(), ("--comments",)], ids=["", "comments"])
def test_one_file_is_one_object_of_the_agreed_shape(tertius, name, comments):
    status, out, err = tertius("read", str(ARTICLES / name), "--json", "--no-store", *comments)
    assert (status, err) == (0, "")
    record = json.loads(out)
    jsonschema.validate(record, SCHEMA)
    _spans_are_exact(record, take_in(str(ARTICLES / name)).text)
    assert record["statements"]
    assert record["forecasts"]
    assert record["figures"]
    assert bool(comments) or all(item["part"] != "comment" for kind in KINDS for item in record[kind])


def test_many_files_are_one_object_a_line_in_order(tertius):
    files = [str(ARTICLES / name) for name in ("east.txt", "west.html")]
    status, out, _ = tertius("read", *files, "--json", "--no-store")
    assert status == 0
    records = [json.loads(line) for line in out.splitlines()]
    assert [r["document"]["source"] for r in records] == files
    for record, file in zip(records, files, strict=True):
        jsonschema.validate(record, SCHEMA)
        _spans_are_exact(record, take_in(file).text)


def _spans_are_exact(record: dict, text: str) -> None:
    for kind in KINDS:
        for item in record[kind]:
            assert text[item["start"] : item["end"]] == item["text"]


def test_the_schema_can_refuse(tertius):
    _, out, _ = tertius("read", str(ARTICLES / "east.txt"), "--json", "--no-store")
    record = json.loads(out)
    first = record["forecasts"][0]
    for spoil in ({"move": "sideways"}, {"low": 1.2}, {"pair": ["RUS"]}, {"start": -1}, {"surprise": 1}):
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.validate({**record, "forecasts": [{**first, **spoil}]}, SCHEMA)
