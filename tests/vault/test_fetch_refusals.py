"""Another file, another address, a vault in trouble, two pulls at once: nothing but the declared file gets in."""

from __future__ import annotations

import gc
import hashlib
import json
import os
import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import httpx
import pytest

from tertius.vault.fetch import pull
from tertius.vault.manifest import Manifest
from tertius.vault.store import Vault

SOURCE = Path(__file__).parents[2] / "src"
PATH = "/votes.csv"


# A server that sends something else.


@pytest.mark.parametrize(
    "page",
    [
        b"<!DOCTYPE html><title>Please log in</title>",
        b"\xef\xbb\xbf\r\n  <html lang='en'>",
        b"\n" * 300 + b"<!doctype HTML>",
    ],
)
def test_a_web_page_in_place_of_data_is_named_as_such(producer, vault, data, declared, options, page, refused, parts):
    refusal = refused(declared(data, producer.at(PATH, producer.whole(page))), vault, options)
    assert "sent a web page in place of made_up/votes.csv" in refusal.what
    assert len(producer.asked) == 1
    assert parts(vault) == []


def test_a_web_page_in_single_bytes_is_recognised(producer, vault, data, declared, options, refused):
    def slow_page(to):
        to.head(200, Content_Length=len(data))
        for at in range(14):
            to.wfile.write(b"<!doctype html"[at : at + 1])
            time.sleep(0.005)

    refusal = refused(declared(data, producer.at(PATH, slow_page)), vault, options)
    assert "web page" in refusal.what


def test_a_web_page_that_was_declared_is_data(producer, vault, declared, options):
    page = b"<!doctype html><table></table>"
    file = declared(page, producer.at("/table.html", producer.whole(page)), name="made_up/table.html")
    assert pull(file, vault, options=options).read_bytes() == page


def test_other_bytes_of_the_same_size_are_refused_with_both_hashes(
    producer, vault, data, declared, options, refused, parts
):
    other = data[:-1] + b"!"
    refusal = refused(declared(data, producer.at(PATH, producer.whole(other))), vault, options)
    assert hashlib.sha256(other).hexdigest() in refusal.found
    assert hashlib.sha256(data).hexdigest() in refusal.found
    assert "new version" in refusal.hint
    assert len(producer.asked) == 1
    assert parts(vault) == []


def test_a_part_of_another_version_is_thrown_away_and_the_file_fetched_whole(producer, vault, data, declared, options):
    file = declared(data, producer.at(PATH, producer.ranged(data)))
    vault.part(file).parent.mkdir(parents=True)
    vault.part(file).write_bytes(b"#" * 50_000)
    assert pull(file, vault, options=options).read_bytes() == data
    assert producer.ranges == ["bytes=50000-", None]


def test_a_part_that_is_already_whole_needs_no_server(vault, data, declared, options):
    file = declared(data, "http://127.0.0.1:1/votes.csv")
    vault.part(file).parent.mkdir(parents=True)
    vault.part(file).write_bytes(data)
    assert pull(file, vault, options=options).read_bytes() == data


def test_a_part_longer_than_the_file_is_thrown_away(producer, vault, data, declared, options):
    file = declared(data, producer.at(PATH, producer.ranged(data)))
    vault.part(file).parent.mkdir(parents=True)
    vault.part(file).write_bytes(data + b"more")
    assert pull(file, vault, options=options).read_bytes() == data
    assert producer.ranges == [None]


@pytest.mark.parametrize("size", [70_000, 65_000])
def test_a_version_that_shrank_is_recognised_when_resuming(
    producer, vault, data, declared, options, size, refused, parts
):
    shrunk = producer.ranged(data[:size])
    file = declared(data, producer.at(PATH, producer.ranged(data, stop=65_000), shrunk))
    refusal = refused(file, vault, options)
    assert refusal.found == f"{size} bytes; wanted {len(data)}"
    assert parts(vault) == []


