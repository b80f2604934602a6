"""One file over HTTP into the vault: resumed, retried, bounded, and refused unless it is the declared one."""

from __future__ import annotations

import os
import random
import re
import time
from collections.abc import Callable, Generator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from tertius.errors import VaultError
from tertius.vault.lock import alone
from tertius.vault.remote import RemoteFile
from tertius.vault.store import Vault

if TYPE_CHECKING:
    import httpx

__all__ = ["FetchOptions", "pull"]

_PASSING = {408, 425, 429}
_PAGE = (b"<!doctype html", b"<html")
_PAGE_WITHIN = 512
_CONTENT_RANGE = re.compile(r"bytes (?:(\d+)-\d+|\*)/(\d+|\*)")


@dataclass(frozen=True, slots=True)
class FetchOptions:
    """How long to try. Times are in seconds.

    `stall` bounds the wait for a connection and for each next byte, `deadline` the whole
    pull. Waits between attempts start at `backoff`, double, carry jitter, give way to the
    server's Retry-After, and never exceed `longest_wait`. `max_bytes` refuses files
    declared larger than that. `clock`, `sleep` and `jitter` are there to be replaced in tests.
    """

    attempts: int = 5
    stall: float = 30.0
    deadline: float = 3600.0
    backoff: float = 1.0
    longest_wait: float = 60.0
    redirects: int = 5
    max_bytes: int = 8 * 2**30
    clock: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep
    jitter: Callable[[], float] = random.random


class _TryAgain(Exception):
    """An attempt that failed in a way time may mend."""

    def __init__(self, why: str, wait: float = 0.0) -> None:
        self.why, self.wait = why, wait
        super().__init__(why)


class _OutOfTime(Exception):
    """The deadline passed while bytes were still coming."""


@dataclass(frozen=True, slots=True)
class _Job:
    file: RemoteFile
    url: str
    vault: Vault
    options: FetchOptions
    progress: Callable[[int, int], None] | None
    end: float

    @property
    def part(self) -> Path:
        return self.vault.part(self.file)

    def drop(self) -> None:
        self.part.unlink(missing_ok=True)

    def left(self) -> float:
        return self.end - self.options.clock()

    def say(self, received: int) -> None:
        if self.progress is not None:
            self.progress(received, self.file.size)


def pull(
    file: RemoteFile,
    vault: Vault,
    *,
    progress: Callable[[int, int], None] | None = None,
    options: FetchOptions = FetchOptions(),
) -> Path:
    """Fetch `file` from its producer into `vault`; the path of the verified copy.

    A copy that is already there is returned without touching the network or the
    folder. What an interrupted pull received is kept and resumed. Two pulls of one
    file wait for each other, and the second finds the first one's copy.

    Parameters
    ----------
    file
        What to fetch; its size and hash decide what is accepted.
    vault
        Where to keep it.
    progress
        Called with bytes received so far and bytes in all, at the start and after every chunk.
    options
        Limits of time, size and patience.

    Raises
    ------
    VaultError
        Where the producer has no address for it, refuses, sends a web page, another
        version or too little, where time runs out, or where the folder cannot be written.
    """
    held = vault.held(file)
    if held is not None:
        return held
    if file.url is None:
        raise VaultError(
            f"{file.name} cannot be pulled: its producer gives no direct address",
            hint=vault.by_hand(file),
        )
    if file.size > options.max_bytes:
        raise VaultError(f"{file.name} is too large", found=f"{file.size} bytes", hint="raise FetchOptions.max_bytes")
    _refuse_address(file.url, before="")
    job = _Job(file, file.url, vault, options, progress, options.clock() + options.deadline)
    try:
        job.part.parent.mkdir(parents=True, exist_ok=True)
        lock = job.part.with_suffix(".lock")
        with alone(lock, patience=options.deadline, clock=options.clock, sleep=options.sleep):
            return vault.held(file) or _persist(job)
    except OSError as e:
        raise VaultError(
            f"cannot keep {file.name} in the vault",
            found=f"{type(e).__name__}: {e}",
            hint=f"make room in {vault.root}, or point TERTIUS_VAULT at a folder you may write to",
        ) from e


def _persist(job: _Job) -> Path:
    """Attempt until the file is in, is refused, or attempts or time run out."""
    import httpx

    headers = {"User-Agent": "tertius", "Accept-Encoding": "identity"}
    tried, why, late = 0, "", False
    with httpx.Client(headers=headers, follow_redirects=False) as client:
        while tried < job.options.attempts and not late:
            tried += 1
            asked = 0.0
            try:
                client.timeout = httpx.Timeout(max(0.001, min(job.options.stall, job.left())))
                return _attempt(job, client)
            except _OutOfTime:
                late = True
            except httpx.InvalidURL as e:
                raise VaultError(f"{job.file.name}: not an address: {e}", hint="the producer's site is broken") from e
            except httpx.TransportError as e:
                why = f"{type(e).__name__}: {e}"
            except _TryAgain as e:
                why, asked = e.why, e.wait
            wait = min(job.options.longest_wait, max(asked, _backoff(job.options, tried)))
            late = late or wait >= job.left()
            if tried < job.options.attempts and not late:
                job.options.sleep(wait)
    reasons = (why, f"no more time within {job.options.deadline:g} s" if late else "")
    raise VaultError(
        f"{job.file.name} did not arrive whole from {job.url}",
        found="; ".join((f"{_arrived(job)} of {job.file.size} bytes in {tried} attempts", *filter(None, reasons))),
        hint="pull again: what arrived is kept; if it ends at the same byte, the producer may have a new version",
    )


