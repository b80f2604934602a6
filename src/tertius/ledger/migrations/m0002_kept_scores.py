"""Scores that were computed once, kept beside the chain until it grows; derived, and free to be deleted."""

from __future__ import annotations

from typing import TYPE_CHECKING

import sqlalchemy as sa

if TYPE_CHECKING:
    from alembic.operations import Operations

__all__ = ["downgrade", "upgrade"]

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade(op: Operations) -> None:
    """Make the table."""
    op.create_table(
        "ledger_scores",
        sa.Column("name", sa.Text, primary_key=True),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("sha256", sa.Text, nullable=False),
        sa.Column("body", sa.Text, nullable=False),
    )


def downgrade(op: Operations) -> None:
    """Nothing is lost with it: every row can be computed again."""
    op.drop_table("ledger_scores")
