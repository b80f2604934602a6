"""Forecasts as they were made, never edited, scored when the world answers."""

from __future__ import annotations

import sys
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tertius.ledger.store import Ledger


class _Room(ModuleType):
    """A room that is also its verb: called, it opens the ledger.

    Importing it binds `tertius.ledger` to this module, over the function of that name which
    the package offers.
    """

    def __call__(self, where: str | Path | None = None) -> Ledger:
        from tertius.ledger.store import open_ledger

        return open_ledger(where)


sys.modules[__name__].__class__ = _Room
