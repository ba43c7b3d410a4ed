"""Servers that lie, drip, flood and lead astray, asked by the real code on this machine.

What must hold, whatever a server does: an answer or a reason within the deadline, no more
memory than the limits say, never a request to an address that is private and not allowed.
"""

from __future__ import annotations

import contextlib
import gzip
import os
import random
import resource
import socket
import ssl
import time
import zlib
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any
from unittest import mock

from index import Library
from index.feeds.asking import Settings
from index.wire import Response, WireError, fetch
from tests.hostile import foreign
from tests.web import Answer, Asked, Send, Site, answer, moved, serving
from tools.attacks.stories import HELD, dice, stories
from tools.attacks.strings import hostile
from tools.attacks.trial import Attack, demand

DEADLINE = 1.5
LIMIT = 300_000
_CERTIFICATE = Path(__file__).parents[2] / "tests/index/wire/self_signed_127.0.0.1.pem"


def _dripping(head: bytes, drop: bytes) -> Answer:
    def drip(_: Asked, send: Send) -> None:
        send(head)
        for _turn in range(400):
            send(drop)
            time.sleep(0.02)

    return drip


def _endless(head: bytes, block: bytes) -> Answer:
    def pour(_: Asked, send: Send) -> None:
        send(head)
        for _turn in range(4_000):
            send(block)

    return pour


_OK = b"HTTP/1.1 200 OK\r\nConnection: close\r\n"
_CHUNKED = _OK + b"Transfer-Encoding: chunked\r\n\r\n"


def _packed(body: bytes, coding: str) -> Answer:
    return answer(body, content_encoding=coding)


def _broken_redirect(dice: random.Random) -> Answer:
    target = hostile(dice).encode("utf-8", "replace").replace(b"\n", b"").replace(b"\r", b"")
    return b"HTTP/1.1 302 F\r\nLocation: " + target + b"\r\nContent-Length: 0\r\n\r\n"


def _random_answer(dice: random.Random) -> Answer:
    good = answer("<p>words</p>", etag="x", cache_control="max-age=1")
    at = dice.randrange(len(good))
    return good[:at] + dice.randbytes(dice.randrange(30)) + good[at + dice.randrange(20) :]


TRICKS: dict[str, Callable[[random.Random], Answer]] = {
    "drips a body": lambda _: _dripping(_OK + b"\r\n", b"x"),
    "drips headers": lambda _: _dripping(b"HTTP/1.1 200 OK\r\n", b"X: y\r\n"),
    "drips one header": lambda _: _dripping(b"HTTP/1.1 200 OK\r\nX: ", b"y"),
    "drips chunk sizes": lambda _: _dripping(_CHUNKED, b"0"),
    "drips trailers": lambda _: _dripping(_CHUNKED + b"0\r\n", b"a: b\r\n"),
    "goes on for ever": lambda _: _endless(_OK + b"\r\n", b"x" * 65_536),
    "chunks for ever": lambda _: _endless(_CHUNKED, b"4000\r\n" + b"x" * 0x4000 + b"\r\n"),
    "tiny chunks": lambda _: _endless(_CHUNKED, b"1\r\nx\r\n" * 500),
    "a header of megabytes": lambda _: _endless(b"HTTP/1.1 200 OK\r\nX: ", b"y" * 65_536),
    "headers for ever": lambda _: _endless(b"HTTP/1.1 200 OK\r\n", b"X: y\r\n" * 5_000),
    "goes on for ever before it begins": lambda _: _endless(b"", b"HTTP/1.1 100 C\r\n\r\n" * 900),
    "a status for ever": lambda _: _endless(b"HTTP/1.1 200 ", b"O" * 65_536),
    "trailers for ever": lambda _: _endless(_CHUNKED + b"0\r\n", b"a: b\r\n" * 5_000),
    "a chunk's name for ever": lambda _: _endless(_CHUNKED + b"5;", b"a" * 65_536),
    "says too little": lambda _: answer("x" * 5_000, content_length="5"),
    "says too much": lambda _: answer("x", content_length="5000"),
    "says a lot": lambda _: answer("x", content_length="9" * 400),
    "says less than nothing": lambda _: answer("x", content_length="-5"),
    "says two lengths": lambda _: answer("xx", content_length="1\r\nContent-Length: 2"),
    "says no number": lambda _: answer("x", content_length="1_0"),
    "a chunk of less than nothing": lambda _: _CHUNKED + b"-5\r\nhello",
    "a chunk of no number": lambda _: _CHUNKED + b"zz\r\nhello",
    "a chunk of very much": lambda _: _CHUNKED + b"f" * 200 + b"\r\nhello",
    "no HTTP": lambda _: b"SSH-2.0-OpenSSH_9.6\r\n",
    "HTTP of another kind": lambda _: b"HTTP/9.9 200 OK\r\n\r\nx",
    "nothing": lambda _: b"",
    "a bomb": lambda _: _packed(gzip.compress(b"0" * 30_000_000), "gzip"),
    "a deflated bomb": lambda _: _packed(zlib.compress(b"0" * 30_000_000), "deflate"),
    "a bomb in bombs": lambda _: _packed(
        gzip.compress(gzip.compress(gzip.compress(b"0" * 30_000_000))), "gzip, gzip, gzip"
    ),
    "a thousand codings": lambda _: _packed(b"x", ", ".join(["gzip"] * 1_000)),
    "no gzip": lambda _: _packed(b"not packed", "gzip"),
    "half a gzip": lambda _: _packed(gzip.compress(os.urandom(9_000))[:4_000], "gzip"),
    "unknown coding": lambda _: _packed(b"x", "zstd"),
    "goes in circles": lambda _: moved("/"),
    "leads on for ever": lambda d: lambda asked, send: send(moved(f"/{d.randrange(10**9)}")),
    "leads to a file": lambda _: moved("file:///etc/passwd"),
    "leads to a script": lambda _: moved("javascript:alert(1)"),
    "leads to brackets": lambda _: moved("http://[::1"),
    "leads to letters": lambda _: moved("http://\xe2\x84\x80.example/"),
    "leads nowhere": lambda _: moved(""),
    "leads to this machine": lambda _: moved("http://localhost:1/"),
    "leads to a number": lambda _: moved("http://0x7f000001:1/"),
    "leads to a mapped number": lambda _: moved("http://[::ffff:127.0.0.1]:1/"),
    "leads to the cloud's own": lambda _: moved("http://169.254.169.254/latest/meta-data/"),
    "leads anywhere": _broken_redirect,
    "sets cookies": lambda _: answer("x", set_cookie="a=b; Domain=.example; Max-Age=9"),
    "strange waiting": lambda d: answer(status=503, retry_after=d.choice(["9" * 99, "-1", "x"])),
    "another charset": lambda _: answer("x", content_type="text/html; charset=" + "a" * 999),
    "damaged": _random_answer,
}  # fmt: skip
"""What a server does, and how it answers every request."""


