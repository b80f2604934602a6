"""A producer on loopback that serves well or badly on request, and made-up files to fetch from it."""

from __future__ import annotations

import hashlib
import socket
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from tertius.errors import VaultError
from tertius.vault.fetch import FetchOptions, pull
from tertius.vault.remote import RemoteFile
from tertius.vault.store import Vault

DATA = b"rcid,state,vote\n" + b"".join(b"%d,%d,%d\n" % (i // 190, i % 190, i % 3) for i in range(20_000))


class Answering(BaseHTTPRequestHandler):
    """Hands each request to the answer its path was given, and notes what was asked."""

    protocol_version = "HTTP/1.1"
    producer: Producer

    def do_GET(self) -> None:
        with self.producer.lock:
            before = sum(path == self.path for path, _ in self.producer.asked)
            self.producer.asked.append((self.path, self.headers.get("Range")))
        answers = self.producer.pages[self.path]
        answers[min(before, len(answers) - 1)](self)

    def log_message(self, *said: object) -> None:
        pass

    def head(self, status: int, **headers: object) -> None:
        """The status line and headers; the connection closes after the body."""
        self.close_connection = True
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), str(value))
        self.send_header("Connection", "close")
        self.end_headers()

    def offset(self) -> int:
        """First byte asked for; 0 without a Range."""
        asked = self.headers.get("Range")
        return int(asked.removeprefix("bytes=").removesuffix("-")) if asked else 0


class QuietServer(ThreadingHTTPServer):
    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing: a client that hangs up is part of the tests."""


Answer = Callable[[Answering], None]


@dataclass
class Producer:
    """`at(path, answer, …)` makes the n-th request for `path` meet the n-th answer, later ones the last."""

    server: QuietServer
    pages: dict[str, tuple[Answer, ...]] = field(default_factory=dict)
    asked: list[tuple[str, str | None]] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)
    closing: threading.Event = field(default_factory=threading.Event)

    def at(self, path: str, *answers: Answer) -> str:
        self.pages[path] = answers
        return f"http://127.0.0.1:{self.server.server_port}{path}"

    @property
    def ranges(self) -> list[str | None]:
        return [asked for _, asked in self.asked]

    def whole(self, body: bytes, status: int = 200, **headers: object) -> Answer:
        """The whole body, whatever Range was asked for."""

        def answer(to: Answering) -> None:
            to.head(status, **{"Content_Length": len(body), **headers})
            to.wfile.write(body)

        return answer

    def ranged(self, body: bytes, *, stop: int | None = None, stall: bool = False, pause: float = 0.0) -> Answer:
        """What was asked for, up to byte `stop`; then the line is cut, or stalls until the test ends."""

        def answer(to: Answering) -> None:
            start = to.offset()
            if start >= len(body):
                to.head(416, Content_Range=f"bytes */{len(body)}", Content_Length=0)
                return
            if start:
                whole = f"bytes {start}-{len(body) - 1}/{len(body)}"
                to.head(206, Content_Length=len(body) - start, Content_Range=whole)
            else:
                to.head(200, Content_Length=len(body))
            for at in range(start, len(body) if stop is None else stop, 8192):
                to.wfile.write(body[at : at + 8192] if stop is None else body[at : min(stop, at + 8192)])
                if pause:
                    self.closing.wait(pause)
            to.wfile.flush()
            if stall:
                self.closing.wait(120)

        return answer

    def redirect(self, location: str, status: int = 302) -> Answer:
        return lambda to: to.head(status, Location=location, Content_Length=0)

    def hang_up(self, to: Answering) -> None:
        """Close the connection without a word."""
        to.close_connection = True
        to.connection.shutdown(socket.SHUT_RDWR)


@pytest.fixture
def producer(monkeypatch: pytest.MonkeyPatch) -> Iterator[Producer]:
    for proxy in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
        monkeypatch.delenv(proxy, raising=False)
        monkeypatch.delenv(proxy.lower(), raising=False)
    handler = type("Handler", (Answering,), {})
    server = QuietServer(("127.0.0.1", 0), handler)
    served = Producer(server)
    handler.producer = served
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield served
    served.closing.set()
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def vault(tmp_path) -> Vault:
    return Vault(tmp_path / "vault")


@pytest.fixture
def data() -> bytes:
    """About 200 kB of made-up votes."""
    return DATA


@pytest.fixture
def declared() -> Callable[..., RemoteFile]:
    """`declared(body, url)`: the file a dataset would declare for these bytes at this address."""

    def declare(body: bytes, url: str | None = None, name: str = "made_up/votes.csv", by_hand: str = "") -> RemoteFile:
        return RemoteFile(name, hashlib.sha256(body).hexdigest(), len(body), url, by_hand)

    return declare


class Clock:
    """Time that passes only when somebody sleeps."""

    def __init__(self) -> None:
        self.now, self.slept = 0.0, []

    def __call__(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def options(clock: Clock) -> FetchOptions:
    """Five attempts, waits that take no time; a stall that only a server that is silent on purpose reaches."""
    return FetchOptions(stall=60.0, clock=clock, sleep=clock.sleep, jitter=lambda: 1.0)


@pytest.fixture
def parts() -> Callable[[Vault], list[Path]]:
    """The unfinished downloads in a vault."""
    return lambda vault: list((vault.root / "partial").glob("*.part"))


@pytest.fixture
def refused() -> Callable[[RemoteFile, Vault, FetchOptions], VaultError]:
    """The refusal of a pull, after which nothing is in the store."""

    def refusal(file: RemoteFile, vault: Vault, options: FetchOptions) -> VaultError:
        with pytest.raises(VaultError) as refusal:
            pull(file, vault, options=options)
        assert vault.find(file) is None
        assert vault.manifest.arrivals() == ()
        return refusal.value

    return refusal
