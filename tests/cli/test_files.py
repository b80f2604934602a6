"""Every command that reads a file of one's own refuses what is no file, in three lines and at once."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

TAKEN = {
    "scenario": (("whatif", "USA", "RUS", "CHN", "--file"), 100_000),
    "cases": (("cases", "--cases"), 10_000_000),
    "judgements": (("casebook", "judge", "--from"), 50_000_000),
    "coders": (("casebook", "agreement"), 50_000_000),
    "record": (("ledger", "import"), 500_000_000),
}


@pytest.fixture(params=TAKEN)
def taken(request, tertius):
    words, most = TAKEN[request.param]

    def refused(path: object) -> str:
        status, out, err = tertius(*words, str(path), *(["b.csv"] if "agreement" in words else []))
        assert (status, out) == (2, "")
        assert len(err.splitlines()) == 3
        return err

    return refused, most


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="a system without this device")
def test_a_device_without_an_end_is_refused(taken):
    assert "a pipe, a socket or a device" in taken[0]("/dev/zero")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="a system without pipes in its files")
def test_a_pipe_without_a_writer_is_refused(taken, tmp_path):
    os.mkfifo(tmp_path / "pipe.csv")
    assert "a pipe, a socket or a device" in taken[0](tmp_path / "pipe.csv")


def test_a_file_beyond_the_limit_is_refused(taken, tmp_path):
    refused, most = taken
    with (tmp_path / "huge.csv").open("wb") as out:
        out.truncate(most + 1)
    assert f"more than {most:,} bytes" in refused(tmp_path / "huge.csv")


def test_a_folder_is_refused(taken, tmp_path):
    assert "Is a directory" in taken[0](tmp_path)
