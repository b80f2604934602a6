"""What the chain adds up to: a row in a table for every entry, made from the entry alone.

The tables only grow, as the chain does. A later resolution stands beside the earlier one, a
withdrawal beside what it withdraws; which of them counts is decided when they are read.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tertius.ledger.entries import canonical

__all__ = ["TABLES", "VIEWS", "row_of"]

Row = tuple[Any, ...]

VIEWS: Mapping[str, tuple[str, ...]] = {
    "question": (*("seq", "text", "closes", "opens", "actors", "topic", "unit", "resolver", "ref", "status_quo"),),
    "forecast": (
        *("seq", "question", "holder", "made", "known", "outlet", "school", "affiliation", "p", "low", "high"),
        *("condition_question", "corrects", "document", "span_start", "span_end", "distribution"),
    ),
    "resolution": ("seq", "question", "outcome", "resolved_on", "share", "value"),
    "withdrawal": ("seq", "target"),
    "alias": ("seq", "name", "holder"),
    "rejection": ("seq", "document", "span_start", "span_end"),
    "import": ("seq", "sha256"),
}
"""The columns of each kind's table, `seq` being the number of the entry the row was made from."""

TABLES: Mapping[str, str] = {kind: f"ledger_{kind}s" for kind in VIEWS} | {"alias": "ledger_aliases"}


def row_of(kind: str, seq: int, body: Mapping[str, Any]) -> Row:
    """The row that an entry has in the table of its kind (`TABLES`), in the order of `VIEWS`."""
    get = body.get
    if kind == "forecast":
        # Spelled out: this is done once for every row of an import.
        return (
            *(seq, body["question"], body["holder"], body["made"], get("known"), get("outlet"), get("school")),
            *(get("affiliation"), get("p"), get("low"), get("high"), get("condition_question"), get("corrects")),
            *(get("document"), get("start"), get("end"), 1 if "quantiles" in body else 0),
        )
    if kind == "question":
        resolver = get("resolver")
        return (
            *(seq, body["text"], body["closes"], get("opens"), " ".join(get("actors", ())) or None, get("topic")),
            *(get("unit"), canonical(resolver) if resolver else None, get("ref"), body["status_quo"]),
        )
    if kind == "rejection":
        return seq, body["document"], body["start"], body["end"]
    return seq, *(get(column) for column in VIEWS[kind][1:])