# A server that sends us elsewhere.


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_redirect_is_followed_and_the_producers_address_recorded(producer, vault, data, declared, options, status):
    producer.at("/moved.csv", producer.whole(data))
    file = declared(data, producer.at(PATH, producer.redirect("moved.csv", status)))
    assert pull(file, vault, options=options).read_bytes() == data
    assert vault.manifest.arrivals()[0].url == file.url


def test_a_resumed_download_asks_its_range_behind_a_redirect_too(producer, vault, data, declared, options):
    producer.at("/moved.csv", producer.ranged(data, stop=70_000), producer.ranged(data))
    file = declared(data, producer.at(PATH, producer.redirect("/moved.csv")))
    assert pull(file, vault, options=options).read_bytes() == data
    assert producer.asked[-1] == ("/moved.csv", "bytes=70000-")


def test_five_redirects_are_followed_and_six_are_not(producer, vault, data, declared, options, refused):
    for step in range(1, 7):
        producer.at(f"/{step}", producer.redirect(f"/{step - 1}"))
    producer.at("/0", producer.whole(data))
    five, six = (declared(data, producer.at(f"/{step}", producer.redirect(f"/{step - 1}"))) for step in (5, 6))
    assert "redirects without end" in refused(six, vault, options).what
    assert pull(five, vault, options=options).read_bytes() == data


def test_a_redirect_in_a_circle_ends(producer, vault, data, declared, options, refused):
    refused(declared(data, producer.at(PATH, producer.redirect(PATH))), vault, options)
    assert len(producer.asked) == 6


@pytest.mark.parametrize("location", ["file:///etc/passwd", "ftp://127.0.0.1/votes.csv"])
def test_a_redirect_to_no_web_address_is_refused(producer, vault, data, declared, options, location, refused):
    refusal = refused(declared(data, producer.at(PATH, producer.redirect(location))), vault, options)
    assert f"redirects to '{location.split(':')[0]}:" in refusal.what
    assert len(producer.asked) == 1


@pytest.mark.parametrize("location", ["data:text/csv,1", "http://[::1/votes.csv", "http://:x/"])
def test_a_redirect_that_is_no_address_at_all_is_refused(producer, vault, data, declared, options, location, refused):
    refused(declared(data, producer.at(PATH, producer.redirect(location))), vault, options)


def test_a_redirect_that_names_nowhere_is_a_plain_no(producer, vault, data, declared, options, refused):
    file = declared(data, producer.at(PATH, lambda to: to.head(302, Content_Length=0)))
    assert "status 302" in refused(file, vault, options).found


def test_a_step_down_from_https_is_refused(monkeypatch, vault, data, declared, options, refused):
    whole = httpx.Client
    answers = httpx.MockTransport(
        lambda request: (
            httpx.Response(302, headers={"location": "http://example.org/x"})
            if request.url.scheme == "https"
            else httpx.Response(200, stream=httpx.ByteStream(data))
        )
    )
    monkeypatch.setattr(httpx, "Client", lambda **settings: whole(transport=answers, **settings))
    assert "from https to http" in refused(declared(data, "https://example.org/x"), vault, options).what
    assert pull(declared(data, "http://example.org/x"), vault, options=options).read_bytes() == data


@pytest.mark.parametrize("url", ["file:///etc/passwd", "ftp://127.0.0.1/x", "votes.csv", "", "http://[::1/x"])
def test_a_declared_address_that_is_not_web_is_refused(vault, data, declared, options, url, refused):
    assert "cannot fetch" in refused(declared(data, url), vault, options).what


# A vault in trouble.


def test_a_file_without_address_says_how_to_get_it(vault, data, declared, options, refused):
    file = declared(data, by_hand="fill in the form at https://example.org")
    refusal = refused(file, vault, options)
    assert refusal.hint == f"fill in the form at https://example.org; then put it at {vault.root / file.name}"
    assert not vault.root.exists()


def test_a_file_declared_too_large_is_not_begun(producer, vault, data, declared, options, refused):
    file = declared(data, producer.at(PATH, producer.whole(data)))
    assert "too large" in refused(file, vault, replace(options, max_bytes=1000)).what
    assert producer.asked == []


