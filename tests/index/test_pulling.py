"""Articles by their address: fetched, sniffed and read as files are; what is wrong is said."""

from __future__ import annotations

import io
import json
import threading
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from index import ImportReport, Library
from index.importing import Choices
from index.pulling import pull
from index.wire import Turns
from tests.web import Asked, Send, Site, answer, moved, serving, without_proxies
from tui.commands.add import refusal_line

BODY = "The council of Oslo met on Monday and agreed to build a bridge over the river. "
PAGE = f"""<!doctype html><html lang="en"><head><title>Council agrees on bridge</title>
<meta property="og:site_name" content="Oslo Courier">
<meta property="article:published_time" content="2024-05-06T08:00:00+02:00"></head>
<body><article><h1>Council agrees on bridge</h1>
<p>{BODY * 4}</p><p>{BODY * 4}</p><p>The mayor spoke of a good day for the city.</p>
</article></body></html>"""
RSS = """<?xml version="1.0"?><rss version="2.0"><channel><title>News</title>
<item><title>One</title><link>https://a.example/1</link></item></channel></rss>"""


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    """A server with a page on it, which need not be spared."""
    without_proxies(monkeypatch)
    monkeypatch.setattr("index.wire.Turns", lambda: Turns(spacing=0))
    with serving() as found:
        found.answers["/story"] = answer(PAGE)
        yield found


def add(library: Library, *urls: str, private: bool = True) -> ImportReport:
    return library.add(list(urls), choices=Choices(allow_private=private))


def test_a_page_becomes_an_article_that_says_where_it_is_from(library: Library, site: Site) -> None:
    report = add(library, f"{site.url}/story")
    article = library.article(report.imported[0])
    assert article.title is not None
    assert article.title.value == "Council agrees on bridge"
    assert article.url == f"{site.url}/story"
    assert [origin.url for origin in article.origins] == [f"{site.url}/story"]
    assert "<p>" not in article.text
    assert library.search("mayor").total == 1


def test_after_redirects_the_last_address_counts(library: Library, site: Site) -> None:
    site.answers["/short"] = moved("/story")
    report = add(library, f"{site.url}/short")
    assert library.article(report.imported[0]).url == f"{site.url}/story"
    assert add(library, f"{site.url}/story").already[0].article == report.imported[0]


def test_tables_texts_and_archives_are_read_for_what_they_are(library: Library, site: Site) -> None:
    rows = [json.dumps({"text": f"{at} {BODY}", "title": f"Row {at}"}) for at in range(2)]
    site.answers["/rows"] = answer("\n".join(rows), content_type="application/octet-stream")
    site.answers["/plain"] = answer(f"Bridge\n\nPlain {BODY}", content_type="text/plain")
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("a.txt", f"Title\n\nZipped {BODY}")
    site.answers["/zip"] = answer(packed.getvalue(), content_type="application/zip")
    report = add(library, *(f"{site.url}{path}" for path in ("/rows", "/plain", "/zip")))
    assert len(report.imported) == 4
    origin = library.article(report.imported[1]).origins[0]
    assert (origin.path, origin.url, origin.line) == (None, f"{site.url}/rows", 2)


def test_a_feed_is_to_be_subscribed_to(library: Library, site: Site) -> None:
    site.answers["/rss"] = answer(RSS, content_type="application/rss+xml")
    (refusal,) = add(library, f"{site.url}/rss").refused
    assert refusal_line(refusal) == (
        f"{site.url}/rss: a feed, whose articles change; follow it: rashomon subscribe"
        f" {site.url}/rss"
    )


@pytest.mark.parametrize(
    ("status", "reason"),
    [(404, "no such page"), (403, "does not let programs"), (429, "too often"), (503, "503")],
)
def test_what_the_server_refuses_is_said_with_what_to_do(
    library: Library, site: Site, status: int, reason: str
) -> None:
    site.answers["/x"] = answer("no", status=status)
    (refusal,) = add(library, f"{site.url}/x").refused
    assert reason in refusal.reason
    assert refusal.advice


