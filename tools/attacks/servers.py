"""Servers that lie, drip, flood and lead astray, asked by the real code on this machine.

What must hold, whatever a server does: an answer or a reason within the deadline, no more
memory than the limits say, never a request to an address that is private and not allowed.
"""

from __future__ import annotations

import contextlib
import os
import random
import resource
import socket
import ssl
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any
from unittest import mock

from index import Library
from index.feeds.asking import Settings
from index.wire import Response, WireError, fetch
from tests.hostile import foreign
from tests.web import Answer, Site, answer, serving
from tools.attacks.stories import HELD, dice, stories
from tools.attacks.trial import Attack, demand
from tools.attacks.tricks import TRICKS

DEADLINE = 1.5
LIMIT = 300_000
_CERTIFICATE = Path(__file__).parents[2] / "tests/index/wire/self_signed_127.0.0.1.pem"


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
