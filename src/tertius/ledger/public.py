"""The public record that ships with the package: published forecasts of named people, read only.

It stands beside a user's own ledger and never in it: their chain holds what they wrote, and a
new edition of the record changes nothing of theirs.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl

from tertius.casebook.sheets import read_sheet
from tertius.ledger.cells import READERS, answer_of_condition
from tertius.ledger.frame import Scorable, arrange, frame_of

__all__ = ["RECORD", "public_record"]

RECORD = Path(__file__).parent / "data" / "record.csv"
"""A sheet that `tertius ledger import` would take: a row a forecast, its question and answer beside it."""

_ASKED = ("text", "topic", "closes", "status_quo", "outcome", "share", "resolved_on")
_SAID = ("holder", "outlet", "school", "p", "low", "high", "made")


def public_record(*, as_of: date, sheet: Path = RECORD) -> Scorable:
    """What can be scored of the public record on a day; nothing where no record ships."""
    rows = list(_rows(sheet)) if sheet.is_file() else []
    questions: dict[tuple[str, str], tuple[Any, ...]] = {}
    forecasts: list[tuple[Any, ...]] = []
    for row in rows:
        number = _asked(questions, row)
        condition = None
        if "condition" in row:
            asked_of = {"question": row["condition"], "closes": row["closes"]}
            condition = _asked(questions, asked_of | answer_of_condition(row))
        p = row.get("p", row.get("percent"))
        forecasts.append((number, *(p if c == "p" else row.get(c) for c in _SAID), condition, 0))
    asked = frame_of(list(questions.values()), ("question", *_ASKED), floats=("share",), numbers=("question",))
    said = frame_of(
        forecasts,
        ("question", *_SAID, "condition_question", "distribution"),
        floats=("p", "low", "high"),
        numbers=("question", "condition_question", "distribution"),
    )
    return arrange(
        said.with_columns(
            pl.col("made").str.to_date("%Y-%m-%d"),
            pl.col("holder", "outlet", "school").cast(pl.Categorical),
            gone=pl.lit(value=False),
        ),
        asked.with_columns(
            pl.col("closes", "resolved_on").str.to_date("%Y-%m-%d"),
            pl.col("topic").cast(pl.Categorical),
            gone=pl.lit(value=False),
        ),
        as_of=as_of,
    )


def _rows(sheet: Path) -> Iterator[dict[str, Any]]:
    read = read_sheet(sheet)
    for _, cells in read.rows:
        yield {
            name: READERS[name](cell.strip(), name)
            for name, cell in zip(read.header, cells, strict=True)
            if cell.strip()
        }


def _asked(questions: dict[tuple[str, str], tuple[Any, ...]], row: dict[str, Any]) -> int:
    """The number of a row's question; the first row that asks it says what is known of it."""
    key = row["question"].casefold(), row["closes"]
    if key not in questions:
        said = {**row, "text": row["question"], "status_quo": row.get("status_quo", "no")}
        if "outcome" in said:
            said.setdefault("resolved_on", said["closes"])
        questions[key] = (len(questions) + 1, *(said.get(c) for c in _ASKED))
    return int(questions[key][0])
