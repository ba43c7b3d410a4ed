"""Connections that refuse private addresses and that end at their deadline, whatever drips in.

The peer is checked by number before connecting and again once connected, so that a name
that is resolved twice cannot lead elsewhere the second time. Behind a proxy the peer is the
proxy, which the reader chose; then only addresses that are private by their very name can
be refused.
"""

from __future__ import annotations

import contextlib
import functools
import socket
import ssl
import threading
import time
from collections.abc import Callable

from urllib3 import HTTPConnectionPool, HTTPSConnectionPool, PoolManager, ProxyManager
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import ProxySchemeUnknown
from urllib3.util import Url, make_headers, parse_url

from index.wire.addresses import is_public
from index.wire.errors import WireError, private

LEAST_S = 0.001
"""A timeout of 0 would mean "do not wait at all"."""


class Guard:
    """What one connection is held to: whom it may reach, and when it ends.

    ``checked``: whether private peers are refused. ``ends``: a ``time.monotonic`` moment.
    Leave the ``with`` block to let go of the connection.
    """

    def __init__(self, where: str, checked: bool, ends: float) -> None:
        self.where, self.checked, self.ends = where, checked, ends
        self._cut: Callable[[], None] = lambda: None

    def __enter__(self) -> Guard:
        return self

    def __exit__(self, *_: object) -> None:
        self._cut()

    def left(self) -> float:
        """Seconds until the end, never 0."""
        return max(LEAST_S, self.ends - time.monotonic())

    def over(self) -> bool:
        """Whether the time has run out."""
        return time.monotonic() >= self.ends

    def admit(self, address: str) -> None:
        """Raises WireError for a numeric address that may not be reached."""
        if self.checked and not is_public(address):
            raise private(address, self.where)

    def watch(self, connected: socket.socket) -> None:
        """Shuts the connection down at the deadline, even in the middle of a line.

        It works on a duplicate of the socket, which stays valid when TLS wraps the first.
        """
        twin = connected.dup()

        def end() -> None:
            with contextlib.suppress(OSError):
                twin.shutdown(socket.SHUT_RDWR)

        timer = threading.Timer(self.left(), end)
        timer.daemon = True

        def let_go() -> None:
            timer.cancel()
            twin.close()

        self._cut = let_go
        timer.start()


def _connect(host: str, port: int, guard: Guard) -> socket.socket:
    """A socket to the first address of ``host`` that answers, all of them admitted."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (socket.gaierror, UnicodeError):
        advice = "check the spelling, and the network"
        raise WireError("unknown host", f"no host named {host}", guard.where, advice) from None
    last: OSError | None = None
    for family, kind, protocol, _, address in found:
        guard.admit(str(address[0]))
        if guard.over():
            break
        opened = socket.socket(family, kind, protocol)
        try:
            opened.settimeout(guard.left())
            opened.connect(address)
            guard.admit(str(opened.getpeername()[0]))
            opened.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        except OSError as error:
            opened.close()
            last = error
        except BaseException:
            opened.close()
            raise
        else:
            guard.watch(opened)
            return opened
    raise last or TimeoutError("timed out")


class _Plain(HTTPConnection):
    guard: Guard

    def _new_conn(self) -> socket.socket:
        return _connect(self._dns_host, self.port or self.default_port, self.guard)


class _Secure(HTTPSConnection):
    guard: Guard

    def _new_conn(self) -> socket.socket:
        return _connect(self._dns_host, self.port or self.default_port, self.guard)


class _PlainPool(HTTPConnectionPool):
    ConnectionCls = _Plain
    guard: Guard

    def _new_conn(self) -> _Plain:
        connection = super()._new_conn()
        assert isinstance(connection, _Plain)
        connection.guard = self.guard
        return connection


class _SecurePool(HTTPSConnectionPool):
    ConnectionCls = _Secure
    guard: Guard

    def _new_conn(self) -> _Secure:
        connection = super()._new_conn()
        assert isinstance(connection, _Secure)
        connection.guard = self.guard
        return connection


_LOADING = threading.Lock()


def system_trust() -> ssl.SSLContext:
    """Verification by the system's certificates, and by those of certifi where it is there.

    Loaded once: that takes long enough to matter where many threads ask at the same time.
    """
    with _LOADING:
        return _loaded_trust()


@functools.cache
def _loaded_trust() -> ssl.SSLContext:
    context = ssl.create_default_context()
    with contextlib.suppress(ImportError, OSError):
        import certifi

        context.load_verify_locations(certifi.where())
    return context


def guarded(url: str, guard: Guard, proxy: str | None, trust: ssl.SSLContext | None) -> PoolManager:
    """A manager whose connection for ``url`` is held to ``guard``. Raises WireError.

    ``trust``: how certificates are verified, None for the system's way.
    """
    if trust is None and (proxy is not None or url.startswith("https:")):
        trust = system_trust()
    manager = PoolManager(num_pools=2, ssl_context=trust) if proxy is None else _via(proxy, trust)
    manager.pool_classes_by_scheme = {"http": _PlainPool, "https": _SecurePool}
    pool = manager.connection_from_url(url)
    assert isinstance(pool, (_PlainPool, _SecurePool))
    pool.guard = guard
    return manager


def _via(proxy: str, trust: ssl.SSLContext | None) -> ProxyManager:
    try:
        place: Url = parse_url(proxy if "://" in proxy else f"http://{proxy}")
        headers = make_headers(proxy_basic_auth=place.auth) if place.auth else None
        bare = place._replace(auth=None).url
        return ProxyManager(bare, num_pools=2, proxy_headers=headers, ssl_context=trust)
    except (ProxySchemeUnknown, ValueError):
        raise WireError(
            "proxy",
            "the proxy named in the environment is none over http",
            "http_proxy, https_proxy",
            "name one that begins with http://, or unset them",
        ) from None
