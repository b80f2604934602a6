"""The ledger's tables brought up to date in a database, under a lock, when it is first used."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection, Engine

from tertius.casebook.upgrading import Steps

__all__ = ["HEAD", "lock", "prepare"]

HEAD = "0002"
"""The newest migration."""

_STEPS = Steps("ledger", HEAD, "ledger_version", Path(__file__).parent / "migrations", lock_number=7_463_001)


def lock(connection: Connection) -> None:
    """Wait until no other process writes to the ledger; the lock ends with the transaction.

    In SQLite the transaction itself began with the lock of the one writer.
    """
    _STEPS.lock(connection)


def prepare(engine: Engine) -> None:
    """Make or upgrade the ledger's tables where they are not those of this version.

    Raises
    ------
    TertiusError
        When the database cannot be opened, or a newer version of tertius has upgraded it.
    """
    _STEPS.prepare(engine)
