"""From the vault to the atlas: read every dataset, compute every figure, commit in one step.

The same files give the same bytes: figures are rounded where they are computed, rows are
sorted, and nothing of the machine or the clock goes in.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl

from tertius.atlas.columns import DYADS, STATES, AtlasColumn
from tertius.atlas.figures import (
    arms,
    capabilities,
    disputes,
    events,
    geography,
    organisations,
    positions,
    products,
    relations,
    sanctions,
    trade,
    treaties,
    votes,
)
from tertius.atlas.rollcalls import rollcalls_from_table
from tertius.atlas.store import FORMAT, MANIFEST
from tertius.atlas.tie_estimates import KEY, inputs_of
from tertius.datasets import catalogue
from tertius.datasets.declaration import Dataset
from tertius.states import all_states, in_year
from tertius.vault.lock import alone
from tertius.vault.store import Vault

__all__ = ["EDITION", "SOURCES", "build"]

EDITION = date(2026, 11, 22)
"""The day this edition of the figures was computed; a change of any figure is a new edition."""

FIRST_YEAR, LAST_YEAR = 1946, 2025

PATIENCE = 120.0
"""Seconds to wait for another build that is writing to the same folder."""

SOURCES = (
    "unga_votes",
    "unga_resolutions",
    "un_ideal_points_2020",
    "un_ideal_points_2024",
    "un_ideal_points_2025",
    "cow_alliances",
    "atop",
    "cow_mid_dyadic",
    "gml_mid",
    "cow_trade",
    "baci_trade",
    "baci_russia_china",
    "imf_russia_trade",
    "us_census_trade",
    "china_trade",
    "cow_nmc",
    "sipri_arms",
    "gsdb_sanctions",
    "tsinghua_scores",
    "cow_igo",
    "cow_capitals",
    "china_events_gdelt",
    "china_events_icews",
)

Frames = dict[str, pl.DataFrame]
Progress = Callable[[str, int, int], None]

_PAIR = ("a", "b", "year")
_OWNER = ("state", "year")


def build(vault: Vault, into: Path, *, any_version: bool = False, progress: Progress | None = None) -> Path:
    """Build the atlas from the files in `vault` into the folder `into`.

    A build that fails or is killed leaves the atlas that was there: tables are written
    under names that carry their hash, and only the last step, the manifest, puts them in force.

    Parameters
    ----------
    vault : Vault
        Where the producers' files lie.
    into : Path
        Folder of the atlas; made when it is not there.
    any_version : bool
        Take files whose hash is not the declared one; they must still keep their contract.
    progress : callable, optional
        Called with a step's name, its number and the number of steps.

    Returns
    -------
    Path
        The manifest.

    Raises
    ------
    VaultError, DataContractError
        A file that is missing, not the declared one, or breaks its declaration.
    """
    steps = len(SOURCES) + 3
    known = catalogue()
    frames: Frames = {}
    snapshots: list[dict[str, Any]] = []
    for number, key in enumerate(SOURCES, start=1):
        if progress:
            progress(f"read {key}", number, steps)
        dataset = known[key]
        paths = tuple(vault.path(f, dataset=key, any_version=any_version) for f in dataset.files)
        frames[key] = dataset.read(*paths)
        snapshots.append(_snapshot(dataset, vault.sha256(paths[0])))
    if progress:
        progress("roll calls", steps - 2, steps)
    rollcalls = votes.rollcall_table(frames.pop("unga_votes"), frames.pop("unga_resolutions"))
    if progress:
        progress("dyads and states", steps - 1, steps)
    tables = {
        "rollcalls": rollcalls,
        "dyads": _dyads(frames, rollcalls),
        "states": _states(frames),
        "products": products.product_shares(frames["baci_russia_china"]),
        "stocks": arms.arms_stocks(frames["sipri_arms"]),
        "economies": products.economies(frames["baci_trade"]),
        "months": events.event_months(frames["china_events_gdelt"], frames["china_events_icews"]),
    }
    if progress:
        progress("write", steps, steps)
    into.mkdir(parents=True, exist_ok=True)
    with alone(into / "build.lock", patience=PATIENCE):
        return _commit(tables, snapshots, into)


def _dyads(frames: Frames, rollcalls: pl.DataFrame) -> pl.DataFrame:
    """Every pair of states in every year both existed, with every figure."""
    calls = rollcalls_from_table(rollcalls).final()
    voted = votes.dyad_votes(calls)
    table = _every_pair(voted)
    parts = (
        voted,
        treaties.cow_alliance_years(frames["cow_alliances"]),
        treaties.atop_years(frames["atop"]),
        disputes.hostility_years(frames["cow_mid_dyadic"], "mid_hostility", columns=("hostility_a", "hostility_b")),
        disputes.hostility_years(frames["gml_mid"], "gml_hostility", columns=("hostility_a", "hostility_b")),
        trade.cow_trade_shares(frames["cow_trade"]),
        trade.imf_shares(frames["imf_russia_trade"]),
        trade.census_shares(frames["us_census_trade"]),
        trade.china_shares(frames["china_trade"]),
        trade.baci_balances(frames["baci_trade"]),
        arms.arms_shares(frames["sipri_arms"]),
        sanctions.sanction_years(frames["gsdb_sanctions"]),
        relations.relation_bands(frames["tsinghua_scores"]),
        organisations.shared_organisations(frames["cow_igo"]),
        geography.capital_distances(frames["cow_capitals"], table),
    )
    for part in parts:
        table = table.join(part, on=_PAIR, how="left")
    table = _no_deliveries(table, arms.importers(frames["sipri_arms"]))
    return table.with_columns(_absence(c) for c in DYADS).select(*_PAIR, *(c.name for c in DYADS)).sort(_PAIR)


def _every_pair(voted: pl.DataFrame) -> pl.DataFrame:
    """Pairs of states that were ever UN members, in each year in which both existed or voted.

    Belarus and Ukraine voted from 1945 and joined the COW system in 1991: their votes count.
    """
    members = {s.cow for s in all_states() if s.un_from is not None} | {*voted["a"], *voted["b"]}
    frames: list[pl.DataFrame] = []
    for year in range(FIRST_YEAR, LAST_YEAR + 1):
        of_year = voted.filter(pl.col("year") == year)
        there = {s.cow for s in in_year(year)} & members | {*of_year["a"], *of_year["b"]}
        codes = pl.DataFrame({"a": sorted(there)}, schema={"a": pl.Int16})
        pairs = codes.join(codes.rename({"a": "b"}), how="cross").filter(pl.col("a") < pl.col("b"))
        frames.append(pairs.with_columns(pl.lit(year, pl.Int16).alias("year")))
    return pl.concat(frames)


# Columns for which a pair without a row, inside the coverage, had none: no treaty, no dispute, no case.
_NONE_WHERE_ABSENT = frozenset(
    c.name for c in DYADS if c.dataset in {"cow_alliances", "atop", "cow_mid_dyadic", "gml_mid", "gsdb_sanctions"}
)


def _absence(c: AtlasColumn) -> pl.Expr:
    """The column with its absence rule applied inside its coverage, and null outside."""
    value = pl.col(c.name)
    if c.name in _NONE_WHERE_ABSENT:
        value = value.fill_null(value=False) if c.dtype == pl.Boolean else value.fill_null(0)
    inside = pl.col("year").is_between(c.first, c.last)
    return pl.when(inside).then(value).cast(c.dtype).alias(c.name)


def _no_deliveries(table: pl.DataFrame, importers: pl.DataFrame) -> pl.DataFrame:
    """A supplier that delivered nothing to a state that imported arms has a share of zero, not null."""
    for side in ("a", "b"):
        bought = importers.select(pl.col("state").alias(side), "year", pl.lit(value=True).alias("bought"))
        share = pl.col(f"arms_share_{side}")
        table = (
            table.join(bought, on=(side, "year"), how="left")
            .with_columns(pl.when(pl.col("bought")).then(share.fill_null(0.0)).alias(f"arms_share_{side}"))
            .drop("bought")
        )
    return table


def _states(frames: Frames) -> pl.DataFrame:
    """Every state and year with any figure of its own.

    A state that did not exist then has a row only for a position: Belarus voted from 1945,
    but arms delivered to Czechoslovakia in 1990 are nobody's imports in 1994.
    """
    releases = {k: v for k, v in frames.items() if k.startswith("un_ideal_points")}
    table = positions.positions(releases)
    for part in (
        capabilities.capability_shares(frames["cow_nmc"]),
        trade.cow_trade_concentration(frames["cow_trade"]),
        arms.arms_concentration(frames["sipri_arms"]),
    ):
        table = table.join(part, on=_OWNER, how="full", coalesce=True)
    years = [(s.cow, year) for year in range(FIRST_YEAR, LAST_YEAR + 1) for s in in_year(year)]
    there = pl.DataFrame(years, schema={"state": pl.Int16, "year": pl.Int16}, orient="row")
    voted = pl.any_horizontal(pl.col(c.name).is_not_null() for c in STATES if c.dataset in releases)
    table = pl.concat(
        [table.join(there, on=_OWNER, how="semi"), table.join(there, on=_OWNER, how="anti").filter(voted)]
    )
    columns = [
        pl.when(pl.col("year").is_between(c.first, c.last)).then(c.name).cast(c.dtype).alias(c.name) for c in STATES
    ]
    return table.select(*_OWNER, *columns).sort(_OWNER)


def _snapshot(dataset: Dataset, sha256: str) -> dict[str, Any]:
    source = asdict(dataset.source)
    source["published"] = dataset.source.published.isoformat()
    return {"dataset": dataset.key, "sha256": sha256, "source": source}


def _commit(tables: Frames, snapshots: list[dict[str, Any]], into: Path) -> Path:
    """Write the tables, then replace the manifest in one step, then drop what it no longer names."""
    entries: dict[str, dict[str, Any]] = {}
    for name, table in tables.items():
        draft = into / f".{name}.{os.getpid()}.tmp"
        table.write_parquet(draft, compression="zstd", compression_level=19, row_group_size=1 << 17, statistics=True)
        digest = hashlib.sha256(draft.read_bytes()).hexdigest()
        kept = into / f"{name}-{digest[:8]}.parquet"
        draft.replace(kept)
        entries[name] = {"file": kept.name, "sha256": digest, "bytes": kept.stat().st_size, "rows": table.height}
    manifest: dict[str, Any] = {
        "format": FORMAT,
        "edition": EDITION.isoformat(),
        "tables": entries,
        "snapshots": snapshots,
    }
    kept = _estimates_of_the_same_figures(into, entries)
    manifest |= kept
    draft = into / f".{MANIFEST}.{os.getpid()}.tmp"
    with draft.open("w", encoding="utf-8") as handle:
        handle.write(json.dumps(manifest, ensure_ascii=False, indent=1) + "\n")
        handle.flush()
        os.fsync(handle.fileno())
    draft.replace(into / MANIFEST)
    named = {e["file"] for e in entries.values()} | {MANIFEST}
    named |= {
        e["file"] for entry in kept.values() for e in (entry, *entry.values()) if isinstance(e, dict) and "file" in e
    }
    for left in into.iterdir():
        if left.is_file() and left.name not in named and left.suffix in {".parquet", ".gz", ".tmp"}:
            left.unlink(missing_ok=True)
    return into / MANIFEST


def _estimates_of_the_same_figures(into: Path, entries: dict[str, dict[str, Any]]) -> dict[str, Any]:
    """Ideal points, latent ties and backtest that lie there already, if they were made from these very tables."""
    try:
        before = json.loads((into / MANIFEST).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    votes_hash = entries["rollcalls"]["sha256"]
    made_from = {"estimates": votes_hash, "backtest": votes_hash, KEY: inputs_of(entries)}
    return {k: before[k] for k, of in made_from.items() if k in before and before[k]["of"] == of}
