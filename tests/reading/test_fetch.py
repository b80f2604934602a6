"""A page comes over HTTP from a public address, whole and in time, or is refused."""

from __future__ import annotations

import gzip
import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from tertius.errors import ReadingError
from tertius.reading import fetch as room
from tertius.reading.fetch import WebLimits, fetch, is_public
from tertius.reading.intake import take_in

PAGE = b"<html><body><p>Norland will not sign, said Tomas Brandt.</p></body></html>"

Answer = Callable[["Answering"], None]


class Answering(BaseHTTPRequestHandler):
    pages: dict[str, Answer]
    hosts: list[str]

    def do_GET(self) -> None:
        self.hosts.append(self.headers["Host"])
        self.pages[self.path.split("?")[0]](self)

    def log_message(self, *said: object) -> None:
        pass

    def head(self, status: int = 200, **headers: object) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), str(value))
        self.send_header("Connection", "close")
        self.end_headers()

    def whole(self, body: bytes = PAGE, **headers: object) -> None:
        self.head(200, **{"Content_Type": "text/html; charset=utf-8", **headers})
        self.wfile.write(body)


class Quiet(ThreadingHTTPServer):
    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing: a client that hangs up is part of the tests."""


class Site:
    """A site on loopback, known to the tests as `site.test` at a public address."""

    def __init__(self, server: Quiet) -> None:
        self.pages: dict[str, Answer] = {}
        self.hosts: list[str] = []
        self.server = server
        server.RequestHandlerClass = type("Here", (Answering,), {"pages": self.pages, "hosts": self.hosts})

    def at(self, path: str, answer: Answer, host: str = "site.test") -> str:
        self.pages[path] = answer
        return f"http://{host}:{self.server.server_port}{path}"


@pytest.fixture
def site() -> Iterator[Site]:
    server = Quiet(("127.0.0.1", 0), Answering)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    yield Site(server)
    server.shutdown()
    server.server_close()


def limits(**given: object) -> WebLimits:
    """Limits under which loopback counts as public: the only way in for a test, and none for a user."""
    options: dict[str, object] = {"stall": 30.0, "deadline": 60.0, "resolve": lambda _host, _port: ["127.0.0.1"]}
    return WebLimits(**{**options, "allowed": lambda ip: ip == "127.0.0.1" or is_public(ip), **given})  # type: ignore[arg-type]


def test_a_page_arrives_whole_with_its_kind_and_charset_under_its_name(site: Site) -> None:
    found = fetch(site.at("/a", Answering.whole), limits=limits())
    assert (found.data, found.kind, found.charset) == (PAGE, "html", "utf-8")
    assert site.hosts == [f"site.test:{site.server.server_port}"]


def test_an_address_is_an_input_like_any_other(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room, "_DEFAULT", limits())
    document = take_in(site.at("/a", Answering.whole))
    assert document.text == "Norland will not sign, said Tomas Brandt."
    assert document.source.endswith("/a")


def test_a_declared_charset_decides(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room, "_DEFAULT", limits())
    body = "Кремль молчит.".encode("koi8-r")
    url = site.at("/a", lambda a: a.whole(body, Content_Type="text/plain; charset=koi8-r"))
    assert take_in(url).text == "Кремль молчит."


def test_redirects_are_followed_and_the_last_address_kept(site: Site) -> None:
    last = site.at("/b", Answering.whole)
    first = site.at("/a", lambda a: a.head(302, Location="/b"))
    assert fetch(first, limits=limits()).url == last


@pytest.mark.parametrize(
    "target",
    ["http://127.0.0.1:1/", "http://10.0.0.1/", "http://169.254.169.254/latest/", "http://[::1]/", "http://localhost/"],
)
def test_a_redirect_to_a_private_address_is_refused_before_it_is_asked(site: Site, target: str) -> None:
    known = {"site.test": "127.0.0.1", "localhost": "127.0.0.1"}
    asked: list[str] = []

    def resolve(host: str, _port: int) -> list[str]:
        asked.append(host)
        return [known.get(host, host)]

    # Only the first request may go to loopback.
    url = site.at("/a", lambda a: a.head(302, Location=target))
    guarded = limits(resolve=resolve, allowed=lambda ip: len(asked) == 1 or is_public(ip))
    with pytest.raises(ReadingError, match="a redirect leads to") as refused:
        fetch(url, limits=guarded)
    assert "not on the public internet" in refused.value.found
    assert len(site.hosts) == 1


def test_a_name_with_one_private_address_among_public_ones_is_refused() -> None:
    mixed = WebLimits(resolve=lambda _host, _port: ["93.184.216.34", "192.168.0.1"])
    with pytest.raises(ReadingError, match="cannot read") as refused:
        fetch("http://site.test/", limits=mixed)
    assert "192.168.0.1" in refused.value.found


def test_a_name_is_resolved_once_so_that_it_cannot_change_its_mind(site: Site) -> None:
    answers = iter([["127.0.0.1"], ["10.0.0.1"]])
    url = site.at("/a", Answering.whole)
    assert fetch(url, limits=limits(resolve=lambda _host, _port: next(answers))).data == PAGE
    assert next(answers) == ["10.0.0.1"]


def test_loopback_is_refused_without_the_tests_leave(site: Site) -> None:
    site.at("/a", Answering.whole)
    with pytest.raises(ReadingError, match="cannot read"):
        fetch(f"http://127.0.0.1:{site.server.server_port}/a")
    assert site.hosts == []


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0", "224.0.0.1",
        "240.0.0.1", "255.255.255.255", "192.0.2.1", "198.18.0.1", "::1", "::", "fe80::1", "fe80::1%eth0", "fc00::1",
        "ff02::1", "::ffff:10.0.0.1", "::ffff:127.0.0.1", "::7f00:1", "64:ff9b::a00:1", "2002:a00:1::",
        "2002:7f00:1::",
        "2001:0:7f00:1::", "2001:db8::1", "site.test", "",
    ],
)  # fmt: skip
def test_addresses_that_are_not_of_the_public_internet_are_told(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize(
    "address", ["93.184.216.34", "8.8.8.8", "2606:2800:220:1:248:1893:25c8:1946", "::ffff:8.8.8.8"]
)
def test_public_addresses_are_told(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize(
    ("url", "found"),
    [
        ("ftp://site.test/a", "scheme 'ftp'"),
        ("file:///etc/passwd", "scheme 'file'"),
        ("gopher://site.test/", "scheme 'gopher'"),
        ("http:///a", "no host"),
        ("http://site.test:99999/", "ort"),
        ("http://[::1/", ""),
        ("http://me:secret@site.test/", ""),
    ],
)
def test_other_schemes_broken_addresses_and_user_names_are_refused(url: str, found: str) -> None:
    with pytest.raises(ReadingError) as refused:
        fetch(url, limits=limits())
    assert found in refused.value.found
    assert "secret" not in str(refused.value)


def test_a_step_down_from_https_is_refused() -> None:
    with pytest.raises(ReadingError, match="from https to http"):
        room._onward("https://site.test/a", "http://site.test/b")
    assert room._onward("https://site.test/a", "/b") == "https://site.test/b"


def test_redirects_without_end_are_refused(site: Site) -> None:
    with pytest.raises(ReadingError, match="without end"):
        fetch(site.at("/a", lambda a: a.head(302, Location="/a")), limits=limits())
    assert len(site.hosts) == 6


@pytest.mark.parametrize("status", [404, 403, 500, 204])
def test_an_answer_that_is_no_page_is_refused_with_its_status(site: Site, status: int) -> None:
    with pytest.raises(ReadingError) as refused:
        fetch(site.at("/a", lambda a: a.head(status)), limits=limits())
    assert str(status) in refused.value.found


def test_a_kind_that_holds_no_article_is_refused(site: Site) -> None:
    with pytest.raises(ReadingError, match="no article") as refused:
        fetch(site.at("/a", lambda a: a.whole(b"x", Content_Type="image/png")), limits=limits())
    assert refused.value.found == "image/png"


def test_a_length_announced_beyond_the_limit_is_refused_before_it_is_read(site: Site) -> None:
    with pytest.raises(ReadingError, match="too large"):
        fetch(site.at("/a", lambda a: a.head(200, Content_Type="text/html", Content_Length=10**12)), limits=limits())


def test_a_body_without_length_stops_at_the_limit(site: Site) -> None:
    def pour(a: Answering) -> None:
        a.head(200, Content_Type="text/html")
        for _ in range(10_000):
            a.wfile.write(b"x" * 10_000)

    with pytest.raises(ReadingError, match="too large"):
        fetch(site.at("/a", pour), limits=limits(size=100_000))


def test_a_compressed_body_is_unfolded(site: Site) -> None:
    url = site.at("/a", lambda a: a.whole(gzip.compress(PAGE), Content_Encoding="gzip"))
    assert fetch(url, limits=limits()).data == PAGE


def test_a_body_that_unfolds_beyond_the_limit_is_refused(site: Site) -> None:
    bomb = gzip.compress(bytes(200_000_000), 9)
    begun = time.process_time()
    with pytest.raises(ReadingError, match="too large"):
        fetch(site.at("/a", lambda a: a.whole(bomb, Content_Encoding="gzip")), limits=limits(size=1_000_000))
    assert time.process_time() - begun < 3


def test_a_damaged_or_unknown_encoding_is_refused(site: Site) -> None:
    with pytest.raises(ReadingError, match="damaged"):
        fetch(site.at("/a", lambda a: a.whole(PAGE, Content_Encoding="gzip")), limits=limits())
    with pytest.raises(ReadingError, match="another encoding"):
        fetch(site.at("/b", lambda a: a.whole(PAGE, Content_Encoding="br")), limits=limits())


def test_a_body_that_drips_ends_at_the_deadline(site: Site) -> None:
    def drip(a: Answering) -> None:
        a.head(200, Content_Type="text/html")
        for _ in range(600):
            a.wfile.write(b"x")
            a.wfile.flush()
            time.sleep(0.1)

    begun = time.monotonic()
    with pytest.raises(ReadingError) as refused:
        fetch(site.at("/a", drip), limits=limits(deadline=0.5, stall=50.0))
    assert time.monotonic() - begun < 30
    assert "0.5 s" in refused.value.found


def test_headers_that_drip_end_at_the_deadline(site: Site) -> None:
    def drip(a: Answering) -> None:
        for _ in range(600):
            a.wfile.write(b"H")
            a.wfile.flush()
            time.sleep(0.1)

    begun = time.monotonic()
    with pytest.raises(ReadingError):
        fetch(site.at("/a", drip), limits=limits(deadline=0.5, stall=50.0))
    assert time.monotonic() - begun < 30


def test_a_server_that_hangs_up_or_stays_silent_is_reported(site: Site) -> None:
    with pytest.raises(ReadingError, match="cannot read"):
        fetch(site.at("/a", lambda a: a.connection.close()), limits=limits())
    with pytest.raises(ReadingError, match="cannot read"):
        fetch(site.at("/b", lambda _: time.sleep(5)), limits=limits(stall=0.3))


def test_a_name_without_an_address_is_reported() -> None:
    def nowhere(_host: str, _port: int) -> list[str]:
        raise OSError("Name or service not known")

    with pytest.raises(ReadingError, match="cannot read") as refused:
        fetch("http://site.test/", limits=limits(resolve=nowhere))
    assert "no address for site.test" in refused.value.found
