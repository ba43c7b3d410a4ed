"""A web server on this machine for tests: each path answers as a test says, honestly or not."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field

import pytest

Send = Callable[[bytes], None]


@dataclass(frozen=True)
class Asked:
    """One request as it came in: path with query, headers under lower-case names."""

    path: str
    headers: Mapping[str, str]


Answer = bytes | Callable[[Asked, Send], None]
"""The whole answer with its headers, or who sends it."""


def answer(
    body: bytes | str = b"",
    status: int = 200,
    content_type: str | None = "text/html; charset=utf-8",
    **headers: str,
) -> bytes:
    """An HTTP answer; ``etag="x"`` and ``retry_after="5"`` become headers."""
    raw = body.encode() if isinstance(body, str) else body
    lines = [f"HTTP/1.1 {status} Whatever", "Connection: close"]
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    if "content-length" not in named:
        lines.append(f"Content-Length: {len(raw)}")
    if content_type is not None:
        lines.append(f"Content-Type: {content_type}")
    lines += [f"{name}: {value}" for name, value in named.items()]
    return "\r\n".join(lines).encode("latin-1") + b"\r\n\r\n" + raw


def moved(to: str, status: int = 302) -> bytes:
    """A redirect."""
    return answer(status=status, location=to)


@dataclass
class Site:
    """A running server: its address, what it answers by path, and what it was asked."""

    url: str
    port: int
    answers: dict[str, Answer] = field(default_factory=dict)
    asked: list[Asked] = field(default_factory=list)
    stopping: threading.Event = field(default_factory=threading.Event)

    def paths(self) -> list[str]:
        """What was asked for, in order."""
        return [one.path for one in self.asked]

    def serve(self, connection: socket.socket) -> None:
        """Answers one request and closes."""
        with connection:
            connection.settimeout(10)
            try:
                request = _read(connection)
                if request is None:
                    return
                self.asked.append(request)
                told = self.answers.get(request.path.partition("?")[0], answer(status=404))
                if isinstance(told, bytes):
                    connection.sendall(told)
                else:
                    told(request, connection.sendall)
                connection.shutdown(socket.SHUT_WR)
            except OSError:
                return  # whoever asked has left, as some tests want


def _read(connection: socket.socket) -> Asked | None:
    data = b""
    while b"\r\n\r\n" not in data:
        part = connection.recv(65_536)
        if not part:
            return None
        data += part
    head = data.partition(b"\r\n\r\n")[0].decode("latin-1").split("\r\n")
    fields = (line.partition(":") for line in head[1:])
    return Asked(head[0].split()[1], {name.lower(): value.strip() for name, _, value in fields})


@contextmanager
def serving(
    host: str = "127.0.0.1", wrap: Callable[[socket.socket], socket.socket] | None = None
) -> Iterator[Site]:
    """A site on a free port of ``host``, each request in a thread of its own."""
    listener = socket.create_server((host, 0), backlog=256)
    port = listener.getsockname()[1]
    site = Site(f"http://{host}:{port}", port)
    threads: list[threading.Thread] = []

    def one(connection: socket.socket) -> None:
        try:
            site.serve(wrap(connection) if wrap else connection)
        except OSError:
            connection.close()

    def listen() -> None:
        while True:
            try:
                connection, _ = listener.accept()
            except OSError:
                return
            thread = threading.Thread(target=one, args=(connection,), daemon=True)
            threads.append(thread)
            thread.start()

    main = threading.Thread(target=listen, daemon=True)
    main.start()
    try:
        yield site
    finally:
        site.stopping.set()
        listener.shutdown(socket.SHUT_RDWR)
        listener.close()
        main.join(5)
        for thread in threads:
            thread.join(5)


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    """A site on 127.0.0.1; no proxy of the environment stands between."""
    without_proxies(monkeypatch)
    with serving() as found:
        yield found


def without_proxies(monkeypatch: pytest.MonkeyPatch) -> None:
    """Clears what the environment says about proxies."""
    for name in ("http", "https", "all", "no"):
        monkeypatch.delenv(f"{name}_proxy", raising=False)
        monkeypatch.delenv(f"{name.upper()}_PROXY", raising=False)
