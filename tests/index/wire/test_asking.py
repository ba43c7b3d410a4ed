"""Asking a real server, which may answer as it likes."""

from __future__ import annotations

import datetime
import gzip
import socket
import ssl
import time
import zlib
from pathlib import Path

import pytest

from index.wire import Response, Turns, WireError, fetch
from index.wire.asking import seconds_of
from tests.web import Asked, Send, Site, answer, moved, serving, without_proxies

CERTIFICATE = Path(__file__).with_name("self_signed_127.0.0.1.pem")


def ask(url: str, **options: object) -> Response:
    return fetch(url, allow_private=True, **{"deadline_s": 10.0, **options})  # type: ignore[arg-type]


def failure(url: str, **options: object) -> WireError:
    with pytest.raises(WireError) as caught:
        ask(url, **options)
    return caught.value


# -- what a request says and what an answer tells ------------------------------------------


def test_a_page_comes_back_with_what_its_headers_say(site: Site) -> None:
    site.answers["/"] = answer(
        "Grüße".encode("latin-1"), content_type="Text/HTML; Charset=ISO-8859-1", etag='"a"',
        last_modified="Tue, 11 Jul 2023 10:00:00 GMT", cache_control="max-age=60",
    )  # fmt: skip
    found = ask(site.url)
    assert found.ok
    assert found.body == "Grüße".encode("latin-1")
    assert (found.content_type, found.charset) == ("text/html", "iso-8859-1")
    assert (found.etag, found.modified) == ('"a"', "Tue, 11 Jul 2023 10:00:00 GMT")
    assert found.max_age == 60
    assert found.moved is None
    (request,) = site.asked
    assert request.headers["user-agent"].startswith("rashomon/")
    assert request.headers["accept-encoding"] == "gzip"


def test_what_is_known_is_not_sent_again(site: Site) -> None:
    def conditional(asked: Asked, send: Send) -> None:
        known = asked.headers.get("if-none-match") == '"a"'
        known = known and asked.headers.get("if-modified-since") == "yesterday"
        send(answer(status=304 if known else 200))

    site.answers["/"] = conditional
    assert ask(site.url, etag='"a"', modified="yesterday").status == 304
    assert ask(site.url).status == 200


@pytest.mark.parametrize("status", [403, 404, 410, 429, 500, 503])
def test_a_refusal_is_an_answer_whose_body_nobody_reads(site: Site, status: int) -> None:
    site.answers["/"] = answer("sorry", status=status, retry_after="120")
    found = ask(site.url)
    assert (found.status, found.body, found.retry_after) == (status, b"", 120.0)
    assert not found.ok


def test_retry_after_is_seconds_or_a_date() -> None:
    now = datetime.datetime(2023, 7, 11, 10, tzinfo=datetime.UTC)
    assert seconds_of("120") == 120
    assert seconds_of("Tue, 11 Jul 2023 10:05:00 GMT", now) == 300
    assert seconds_of("Tue, 11 Jul 2023 09:00:00 GMT", now) == 0
    assert seconds_of("9" * 400) == 86_400
    for nothing in (None, "", "soon", "-5", "1e9", "٣"):
        assert seconds_of(nothing, now) is None


def test_compressed_answers_are_unpacked(site: Site) -> None:
    site.answers["/"] = answer(gzip.compress(b"news " * 1000), content_encoding="gzip")
    assert ask(site.url).body == b"news " * 1000


def test_credentials_go_to_their_own_site_and_nowhere_else(site: Site) -> None:
    with serving("127.0.0.2") as other:
        site.answers["/a"] = moved("/b")
        site.answers["/b"] = moved(f"{other.url}/c")
        other.answers["/c"] = answer("in")
        url = f"http://reader:s3cret@127.0.0.1:{site.port}/a"
        found = ask(url, private_hosts=["127.0.0.2"])
        assert [("authorization" in one.headers) for one in site.asked] == [True, True]
        assert "authorization" not in other.asked[0].headers
    assert "s3cret" not in found.url
    assert "s3cret" not in str(failure(f"http://reader:s3cret@127.0.0.1:{closed_port()}/"))


def test_addresses_in_any_script_are_asked_for(site: Site) -> None:
    site.answers["/%D0%BD%D0%BE%D0%B2%D0%BE%D1%81%D1%82%D0%B8"] = answer("да")
    found = ask(f"{site.url}/новости?q=мир%20war&a=b#top")
    assert found.body.decode() == "да"
    assert site.paths()[0].endswith("?q=%D0%BC%D0%B8%D1%80%20war&a=b")