def _attempt(job: _Job, client: httpx.Client) -> Path:
    """Ask for what is still missing, once, and let the store judge the whole."""
    if _arrived(job) > job.file.size:
        job.drop()
    before = _arrived(job)
    job.say(before)
    if before < job.file.size or before == 0:
        with _answer(job, client, before) as response:
            start = _start(job, response, before)
            try:
                _receive(job, response, start)
            except VaultError:
                job.drop()
                raise
    if _arrived(job) < job.file.size:
        raise _TryAgain("the connection closed early")
    try:
        return job.vault.admit(job.part, job.file)
    except VaultError as e:
        if before:
            # Two halves of different versions fit nobody's hash; only an unbroken copy is proof.
            raise _TryAgain("the resumed part was of another version") from e
        raise


@contextmanager
def _answer(job: _Job, client: httpx.Client, offset: int) -> Generator[httpx.Response]:
    """The response at the end of the redirects."""
    address = job.url
    headers = {"Range": f"bytes={offset}-"} if offset else {}
    for _ in range(job.options.redirects + 1):
        with client.stream("GET", address, headers=headers) as response:
            onward = response.next_request
            if onward is None:
                yield response
                return
        _refuse_address(str(onward.url), before=address)
        address = str(onward.url)
    raise VaultError(
        f"{job.url} redirects without end",
        found=f"{job.options.redirects} redirects, the next to {address}",
        hint=job.vault.by_hand(job.file),
    )


def _refuse_address(address: str, *, before: str) -> None:
    """Refuse any scheme but http and https, and a step down from https."""
    try:
        scheme, host = urlsplit(address).scheme, urlsplit(address).hostname
    except ValueError:
        scheme, host = "", None
    if scheme not in {"http", "https"} or not host:
        what = f"{before} redirects to {address!r}" if before else f"cannot fetch {address!r}"
        raise VaultError(what, found=f"scheme {scheme!r}", hint="only http and https addresses are fetched")
    if scheme == "http" and before.lower().startswith("https:"):
        raise VaultError(
            f"{before} redirects from https to http", found=address, hint="the connection may be tampered with"
        )


def _start(job: _Job, response: httpx.Response, asked: int) -> int:
    """The byte at which the answer begins: `asked`, or 0 from a server that ignores Range."""
    status = response.status_code
    if status == 200:
        return 0
    if status in {206, 416}:
        match = _CONTENT_RANGE.fullmatch(response.headers.get("content-range", ""))
        begins, total = match.groups() if match else (None, "*")
        if total not in {"*", str(job.file.size)}:
            job.drop()
            raise _other_size(job, int(total or 0))
        if status == 206 and begins == str(asked):
            return asked
        job.drop()
        raise _TryAgain(f"the server answered {status} with another range than asked")
    if status in _PASSING or status >= 500:
        raise _TryAgain(f"status {status}", _retry_after(response.headers.get("retry-after", "")))
    raise VaultError(
        f"{job.file.name} was refused by {response.url}",
        found=f"status {status} {response.reason_phrase}".rstrip(),
        hint=job.vault.by_hand(job.file),
    )


def _receive(job: _Job, response: httpx.Response, start: int) -> None:
    """Write the body into the part from byte `start` on, as long as it can still be the file."""
    length = response.headers.get("content-length", "")
    announced = start + int(length) if length.isascii() and length.isdigit() else 0
    page_expected = PurePosixPath(job.file.name).suffix.lower() in {".html", ".htm", ".xhtml"}
    received, head = start, b""
    with job.part.open("r+b" if start else "wb") as sink:
        sink.seek(start)
        # Raw, as the producer's server stores it: a .gz labelled as an encoding stays a .gz.
        for chunk in response.iter_raw():
            if job.left() <= 0:
                raise _OutOfTime
            if start == 0 and len(head) < _PAGE_WITHIN and not page_expected:
                head += chunk[:_PAGE_WITHIN]
                _refuse_page(job, head)
            received += len(chunk)
            if max(received, announced) > job.file.size:
                raise _other_size(job, max(received, announced))
            sink.write(chunk)
            # A killed process then loses no byte it has reported.
            sink.flush()
            job.say(received)
        os.fsync(sink.fileno())


def _refuse_page(job: _Job, head: bytes) -> None:
    if head.removeprefix(b"\xef\xbb\xbf").lstrip().lower().startswith(_PAGE):
        raise VaultError(
            f"{job.url} sent a web page in place of {job.file.name}",
            found=repr(head[:60]),
            hint=job.vault.by_hand(job.file),
        )


def _other_size(job: _Job, size: int) -> VaultError:
    at_least = "at least " if size > job.file.size else ""
    return VaultError(
        f"{job.url} does not hold the declared {job.file.name}",
        found=f"{at_least}{size} bytes; wanted {job.file.size}",
        hint="the producer may have published a new version: look for a newer Tertius",
    )


def _arrived(job: _Job) -> int:
    try:
        return job.part.stat().st_size
    except FileNotFoundError:
        return 0


def _backoff(options: FetchOptions, attempt: int) -> float:
    """Doubling, half of it at random, so that many who failed together do not return together."""
    return options.backoff * 2 ** (attempt - 1) * (0.5 + 0.5 * options.jitter())


def _retry_after(value: str) -> float:
    """Seconds the server asks for, given as a number or as a date; 0 where it says nothing usable."""
    if value.isascii() and value.isdigit():
        return float(value)
    try:
        return (parsedate_to_datetime(value).astimezone(UTC) - datetime.now(UTC)).total_seconds()
    except (ValueError, OverflowError):
        return 0.0
