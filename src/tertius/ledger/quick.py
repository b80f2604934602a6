"""Entries typed by hand: the cells of one row, read by the rules of a sheet."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from tertius.casebook.sheets import Sheet
from tertius.errors import TertiusError
from tertius.ledger.cells import READERS, Unreadable
from tertius.ledger.entries import AtlasRule, Entry, record_of
from tertius.ledger.importing import Taking
from tertius.ledger.resolving import refuse_rule
from tertius.ledger.store import Ledger

__all__ = ["Added", "add_row", "ask_row", "resolve_row"]


@dataclass(frozen=True, slots=True)
class Added:
    """A forecast that was written, the question it is about, and what may be wrong with it."""

    id: str
    question: str
    warnings: tuple[str, ...]

    def to_dict(self) -> dict[str, Any]:
        """As plain values."""
        return asdict(self)


def add_row(ledger: Ledger, row: Mapping[str, str], *, by: str) -> Added:
    """Add one forecast written as the cells of a sheet: days YYYY-MM-DD, shares .07 or 7%.

    The question is named by its id, or by its text and closing day, and asked where it is new.
    A forecast that does not say when it was made was made today.

    Parameters
    ----------
    ledger : Ledger
        Where to.
    row : mapping of str to str
        Cells by column, as in a sheet that is imported; an empty cell says nothing.
    by : str
        Who writes it.

    Raises
    ------
    TertiusError
        With the first rule it breaks; nothing is written.
    """
    cells = {"made": _today(), **row}
    sheet = Sheet(tuple(cells), [(1, list(cells.values()))], [], "")
    with ledger.writing() as batch:
        taken = Taking(batch, sheet, by, None)
        taken.all_rows()
        for fault in taken.faults:
            raise TertiusError(f"{fault.column}: {fault.what}", found=fault.found, hint=fault.hint)
        return Added(taken.last_forecast, taken.last_question, tuple(taken.warnings))


def ask_row(ledger: Ledger, row: Mapping[str, str], *, resolver: AtlasRule | None = None) -> Entry:
    """Ask a question written as the cells of a sheet, with a rule over the atlas where it has one.

    Raises
    ------
    TertiusError
        With the first rule it breaks; nothing is written.
    """
    body = _read({"status_quo": "no", **row})
    body["text"] = body.pop("question")
    if resolver is not None:
        refuse_rule(resolver)
        body["resolver"] = {k: v for k, v in asdict(resolver).items() if v is not None}
    return ledger.add(record_of("question", body))


def resolve_row(ledger: Ledger, question: str, row: Mapping[str, str], *, by: str) -> Entry:
    """Resolve a question by cells: outcome, resolved_on (today by default), evidence, share, value.

    Raises
    ------
    TertiusError
        With the first rule it breaks; nothing is written.
    """
    said = {"resolved_on": _today(), **row}
    if "outcome" not in said:
        # A number that came is an answer; a question without one has none.
        said["outcome"] = "yes" if "value" in said else ""
    return ledger.add(record_of("resolution", {**_read(said), "question": question, "by": by}))


def _read(row: Mapping[str, str]) -> dict[str, Any]:
    try:
        return {column: READERS[column](cell, column) for column, cell in row.items()}
    except Unreadable as e:
        raise e.error() from None


def _today() -> str:
    return date.today().isoformat()  # noqa: DTZ011 (a person's day)
