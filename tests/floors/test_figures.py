"""Figures: floors on NewsQuant's development half, pinned with its hash."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

import pytest

FLOORS = {"money": 0.96, "percent": 0.96}


@pytest.fixture
def newsquant(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.syspath_prepend(str(Path(__file__).parent))
    return import_module("newsquant")


def test_money_and_percent_stay_above_their_floors(newsquant, shared: Path):
    sentences = newsquant.load(shared / "gold" / "newsquant_dev.json")
    found = newsquant.score(newsquant.tertius_figures, sentences)
    assert {kind: found[kind].f1 >= floor for kind, floor in FLOORS.items()} == {"money": True, "percent": True}, found


def test_another_corpus_is_refused(newsquant, tmp_path: Path):
    file = tmp_path / "newsquant_dev.json"
    file.write_text("[]")
    with pytest.raises(ValueError, match="not the pinned corpus"):
        newsquant.load(file)


SENTENCES = [
    {
        "text": "made up",
        "quantities": [
            {"value": "5.0", "normalized_unit": "dollar"},
            {"value": "5.0", "normalized_unit": "percentage"},
            {"value": "2-3", "normalized_unit": "percentage"},
            {"value": "19.0", "normalized_unit": "cent"},
        ],
    }
]


def test_a_value_is_met_once_and_a_range_counts_for_nothing(newsquant):
    found = newsquant.score(lambda _: [("percent", 5.0), ("percent", 5.0), ("percent", 2.0)], SENTENCES)
    assert found["percent"] == newsquant.Score(1, 1, 0)
    assert found["money"] == newsquant.Score(0, 0, 2)


def test_cents_are_hundredths(newsquant):
    found = newsquant.score(lambda _: [("money", 0.19), ("money", 5.0)], SENTENCES)["money"]
    assert (found.precision, found.recall, found.f1) == (1.0, 1.0, 1.0)


def test_a_reader_that_finds_nothing_scores_nothing(newsquant):
    assert newsquant.score(lambda _: [], SENTENCES)["money"].f1 == 0.0
