"""A room's tables in the one database, made and upgraded step by step by Alembic, under a lock."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection, Engine, text
from sqlalchemy.exc import DatabaseError

from tertius.errors import TertiusError

__all__ = ["Steps"]


@dataclass(frozen=True, slots=True)
class Steps:
    """How the tables of one room come to be.

    Attributes
    ----------
    room
        Its name, as errors give it.
    head
        The newest step; a database that is there is left alone.
    version_table
        Where the database keeps its step.
    folder
        The files of the steps.
    lock_number
        Of the advisory lock that the room's writers take in PostgreSQL.
    """

    room: str
    head: str
    version_table: str
    folder: Path
    lock_number: int

    def lock(self, connection: Connection) -> None:
        """Wait until no other process writes to the room's tables; the lock ends with the transaction.

        In SQLite the transaction itself began with the lock of the one writer.
        """
        if connection.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(:n)"), {"n": self.lock_number})

    def prepare(self, engine: Engine) -> None:
        """Make or upgrade the tables where they are not those of this version.

        Raises
        ------
        TertiusError
            When the database cannot be opened, or a newer version of tertius has upgraded it.
        """
        try:
            if self._version(engine) == self.head:
                return
            with engine.begin() as connection:
                self.lock(connection)
                self.upgrade(connection)
        except DatabaseError as e:
            raise _unopened(self.room, engine, e) from None

    def upgrade(self, connection: Connection, to: str = "heads") -> None:
        """Take the steps that are missing up to one, in the caller's transaction."""
        # Alembic takes a quarter of a second to load: only where there is something to do.
        from alembic.operations import Operations
        from alembic.runtime.migration import MigrationContext
        from alembic.script import ScriptDirectory
        from alembic.script.revision import RevisionError
        from alembic.util import CommandError

        script = ScriptDirectory(self.folder, version_locations=[self.folder])
        context = MigrationContext.configure(connection, opts={"version_table": self.version_table})
        try:
            steps = list(script.iterate_revisions(to, context.get_current_revision() or "base"))
        except (CommandError, RevisionError) as e:
            raise TertiusError(
                f"the {self.room} was written by a newer version of tertius",
                found=str(e),
                hint="use the newer version, or another database",
            ) from None
        # Alembic's own `op` is one for the whole process: of two threads each would write into the other's database.
        operations = Operations(context)
        for step in reversed(steps):
            step.module.upgrade(operations)
            context.stamp(script, step.revision)

    def _version(self, engine: Engine) -> str | None:
        with engine.connect().execution_options(read_only=True) as connection:
            if not _is_there(connection, self.version_table):
                return None
            return connection.execute(text(f"SELECT version_num FROM {self.version_table}")).scalar_one_or_none()  # noqa: S608


def _unopened(room: str, engine: Engine, error: DatabaseError) -> TertiusError:
    """What to say where the database cannot be opened; the URL is told without its password."""
    return TertiusError(
        f"the {room}'s database cannot be opened",
        found=f"{engine.url.render_as_string()}: {str(error.orig).splitlines()[0]}",
        hint="TERTIUS_DATABASE names a SQLite file or a PostgreSQL URL",
    )


def _is_there(connection: Connection, table: str) -> bool:
    if connection.dialect.name == "postgresql":
        return connection.execute(text("SELECT to_regclass(:t)"), {"t": table}).scalar_one() is not None
    named = text("SELECT count(*) FROM sqlite_master WHERE name = :t")
    return connection.execute(named, {"t": table}).scalar_one() > 0
