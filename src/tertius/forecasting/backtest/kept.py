"""Finished tasks on disk, each under a hash of all that went into it: a killed backtest resumes."""

from __future__ import annotations

import hashlib
import io
import json
import os
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from tertius.errors import TertiusError

__all__ = ["FORECASTS", "POSITIONS", "TIES", "Kept", "key_of", "source_digest"]

Array = NDArray[np.float64]
POSITIONS = (
    "alignment/ideal_points.py",
    "atlas/rollcalls.py",
    "forecasting/backtest/vintages.py",
    "measures/ballots.py",
    "measures/gibbs_chain.py",
    "measures/ordinal_probit.py",
    "measures/position_paths.py",
)
"""The files whose text decides a vintage of positions."""

FORECASTS = (
    "alignment/votes.py",
    "forecasting/backtest/history.py",
    "forecasting/backtest/origin.py",
    "forecasting/base_rate.py",
    "forecasting/binary_target.py",
    "forecasting/realignment_model.py",
    "forecasting/terms.py",
    "measures/base_rates.py",
    "measures/penalised_logistic.py",
    "measures/realignment.py",
)
"""The files whose text, with the former, decides the forecasts of an origin."""


TIES = (
    "alignment/latent_ties.py",
    "alignment/tie_panel.py",
    "forecasting/backtest/history.py",
    "forecasting/backtest/ties.py",
    "measures/kalman.py",
    "measures/kalman_kernel.py",
    "measures/latent_factor.py",
    "measures/two_way.py",
)
"""The files whose text decides what pairs share."""


def source_digest(files: tuple[str, ...]) -> str:
    """A hash of the code a task runs: a changed line makes every kept task another task."""
    package = Path(__file__).parents[2]
    sha = hashlib.sha256()
    for name in files:
        sha.update((package / name).read_bytes())
    return sha.hexdigest()


def key_of(*parts: object) -> str:
    """A hash of values that JSON can write."""
    return hashlib.sha256(json.dumps(parts, sort_keys=True, default=str).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Kept:
    """A folder of finished tasks; None keeps nothing."""

    folder: Path | None

    def read(self, key: str) -> dict[str, Array] | None:
        """The arrays of a finished task; None where it has not finished or its file is damaged."""
        if self.folder is None:
            return None
        try:
            whole = io.BytesIO(self._path(key).read_bytes())
            with np.load(whole, allow_pickle=False) as stored:
                return {name: stored[name] for name in stored.files}
        except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile):
            return None

    def write(self, key: str, arrays: Mapping[str, Array]) -> None:
        """Keep a finished task, whole or not at all.

        Raises
        ------
        TertiusError
            The folder cannot be written.
        """
        if self.folder is None:
            return
        path = self._path(key)
        held = io.BytesIO()
        np.savez(held, allow_pickle=False, **{name: np.asarray(array) for name, array in arrays.items()})
        draft = path.with_name(f".{key}.{os.getpid()}.tmp")
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            draft.write_bytes(held.getvalue())
            draft.replace(path)
        except OSError as e:
            raise TertiusError(
                f"finished tasks cannot be kept in {self.folder}",
                found=e.strerror or str(e),
                hint="name a folder that can be written: --keep DIR",
            ) from None

    def _path(self, key: str) -> Path:
        assert self.folder is not None
        return self.folder / f"{key[:40]}.npz"
