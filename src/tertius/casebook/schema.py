"""The casebook's tables, and how a database is brought up to them under a lock when it is first used."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import (
    Column,
    Connection,
    Engine,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    text,
)
from sqlalchemy.exc import DatabaseError

from tertius.errors import TertiusError

__all__ = ["CORRECTIONS", "DOCUMENTS", "HEAD", "ITEMS", "METADATA", "READINGS", "VERSION_TABLE", "prepare"]

HEAD = "0001"
"""The newest migration."""

VERSION_TABLE = "casebook_version"
_LOCK = 7_463_002
"""Number of the advisory lock under which the tables are made in PostgreSQL."""

METADATA = MetaData()

DOCUMENTS = Table(
    "casebook_documents",
    METADATA,
    Column("id", Text, primary_key=True),
    Column("text", LargeBinary, nullable=False),
    Column("place", Text),
    Column("follows", Text, ForeignKey("casebook_documents.id")),
    *(Column(name, Text) for name in ("title", "publisher", "author", "published")),
    *(Column(name, Text, nullable=False) for name in ("source", "language", "kept_at")),
    Index("casebook_documents_place", "place"),
)
"""An article as decoded, once; `follows` is the version of the same place that was kept before it."""

READINGS = Table(
    "casebook_readings",
    METADATA,
    Column("document", Text, ForeignKey("casebook_documents.id"), primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    *(Column(name, Text, nullable=False) for name in ("reader", "model", "about", "hash", "made_at")),
    Column("n_items", Integer, nullable=False),
)
"""One reading of a document by one reader; `about` holds blocks, notes and caveats."""

ITEMS = Table(
    "casebook_items",
    METADATA,
    Column("document", Text, primary_key=True),
    Column("reading", Integer, primary_key=True, autoincrement=False),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("kind", Text, nullable=False),
    Column("span_start", Integer),
    Column("span_end", Integer),
    Column("pair", Text),
    Column("item", Text, nullable=False),
    ForeignKeyConstraint(["document", "reading"], ["casebook_readings.document", "casebook_readings.number"]),
    Index("casebook_items_pair", "kind", "pair"),
)
"""What a reading found, an item a row; `pair` is that of a forecast, its two codes in alphabetical order."""

CORRECTIONS = Table(
    "casebook_corrections",
    METADATA,
    Column("document", Text, ForeignKey("casebook_documents.id"), primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    *(Column(name, Text, nullable=False) for name in ("kind", "which", "field", "old", "new", "why", "who", "made_at")),
)
"""What a person corrected: rows are added, never changed."""


def prepare(engine: Engine) -> None:
    """Make or upgrade the casebook's tables where they are not those of this version.

    Raises
    ------
    TertiusError
        When the database cannot be opened, or a newer version of tertius has upgraded it.
    """
    try:
        if _version(engine) == HEAD:
            return
        with engine.begin() as connection:
            if connection.dialect.name == "postgresql":
                connection.execute(text("SELECT pg_advisory_xact_lock(:n)"), {"n": _LOCK})
            _upgrade(connection)
    except DatabaseError as e:
        raise TertiusError(
            "the casebook's database cannot be opened",
            found=f"{engine.url.render_as_string()}: {str(e.orig).splitlines()[0]}",
            hint="TERTIUS_DATABASE names a SQLite file or a PostgreSQL URL",
        ) from None


def _version(engine: Engine) -> str | None:
    with engine.connect().execution_options(read_only=True) as connection:
        if connection.dialect.name == "postgresql":
            there = connection.execute(text("SELECT to_regclass(:t)"), {"t": VERSION_TABLE}).scalar_one() is not None
        else:
            named = text("SELECT count(*) FROM sqlite_master WHERE name = :t")
            there = connection.execute(named, {"t": VERSION_TABLE}).scalar_one() > 0
        if not there:
            return None
        return connection.execute(text(f"SELECT version_num FROM {VERSION_TABLE}")).scalar_one_or_none()  # noqa: S608


def _upgrade(connection: Connection) -> None:
    # Alembic takes a quarter of a second to load: only where there is something to do.
    from alembic.operations import Operations
    from alembic.runtime.migration import MigrationContext
    from alembic.script import ScriptDirectory
    from alembic.script.revision import RevisionError
    from alembic.util import CommandError

    folder = Path(__file__).parent / "migrations"
    script = ScriptDirectory(folder, version_locations=[folder])
    context = MigrationContext.configure(connection, opts={"version_table": VERSION_TABLE})
    try:
        steps = list(script.iterate_revisions("heads", context.get_current_revision() or "base"))
    except (CommandError, RevisionError) as e:
        raise TertiusError(
            "the casebook was written by a newer version of tertius",
            found=str(e),
            hint="use the newer version, or another database",
        ) from None
    with Operations.context(context):
        for step in reversed(steps):
            step.module.upgrade()
            context.stamp(script, step.revision)
