"""The casebook's tables, and the steps by which a database is brought up to them when it is first used."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import (
    Column,
    Double,
    Engine,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
)

from tertius.casebook.upgrading import Steps

__all__ = [
    "CORRECTIONS",
    "DOCUMENTS",
    "HEAD",
    "ITEMS",
    "JUDGEMENTS",
    "METADATA",
    "READINGS",
    "STEPS",
    "VERSION_TABLE",
    "WITHDRAWALS",
    "prepare",
]

HEAD = "0002"
"""The newest migration."""

VERSION_TABLE = "casebook_version"

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

JUDGEMENTS = Table(
    "casebook_judgements",
    METADATA,
    Column("number", Integer, primary_key=True, autoincrement=True),
    *(Column(corner, Integer, nullable=False) for corner in ("a", "b", "c")),
    Column("about", Text, nullable=False),
    Column("value", Double, nullable=False),
    *(Column(end, Double) for end in ("low", "high")),
    *(Column(name, Text, nullable=False) for name in ("who", "made", "why", "source", "written")),
    Index("casebook_judgements_triad", "a", "b", "c"),
)
"""What a person judged: rows are added, never changed. An item of a document is kept by its span."""

WITHDRAWALS = Table(
    "casebook_withdrawals",
    METADATA,
    Column("judgement", Integer, ForeignKey("casebook_judgements.number"), primary_key=True, autoincrement=False),
    *(Column(name, Text, nullable=False) for name in ("day", "who", "why", "written")),
)
"""Which judgement was taken back; one row a judgement."""


STEPS = Steps("casebook", HEAD, VERSION_TABLE, Path(__file__).parent / "migrations", lock_number=7_463_002)
"""How the tables come to be; judgements are written under the same lock."""


def prepare(engine: Engine) -> None:
    """Make or upgrade the casebook's tables where they are not those of this version.

    Raises
    ------
    TertiusError
        When the database cannot be opened, or a newer version of tertius has upgraded it.
    """
    STEPS.prepare(engine)
