"""Three powers as one system: who is pivot, partner, outcast, and how sure that is."""

from __future__ import annotations

import sys
from datetime import date
from types import ModuleType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tertius.atlas.store import Atlas
    from tertius.triangle.triangle import Triangle


class _Room(ModuleType):
    """A room that is also its verb.

    Importing it binds `tertius.triangle` to this module, over the function of that name
    which the package offers; called, it is that function.
    """

    def __call__(
        self, a: str | int, b: str | int, c: str | int, *, as_of: date | None = None, atlas: Atlas | None = None
    ) -> Triangle:
        from tertius.triangle.triangle import triangle

        return triangle(a, b, c, as_of=as_of, atlas=atlas)


sys.modules[__name__].__class__ = _Room
