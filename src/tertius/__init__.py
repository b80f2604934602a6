"""Can A pry B away from C? Ties between states measured, the triangle read, base rates of realignment.

import tertius as tt

tt.assess("USA", "RUS", "CHN").explain()
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tertius.alignment.ties import Ties, ties
    from tertius.errors import TertiusError
    from tertius.triangle.triangle import Triangle, triangle
    from tertius.wedge.answer import Assessment
    from tertius.wedge.assess import assess

__all__ = ["Assessment", "TertiusError", "Ties", "Triangle", "assess", "ties", "triangle"]

_HOME = {
    "Assessment": "wedge.answer",
    "TertiusError": "errors",
    "Ties": "alignment.ties",
    "Triangle": "triangle.triangle",
    "assess": "wedge.assess",
    "ties": "alignment.ties",
    "triangle": "triangle.triangle",
}


def __getattr__(name: str) -> object:
    """Load a room when it is first asked for, so that `import tertius` stays instant."""
    if name not in _HOME:
        raise AttributeError(f"module 'tertius' has no attribute {name!r}")
    return getattr(import_module(f"tertius.{_HOME[name]}"), name)


def __dir__() -> list[str]:
    return __all__
