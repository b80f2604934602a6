"""A record as plain values: what `json` prints, and reads back the same."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from datetime import date
from typing import Any, cast

__all__ = ["plain"]


def plain(value: object) -> Any:
    """Records as dicts, tuples as lists, days in ISO 8601; everything else as it is."""
    if is_dataclass(value) and not isinstance(value, type):
        return {f.name: plain(getattr(value, f.name)) for f in fields(value)}
    if isinstance(value, tuple | list):
        return [plain(v) for v in cast("tuple[object, ...]", value)]
    if isinstance(value, date):
        return value.isoformat()
    return value
