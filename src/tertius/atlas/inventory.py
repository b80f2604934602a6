"""What data there are: every dataset with its owner, years and terms, and whether its files are here."""

from __future__ import annotations

from typing import Any

from tertius.atlas.build import SOURCES
from tertius.datasets import catalogue
from tertius.vault.store import Vault

__all__ = ["inventory"]


def inventory(vault: Vault | None = None) -> list[dict[str, Any]]:
    """One entry a dataset, by key; `here` counts the files found in the vault, unread."""
    store = vault or Vault.default()
    found: list[dict[str, Any]] = []
    for key, d in sorted(catalogue().items()):
        here = sum(store.find(f) is not None for f in d.files)
        found.append(
            {
                "key": key,
                "producer": d.source.producer,
                "title": d.source.title,
                "version": d.source.version,
                "first_year": d.first_year,
                "last_year": d.last_year,
                "status": d.status,
                "licence": d.source.licence.name,
                "redistribute": d.source.licence.redistribute,
                "in_atlas": key in SOURCES,
                "files": len(d.files),
                "here": here,
                "by_hand": any(f.url is None for f in d.files),
            }
        )
    return found