def test_a_folder_nobody_can_write_to_is_a_clear_error(producer, tmp_path, data, declared, options, refused):
    (tmp_path / "file").write_bytes(b"")
    file = declared(data, producer.at(PATH, producer.whole(data)))
    refusal = refused(file, Vault(tmp_path / "file" / "vault"), options)
    assert "cannot keep made_up/votes.csv" in refusal.what
    assert "TERTIUS_VAULT" in refusal.hint


def test_a_full_disk_is_a_clear_error_and_the_next_pull_resumes(producer, vault, data, declared, options, refused):
    resource = pytest.importorskip("resource")
    file = declared(data, producer.at(PATH, producer.ranged(data)))
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, limits[1]))
    try:
        refusal = refused(file, vault, options)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert "make room" in refusal.hint
    assert pull(file, vault, options=options).read_bytes() == data
    assert producer.ranges == [None, "bytes=100000-"]


# The guard's error is none the network library expects, so it leaves its socket to the collector.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_no_pull_of_a_test_leaves_this_machine(vault, data, declared, options):
    with pytest.raises(RuntimeError, match=r"tried to reach 192\.0\.2\.1"):
        pull(declared(data, "http://192.0.2.1/votes.csv"), vault, options=options)
    gc.collect()


# Several processes.

PULLER = """
import json, sys
from pathlib import Path
from tertius.vault.fetch import pull
from tertius.vault.remote import RemoteFile
from tertius.vault.store import Vault
root, file = json.loads(sys.argv[1])
print(pull(RemoteFile(**file), Vault(Path(root))))
"""


def start(file, vault: Vault) -> subprocess.Popen[str]:
    fields = {name: getattr(file, name) for name in ("name", "sha256", "size", "url")}
    return subprocess.Popen(
        [sys.executable, "-c", PULLER, json.dumps([str(vault.root), fields])],
        env={**os.environ, "PYTHONPATH": str(SOURCE)},
        stdout=subprocess.PIPE,
        text=True,
    )


def test_two_pulls_at_once_both_succeed_with_one_copy_and_one_download(producer, vault, data, declared, parts):
    file = declared(data, producer.at(PATH, producer.ranged(data, pause=0.02)))
    both = [start(file, vault) for _ in range(2)]
    said = [process.communicate(timeout=120)[0].strip() for process in both]
    assert [process.returncode for process in both] == [0, 0]
    assert said == [str(vault.address(file))] * 2
    assert vault.path(file).read_bytes() == data
    assert producer.asked == [(PATH, None)]
    assert len(vault.manifest.arrivals()) == 1
    assert parts(vault) == []


def test_a_pull_killed_in_the_middle_leaves_nothing_to_read_and_is_resumed(
    producer, vault, data, declared, options, parts
):
    stalls = producer.ranged(data, stop=70_000, stall=True)
    file = declared(data, producer.at(PATH, stalls, producer.ranged(data)))
    process = start(file, vault)
    until = time.monotonic() + 120
    while not any(part.stat().st_size > 20_000 for part in parts(vault)):
        assert time.monotonic() < until
        assert process.poll() is None
        time.sleep(0.01)
    process.send_signal(signal.SIGKILL)
    process.communicate(timeout=60)
    assert vault.find(file) is None
    assert vault.manifest.arrivals() == ()
    (part,) = parts(vault)
    kept = part.stat().st_size
    assert 20_000 < kept < len(data)
    assert pull(file, vault, options=options).read_bytes() == data
    assert producer.ranges == [None, f"bytes={kept}-"]


def test_an_object_without_its_line_never_exists(monkeypatch, producer, vault, data, declared, options, refused):
    def full(*_):
        raise OSError("no space left on device")

    file = declared(data, producer.at(PATH, producer.whole(data)))
    monkeypatch.setattr(Manifest, "append", full)
    assert "no space left" in refused(file, vault, options).found
    monkeypatch.undo()
    assert pull(file, vault, options=options).read_bytes() == data
    assert len(vault.manifest.arrivals()) == len(producer.asked) == 1
