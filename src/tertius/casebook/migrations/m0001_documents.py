"""Documents, their readings with what was found, and what people corrected."""

from __future__ import annotations

from typing import TYPE_CHECKING

import sqlalchemy as sa

if TYPE_CHECKING:
    from alembic.operations import Operations

__all__ = ["downgrade", "upgrade"]

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade(op: Operations) -> None:
    """Make the four tables."""
    op.create_table(
        "casebook_documents",
        sa.Column("id", sa.Text, primary_key=True),
        # Bytes: a text may hold characters (null, half a surrogate pair) that a text column refuses.
        sa.Column("text", sa.LargeBinary, nullable=False),
        sa.Column("place", sa.Text),
        sa.Column("follows", sa.Text, sa.ForeignKey("casebook_documents.id")),
        *(sa.Column(name, sa.Text) for name in ("title", "publisher", "author", "published")),
        *(sa.Column(name, sa.Text, nullable=False) for name in ("source", "language", "kept_at")),
    )
    op.create_index("casebook_documents_place", "casebook_documents", ["place"])
    op.create_table(
        "casebook_readings",
        sa.Column("document", sa.Text, sa.ForeignKey("casebook_documents.id"), primary_key=True),
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
        *(sa.Column(name, sa.Text, nullable=False) for name in ("reader", "model", "about", "hash", "made_at")),
        sa.Column("n_items", sa.Integer, nullable=False),
    )
    op.create_table(
        "casebook_items",
        sa.Column("document", sa.Text, primary_key=True),
        *(sa.Column(name, sa.Integer, primary_key=True, autoincrement=False) for name in ("reading", "number")),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("span_start", sa.Integer),
        sa.Column("span_end", sa.Integer),
        sa.Column("pair", sa.Text),
        sa.Column("item", sa.Text, nullable=False),
        sa.ForeignKeyConstraint(["document", "reading"], ["casebook_readings.document", "casebook_readings.number"]),
    )
    op.create_index("casebook_items_pair", "casebook_items", ["kind", "pair"])
    op.create_table(
        "casebook_corrections",
        sa.Column("document", sa.Text, sa.ForeignKey("casebook_documents.id"), primary_key=True),
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
        *(sa.Column(name, sa.Text, nullable=False) for name in ("kind", "which", "field", "old", "new", "why")),
        *(sa.Column(name, sa.Text, nullable=False) for name in ("who", "made_at")),
    )


def downgrade(op: Operations) -> None:
    """There is no way back that keeps the corrections."""
    raise NotImplementedError
