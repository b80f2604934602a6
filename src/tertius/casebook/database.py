"""The one database a person or a team keeps: a SQLite file by default, PostgreSQL by URL.

Casebook and ledger live in it side by side, so there is one thing to back up and one to share.
"""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path

import platformdirs
from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError
from sqlalchemy.pool import NullPool

from tertius.errors import TertiusError

__all__ = ["SETTING", "database_url", "open_database"]

SETTING = "TERTIUS_DATABASE"
"""Environment variable: a SQLAlchemy URL, or the path of a SQLite file."""

_BUSY_MS = 60_000
"""How long a writer waits for another before it gives up."""


def database_url(where: str | Path | None = None) -> URL:
    """Where the records are kept: `where`, else TERTIUS_DATABASE, else a file in the user's data folder.

    Parameters
    ----------
    where : str or Path or None
        A SQLAlchemy URL ("postgresql://…", "sqlite:///…") or the path of a SQLite file.

    Raises
    ------
    TertiusError
        When the URL cannot be read, or names a database other than SQLite and PostgreSQL.
    """
    named = str(where or os.environ.get(SETTING) or platformdirs.user_data_path("tertius") / "tertius.sqlite")
    if "://" not in named:
        return URL.create("sqlite", database=str(Path(named).expanduser()))
    try:
        url = make_url(named)
    except (ArgumentError, ValueError):
        raise _unreadable(named) from None
    backend = url.get_backend_name()
    if backend == "postgresql":
        return url.set(drivername="postgresql+psycopg")
    if backend != "sqlite":
        raise _unreadable(url.render_as_string(hide_password=True))
    return url


def open_database(where: str | Path | None = None) -> Engine:
    """An engine for the records; nothing is created or read yet but the file's folder.

    SQLite files are opened in write-ahead mode with full synchronisation: an acknowledged
    commit survives the death of the process and of the machine.

    Raises
    ------
    TertiusError
        When the URL is not one of ours, or the driver of PostgreSQL is not installed.
    """
    url = database_url(where)
    if url.get_backend_name() == "postgresql":
        try:
            return create_engine(url, poolclass=NullPool)
        except ModuleNotFoundError:
            raise TertiusError(
                "PostgreSQL needs its driver",
                found="psycopg is not installed",
                hint="in the checkout: pip install -e '.[postgres]'",
            ) from None
    if url.database and url.database != ":memory:":
        Path(url.database).parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(url, poolclass=None if url.database in {None, "", ":memory:"} else NullPool)
    event.listen(engine, "connect", _set_up)
    event.listen(engine, "begin", _begin)
    return engine


def _set_up(connection: sqlite3.Connection, _record: object) -> None:
    # The driver opens transactions late and commits on its own around some statements; `_begin` does it instead.
    connection.isolation_level = None
    for pragma in (f"busy_timeout={_BUSY_MS}", "journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"):
        connection.execute(f"PRAGMA {pragma}")


def _begin(connection: Connection) -> None:
    # A writer takes its lock at once: two that read first and write later would fail, not wait.
    read_only = connection.get_execution_options().get("read_only", False)
    connection.exec_driver_sql("BEGIN" if read_only else "BEGIN IMMEDIATE")


def _unreadable(named: str) -> TertiusError:
    return TertiusError(
        "the database is a SQLite file or a PostgreSQL URL",
        found=repr(named),
        hint=f"{SETTING}=postgresql://user@host/name, or the path of a file",
    )
