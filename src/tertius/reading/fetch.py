"""A page or file over HTTP: from public addresses only, within limits of size and time."""

from __future__ import annotations

import ipaddress
import socket
import threading
import time
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import SplitResult, urljoin, urlsplit

from tertius.errors import ReadingError

if TYPE_CHECKING:
    import httpx

__all__ = ["Fetched", "WebLimits", "fetch", "is_public"]

_KINDS = {
    "text/html": "html",
    "application/xhtml+xml": "html",
    "text/plain": "plain",
    "text/markdown": "markdown",
    "text/x-markdown": "markdown",
    "application/pdf": "pdf",
    "application/x-pdf": "pdf",
    "": "",
    "application/octet-stream": "",
}
_REDIRECTS = {301, 302, 303, 307, 308}
_SAVE = "save the page from the browser and read the file"


def _resolve(host: str, port: int) -> list[str]:
    """The addresses of a host, as the system knows them."""
    return [str(entry[4][0]) for entry in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]


@dataclass(frozen=True, slots=True)
class WebLimits:
    """How much is fetched, from where.

    `size` is in bytes after decompression, times are in seconds: `stall` bounds the wait for each
    next byte, `deadline` the whole. `allowed` says whether an address may be connected to;
    `resolve` and `allowed` are there to be replaced in tests.
    """

    size: int = 10_000_000
    stall: float = 10.0
    deadline: float = 30.0
    redirects: int = 5
    allowed: Callable[[str], bool] = field(default_factory=lambda: is_public)
    resolve: Callable[[str, int], list[str]] = _resolve


@dataclass(frozen=True, slots=True)
class Fetched:
    """What an address answered: its bytes, the address at the end of the redirects, kind and charset as declared."""

    data: bytes
    url: str
    kind: str
    charset: str | None


def is_public(address: str) -> bool:
    """Whether an IP address belongs to the public internet; an IPv4 address within an IPv6 one counts as itself."""
    try:
        ip = ipaddress.ip_address(address.split("%", 1)[0])
    except ValueError:
        return False
    if isinstance(ip, ipaddress.IPv6Address):
        inner = [ip.ipv4_mapped, ip.sixtofour, *(ip.teredo or ())]
        if ip in _NAT64 or ip.packed[:12] == bytes(12):
            inner.append(ipaddress.IPv4Address(ip.packed[12:]))
        if not all(is_public(str(v4)) for v4 in inner if v4 is not None):
            return False
        if ip.ipv4_mapped is not None:
            return True
    return ip.is_global and not (ip.is_multicast or ip.is_reserved or ip.is_unspecified or ip.is_loopback)


_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")


_DEFAULT = WebLimits()


def fetch(url: str, *, limits: WebLimits | None = None) -> Fetched:
    """What stands at `url`.

    Every host, the first and each that a redirect names, is resolved once; all its addresses must
    be public, and the connection goes to one of those that were checked, so that a name cannot
    change its mind in between. The certificate is checked against the name. Proxies of the
    environment are not used, cookies are not kept, credentials in an address are refused.

    Raises
    ------
    ReadingError
        Another scheme than http or https, an address that is not public, a step down from https,
        an answer that is an error, too large, too slow, or of a kind that holds no article.
    """
    import httpx

    limits = limits or _DEFAULT
    end = time.monotonic() + limits.deadline
    address = url
    with httpx.Client(follow_redirects=False, trust_env=False, headers=_HEADERS, timeout=limits.stall) as client:
        # A server that sends a byte now and then stalls no read; closing the client ends them all.
        watch = threading.Timer(limits.deadline, client.close)
        watch.daemon = True
        watch.start()
        try:
            for _ in range(limits.redirects + 1):
                request = _request(client, address, limits, before=address if address != url else "")
                response = client.send(request, stream=True)
                try:
                    if response.status_code not in _REDIRECTS or "location" not in response.headers:
                        return _take(response, address, limits, end)
                    address = _onward(address, response.headers["location"])
                finally:
                    response.close()
        except (httpx.HTTPError, httpx.InvalidURL, httpx.StreamError, RuntimeError, OSError) as e:
            late = time.monotonic() >= end
            raise ReadingError(
                f"cannot read {url}",
                found=f"no whole answer within {limits.deadline:g} s" if late else f"{type(e).__name__}: {e}"[:200],
                hint=f"try again, or {_SAVE}",
            ) from e
        finally:
            watch.cancel()
    raise ReadingError(f"{url} redirects without end", found=f"{limits.redirects} redirects, the next to {address}")


_HEADERS = {"User-Agent": "tertius", "Accept": "text/html,application/pdf,text/plain;q=0.9", "Accept-Encoding": "gzip"}