def test_one_bad_address_costs_only_itself(library: Library, site: Site) -> None:
    report = add(library, "http://no-such-host.invalid/", f"{site.url}/story", "http://[bad/")
    assert (len(report.imported), len(report.refused)) == (1, 2)
    assert all(refusal.advice for refusal in report.refused)


def test_private_addresses_are_refused_unless_allowed(library: Library, site: Site) -> None:
    (refusal,) = add(library, f"{site.url}/story", private=False).refused
    assert "private" in refusal.reason
    assert "--allow-private" in refusal.advice
    assert site.asked == []


def test_a_host_is_asked_politely_one_page_after_the_other(site: Site) -> None:
    clock, waited = [0.0], list[float]()
    turns = Turns(spacing=5, clock=lambda: clock[0], wait=waited.append)
    found = list(pull([f"{site.url}/story"] * 3, allow_private=True, turn=turns))
    assert (len(found), waited) == (3, [5.0, 5.0])


def test_a_password_in_an_address_is_kept_nowhere(site: Site, tmp_path: Path) -> None:
    site.answers["/story"] = answer("<p>The harbor strike of Portville went on today.</p>" * 9)
    address = site.url.replace("//", "//reader:hunter2@") + "/story"
    with Library.open(tmp_path / "own") as library:
        report = library.add([address], choices=Choices(allow_private=True))
        articles = [library.article(number) for number in report.imported]
        assert len(articles) == 1
        told = f"{report} {articles} {library.imports()}"
        assert "reader@127.0.0.1" in told
        assert "hunter2" not in told


def test_hosts_are_asked_at_once_and_each_of_them_one_after_the_other(
    library: Library, site: Site
) -> None:
    both = threading.Barrier(2, timeout=10)
    lock = threading.Lock()
    asked = {"127.0.0.1": 0, "localhost": 0}

    def slow(request: Asked, send: Send) -> None:
        host = request.headers["host"].partition(":")[0]
        with lock:
            asked[host] += 1
            assert asked[host] == 1, "one host is asked one thing at a time"
        both.wait()
        with lock:
            asked[host] -= 1
        send(answer(PAGE.replace("on Monday", f"on Monday {request.path}")))

    site.answers |= {f"/{number}": slow for number in range(4)}
    other = site.url.replace("127.0.0.1", "localhost")
    report = add(library, *(f"{where}/{n}" for where in (site.url, other) for n in range(4)))
    assert (len(report.imported), report.count("already")) == (4, 4)
    assert not report.refused


def test_others_write_while_addresses_are_fetched(library: Library, site: Site) -> None:
    def writes_meanwhile(_: Asked, send: Send) -> None:
        with Library.open(library.path) as other:
            other.add(["-"], stdin=io.BytesIO(b"Somebody else adds a text of a few words.\n"))
        send(answer(PAGE))

    site.answers["/story"] = writes_meanwhile
    assert len(add(library, f"{site.url}/story").imported) == 1
    assert library.counts().articles == 2


def test_files_and_addresses_are_one_import(library: Library, site: Site, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("A text of a few words that lies in a file.\n", encoding="utf-8")
    report = add(library, f"{site.url}/story", str(path), str(tmp_path / "none.txt"))
    assert (len(report.imported), len(report.refused)) == (2, 1)
    (kept,) = library.imports()
    assert kept.report.imported == report.imported
    assert set(kept.sources) == {f"{site.url}/story", str(path), str(tmp_path / "none.txt")}


def test_what_was_fetched_stays_when_the_rest_is_cancelled(library: Library, site: Site) -> None:
    stop = threading.Event()

    def last(_: Asked, send: Send) -> None:
        stop.set()
        send(answer(status=500))

    site.answers["/last"] = last
    site.answers["/never"] = answer(PAGE)
    report = library.add(
        [f"{site.url}/story", f"{site.url}/last", f"{site.url}/never"],
        cancelled=stop.is_set,
        choices=Choices(allow_private=True),
    )
    assert report.cancelled and len(report.imported) == 1
    assert library.search("mayor").total == 1
