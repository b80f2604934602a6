"""A reader's file is a regular one and no longer than it may be."""

from __future__ import annotations

import os
import socket
from pathlib import Path

import pytest

from tertius.vault.regular import read_regular


def test_a_file_is_read_up_to_its_limit_and_no_further(tmp_path):
    file = tmp_path / "a"
    for n in (0, 1, 9, 10):
        file.write_bytes(b"x" * n)
        assert read_regular(file, 10) == b"x" * n
    file.write_bytes(b"x" * 11)
    with pytest.raises(OSError, match="more than 10 bytes"):
        read_regular(file, 10)


def test_a_file_larger_than_memory_is_refused_at_its_limit(tmp_path):
    file = tmp_path / "huge"
    with file.open("wb") as out:
        out.truncate(1 << 42)
    with pytest.raises(OSError, match="more than 1,000 bytes"):
        read_regular(file, 1_000)


def test_a_link_is_the_file_it_leads_to(tmp_path):
    (tmp_path / "a").write_bytes(b"x")
    (tmp_path / "b").symlink_to(tmp_path / "a")
    assert read_regular(tmp_path / "b", 10) == b"x"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="a system without pipes in its files")
def test_a_pipe_is_refused_and_does_not_hang(tmp_path):
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(OSError, match="a pipe, a socket or a device"):
        read_regular(tmp_path / "pipe", 10)


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="a system without this device")
@pytest.mark.parametrize("device", ["/dev/zero", "/dev/null", "/dev/random"])
def test_a_device_is_refused(device):
    with pytest.raises(OSError, match="a pipe, a socket or a device"):
        read_regular(Path(device), 10)


def test_a_folder_a_socket_and_what_is_not_there_are_refused(tmp_path, monkeypatch):
    with pytest.raises(IsADirectoryError):
        read_regular(tmp_path, 10)
    with pytest.raises(FileNotFoundError):
        read_regular(tmp_path / "none", 10)
    monkeypatch.chdir(tmp_path)
    with socket.socket(socket.AF_UNIX) as bound:
        bound.bind("s")
        with pytest.raises(OSError):  # noqa: PT011 (each system words it differently)
            read_regular(Path("s"), 10)
