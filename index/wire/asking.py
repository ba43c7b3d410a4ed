"""One GET: redirects followed by hand, every hop checked, bytes and seconds counted."""

from __future__ import annotations

import datetime
import email.utils
import functools
import re
import time
import urllib.request
from collections.abc import Callable, Collection, Mapping
from contextlib import AbstractContextManager, nullcontext
from importlib import metadata
from typing import TYPE_CHECKING

from index.dataclass import dataclass
from index.wire.addresses import Address, follow, parse, plainly_private, shown
from index.wire.errors import WireError, private
from index.wire.explaining import explained, too_slow

if TYPE_CHECKING:
    import ssl

    from urllib3 import BaseHTTPResponse

    from index.wire.connecting import Guard

FEED_BYTES = 15_000_000
PAGE_BYTES = 10_000_000
DEADLINE_S = 30.0
REDIRECTS = 5
_CHUNK = 65_536
_PERMANENT = (301, 308)
_REDIRECTS = (301, 302, 303, 307, 308)
_LONGEST_WAIT_S = 86_400.0
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]{1,40})", re.IGNORECASE)

Turn = Callable[[str], AbstractContextManager[object]]
"""What keeps requests to one host apart: entered with a host around each request."""


@dataclass(frozen=True, slots=True)
class Response:
    """An answer. ``body`` is empty unless ``ok``: other answers are not read.

    ``url``: where it came from in the end, without credentials. ``moved``: the address to
    remember where every redirect on the way said "permanently", else None. ``charset``: as
    the header names it. ``retry_after`` and ``max_age``: seconds, where the server says so.
    """

    status: int
    url: str
    body: bytes = b""
    content_type: str | None = None
    charset: str | None = None
    etag: str | None = None
    modified: str | None = None
    retry_after: float | None = None
    max_age: float | None = None
    moved: str | None = None

    @property
    def ok(self) -> bool:
        """Whether the server sent what was asked for."""
        return self.status == 200


def fetch(
    url: str,
    *,
    etag: str | None = None,
    modified: str | None = None,
    accept: str = "*/*",
    limit_bytes: int = PAGE_BYTES,
    deadline_s: float = DEADLINE_S,
    allow_private: bool = False,
    private_hosts: Collection[str] = (),
    turn: Turn | None = None,
    trust: ssl.SSLContext | None = None,
) -> Response:
    """Asks for ``url`` by GET and answers what the server said, whatever its status.

    Follows at most five redirects. ``etag`` and ``modified`` make it conditional (304).
    ``limit_bytes`` counts what is unpacked. ``deadline_s`` is for all hops together, but
    not for waiting in ``turn``. ``allow_private`` lets this address's own host, and
    ``private_hosts`` those hosts, be on a private network; a redirect elsewhere is checked
    again. Proxies of the environment are used. Raises WireError.
    """
    address = parse(url)
    allowed = {*private_hosts, *([address.host] if allow_private else [])}
    headers = _headers(accept, etag, modified)
    moved, left = True, deadline_s
    for hop in range(REDIRECTS + 1):
        with (turn or _no_turn)(address.host):
            began = time.monotonic()
            checked = address.host not in allowed
            answer = _once(address, headers, limit_bytes, left, checked, trust)
            left -= time.monotonic() - began
        if isinstance(answer, Response):
            permanent = address.url if hop and moved else None
            return _finished(answer, permanent)
        status, location = answer
        moved = moved and status in _PERMANENT
        address = follow(address, location)
    advice = "open it in a browser and give the address it ends at"
    raise WireError("redirects", f"more than {REDIRECTS} redirects", shown(url), advice)


def _no_turn(_: str) -> AbstractContextManager[object]:
    return nullcontext()


def _finished(answer: Response, moved: str | None) -> Response:
    if moved is None or answer.status not in (200, 304):
        return answer
    return Response(
        answer.status, answer.url, answer.body, answer.content_type, answer.charset,
        answer.etag, answer.modified, answer.retry_after, answer.max_age, moved,
    )  # fmt: skip


def _headers(accept: str, etag: str | None, modified: str | None) -> dict[str, str]:
    headers = {"User-Agent": agent(), "Accept": accept, "Accept-Encoding": "gzip"}
    if etag:
        headers["If-None-Match"] = etag
    if modified:
        headers["If-Modified-Since"] = modified
    return headers


