"""The record of a backtest kept in an atlas, with the positions of its vintages: made in minutes, read in a moment."""

from __future__ import annotations

import gzip
import hashlib
import json
import os
from pathlib import Path
from typing import Any, cast

import polars as pl

from tertius.atlas.store import MANIFEST, Atlas
from tertius.errors import TertiusError

__all__ = ["backtest_of", "keep_backtest", "vintages_of"]

VINTAGE_COLUMNS = ("origin", "cow", "year", "mean")
DIGITS = 4
HINT = "make it again: tertius backtest --run --save DIR"


def backtest_of(atlas: Atlas) -> dict[str, Any] | None:
    """The record kept in an atlas; None where it holds none made from its own roll calls.

    Raises
    ------
    TertiusError
        Where the file is missing or not the one that was kept.
    """
    stored = _stored(atlas, "record")
    return None if stored is None else cast("dict[str, Any]", json.loads(gzip.decompress(stored)))


def vintages_of(atlas: Atlas) -> pl.DataFrame | None:
    """Positions by vintage: `origin`, `cow`, `year`, `mean`; None and errors as in `backtest_of`."""
    stored = _stored(atlas, "vintages")
    return None if stored is None else pl.read_parquet(stored)


def keep_backtest(record: dict[str, Any], vintages: pl.DataFrame, into: Path) -> None:
    """Put a record and its vintages into the atlas at `into`, tied to the roll calls they were made from.

    The manifest is replaced in one step: an interrupted save leaves the atlas as it was.

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
    written = json.dumps(record, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)
    table = vintages.select(VINTAGE_COLUMNS).with_columns(pl.col("mean").round(DIGITS).cast(pl.Float32))
    draft = into / f".vintages.{os.getpid()}.tmp"
    table.sort("origin", "cow", "year").write_parquet(draft, compression="zstd", compression_level=19)
    parts = {
        "record": _put(gzip.compress(written.encode(), mtime=0), "backtest", ".json.gz", into),
        "vintages": _put(draft.read_bytes(), "vintages", ".parquet", into),
    }
    draft.unlink()
    before: dict[str, Any] = atlas.manifest.get("backtest", {})
    manifest = atlas.manifest | {"backtest": {"of": atlas.manifest["tables"]["rollcalls"]["sha256"], **parts}}
    fresh = into / f".{MANIFEST}.{os.getpid()}.tmp"
    fresh.write_text(json.dumps(manifest, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    fresh.replace(into / MANIFEST)
    for name, part in parts.items():
        old = before.get(name, {}).get("file")
        if old and old != part["file"]:
            (into / old).unlink(missing_ok=True)


def _put(content: bytes, name: str, ending: str, into: Path) -> dict[str, Any]:
    digest = hashlib.sha256(content).hexdigest()
    kept = into / f"{name}-{digest[:8]}{ending}"
    draft = into / f".{name}.{os.getpid()}.part.tmp"
    draft.write_bytes(content)
    draft.replace(kept)
    return {"file": kept.name, "sha256": digest, "bytes": len(content)}


def _stored(atlas: Atlas, part: str) -> bytes | None:
    entry = atlas.manifest.get("backtest")
    if entry is None or entry["of"] != atlas.manifest["tables"]["rollcalls"]["sha256"]:
        return None
    path = atlas.root / entry[part]["file"]
    stored = path.read_bytes() if path.is_file() else b""
    if hashlib.sha256(stored).hexdigest() != entry[part]["sha256"]:
        raise TertiusError(
            f"the atlas's backtest, {path.name}, is {'damaged' if stored else 'missing'}",
            found=f"{len(stored)} bytes",
            hint=HINT,
        )
    return stored
