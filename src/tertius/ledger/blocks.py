"""The forecasts again, by column: what scoring a million of them reads instead of a million rows.

A block holds the forecasts of a stretch of the chain as an Arrow file. Forecasts never change,
so a block never does; those too new for a block are read as rows.
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from sqlalchemy import Connection, text

if TYPE_CHECKING:
    import polars as pl

__all__ = ["COLUMNS", "WORTH_A_BLOCK", "blocks_agree", "forecasts_by_column", "store_blocks"]

WORTH_A_BLOCK = 20_000
"""Entries after the last block before there is another."""

_LONGEST = 500_000

COLUMNS = (
    *("seq", "question", "holder", "made", "outlet", "school", "p", "low", "high"),
    *("condition_question", "corrects", "distribution"),
)
"""The columns of a block: of the forecast's view, those that scoring needs."""

_WORDS = ("holder", "outlet", "school")
_IDS = ("question", "condition_question", "corrects")


def store_blocks(connection: Connection) -> None:
    """Put the forecasts that no block holds into blocks, once there are enough of them."""
    after = _last(connection)
    newest = connection.execute(text("SELECT coalesce(max(seq), 0) FROM ledger_entries")).scalar_one()
    while newest - after >= WORTH_A_BLOCK:
        until = min(newest, after + _LONGEST)
        file = io.BytesIO()
        _rows(connection, after, until).write_ipc(file, compression="lz4")
        connection.execute(
            text('INSERT INTO ledger_blocks (seq, after, "columns") VALUES (:seq, :after, :columns)'),
            {"seq": until, "after": after, "columns": file.getvalue()},
        )
        after = until


def forecasts_by_column(connection: Connection) -> pl.DataFrame:
    """Every forecast of the chain, in its order, withdrawn ones too; ids are numbers without their letter."""
    import polars as pl

    stored = connection.execute(text('SELECT "columns" FROM ledger_blocks ORDER BY seq')).scalars()
    frames = [pl.read_ipc(io.BytesIO(block)) for block in stored]
    frames.append(_rows(connection, _last(connection), None))
    return pl.concat(frames)


def blocks_agree(connection: Connection) -> bool:
    """Whether the blocks hold what the rows hold."""
    import polars as pl

    stored = connection.execute(text('SELECT seq, after, "columns" FROM ledger_blocks ORDER BY seq')).all()
    ends = [0, *(seq for seq, _, _ in stored)]
    return [after for _, after, _ in stored] == ends[:-1] and all(
        pl.read_ipc(io.BytesIO(block)).equals(_rows(connection, after, seq)) for seq, after, block in stored
    )


def _last(connection: Connection) -> int:
    return int(connection.execute(text("SELECT coalesce(max(seq), 0) FROM ledger_blocks")).scalar_one())


def _rows(connection: Connection, after: int, until: int | None) -> pl.DataFrame:
    import polars as pl

    upper = "" if until is None else f" AND seq <= {until}"
    found = connection.exec_driver_sql(
        f"SELECT {', '.join(COLUMNS)} FROM ledger_forecasts WHERE seq > {after}{upper} ORDER BY seq"  # noqa: S608
    ).all()
    kinds = {name: pl.Float64() for name in ("p", "low", "high")} | {"seq": pl.Int64(), "distribution": pl.Int8()}
    columns = zip(*found, strict=True) if found else ((),) * len(COLUMNS)
    frame = pl.DataFrame(
        {
            name: pl.Series(name, values, dtype=kinds.get(name, pl.String()), strict=False)
            for name, values in zip(COLUMNS, columns, strict=True)
        }
    )
    return frame.with_columns(
        pl.col("made").str.to_date("%Y-%m-%d"),
        pl.col(_WORDS).cast(pl.Categorical),
        pl.col(_IDS).str.slice(1).cast(pl.Int64),
    )
