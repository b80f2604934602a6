"""The record only grows, and a crash in the middle of a line costs that line alone."""

from __future__ import annotations

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tertius.errors import VaultError
from tertius.vault.lock import alone
from tertius.vault.manifest import Arrival, Manifest

VOTES = Arrival("un/votes.rda", "a" * 64, 271247, "https://example.org/votes.rda", "2026-01-02T03:04:05+00:00")


def test_a_manifest_nobody_wrote_has_no_arrivals(tmp_path):
    assert Manifest(tmp_path / "none" / "manifest.jsonl").arrivals() == ()


def test_arrivals_come_back_in_the_order_they_came(tmp_path):
    manifest = Manifest(tmp_path / "manifest.jsonl")
    issues = replace(VOTES, name="un/émissions\n.rda")
    manifest.append(VOTES)
    manifest.append(issues)
    assert manifest.arrivals() == (VOTES, issues)
    assert manifest.path.read_bytes().count(b"\n") == 2


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.builds(Arrival, st.text(), st.text(), st.integers(), st.text(), st.text()), min_size=1, max_size=4),
    st.data(),
)
def test_a_torn_last_line_costs_neither_the_lines_before_nor_the_next(arrivals, draw):
    with TemporaryDirectory() as folder:
        manifest = Manifest(Path(folder) / "manifest.jsonl")
        for arrival in arrivals:
            manifest.append(arrival)
        whole = manifest.path.read_bytes()
        last = whole.rstrip(b"\n").rfind(b"\n") + 1
        cut = draw.draw(st.integers(last, len(whole) - 2))
        manifest.path.write_bytes(whole[:cut])
        assert manifest.arrivals() == tuple(arrivals[:-1])
        manifest.append(VOTES)
        assert manifest.arrivals() == (*arrivals[:-1], VOTES)
        assert manifest.path.read_bytes().startswith(whole[:cut])


@pytest.mark.parametrize("line", [b"7", b"null", b"[1]", b'{"name": "x"}', b"\xff\xfe", b'{"name": 1, "sha256": 2}'])
def test_a_line_that_is_no_arrival_is_passed_over(tmp_path, line):
    manifest = Manifest(tmp_path / "manifest.jsonl")
    manifest.path.write_bytes(line + b"\n")
    manifest.append(VOTES)
    assert manifest.arrivals() == (VOTES,)


def test_a_line_with_a_number_where_text_belongs_is_passed_over(tmp_path):
    manifest = Manifest(tmp_path / "manifest.jsonl")
    manifest.append(replace(VOTES, sha256=7))
    assert manifest.arrivals() == ()


def test_forty_appends_at_once_make_forty_whole_lines(tmp_path):
    manifest = Manifest(tmp_path / "manifest.jsonl")
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda i: manifest.append(replace(VOTES, size=i)), range(40)))
    assert sorted(arrival.size for arrival in manifest.arrivals()) == list(range(40))


def test_an_append_waits_for_the_one_before(tmp_path):
    manifest = Manifest(tmp_path / "manifest.jsonl")
    with ThreadPoolExecutor(1) as pool:
        with alone(tmp_path / "manifest.lock", patience=0):
            waiting = pool.submit(manifest.append, VOTES)
            with pytest.raises(TimeoutError):
                waiting.result(0.15)
            assert manifest.arrivals() == ()
        waiting.result(60)
    assert manifest.arrivals() == (VOTES,)


def test_a_line_the_disk_had_no_room_for_is_an_error(tmp_path):
    resource = pytest.importorskip("resource")
    manifest = Manifest(tmp_path / "manifest.jsonl")
    manifest.append(VOTES)
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (manifest.path.stat().st_size + 10, limits[1]))
    try:
        with pytest.raises(OSError, match="10 of"):
            manifest.append(VOTES)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    manifest.append(VOTES)
    assert manifest.arrivals() == (VOTES, VOTES)


def test_a_manifest_that_cannot_be_read_says_so(tmp_path):
    with pytest.raises(VaultError, match="cannot read"):
        Manifest(tmp_path).arrivals()


def test_two_processes_append_without_tearing(tmp_path):
    path = tmp_path / "manifest.jsonl"
    program = (
        "import sys; from pathlib import Path; from tertius.vault.manifest import Arrival, Manifest\n"
        "for i in range(30): Manifest(Path(sys.argv[1])).append(Arrival('n' * 3000, 's', i, 'u', 't'))"
    )
    source = str(Path(__file__).parents[2] / "src")
    writers = [subprocess.Popen([sys.executable, "-c", program, path], env={"PYTHONPATH": source}) for _ in range(2)]
    assert [writer.wait(120) for writer in writers] == [0, 0]
    assert sorted(a.size for a in Manifest(path).arrivals()) == sorted([*range(30), *range(30)])