def asked(
    name: str, kind: Callable[[random.Random], Answer], dice: random.Random, site: Site
) -> str:
    """One request to a server of a kind; what came of it."""
    told = kind(dice)
    site.answers = _Everywhere(told)
    before, began = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.monotonic()
    try:
        response = fetch(f"{site.url}/", allow_private=True, deadline_s=DEADLINE, limit_bytes=LIMIT)
        _sane(name, response)
        seen = f"{response.status}"
    except WireError as error:
        demand(not foreign(str(error)), f"{name}: {error!r}")
        seen = error.fault
    took = time.monotonic() - began
    demand(took < DEADLINE + 1.5, f"{name}: took {took:.1f} s")
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    demand(grown < 60_000, f"{name}: {grown} KB more of memory")
    demand("cookie" not in " ".join(one for each in site.asked for one in each.headers), name)
    return seen


class _Everywhere(dict[str, Answer]):
    """Answers every path alike."""

    def __init__(self, told: Answer) -> None:
        super().__init__()
        self.told = told

    def get(self, key: str, default: Any = None) -> Any:
        """The same for every key."""
        return self.told


def _sane(name: str, response: Response) -> None:
    demand(len(response.body) <= LIMIT, f"{name}: {len(response.body)} bytes")
    for text in (response.url, response.etag, response.modified):
        demand(text is None or (text.isascii() and text.isprintable()), f"{name}: {text!r}")


@contextlib.contextmanager
def _resolver(answers: Sequence[str]) -> Iterator[list[str]]:
    """A name server that answers another address every time it is asked."""
    real, given = socket.getaddrinfo, list[str]()

    def lookup(host: Any, port: Any, *rest: Any, **more: Any) -> Any:
        number = answers[min(len(given), len(answers) - 1)]
        given.append(number)
        return real(number, port, *rest, **more)

    with mock.patch("socket.getaddrinfo", lookup):
        yield given


class _Diverted(socket.socket):
    """A socket that comes out on this machine, wherever it was sent, as a lying router does."""

    to = ("127.0.0.1", 0)

    def connect(self, address: Any) -> None:
        super().connect(self.to)


