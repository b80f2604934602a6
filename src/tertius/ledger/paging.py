"""Rows of a long table in order, a page at a time, so that neither memory nor a cursor is held."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy import Connection, Row, text

__all__ = ["paged"]

_PAGE = 20_000


def paged(
    connection: Connection, statement: str, values: Mapping[str, Any] | None = None, *, after: int = 0
) -> Iterator[Row[*tuple[Any, ...]]]:
    """The rows of a statement that selects `seq` first and ends in a condition `seq > :after` and its order.

    The statement is completed with a limit; `after` is where the first page begins.
    """
    query = text(f"{statement} LIMIT {_PAGE}")
    while True:
        rows = connection.execute(query, {**(values or {}), "after": after}).all()
        yield from rows
        if len(rows) < _PAGE:
            return
        after = rows[-1][0]
