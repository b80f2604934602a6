"""What people judge of components and evidence, and what they took back."""

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
    """Make the two tables."""
    op.create_table(
        "casebook_judgements",
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=True),
        *(sa.Column(corner, sa.Integer, nullable=False) for corner in ("a", "b", "c")),
        sa.Column("about", sa.Text, nullable=False),
        sa.Column("value", sa.Double, nullable=False),
        *(sa.Column(end, sa.Double) for end in ("low", "high")),
        *(sa.Column(name, sa.Text, nullable=False) for name in ("who", "made", "why", "source", "written")),
    )
    op.create_index("casebook_judgements_triad", "casebook_judgements", ["a", "b", "c"])
    op.create_table(
        "casebook_withdrawals",
        sa.Column(
            "judgement", sa.Integer, sa.ForeignKey("casebook_judgements.number"), primary_key=True, autoincrement=False
        ),
        *(sa.Column(name, sa.Text, nullable=False) for name in ("day", "who", "why", "written")),
    )


def downgrade(op: Operations) -> None:
    """There is no way back that keeps the judgements."""
    raise NotImplementedError
