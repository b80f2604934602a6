"""One holder at a time; a dead one holds nothing."""

from __future__ import annotations

import pytest

from tertius.errors import VaultError
from tertius.vault.lock import alone


def test_a_second_holder_waits_out_its_patience_and_says_so(tmp_path, clock):
    path = tmp_path / "votes.lock"
    with (
        alone(path, patience=1),
        pytest.raises(VaultError, match="busy with votes"),
        alone(path, patience=1, clock=clock, sleep=clock.sleep),
    ):
        pass
    assert clock.now == pytest.approx(1, abs=0.06)


def test_the_lock_is_free_again_after_its_holder_failed(tmp_path):
    path = tmp_path / "votes.lock"
    with pytest.raises(KeyError), alone(path, patience=0):
        raise KeyError
    with alone(path, patience=0):
        pass


def test_a_waiting_one_gets_the_lock_when_the_first_lets_go(tmp_path):
    path = tmp_path / "votes.lock"
    first = alone(path, patience=0)
    first.__enter__()
    with alone(path, patience=5, sleep=lambda _: first.__exit__(None, None, None)):
        pass
