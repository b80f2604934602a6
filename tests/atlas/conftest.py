"""What the tests of the atlas share: roll calls written as a table, and a vault made of the samples."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import pytest

from tertius.atlas.rollcalls import ISSUES, RollCalls


def rollcalls(answers: dict[int, Sequence[float | None]], *, session: Sequence[int], **flags) -> RollCalls:
    """States' answers by COW code, one session a vote; None is absent."""
    matrix = np.array([[np.nan if x is None else x for x in row] for row in answers.values()], dtype=np.float32)
    n = len(session)
    opened = (np.array(session) + 1945 - 1970).astype("datetime64[Y]").astype("datetime64[D]")
    contested = [len({x for x in column if np.isfinite(x)}) > 1 for column in matrix.T]
    return RollCalls(
        rcid=np.arange(1, n + 1, dtype=np.int32),
        session=np.array(session, dtype=np.int16),
        title=np.array(flags.get("title", range(n)), dtype=np.int32),
        item=np.array(flags.get("item", range(1, n + 1)), dtype=np.int32),
        known=np.array(flags.get("known", opened + 334), dtype="datetime64[D]"),
        contested=np.array(flags.get("contested", contested), dtype=bool),
        part=np.array(flags.get("part", [False] * n), dtype=bool),
        issues=np.zeros((n, len(ISSUES)), dtype=bool),
        states=tuple(answers),
        answers=matrix,
    )


@pytest.fixture(scope="session")
def calls() -> Callable[..., RollCalls]:
    return rollcalls


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