# -- redirects -----------------------------------------------------------------------------


def test_redirects_are_followed_and_permanent_ones_remembered(site: Site) -> None:
    site.answers |= {
        "/old": moved("/older", 301), "/older": moved("new", 308), "/new": answer("here"),
        "/today": moved("/new", 302), "/mixed": moved("/today", 301),
    }  # fmt: skip
    assert ask(f"{site.url}/old").moved == f"{site.url}/new"
    assert ask(f"{site.url}/today").moved is None
    assert ask(f"{site.url}/mixed").moved is None
    assert ask(f"{site.url}/mixed").url == f"{site.url}/new"


def test_a_permanent_redirect_to_nothing_is_not_remembered(site: Site) -> None:
    site.answers["/old"] = moved("/gone", 301)
    found = ask(f"{site.url}/old")
    assert (found.status, found.moved) == (404, None)


def test_redirects_end_somewhere(site: Site) -> None:
    site.answers["/loop"] = moved("/loop", 301)
    assert failure(f"{site.url}/loop").fault == "redirects"
    assert len(site.asked) == 6


@pytest.mark.parametrize(
    "target",
    [
        "file:///etc/passwd",
        "ftp://example.org/",
        "javascript:alert(1)",
        "http://exa mple/",
        "http://[::1",
        "//[",
    ],
)
def test_a_redirect_leads_to_the_web_or_nowhere(site: Site, target: str) -> None:
    site.answers["/"] = moved(target)
    assert failure(site.url).fault == "address"


# -- private addresses ---------------------------------------------------------------------


def test_private_addresses_are_refused_before_anything_is_sent(site: Site) -> None:
    for host in ("127.0.0.1", "localhost", "[::1]", "2130706433", "0x7f.1", "[::ffff:127.0.0.1]"):
        with pytest.raises(WireError) as caught:
            fetch(f"http://{host}:{site.port}/")
        assert caught.value.fault == "private", host
        assert "--allow-private" in caught.value.advice
    assert site.asked == []


