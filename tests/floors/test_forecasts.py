"""Floors of reading forecasts: the two annotated articles, pinned with the hashes of their files."""

from __future__ import annotations

import hashlib

import pytest

from tertius.reading.actors import find_mentions
from tertius.reading.document import Block, Document, Part, document_id
from tertius.reading.forecasts import find_forecasts
from tertius.reading.parse import parse
from tertius.reading.people import find_people
from tertius.reading.statements import find_statements

from . import forecasts_of_articles as articles

HASHES = {
    "001.json": "f1f9396cbda227b28edeceb739c152834ed6530ac8cc59221fed061d950b3b82",
    "001.txt": "ebb4de88401836193fde5f8e9dd3cc932b92c51dc24d4209b887a3ae35231bba",
    "002.json": "e9cf2a1ca4ad3adb3ac26e1160ec3606c58faada6aba4cc1432808d878e3e9c8",
    "002.txt": "d3bd2c98a3f39a980aeb28daea46afd8399cab4dfecfc9c2eab8b45b8d2fdb69",
}


@pytest.fixture(scope="module")
def folder(shared):
    return shared / "gold" / "articles"


@pytest.fixture(scope="module")
def score(folder):
    kept = articles.Score()
    for text, gold in articles.gold_of(folder):
        blocks, place = [], 0
        for line in text.split("\n"):
            if line.strip():
                blocks.append(Block(place, place + len(line), Part.BODY))
            place += len(line) + 1
        parsed = parse(Document(document_id(text), text, "-", None, None, None, None, "en", tuple(blocks)))
        statements = find_statements(parsed, find_people(parsed))
        found = find_forecasts(parsed, statements, find_mentions(parsed))
        articles.score_article(kept, text, gold, found)
    return kept


@pytest.mark.parametrize(("name", "digest"), HASHES.items())
def test_the_gold_is_the_one_the_floors_were_set_on(folder, name, digest):
    assert hashlib.sha256((folder / name).read_bytes()).hexdigest() == digest


def test_sure_forecasts_are_found(score):
    assert score.wanted == 15
    assert score.recall >= 0.93, score.faults


def test_what_is_found_is_a_forecast(score):
    assert score.precision >= 0.93, score.faults


@pytest.mark.parametrize(
    ("field", "floor"),
    [("move", 0.93), ("polarity", 0.97), ("pair", 0.93), ("speaker", 0.86), ("condition", 0.85), ("horizon", 0.80)],
)
def test_fields_are_right(score, field, floor):
    assert score.share(field) >= floor, score.faults