def _split(address: str) -> SplitResult:
    try:
        parts = urlsplit(address)
        if parts.scheme in {"http", "https"} and parts.hostname and parts.port != 0:
            return parts
        found = f"scheme {parts.scheme!r}" if parts.scheme not in {"http", "https"} else "no host"
    except ValueError as e:
        found = str(e)
    raise ReadingError(
        f"cannot read {address[:200]!r}", found=found, hint="only http and https addresses are read; a file by its path"
    )


def _onward(address: str, location: str) -> str:
    """Where a redirect leads; never from https down to http."""
    try:
        onward = urljoin(address, location.strip())
    except ValueError as e:
        raise ReadingError(f"{address} redirects to no address", found=location[:200]) from e
    if urlsplit(address).scheme == "https" and onward.lower().startswith("http:"):
        raise ReadingError(
            f"{address} redirects from https to http", found=onward[:200], hint="the connection may be tampered with"
        )
    return onward


def _request(client: httpx.Client, address: str, limits: WebLimits, *, before: str) -> httpx.Request:
    """A request to a checked address of the host, under the host's name."""
    import httpx

    parts = _split(address)
    if parts.username or parts.password:
        raise ReadingError(
            f"{parts.hostname}: the address holds a user name", hint="leave out what stands before the @"
        )
    host = parts.hostname or ""
    port = parts.port or (443 if parts.scheme == "https" else 80)
    try:
        known = limits.resolve(host, port)
    except (OSError, UnicodeError) as e:
        raise ReadingError(
            f"cannot read {address}", found=f"no address for {host}: {e}", hint="is it spelled right?"
        ) from e
    wrong = [ip for ip in known if not limits.allowed(ip)]
    if wrong or not known:
        what = f"a redirect leads to {address[:200]}" if before else f"cannot read {address[:200]}"
        raise ReadingError(
            what,
            found=f"{host} is at {', '.join(wrong) or 'no address'}, not on the public internet",
            hint=f"pages of a private network are not fetched: {_SAVE}",
        )
    # IPv4 first: a machine without IPv6 still resolves it.
    ip = min(known, key=lambda a: ":" in a)
    target = httpx.URL(address).copy_with(host=ip, fragment=None)
    name = f"[{host}]" if ":" in host else host
    headers = {"Host": name if parts.port is None else f"{name}:{parts.port}"}
    return client.build_request("GET", target, headers=headers, extensions={"sni_hostname": host})


def _take(response: httpx.Response, address: str, limits: WebLimits, end: float) -> Fetched:
    if response.status_code != 200:
        raise ReadingError(
            f"cannot read {address}",
            found=f"status {response.status_code} {response.reason_phrase}".rstrip(),
            hint=_SAVE if response.status_code in {401, 402, 403, 429, 451} else "is the address right?",
        )
    content_type = response.headers.get("content-type", "").split(";")[0].strip().lower()
    if content_type not in _KINDS:
        raise ReadingError(
            f"{address} is no article", found=content_type, hint="HTML, PDF, Markdown and plain text are read"
        )
    length = response.headers.get("content-length", "")
    if length.isascii() and length.isdigit() and int(length) > limits.size:
        raise _too_large(address, limits)
    pieces: list[bytes] = []
    size = 0
    for piece in _plain(response, limits.size + 1):
        size += len(piece)
        if size > limits.size:
            raise _too_large(address, limits)
        if time.monotonic() > end:
            raise ReadingError(
                f"cannot read {address}", found=f"{size} bytes in {limits.deadline:g} s and no end", hint=_SAVE
            )
        pieces.append(piece)
    return Fetched(b"".join(pieces), address, _KINDS[content_type], response.charset_encoding)


def _plain(response: httpx.Response, size: int) -> Iterator[bytes]:
    """The body decompressed, never more than `size` bytes at a time: a small answer can unfold to gigabytes."""
    encoding = response.headers.get("content-encoding", "").strip().lower()
    if encoding in {"", "identity"}:
        yield from response.iter_raw()
        return
    if encoding not in {"gzip", "x-gzip", "deflate"}:
        raise ReadingError(f"{response.url} answered in another encoding than asked", found=encoding, hint=_SAVE)
    unfold = zlib.decompressobj(zlib.MAX_WBITS | 32)
    try:
        for raw in response.iter_raw():
            yield unfold.decompress(raw, size)
            if unfold.unconsumed_tail:
                yield unfold.decompress(unfold.unconsumed_tail, size)
        yield unfold.flush(size)
    except zlib.error as e:
        raise ReadingError(f"{response.url} sent a damaged answer", found=str(e), hint="try again") from e


def _too_large(address: str, limits: WebLimits) -> ReadingError:
    return ReadingError(f"{address} is too large", found=f"more than {limits.size:,} bytes", hint=_SAVE)