def test_a_name_that_turns_out_private_is_refused(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    there = (socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", site.port))
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: [there])
    with pytest.raises(WireError) as caught:
        fetch(f"http://news.example:{site.port}/")
    assert caught.value.fault == "private"
    assert site.asked == []
    site.answers["/"] = answer("in")
    assert fetch(f"http://news.example:{site.port}/", allow_private=True).body == b"in"


def test_the_peer_is_checked_whatever_the_name_resolved_to(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The check before connecting is told a public number; the connection says where it is."""
    real = socket.socket.connect
    public = (socket.AF_INET, socket.SOCK_STREAM, 6, "", ("93.184.216.34", site.port))
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: [public])
    monkeypatch.setattr(
        socket.socket, "connect", lambda this, _: real(this, ("127.0.0.1", site.port))
    )
    with pytest.raises(WireError) as caught:
        fetch("http://news.example/")
    assert caught.value.fault == "private"
    assert site.asked == []


def test_one_private_host_allowed_lets_no_other_in(site: Site) -> None:
    with serving("127.0.0.2") as other:
        site.answers["/"] = moved(other.url)
        assert failure(site.url).fault == "private"
        assert other.asked == []


# -- servers that do not keep to the rules -------------------------------------------------


def test_a_body_that_drips_ends_at_the_deadline(site: Site) -> None:
    def drip(_: Asked, send: Send) -> None:
        send(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n")
        while not site.stopping.wait(0.02):
            send(b"x")

    site.answers["/"] = drip
    began = time.monotonic()
    assert failure(site.url, deadline_s=0.3).fault == "too slow"
    assert time.monotonic() - began < 3


def test_headers_that_drip_end_at_the_deadline(site: Site) -> None:
    def drip(_: Asked, send: Send) -> None:
        send(b"HTTP/1.1 200 OK\r\nX: ")
        while not site.stopping.wait(0.02):
            send(b"x")

    site.answers["/"] = drip
    assert failure(site.url, deadline_s=0.3).fault == "too slow"


def test_silence_ends_at_the_deadline(site: Site) -> None:
    def silence(_: Asked, send: Send) -> None:
        site.stopping.wait(8)

    site.answers["/"] = silence
    began = time.monotonic()
    assert failure(site.url, deadline_s=0.3).fault == "too slow"
    assert time.monotonic() - began < 3


def test_an_endless_body_ends_at_the_limit(site: Site) -> None:
    def endless(_: Asked, send: Send) -> None:
        send(b"HTTP/1.1 200 OK\r\n\r\n")
        while not site.stopping.is_set():
            send(b"x" * 65_536)

    site.answers["/"] = endless
    error = failure(site.url, limit_bytes=1_000_000)
    assert error.fault == "too big"
    assert "1 MB" in str(error)


def test_what_says_that_it_is_too_big_is_not_read(site: Site) -> None:
    site.answers["/"] = b"HTTP/1.1 200 OK\r\nContent-Length: 99999999999999999999\r\n\r\nx"
    assert failure(site.url).fault == "too big"


def test_a_gzip_bomb_stops_at_the_limit(site: Site) -> None:
    bomb = zlib.compressobj(9, wbits=31)
    packed = b"".join(bomb.compress(bytes(1_000_000)) for _ in range(200)) + bomb.flush()
    site.answers["/"] = answer(packed, content_encoding="gzip")
    assert failure(site.url, limit_bytes=2_000_000).fault == "too big"


@pytest.mark.parametrize(
    "told",
    [
        b"",
        b"\r\n\r\n",
        b"hello, this is no HTTP\r\n\r\n",
        b"HTTP/1.1 wonderful\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\ntoo short",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nabc",
        b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\nnot gzip",
        b"HTTP/1.1 200 OK\r\n" + b"X-A: b\r\n" * 5_000 + b"\r\n",
        b"HTTP/1.1 200 OK\r\nX: " + b"y" * 200_000 + b"\r\n\r\n",
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
    ],
)
def test_what_is_no_proper_answer_is_said_to_be_none(site: Site, told: bytes) -> None:
    site.answers["/"] = told
    error = failure(site.url)
    assert error.fault in ("malformed", "unreachable")
    assert str(error).startswith(site.url)


def test_a_body_longer_than_announced_is_cut_where_it_was_to_end(site: Site) -> None:
    site.answers["/"] = b"HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nnewsHTTP/1.1 200 OK\r\n"
    assert ask(site.url).body == b"news"


def closed_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as free:
        return int(free.getsockname()[1])


def test_nobody_there(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    assert failure(f"http://127.0.0.1:{closed_port()}/").fault == "unreachable"

    def unknown(*_: object, **__: object) -> None:
        raise socket.gaierror(-2, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    error = failure("http://no.such.host.example/feed")
    assert error.fault == "unknown host"
    assert "spelling" in str(error)


def test_a_certificate_is_verified(monkeypatch: pytest.MonkeyPatch) -> None:
    without_proxies(monkeypatch)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(CERTIFICATE)
    trusted = ssl.create_default_context(cafile=str(CERTIFICATE))
    with serving(wrap=lambda raw: context.wrap_socket(raw, server_side=True)) as site:
        site.answers["/"] = answer("secure")
        url = f"https://127.0.0.1:{site.port}/"
        assert ask(url, trust=trusted).body == b"secure"
        assert failure(url).fault == "certificate"
        with pytest.raises(WireError) as caught:
            fetch(url, trust=trusted)
        assert caught.value.fault == "private"


def test_a_proxy_of_the_environment_is_asked(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """The proxy may be private, since the reader chose it; addresses behind it may not."""
    monkeypatch.setenv("http_proxy", f"http://me:pw@127.0.0.1:{site.port}")
    site.answers["http://news.example/feed"] = answer("through the proxy")
    assert fetch("http://news.example/feed").body == b"through the proxy"
    assert "proxy-authorization" in site.asked[0].headers
    with pytest.raises(WireError):
        fetch("http://192.168.1.1/feed")
    monkeypatch.setenv("http_proxy", "socks5://127.0.0.1:1")
    with pytest.raises(WireError) as caught:
        fetch("http://news.example/feed")
    assert caught.value.fault == "proxy"


def test_every_hop_waits_for_its_hosts_turn(site: Site) -> None:
    waited: list[float] = []
    turns = Turns(1.0, clock=lambda: 100.0, wait=waited.append)
    site.answers |= {"/a": moved("/b"), "/b": answer("there")}
    ask(f"{site.url}/a", turn=turns)
    assert waited == [1.0]
