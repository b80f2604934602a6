"""A producer's names turned into COW codes, each in its own year."""

from __future__ import annotations

import polars as pl

from tertius.states import code_of

__all__ = ["coded"]


def coded(frame: pl.DataFrame, name: str, *, year: str, into: str) -> pl.DataFrame:
    """The frame with the COW code of the column `name` in the column `into`.

    The code is that of the state which bore the name in the row's year: "Germany" is 260
    in 1975 and 255 in 1995. Null for what is no state: a group, a territory, an organisation.
    """
    pairs = frame.select(pl.col(name), pl.col(year)).unique()
    codes = [code_of(n, on=int(y)) if n is not None else None for n, y in pairs.iter_rows()]
    keyed = pairs.with_columns(pl.Series(into, codes, dtype=pl.Int16))
    return frame.join(keyed, on=(name, year), how="left", nulls_equal=True, maintain_order="left")
