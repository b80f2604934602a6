"""The chain of entries, which the database itself refuses to alter, and what is derived from it."""

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
    """Make the tables and the triggers."""
    _entries(op)
    _derived(op)
    if op.get_bind().dialect.name == "sqlite":
        for verb in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER ledger_no_{verb.lower()} BEFORE {verb} ON ledger_entries "
                "BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END"
            )
        return
    op.execute(
        "CREATE FUNCTION ledger_append_only() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION 'the ledger is append-only'; END $$"
    )
    op.execute(
        "CREATE TRIGGER ledger_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON ledger_entries "
        "FOR EACH STATEMENT EXECUTE FUNCTION ledger_append_only()"
    )


def downgrade(op: Operations) -> None:
    """There is no way back that keeps the record."""
    raise NotImplementedError


def _entries(op: Operations) -> None:
    op.create_table(
        "ledger_entries",
        sa.Column("seq", sa.BigInteger().with_variant(sa.Integer, "sqlite"), primary_key=True, autoincrement=False),
        sa.Column("written", sa.Text, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        # Text, not JSON: the hash is of these characters.
        sa.Column("body", sa.Text, nullable=False),
        sa.Column("hash", sa.Text, nullable=False),
    )


def _derived(op: Operations) -> None:
    op.create_table(
        "ledger_questions",
        _seq(),
        *_texts("text closes", nullable=False),
        *_texts("opens actors topic unit resolver ref"),
        *_texts("status_quo", nullable=False),
    )
    op.create_table(
        "ledger_forecasts",
        _seq(),
        *_texts("question holder made", nullable=False),
        *_texts("known outlet school affiliation"),
        *(sa.Column(name, sa.Double) for name in ("p", "low", "high")),
        *_texts("condition_question corrects document"),
        *(sa.Column(name, sa.BigInteger) for name in ("span_start", "span_end")),
        sa.Column("distribution", sa.Integer, nullable=False),
    )
    op.create_index("ledger_forecasts_question", "ledger_forecasts", ["question"])
    op.create_table(
        "ledger_resolutions",
        _seq(),
        *_texts("question outcome resolved_on", nullable=False),
        *(sa.Column(name, sa.Double) for name in ("share", "value")),
    )
    op.create_table("ledger_withdrawals", _seq(), *_texts("target", nullable=False))
    op.create_table("ledger_aliases", _seq(), *_texts("name holder", nullable=False))
    op.create_table(
        "ledger_rejections",
        _seq(),
        *_texts("document", nullable=False),
        *(sa.Column(name, sa.BigInteger, nullable=False) for name in ("span_start", "span_end")),
    )
    op.create_table("ledger_imports", _seq(), *_texts("sha256", nullable=False))
    op.create_table("ledger_holders", sa.Column("name", sa.Text, primary_key=True), sa.Column("seq", sa.BigInteger))
    op.create_table(
        "ledger_blocks",
        _seq(),
        sa.Column("after", sa.BigInteger, nullable=False),
        sa.Column("columns", sa.LargeBinary, nullable=False),
    )


def _seq() -> sa.Column[int]:
    return sa.Column("seq", sa.BigInteger().with_variant(sa.Integer, "sqlite"), primary_key=True, autoincrement=False)


def _texts(names: str, *, nullable: bool = True) -> tuple[sa.Column[str], ...]:
    return tuple(sa.Column(name, sa.Text, nullable=nullable) for name in names.split())
