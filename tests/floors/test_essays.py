"""The two annotated articles from end to end: taken in, segmented, read."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path

import pytest


@pytest.fixture(scope="module")
def score(shared: Path):
    path = Path(__file__).with_name("essays.py")
    spec = importlib.util.spec_from_file_location("essays", path)
    module = importlib.util.module_from_spec(spec)
    sys.modules["essays"] = module
    spec.loader.exec_module(module)
    return module.score_articles(shared / "gold" / "articles")


def test_sure_statements_are_found_with_their_speaker(score):
    assert score.sure == 33
    assert score.found >= 0.92, score.faults
    assert score.speaker >= 0.92, score.faults


def test_none_stands_twice_and_none_comes_from_comments_or_boxes(score):
    assert (score.duplicates, score.leaks) == (0, 0)
