"""Where the atlas lies and how it is read: the user's own build first, else the one in the package."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any, cast

import platformdirs
import polars as pl

from tertius.atlas.columns import DYADS
from tertius.atlas.rollcalls import RollCalls, rollcalls_from_table
from tertius.errors import TertiusError
from tertius.provenance import Licence, Provenance, Snapshot, Source

__all__ = ["FORMAT", "MANIFEST", "Atlas", "open_atlas", "user_folder"]

FORMAT = 1
"""Version of the tables' layout; a build of another layout is refused, not guessed at."""

MANIFEST = "manifest.json"
SHIPPED = Path(__file__).parent / "data"


@dataclass(frozen=True, eq=False)
class Atlas:
    """One edition of the atlas: a folder with a manifest and the tables it names.

    A table's file name carries the start of its hash and the manifest is replaced in one
    step, so a folder is always one whole edition, whatever interrupted the next.

    `bridges`, where given, replace the edition's own: which roll calls vote on one text.
    """

    root: Path
    bridges: tuple[tuple[int, int], ...] | None = None

    @cached_property
    def manifest(self) -> dict[str, Any]:
        """Edition, tables, and the snapshot behind every dataset."""
        path = self.root / MANIFEST
        try:
            read = cast("dict[str, Any]", json.loads(path.read_text(encoding="utf-8")))
            if not {"format", "edition", "tables", "snapshots"} <= set(read):
                raise ValueError("not the manifest of an atlas")
        except (OSError, ValueError, TypeError) as e:
            raise TertiusError(
                f"the atlas in {self.root} cannot be read",
                found=f"{type(e).__name__}: {e}",
                hint="make it again: tertius data build",
            ) from None
        if read.get("format") != FORMAT:
            raise TertiusError(
                f"the atlas in {self.root} has another layout than this version of tertius reads",
                found=f"layout {read.get('format')}, wanted {FORMAT}",
                hint="make it again: tertius data build",
            )
        return read

    @property
    def edition(self) -> date:
        """The day as of which the figures were computed."""
        return date.fromisoformat(self.manifest["edition"])

    def table(self, name: str) -> pl.LazyFrame:
        """One of `dyads`, `states` and `rollcalls`, as stored; its hash is checked at the first reading."""
        entry: dict[str, Any] = self.manifest["tables"].get(name, {})
        path = self.root / entry.get("file", f"{name}.parquet")
        try:
            size = path.stat().st_size
        except OSError:
            size = None
        if size is None or size != entry.get("bytes"):
            raise TertiusError(
                f"the atlas table {path.name} is missing or cut short",
                found="nothing" if size is None else f"{size} bytes",
                hint="make it again: tertius data build",
            )
        # A flipped bit in a column reads as another figure, without any complaint of the format.
        if name not in self._checked:
            with path.open("rb") as handle:
                digest = hashlib.file_digest(handle, "sha256").hexdigest()
            if digest != entry.get("sha256"):
                raise TertiusError(
                    f"the atlas table {path.name} is damaged",
                    found=f"sha256 {digest}, wanted {entry.get('sha256')}",
                    hint="make it again: tertius data build",
                )
            self._checked.add(name)
        return pl.scan_parquet(path)

    @cached_property
    def _checked(self) -> set[str]:
        return set()

    @cached_property
    def rollcalls(self) -> RollCalls:
        """Every roll call, with every state's answer."""
        calls = rollcalls_from_table(self.table("rollcalls").collect())
        return calls if self.bridges is None else calls.bridged(self.bridges)

    @cached_property
    def final_rollcalls(self) -> RollCalls:
        """The roll calls that measures are computed on (`RollCalls.final`)."""
        return self.rollcalls.final()

    def bridged(self, pairs: Sequence[tuple[int, int]]) -> Atlas:
        """The same edition with these bridges, pairs (earlier, later) of roll calls, in place of its own."""
        return Atlas(self.root, tuple(pairs))

    def dyad(self, a: int, b: int) -> pl.DataFrame:
        """All years of one pair, seen from `a`: `trade_share_a` is what b is to a.

        Empty when the pair never coexisted.
        """
        low, high = min(a, b), max(a, b)
        frame = self.table("dyads").filter((pl.col("a") == low) & (pl.col("b") == high)).collect().sort("year")
        return frame if a == low else _turned(frame)

    def state(self, cow: int) -> pl.DataFrame:
        """All years of one state."""
        return self.table("states").filter(pl.col("state") == cow).collect().sort("year")

    def provenance(self, *datasets: str) -> Provenance:
        """The snapshots these figures were computed from."""
        wanted = [s for s in self.manifest["snapshots"] if s["dataset"] in datasets]
        return Provenance(tuple(_snapshot(s) for s in wanted))


def user_folder() -> Path:
    """Where a user's own build goes: TERTIUS_ATLAS, else the platform's data folder."""
    named = os.environ.get("TERTIUS_ATLAS")
    return Path(named) if named else platformdirs.user_data_path("tertius") / "atlas"


@lru_cache(maxsize=4)
def _at(root: Path, replaced: int) -> Atlas:  # noqa: ARG001 (only the key: another manifest is another atlas)
    return Atlas(root)


def _opened(root: Path) -> Atlas:
    try:
        replaced = (root / MANIFEST).stat().st_mtime_ns
    except OSError:
        replaced = 0
    return _at(root, replaced)


def open_atlas(root: Path | None = None) -> Atlas:
    """The atlas at `root`; without one the user's own build, and else the one shipped."""
    if root is not None:
        return _opened(root)
    own = user_folder()
    if (own / MANIFEST).is_file():
        return _opened(own)
    if os.environ.get("TERTIUS_ATLAS"):
        raise TertiusError(
            "TERTIUS_ATLAS names a folder without an atlas",
            found=str(own),
            hint="build one there: tertius data build; or unset it to use the one shipped",
        )
    return _opened(SHIPPED)


def _turned(frame: pl.DataFrame) -> pl.DataFrame:
    """The same figures seen from the other state: every `_a` becomes `_b` and the reverse."""
    swaps = {"a": "b", "b": "a"}
    for c in DYADS:
        if c.name.endswith("_a"):
            other = f"{c.name[:-2]}_b"
            swaps |= {c.name: other, other: c.name}
    turned = frame.rename(swaps).with_columns(-pl.col("baci_balance"))
    return turned.select(frame.columns)


def _snapshot(entry: dict[str, Any]) -> Snapshot:
    fields = dict(entry["source"])
    # Named as everywhere else in an answer, so that a figure's dataset leads to its source.
    source = Source(
        id=entry["dataset"],
        **{k: v for k, v in fields.items() if k not in {"id", "licence", "published"}},
        licence=Licence(**fields["licence"]),
        published=date.fromisoformat(fields["published"]),
    )
    return Snapshot(source, entry["sha256"])
