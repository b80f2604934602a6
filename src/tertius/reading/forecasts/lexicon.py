"""The word lists of this room, read once from the files beside them."""

from __future__ import annotations

import tomllib
from functools import lru_cache
from importlib import resources

__all__ = ["words"]


@lru_cache(maxsize=8)
def _file(name: str) -> dict[str, dict[str, list[str]]]:
    path = resources.files("tertius.reading.forecasts") / "data" / f"{name}.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))


@lru_cache(maxsize=256)
def words(file: str, table: str, key: str = "words") -> frozenset[str]:
    """A word list: `words("cues", "adjectives", "of_plans")`."""
    return frozenset(_file(file)[table][key])
