"""Our own latent ties kept in an atlas: fitted apart, since fitting takes longer than building.

A pair and year takes four small integers: the tie and its standard deviation are kept in
thousandths, so that all pairs of 80 years go into a few megabytes.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl

from tertius.atlas.store import MANIFEST, Atlas
from tertius.errors import TertiusError

__all__ = ["KEY", "inputs_of", "keep_ties", "kept_ties", "ties_entry"]

KEY = "ties"
"""What the manifest calls them."""

THOUSANDTHS = 1000
_INPUTS = ("rollcalls", "dyads", "months")
_SCHEMA = {"a": pl.Int16, "b": pl.Int16, "year": pl.Int16, "mean": pl.Int16, "sd": pl.Int16}


def inputs_of(tables: Mapping[str, Mapping[str, Any]]) -> str:
    """One hash of the tables that ties are fitted from, out of a manifest's `tables`."""
    named = "\n".join(f"{name} {tables[name]['sha256']}" for name in _INPUTS if name in tables)
    return hashlib.sha256(named.encode()).hexdigest()


def ties_entry(atlas: Atlas) -> dict[str, Any] | None:
    """What the manifest says of the kept ties; None where it holds none of its own figures."""
    entry = atlas.manifest.get(KEY)
    if entry is None or entry["of"] != inputs_of(atlas.manifest["tables"]):
        return None
    return entry


def kept_ties(atlas: Atlas, *, pairs: tuple[tuple[int, int], ...] | None = None) -> pl.DataFrame | None:
    """The kept ties, one row a pair and year: `a`, `b`, `year`, `mean`, `sd`; None where there are none.

    `pairs`, with the smaller code first, limits it to these.

    Raises
    ------
    TertiusError
        Where the file is missing or not the one that was kept.
    """
    entry = ties_entry(atlas)
    if entry is None:
        return None
    path = atlas.root / entry["file"]
    stored = path.read_bytes() if path.is_file() else b""
    if hashlib.sha256(stored).hexdigest() != entry["sha256"]:
        raise TertiusError(
            f"the atlas's own latent ties, {path.name}, are {'damaged' if stored else 'missing'}",
            found=f"{len(stored)} bytes",
            hint=f"make them again: tertius data fit --into {atlas.root}",
        )
    found = pl.scan_parquet(path)
    if pairs is not None:
        found = found.filter(pl.any_horizontal((pl.col("a") == a) & (pl.col("b") == b) for a, b in pairs))
    return found.with_columns((pl.col(c).cast(pl.Float64) / THOUSANDTHS).alias(c) for c in ("mean", "sd")).collect()


def keep_ties(table: pl.DataFrame, parameters: Mapping[str, Any], into: Path, *, public: date) -> Path:
    """Put ties into the atlas at `into`, bound to the tables they were fitted from.

    Parameters
    ----------
    table : DataFrame
        `a`, `b`, `year`, `mean`, `sd`.
    parameters : mapping
        What all pairs share, as plain values; goes into the manifest.
    into : Path
    public : date
        The day by which every figure behind them was public: before it they would leak.

    Raises
    ------
    TertiusError
        Where there is no atlas to keep them in.
    """
    if not (into / MANIFEST).is_file():
        raise TertiusError(
            f"there is no atlas in {into}", found="no manifest.json", hint="make one first: tertius data build"
        )
    atlas = Atlas(into)
    small = [(pl.col(c) * THOUSANDTHS).round(0).clip(-32_000, 32_000).alias(c) for c in ("mean", "sd")]
    kept = table.with_columns(small).select(pl.col(c).cast(t) for c, t in _SCHEMA.items()).sort("a", "b", "year")
    draft = into / f".{KEY}.{os.getpid()}.tmp"
    kept.write_parquet(draft, compression="zstd", compression_level=19, row_group_size=1 << 15, statistics=True)
    digest = hashlib.sha256(draft.read_bytes()).hexdigest()
    path = into / f"{KEY}-{digest[:8]}.parquet"
    draft.replace(path)
    before = atlas.manifest.get(KEY, {}).get("file")
    manifest = atlas.manifest | {
        KEY: {
            "file": path.name,
            "sha256": digest,
            "bytes": path.stat().st_size,
            "rows": kept.height,
            "of": inputs_of(atlas.manifest["tables"]),
            "public": public.isoformat(),
            "parameters": dict(parameters),
        }
    }
    written = into / f".{MANIFEST}.{os.getpid()}.tmp"
    written.write_text(json.dumps(manifest, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    written.replace(into / MANIFEST)
    if before and before != path.name:
        (into / before).unlink(missing_ok=True)
    return path
