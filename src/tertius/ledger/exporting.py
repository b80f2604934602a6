"""Everything out again: the chain as it is, one table of all entries, or a sheet that can be taken in elsewhere."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path
from threading import get_ident
from typing import Any

import polars as pl

from tertius.errors import TertiusError
from tertius.ledger.entries import VERSION, Entry, Forecast, Question, Resolution, Withdrawal, body_of, canonical
from tertius.ledger.store import Ledger

__all__ = ["SUFFIXES", "export_ledger"]

SUFFIXES = (".csv", ".parquet", ".json", ".jsonl")


def export_ledger(ledger: Ledger, path: str | Path, *, sheet: bool = False) -> int:
    """Write everything the ledger holds to a file; what was there before is replaced once the new one is whole.

    Parameters
    ----------
    ledger : Ledger
        What to write.
    path : str or Path
        .json and .jsonl hold the entries as they are hashed, an array or one a line; .csv and
        .parquet a row an entry, every field of every kind a column.
    sheet : bool
        Instead a row a forecast that stands, with its question and answer, as `import` reads it.

    Returns
    -------
    int
        Rows written.

    Raises
    ------
    TertiusError
        When the name of the file does not end in one of `SUFFIXES`, or it cannot be written.
    """
    file = Path(path)
    if file.suffix not in SUFFIXES:
        raise TertiusError("the end of a file's name says its format", found=file.name, hint=f"one of {SUFFIXES}")
    draft = file.with_name(f".{file.name}.{os.getpid()}.{get_ident()}.part")
    try:
        if sheet:
            n = _write_rows(list(_sheet(ledger)), draft, file.suffix)
        elif file.suffix in {".json", ".jsonl"}:
            n = _write_chain(ledger, draft, array=file.suffix == ".json")
        else:
            n = _write_rows([_flat(e) for e in ledger.entries()], draft, file.suffix)
        draft.replace(file)
    except OSError as e:
        raise TertiusError(f"{file.name} cannot be written", found=str(e.strerror), hint="give another path") from None
    finally:
        draft.unlink(missing_ok=True)
    return n


def _write_chain(ledger: Ledger, draft: Path, *, array: bool) -> int:
    n = 0
    with draft.open("w", encoding="utf-8", newline="\n") as out:
        out.write("[" if array else "")
        for entry in ledger.entries():
            out.write(",\n" if array and n else "")
            out.write(canonical(_whole(entry)))
            out.write("" if array else "\n")
            n += 1
        out.write("]\n" if array else "")
    return n


def _whole(entry: Entry) -> dict[str, Any]:
    """What is hashed, and the hash."""
    _, body = body_of(entry.record)
    return {
        "version": VERSION,
        "seq": entry.seq,
        "written": entry.written,
        "kind": entry.kind,
        "body": body,
        "previous": entry.previous,
        "hash": entry.hash,
    }


def _flat(entry: Entry) -> dict[str, Any]:
    _, body = body_of(entry.record)
    plain = {k: json.dumps(v, ensure_ascii=False) if isinstance(v, list | dict) else v for k, v in body.items()}
    whole = {"id": entry.id, "seq": entry.seq, "written": entry.written, "kind": entry.kind, **plain}
    return {**whole, "previous": entry.previous, "hash": entry.hash}


def _sheet(ledger: Ledger) -> Iterator[dict[str, Any]]:
    """A row a forecast that stands; its question must stand too."""
    questions: dict[str, Question] = {}
    answers: dict[str, dict[str, Resolution]] = {}
    forecasts: dict[str, Forecast] = {}
    for entry in ledger.entries():
        record = entry.record
        if isinstance(record, Question):
            questions[entry.id] = record
        elif isinstance(record, Resolution):
            answers.setdefault(record.question, {})[entry.id] = record
        elif isinstance(record, Forecast):
            forecasts.pop(record.corrects or "", None)
            forecasts[entry.id] = record
        elif isinstance(record, Withdrawal):
            questions.pop(record.target, None)
            forecasts.pop(record.target, None)
            for given in answers.values():
                given.pop(record.target, None)
    for forecast in forecasts.values():
        question = questions.get(forecast.question)
        if question is not None:
            last = list(answers.get(forecast.question, {}).values())[-1:]
            yield _row(forecast, question, last[0] if last else None)


def _row(forecast: Forecast, question: Question, answer: Resolution | None) -> dict[str, Any]:
    _, asked = body_of(question)
    _, said = body_of(forecast)
    row = {"question": asked.pop("text"), **{k: v for k, v in asked.items() if k not in {"resolver", "ref"}}}
    row["actors"] = " ".join(question.actors) or None
    said.pop("condition_question", None)
    said.pop("corrects", None)
    row |= {k: v for k, v in said.items() if k != "question"}
    row["quantiles"] = "; ".join(f"{share!r}:{value!r}" for share, value in forecast.quantiles) or None
    if answer is not None:
        _, resolved = body_of(answer)
        resolved["resolved_by"] = resolved.pop("by")
        row |= {k: v for k, v in resolved.items() if k != "question"}
    return row


def _write_rows(rows: list[dict[str, Any]], draft: Path, suffix: str) -> int:
    names = list(dict.fromkeys(name for row in rows for name in row))
    columns = {name: [row.get(name) for row in rows] for name in names}
    frame = pl.DataFrame([pl.Series(name, values, strict=False) for name, values in columns.items()])
    if suffix == ".parquet":
        frame.write_parquet(draft)
    elif suffix == ".csv":
        frame.with_columns(_no_formula(c) for c in frame.columns if frame[c].dtype == pl.String).write_csv(draft)
    elif suffix == ".jsonl":
        frame.write_ndjson(draft)
    else:
        frame.write_json(draft)
    return len(rows)


def _no_formula(column: str) -> pl.Expr:
    """Text that a spreadsheet would run is written with an apostrophe before it; the reading of sheets takes it off."""
    risky = pl.col(column).str.contains(r"^[=+\-@\t\r]")
    return pl.when(risky).then(pl.concat_str(pl.lit("'"), pl.col(column))).otherwise(pl.col(column)).alias(column)
