"""A question set of ForecastBench into the ledger: its questions, what the crowds held of them, how they resolved."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import polars as pl

from tertius.casebook.sheets import Sheet
from tertius.errors import ImpossibleQuestion
from tertius.ledger.forecastbench import read_forecastbench
from tertius.ledger.importing import Imported, Terms, import_sheet, take_in
from tertius.ledger.store import Ledger

__all__ = ["CROWD_NAMES", "import_files", "import_question_set"]

CROWD_NAMES = {
    "infer": "INFER crowd",
    "manifold": "Manifold crowd",
    "metaculus": "Metaculus crowd",
    "polymarket": "Polymarket crowd",
}
"""Who holds the frozen value of each source."""

_COLUMNS = (
    *("question", "closes", "topic", "rule", "holder", "outlet", "school", "made", "p", "source", "ref"),
    *("outcome", "share", "resolved_on", "evidence", "resolved_by"),
)


def import_question_set(
    ledger: Ledger,
    questions: str | Path,
    resolutions: str | Path,
    *,
    by: str,
    dry_run: bool = False,
    skip_bad: bool = False,
    again: bool = False,
) -> Imported:
    """Take in a question set with its resolution set, checked by the rules of a sheet.

    A question that was answered early still closes on its own day, and counts from then on. One
    that was answered after its closing day, or names none, closes on the day of the answer.

    Parameters
    ----------
    ledger : Ledger
        Where to.
    questions, resolutions : str or Path
        The producer's JSON files of one date; see `read_forecastbench`.
    by : str
        Who takes it in.
    dry_run, skip_bad, again : bool
        As of `import_sheet`.

    Raises
    ------
    DataContractError
        When a file is not a set of ForecastBench.
    TertiusError
        When the pair was taken in before.
    """
    asked, answered = Path(questions), Path(resolutions)
    found = read_forecastbench(asked, answered)
    # The sheet is checked as if a person had written it: a line is a row of the joined sets.
    rows = [(line, _cells(row)) for line, row in enumerate(_ready(found).iter_rows(named=True), start=1)]
    seal = hashlib.sha256(asked.read_bytes() + answered.read_bytes()).hexdigest()
    sheet = Sheet(_COLUMNS, rows, [], seal)
    return take_in(ledger, asked, sheet, Terms(dry_run, skip_bad, again), by=by)


def import_files(
    ledger: Ledger,
    files: Sequence[str | Path],
    *,
    by: str,
    holder: str | None = None,
    dry_run: bool = False,
    skip_bad: bool = False,
    again: bool = False,
) -> Imported:
    """Take in one sheet, or a question set of ForecastBench with its resolution set.

    Raises
    ------
    ImpossibleQuestion
        For none, or more than two files, or a holder of what the crowds hold.
    """
    if len(files) == 1:
        options = {"dry_run": dry_run, "skip_bad": skip_bad, "again": again}
        return import_sheet(ledger, files[0], by=by, holder=holder, **options)
    if len(files) != 2 or holder is not None:
        found = f"{len(files)} files" if holder is None else f"two files and the holder {holder!r}"
        raise ImpossibleQuestion(
            "one sheet, or a question set and its resolution set",
            found=found,
            hint="import questions.json resolutions.json",
        )
    return import_question_set(ledger, *files, by=by, dry_run=dry_run, skip_bad=skip_bad, again=again)


def _ready(found: pl.DataFrame) -> pl.DataFrame:
    """The frame with a closing day for each question that can have one."""
    unsaid = pl.col("closes").is_null() | (pl.col("closes") < pl.col("resolved_on"))
    return found.with_columns(pl.when(unsaid).then("resolved_on").otherwise("closes").alias("closes"))


def _cells(row: dict[str, Any]) -> list[str]:
    answer = row["outcome"]
    said = {
        "question": row["question"],
        "closes": _text(row["closes"]),
        "topic": "ForecastBench",
        "rule": f"As {row['source']} resolves it: {row['url']}",
        "holder": CROWD_NAMES[row["source"]],
        "outlet": row["source"],
        "school": "crowd",
        "made": _text(row["made"]),
        "p": f"{row['p']:.12g}",
        "source": row["url"],
        "ref": row["id"],
    }
    if answer is not None:
        said["outcome"] = {0.0: "no", 1.0: "yes"}.get(answer, "partly")
        said["share"] = f"{answer:.12g}" if said["outcome"] == "partly" else ""
        said["resolved_on"] = _text(row["resolved_on"])
        said["evidence"] = f"{row['url']}, by way of ForecastBench"
        said["resolved_by"] = row["source"]
    return [said.get(column, "") for column in _COLUMNS]


def _text(day: Any) -> str:
    return day.isoformat() if day else ""
