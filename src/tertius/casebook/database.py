"""The one database a person or a team keeps: a SQLite file by default, PostgreSQL by URL.

Casebook and ledger live in it side by side, so there is one thing to back up and one to share.
"""

from __future__ import annotations

import sqlite3
import time
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError
from sqlalchemy.pool import NullPool

from tertius.casebook.place import SETTING, named_database, refuse_no_database
from tertius.errors import TertiusError

__all__ = ["SETTING", "database_url", "now", "open_database", "open_to_read", "storable"]

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
    named = named_database(where)
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
        When the URL is not one of ours, the driver of PostgreSQL is not installed, or a path
        is a folder or in one that cannot be made.
    """
    refuse_no_database(where, to_write=True)
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
        _make_folder(Path(url.database).parent)
    engine = create_engine(url, poolclass=None if url.database in {None, "", ":memory:"} else NullPool)
    event.listen(engine, "connect", _set_up)
    event.listen(engine, "begin", _begin)
    return engine


def open_to_read(where: str | Path | None = None) -> Engine:
    """An engine for what is kept at `where`; where no file is, for an empty database in memory.

    Neither a file nor its folder is made.

    Raises
    ------
    TertiusError
        As `open_database`, and where a path that was set is in a folder that does not exist.
    """
    refuse_no_database(where)
    url = database_url(where)
    file = url.database if url.get_backend_name() == "sqlite" and "uri" not in url.query else None
    there = file in {None, "", ":memory:"} or Path(str(file)).exists()
    return open_database(where if there else "sqlite://")


def storable(words: str) -> str:
    """Text without what PostgreSQL refuses: null characters and half surrogate pairs."""
    return words.replace("\0", "\ufffd").encode("utf-8", "replace").decode()


def now() -> str:
    """The present instant in UTC, as the records write it."""
    return datetime.now(UTC).isoformat(timespec="microseconds")


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as e:
        raise TertiusError(
            f"the folder {folder} cannot be made", found=e.strerror or str(e), hint=f"{SETTING} names another file"
        ) from None


def _set_up(connection: sqlite3.Connection, _record: object) -> None:
    # The driver opens transactions late and commits on its own around some statements; `_begin` does it instead.
    connection.isolation_level = None
    connection.execute(f"PRAGMA busy_timeout={_BUSY_MS}")
    _write_ahead(connection)
    for pragma in ("synchronous=FULL", "foreign_keys=ON"):
        connection.execute(f"PRAGMA {pragma}")


def _write_ahead(connection: sqlite3.Connection) -> None:
    # The first to open a new file changes its mode. For this one step SQLite does not wait for
    # whoever else opens or writes it at that moment, whatever its busy timeout.
    until = time.monotonic() + _BUSY_MS / 1000
    while True:
        try:
            connection.execute("PRAGMA journal_mode=WAL")
        except sqlite3.OperationalError as e:
            if e.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or time.monotonic() > until:
                raise
            time.sleep(0.01)
        else:
            return


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
