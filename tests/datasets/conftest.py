"""What the tests of single datasets share: real files read once, and a check that a hostile file is refused."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path

import polars as pl
import pytest

from tertius.datasets.declaration import Dataset
from tertius.errors import DataContractError

Refuses = Callable[..., DataContractError]


@pytest.fixture
def refuses(tmp_path: Path) -> Refuses:
    """Write the content to a file, see the dataset refuse it by the rule, and hand back the error."""

    def check(
        dataset: Dataset, content: str | bytes, rule: str, *, name: str = "sample.csv", encoding: str = "utf-8"
    ) -> DataContractError:
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode(encoding))
        with pytest.raises(DataContractError, match=rule) as caught:
            dataset.read(path)
        assert caught.value.file == str(path)
        assert caught.value.dataset == dataset.key
        assert caught.value.found
        assert caught.value.hint
        return caught.value

    return check


@pytest.fixture(scope="session")
def real(real_vault: Path) -> Callable[[Dataset], pl.DataFrame]:
    """The producer's own file of a dataset, held to its declaration; read once a session."""

    @cache
    def read(key: str) -> pl.DataFrame:
        dataset = wanted[key]
        return dataset.read(*[real_vault / file.name for file in dataset.files])

    wanted: dict[str, Dataset] = {}

    def of(dataset: Dataset) -> pl.DataFrame:
        wanted[dataset.key] = dataset
        return read(dataset.key)

    return of
