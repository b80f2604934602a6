"""The ledger's tables brought up to date in a database, under a lock, when it is first used."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection, Engine, text
from sqlalchemy.exc import DatabaseError

from tertius.errors import TertiusError

__all__ = ["HEAD", "lock", "prepare"]

HEAD = "0002"
"""The newest migration."""

_VERSION_TABLE = "ledger_version"
_LOCK = 7_463_001
"""Number of the advisory lock that writers of the ledger take in PostgreSQL."""


def lock(connection: Connection) -> None:
    """Wait until no other process writes to the ledger; the lock ends with the transaction.

    In SQLite the transaction itself began with the lock of the one writer.
    """
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:n)"), {"n": _LOCK})


def prepare(engine: Engine) -> None:
    """Make or upgrade the ledger's tables where they are not those of this version.

    Raises
    ------
    TertiusError
        When the database cannot be opened, or a newer version of tertius has upgraded it.
    """
    try:
        if _version(engine) == HEAD:
            return
        with engine.begin() as connection:
            lock(connection)
            _upgrade(connection)
    except DatabaseError as e:
        raise TertiusError(
            "the ledger's database cannot be opened",
            found=f"{engine.url.render_as_string()}: {str(e.orig).splitlines()[0]}",
            hint="TERTIUS_DATABASE names a SQLite file or a PostgreSQL URL",
        ) from None


def _version(engine: Engine) -> str | None:
    with engine.connect().execution_options(read_only=True) as connection:
        if not _has_version(connection):
            return None
        return connection.execute(text(f"SELECT version_num FROM {_VERSION_TABLE}")).scalar_one_or_none()  # noqa: S608


def _has_version(connection: Connection) -> bool:
    if connection.dialect.name == "postgresql":
        return connection.execute(text("SELECT to_regclass(:t)"), {"t": _VERSION_TABLE}).scalar_one() is not None
    named = text("SELECT count(*) FROM sqlite_master WHERE name = :t")
    return connection.execute(named, {"t": _VERSION_TABLE}).scalar_one() > 0


def _upgrade(connection: Connection) -> None:
    # Alembic takes a quarter of a second to load: only where there is something to do.
    from alembic.config import Config
    from alembic.runtime.environment import EnvironmentContext
    from alembic.script import ScriptDirectory
    from alembic.util import CommandError

    folder = str(Path(__file__).parent / "migrations")
    config = Config()
    config.set_main_option("script_location", folder)
    config.set_main_option("version_locations", folder)
    config.set_main_option("path_separator", "newline")
    script = ScriptDirectory.from_config(config)

    def steps(current: object, _context: object) -> list[object]:
        return list(script._upgrade_revs("head", current))  # pyright: ignore[reportPrivateUsage, reportArgumentType]

    try:
        with EnvironmentContext(config, script, fn=steps) as environment:
            environment.configure(connection=connection, version_table=_VERSION_TABLE, transactional_ddl=False)
            environment.run_migrations()
    except CommandError as e:
        raise TertiusError(
            "the ledger was written by a newer version of tertius",
            found=str(e),
            hint="use the newer version, or another database",
        ) from None
