"""What servers do that lie, drip, flood and lead astray: each trick as the answer it gives."""

from __future__ import annotations

import gzip
import os
import random
import time
import zlib
from collections.abc import Callable

from tests.web import Answer, Asked, Send, answer, moved
from tools.attacks.strings import hostile


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
