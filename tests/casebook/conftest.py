"""Made-up readings for the casebook: no language model is loaded here."""

from __future__ import annotations

import runpy
from collections.abc import Callable
from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def made_up() -> Callable:
    """A reading of equal sentences, made without reading."""
    return runpy.run_path(str(Path(__file__).with_name("storing.py")))["made_up"]
