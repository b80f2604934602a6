"""Can A pry B away from C? Ties between states measured, the triangle read, base rates of realignment."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tertius.errors import TertiusError

__all__ = ["TertiusError"]

_HOME = {"TertiusError": "errors"}


def __getattr__(name: str) -> object:
    """Load a room when it is first asked for, so that `import tertius` stays instant."""
    if name not in _HOME:
        raise AttributeError(f"module 'tertius' has no attribute {name!r}")
    return getattr(import_module(f"tertius.{_HOME[name]}"), name)


def __dir__() -> list[str]:
    return __all__
