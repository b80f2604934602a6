"""One way to compile a numerical kernel: without the interpreter's lock, cached on disk where the disk allows it.

Importing this module imports Numba; the modules that describe data and results do so only when asked to compute.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar, cast

import numba  # pyright: ignore[reportMissingTypeStubs]

__all__ = ["kernel"]

F = TypeVar("F", bound=Callable[..., Any])


def kernel(function: F) -> F:
    """Compile `function` with Numba, at its first call.

    The machine code is kept in the package's ``__pycache__``, else in the user's cache
    folder. Where neither can be written the function is compiled in every process.

    A cached kernel is compiled anew when its own file changes, not when a kernel it calls
    does: after editing one, delete the cache.

    ``contract`` lets a product and a sum become one fused operation. No other
    reordering is allowed, so that a result depends on its inputs alone.
    """
    options: dict[str, Any] = {"nogil": True, "error_model": "numpy", "fastmath": {"contract"}}
    compile_ = cast("Callable[..., Callable[[F], F]]", numba.njit)
    try:
        return compile_(cache=True, **options)(function)
    except RuntimeError:
        return compile_(**options)(function)
