"""Our own ideal points kept in an atlas: estimated apart, since sampling takes longer than building."""

from __future__ import annotations

import hashlib
import json
import os
from pathlib import Path

import polars as pl

from tertius.atlas.store import MANIFEST, Atlas
from tertius.errors import TertiusError

__all__ = ["COLUMNS", "estimates_of", "keep_estimates"]

COLUMNS = ("cow", "session", "year", "mean", "sd", "q05", "q95", "n_votes", "rhat")
DIGITS = 4


def estimates_of(atlas: Atlas) -> pl.DataFrame | None:
    """The positions kept in an atlas, one row a state and session; None where it holds none of its own votes.

    Raises
    ------
    TertiusError
        Where the file is missing or not the one that was kept.
    """
    entry = atlas.manifest.get("estimates")
    if entry is None or entry["of"] != atlas.manifest["tables"]["rollcalls"]["sha256"]:
        return None
    path = atlas.root / entry["file"]
    stored = path.read_bytes() if path.is_file() else b""
    if hashlib.sha256(stored).hexdigest() != entry["sha256"]:
        raise TertiusError(
            f"the atlas's own ideal points, {path.name}, are {'damaged' if stored else 'missing'}",
            found=f"{len(stored)} bytes",
            hint=f"make them again: tertius ideal-points --save {atlas.root}",
        )
    return pl.read_parquet(stored)


def keep_estimates(positions: pl.DataFrame, into: Path) -> Path:
    """Put a table of positions into the atlas at `into`, tied to the roll calls they were estimated from.

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
    floats = [pl.col(c).round(DIGITS).cast(pl.Float32) for c in ("mean", "sd", "q05", "q95", "rhat")]
    table = positions.select(COLUMNS).with_columns(floats).sort("cow", "session")
    draft = into / f".estimates.{os.getpid()}.tmp"
    table.write_parquet(draft, compression="zstd", compression_level=19)
    digest = hashlib.sha256(draft.read_bytes()).hexdigest()
    kept = into / f"estimates-{digest[:8]}.parquet"
    draft.replace(kept)
    before = atlas.manifest.get("estimates", {}).get("file")
    manifest = atlas.manifest | {
        "estimates": {
            "file": kept.name,
            "sha256": digest,
            "bytes": kept.stat().st_size,
            "rows": table.height,
            "of": atlas.manifest["tables"]["rollcalls"]["sha256"],
        }
    }
    written = into / f".{MANIFEST}.{os.getpid()}.tmp"
    written.write_text(json.dumps(manifest, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    written.replace(into / MANIFEST)
    if before and before != kept.name:
        (into / before).unlink(missing_ok=True)
    return kept