@functools.cache
def agent() -> str:
    """How the program names itself to servers."""
    try:
        return f"rashomon/{metadata.version('rashomon')}"
    except metadata.PackageNotFoundError:
        return "rashomon"


def _once(
    address: Address,
    headers: Mapping[str, str],
    limit: int,
    seconds: float,
    checked: bool,
    trust: ssl.SSLContext | None,
) -> Response | tuple[int, str]:
    """One request: the answer, or a redirect's status and target. Raises WireError."""
    from index.wire.connecting import Guard, guarded

    where = shown(address.url)
    if checked and plainly_private(address.host):
        raise private(address.host, where)
    proxy = _proxy_for(address)
    with Guard(where, checked and proxy is None, time.monotonic() + seconds) as guard:
        manager = guarded(address.url, guard, proxy, trust)
        try:
            response = manager.urlopen(
                "GET",
                address.url,
                headers=dict(headers) | _authorization(address),
                retries=False,
                redirect=False,
                preload_content=False,
                timeout=guard.left(),
            )
            try:
                return _read(response, address, limit, guard)
            finally:
                response.close()
        except WireError:
            raise
        except Exception as error:  # urllib3, http.client, ssl and zlib each have their own
            raise explained(error, where, guard.over()) from error
        finally:
            manager.clear()


def _read(
    response: BaseHTTPResponse, address: Address, limit: int, guard: Guard
) -> Response | tuple[int, str]:
    headers = response.headers
    location = headers.get("location")
    if response.status in _REDIRECTS and location:
        return response.status, _header(location)
    body = _body(response, limit, guard) if response.status == 200 else b""
    content_type = _header(headers.get("content-type") or "")
    charset = _CHARSET.search(content_type)
    return Response(
        response.status,
        address.url,
        body,
        content_type.partition(";")[0].strip().lower() or None,
        charset[1].lower() if charset else None,
        _kept(headers.get("etag")),
        _kept(headers.get("last-modified")),
        seconds_of(headers.get("retry-after")),
        _max_age(headers.get("cache-control")),
    )


def _body(response: BaseHTTPResponse, limit: int, guard: Guard) -> bytes:
    """The unpacked body. Raises WireError where it is too big or too slow."""
    declared = response.headers.get("content-length") or ""
    if declared.isascii() and declared.isdigit() and int(declared[:20]) > limit:
        raise _too_big(guard, limit)
    parts: list[bytes] = []
    size = 0
    while chunk := response.read1(_CHUNK):
        parts.append(chunk)
        size += len(chunk)
        if size > limit:
            raise _too_big(guard, limit)
        if guard.over():
            raise too_slow(guard.where)
    if guard.over():
        raise too_slow(guard.where)
    return b"".join(parts)


def _too_big(guard: Guard, limit: int) -> WireError:
    what = f"more than {limit / 1e6:g} MB"
    return WireError("too big", what, guard.where, "it is not what it seems to be; leave it out")


def _authorization(address: Address) -> dict[str, str]:
    if address.credentials is None:
        return {}
    from urllib3.util import make_headers

    return dict(make_headers(basic_auth=address.credentials))


def _proxy_for(address: Address) -> str | None:
    """The proxy that the environment names for an address, else None."""
    proxy = urllib.request.getproxies().get(address.scheme)
    if proxy is None or urllib.request.proxy_bypass(address.host):
        return None
    return proxy


def _header(value: str) -> str:
    """A header as it was meant: http.client reads bytes as Latin-1, and UTF-8 is common."""
    try:
        return value.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return value


def _kept(value: str | None) -> str | None:
    """A validator to be sent back later: short, and without control characters."""
    if not value or len(value) > 1_000 or not value.isprintable():
        return None
    return value if value.isascii() else None


def seconds_of(value: str | None, now: datetime.datetime | None = None) -> float | None:
    """What Retry-After says, in seconds from now: a number of them, or a date; else None."""
    text = (value or "").strip()
    if text.isascii() and text.isdigit():
        return min(float(text[:12]), _LONGEST_WAIT_S)
    try:
        moment = email.utils.parsedate_to_datetime(text)
    except (ValueError, TypeError, OverflowError, IndexError):
        return None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=datetime.UTC)
    wait = (moment - (now or datetime.datetime.now(datetime.UTC))).total_seconds()
    return min(max(0.0, wait), _LONGEST_WAIT_S)


def _max_age(value: str | None) -> float | None:
    found = re.search(r"\bmax-age\s*=\s*(\d{1,9})", value or "")
    return float(found[1]) if found else None
