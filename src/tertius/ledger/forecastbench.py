"""Questions of ForecastBench with the crowd's probability, and how they resolved."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any, cast

import polars as pl

from tertius.errors import DataContractError

__all__ = ["CROWDS", "read_forecastbench"]

CROWDS = ("infer", "manifold", "metaculus", "polymarket")
"""Sources whose frozen value is what a crowd thought; the others' are figures of the past."""

_QUESTION = ("id", "source", "question", "url", "freeze_datetime", "freeze_datetime_value")
_RESOLUTION = ("id", "source", "resolution_date", "resolved_to", "resolved")


def read_forecastbench(questions: str | Path, resolutions: str | Path) -> pl.DataFrame:
    """Join a question set with its resolution set.

    Parameters
    ----------
    questions, resolutions : str or Path
        The producer's JSON files of one date, "2026-04-12-llm.json" and "2026-04-12_resolution_set.json".

    Returns
    -------
    pl.DataFrame
        A row per question of a crowd: `id`, `source`, `question`, `url`, `made` (the day the
        crowd's probability was frozen), `closes` (null where the source names no day), `p` (0 to 1),
        `resolved_on` and `outcome`, both null while the question is open: a market's price
        on some day is no outcome. Combined questions have no row.

    Raises
    ------
    DataContractError
        A file that is not a set of ForecastBench, or a probability outside 0 to 1.

    References
    ----------
    .. [1] Karger et al. (2025), ForecastBench: A Dynamic Benchmark of AI Forecasting Capabilities,
       International Conference on Learning Representations. CC BY-SA 4.0.
    """
    asked = _rows(Path(questions), "questions", _QUESTION)
    answered = {
        (str(r["id"]), str(r["source"])): r
        for r in _rows(Path(resolutions), "resolutions", _RESOLUTION)
        if isinstance(r["id"], str) and r["resolved"]
    }
    found: list[dict[str, object]] = []
    for row, q in enumerate(asked):
        if not isinstance(q["id"], str) or q["source"] not in CROWDS:
            continue
        answer = answered.get((q["id"], str(q["source"])))
        found.append(
            {
                "id": q["id"],
                "source": str(q["source"]),
                "question": str(q["question"]),
                "url": str(q["url"]),
                "made": _day(q["freeze_datetime"]),
                "closes": _day(q.get("market_info_close_datetime")),
                "p": _share(q["freeze_datetime_value"], Path(questions), row),
                "resolved_on": _day(answer["resolution_date"]) if answer else None,
                "outcome": float(answer["resolved_to"]) if answer else None,
            }
        )
    schema = {"id": pl.String, "source": pl.String, "question": pl.String, "url": pl.String, "made": pl.Date}
    return pl.DataFrame(
        found, schema=schema | {"closes": pl.Date, "p": pl.Float64, "resolved_on": pl.Date, "outcome": pl.Float64}
    )


def _rows(path: Path, key: str, columns: tuple[str, ...]) -> list[dict[str, Any]]:
    try:
        rows = cast("list[dict[str, Any]]", json.loads(path.read_bytes())[key])
        absent = [c for c in columns for r in rows[:1] if c not in r]
    except (OSError, ValueError, KeyError, TypeError) as e:
        raise _broken(path, f"not a file of {key}", f"{type(e).__name__}: {e}") from None
    if absent:
        raise _broken(path, f"{key} have {', '.join(columns)}", f"no {', '.join(absent)}")
    return rows


def _day(text: object) -> date | None:
    """The day of a date and time; None where the source says "N/A"."""
    try:
        return date.fromisoformat(str(text)[:10])
    except ValueError:
        return None


def _share(value: object, path: Path, row: int) -> float:
    try:
        p = float(str(value))
    except ValueError:
        p = float("nan")
    if not 0 <= p <= 1:
        raise _broken(path, "a crowd's value is a probability", repr(value), row)
    return p


def _broken(path: Path, rule: str, found: str, row: int | None = None) -> DataContractError:
    return DataContractError(
        "forecastbench", rule, file=path.name, row=row, found=found, hint="a pair of sets of one date, unchanged"
    )