def rebinding(dice: random.Random, site: Site) -> str:
    """A name that is public when it is checked and private when it is asked. Raises Broken."""
    site.answers, site.asked[:] = _Everywhere(answer("secret")), []
    inside = dice.choice(
        ["127.0.0.1", "10.0.0.1", "169.254.169.254", "192.168.1.1", "::1", "0.0.0.0"]
    )
    target = f"http://{dice.choice(['a', 'news', 'x.y'])}.example:{site.port}/"
    _Diverted.to = ("127.0.0.1", site.port)
    with mock.patch("index.wire.connecting.socket.socket", _Diverted):
        for names in (["93.184.216.34", inside], ["93.184.216.34"], [inside, "93.184.216.34"]):
            with _resolver(names):
                for _ in range(2):
                    _refused_inside(target, site)
    return "refused"


def _refused_inside(target: str, site: Site) -> None:
    try:
        fetch(target, deadline_s=DEADLINE)
    except WireError as error:
        demand(error.fault == "private", f"{target}: {error.fault}, not refused as private")
    else:
        demand(False, f"{target}: an address of this machine was asked")
    demand(not site.asked, f"{target}: a request went out: {site.paths()}")


def wrong_tls() -> str:
    """A certificate nobody signed, and a server without TLS where it should be. Raises Broken."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(_CERTIFICATE)
    with serving(wrap=lambda plain: context.wrap_socket(plain, server_side=True)) as secure:
        _certificate(f"https://127.0.0.1:{secure.port}/")
        demand(not secure.asked, "a request went to a server nobody vouches for")
    with serving() as plain:
        _certificate(f"https://127.0.0.1:{plain.port}/")
        demand(not plain.asked, "a request was read in the clear")
    return "refused"


def _certificate(url: str) -> None:
    try:
        fetch(url, allow_private=True, deadline_s=DEADLINE)
    except WireError as error:
        demand(error.fault in ("certificate", "malformed", "too slow", "unreachable"), error.fault)
    else:
        demand(False, f"{url} was believed")


def feeds_of(dice: random.Random, folder: Path) -> str:
    """Feeds of which all but one misbehave: the one comes in, the others have their reasons."""
    # All are on one host here, and a host that asks us to wait is left alone as a whole.
    kinds = dice.sample(sorted(TRICKS.keys() - {"strange waiting"}), 6)
    settings = Settings(spacing=0.0, deadline_s=DEADLINE)
    with contextlib.ExitStack() as stack, Library.open(folder / "library") as library:
        row = stories(HELD, 1)[0]
        good = stack.enter_context(serving())
        good.answers["/feed"] = answer(_feed(row), content_type="application/rss+xml")
        empty = answer(_feed(None), content_type="application/rss+xml")
        for kind in kinds:
            site = stack.enter_context(serving())
            site.answers["/feed"] = empty
            library.feeds.subscribe(f"{site.url}/feed", allow_private=True)
            site.answers = _Everywhere(TRICKS[kind](dice))
        library.feeds.subscribe(f"{good.url}/feed", allow_private=True)
        began = time.monotonic()
        report = library.feeds.fetch(force=True, settings=settings)
        demand(time.monotonic() - began < 30, f"{kinds} took {time.monotonic() - began:.0f} s")
        demand(len(report.outcomes) == 7, f"{kinds}: {len(report.outcomes)} of 7 feeds have a word")
        demand(len(report.imported) == 1, f"{kinds}: {len(report.imported)} articles came in")
        for outcome in report.outcomes:
            said = f"{outcome.error or ''}{outcome.advice or ''}{outcome.feed.title}"
            demand(not foreign(said), f"{kinds}: {said!r}")
    return "6 bad feeds, 1 good one"


def _feed(row: dict[str, str] | None) -> str:
    told = f"<title>{row['title']}</title><description>{row['text']}</description>" if row else ""
    item = f"<item><guid>1</guid>{told}</item>" if row else ""
    channel = f"<channel><title>Feed</title>{item}</channel>"
    return f"<?xml version='1.0'?><rss version='2.0'>{channel}</rss>"


def without_proxies() -> None:
    """No proxy stands between."""
    for name in ("http", "https", "all", "no"):
        os.environ.pop(f"{name}_proxy", None)
        os.environ.pop(f"{name.upper()}_PROXY", None)


def trial(seed: int, folder: Path) -> str:
    """Ten servers of this seed, a name that changes its address, and some feeds."""
    rolled = dice(seed, "servers")
    without_proxies()
    names = sorted(TRICKS)
    some = [names[(seed * 10 + at) % len(names)] for at in range(10)]
    with serving() as site:
        for name in some:
            asked(name, TRICKS[name], rolled, site)
    with serving() as site:
        rebinding(rolled, site)
    if seed % 5 == 1:
        wrong_tls()
    feeds = feeds_of(rolled, folder) if seed % 2 else "no feeds"
    return f"10 servers, 6 turned names, {feeds}"


ATTACK = Attack(
    "servers",
    "an answer or a reason in time, in bounds; nothing private asked; other feeds unharmed",
    trial,
    50,
)
