"""What the tests of the atlas share: a vault made of the samples."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def samples(sample_of, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the sample of every dataset the atlas is built from, under the producers' names."""
    from tertius.atlas.build import SOURCES
    from tertius.datasets import catalogue

    folder = tmp_path_factory.mktemp("samples")
    for key in SOURCES:
        sample_of(catalogue()[key], folder)
    return folder


@pytest.fixture
def sample_vault(samples: Path, tmp_path: Path) -> Path:
    """The same, for a test to break."""
    return shutil.copytree(samples, tmp_path / "vault")
