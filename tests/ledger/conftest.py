"""Ledgers with a question and a few forecasts in them, of people who do not exist."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from tertius.ledger.entries import Forecast, Question, Resolution
from tertius.ledger.store import Ledger, open_ledger

ASKED = Question(text="Arvonia leaves the Northern Pact", closes=date(2025, 6, 30), opens=date(2024, 1, 1))


@pytest.fixture
def ledger(database: str) -> Ledger:
    """An empty ledger, on SQLite and on PostgreSQL."""
    return open_ledger(database)


@pytest.fixture
def question() -> Callable[..., Question]:
    def make(**said: Any) -> Question:
        return Question(**{"text": ASKED.text, "closes": ASKED.closes, "opens": ASKED.opens, **said})

    return make


@pytest.fixture
def forecast() -> Callable[..., Forecast]:
    def make(question: str = "Q1", **said: Any) -> Forecast:
        given = {"holder": "Ada Quill", "made": date(2024, 5, 1), **said}
        if not given.keys() & {"p", "low", "quantiles", "words"}:
            given["p"] = 0.2
        return Forecast(question=question, **given)

    return make


@pytest.fixture
def resolution() -> Callable[..., Resolution]:
    def make(question: str = "Q1", **said: Any) -> Resolution:
        given = {"outcome": "no", "resolved_on": date(2025, 6, 30), "by": "me", **said}
        return Resolution(question=question, **given)

    return make
