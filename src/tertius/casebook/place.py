"""Where the one database is, told without loading what opens it."""

from __future__ import annotations

import os
from pathlib import Path
from stat import S_ISDIR, S_ISREG

from tertius.errors import TertiusError

__all__ = ["SETTING", "database_file", "named_database", "refuse_no_database", "there_is_a_casebook"]

SETTING = "TERTIUS_DATABASE"
"""Environment variable: a SQLAlchemy URL, or the path of a SQLite file."""


def named_database(where: str | Path | None = None) -> str:
    """`where`, else TERTIUS_DATABASE, else a file in the user's data folder: a URL or a path, as it was written."""
    named = where or os.environ.get(SETTING)
    if named:
        return str(named)
    import platformdirs

    return str(platformdirs.user_data_path("tertius") / "tertius.sqlite")


def database_file(named: str) -> Path | None:
    """The SQLite file that a name means, there or not; None where only SQLAlchemy can tell."""
    if "://" not in named:
        return Path(named).expanduser()
    plain = named.startswith("sqlite:///") and not {"?", "%"} & set(named)
    return Path(named.removeprefix("sqlite:///")) if plain else None


def there_is_a_casebook(where: str | Path | None = None) -> bool:
    """Whether a casebook was ever made, told without SQLAlchemy where it is a SQLite file or not there.

    A database on a server, and a file that cannot be read, count as there: opening it tells more.

    Parameters
    ----------
    where : str or Path or None
        A URL or a path; else TERTIUS_DATABASE, else the user's data folder.

    Raises
    ------
    TertiusError
        A path that somebody set and that cannot be a database.
    """
    refuse_no_database(where)
    file = database_file(named_database(where))
    if file is None:
        return True
    if not file.is_file():
        return False
    import sqlite3
    from contextlib import closing

    try:
        with closing(sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro", uri=True)) as connection:
            named = "SELECT 1 FROM sqlite_master WHERE name = 'casebook_documents'"
            return connection.execute(named).fetchone() is not None
    except sqlite3.Error:
        return True


def refuse_no_database(where: str | Path | None = None, *, to_write: bool = False) -> None:
    """Refuse a path that somebody set, here or in TERTIUS_DATABASE, and that cannot be a database.

    An answer without the records that were meant would look like one with them. The default
    path need not be there; one to write to may be in a folder that is still to be made.

    Raises
    ------
    TertiusError
        A folder, a pipe or a device, or a file in a folder that does not exist.
    """
    named = where or os.environ.get(SETTING)
    if not named:
        return
    try:
        found = _why_not(str(named), to_write=to_write)
    except (OSError, RuntimeError) as e:
        found = f"{named}: {getattr(e, 'strerror', None) or e}"
    if found:
        raise TertiusError(
            "there is no database where one was named",
            found=found,
            hint=f"{SETTING} names a SQLite file or a PostgreSQL URL; without it the user's data folder is used",
        )


def _why_not(named: str, *, to_write: bool) -> str:
    file = database_file(named)
    if file is None:
        return ""
    try:
        # One look at it: between two, another process may make the file.
        mode = file.stat().st_mode
    except (FileNotFoundError, NotADirectoryError):
        return "" if to_write or file.parent.is_dir() else f"{file}: there is no folder {file.parent}"
    return "" if S_ISREG(mode) else f"{file} is {'a folder' if S_ISDIR(mode) else 'no regular file'}"
