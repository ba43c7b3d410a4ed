"""Feeds that do not answer as they should, and fetching that is cut short."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from index import Library, LibraryBusy, fetching
from index.feeds.asking import Settings
from index.feeds.outcome import FetchReport
from index.wire import WireError
from tests.index.followed import NOW, at_hand, entry, feed, fetch, follow, follow_all, only
from tests.web import Asked, Send, Site, answer, moved, serving, site

__all__ = ["at_hand", "site"]


def test_one_dead_feed_holds_up_no_other(library: Library, site: Site, tmp_path: Path) -> None:
    def drip(_: Asked, send: Send) -> None:
        send(b"HTTP/1.1 200 OK\r\n\r\n")
        while not site.stopping.wait(0.02):
            send(b"x")

    def silent(_: Asked, send: Send) -> None:
        site.stopping.wait(8)

    site.answers |= {
        "/good": feed(entry(1)),
        "/page": answer("<html><body>Log in</body></html>"),
        "/drip": drip,
        "/silent": silent,
        "/broken": b"HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n<rss",
        "/gone": answer(status=410),
        "/trouble": answer(status=500),
        "/loop": moved("/loop"),
        "/last": feed(entry(2)),
    }
    names = list(site.answers)
    urls = [f"{site.url}{name}" for name in names] + ["http://127.0.0.1:9/closed"]
    follow_all(library, tmp_path, urls)
    report = fetch(library, deadline_s=0.5)
    assert len(report.imported) == 2
    errors = {one.feed.url.removeprefix(site.url): one.error for one in report.failed}
    assert {name: (error or "").partition(" ")[0] for name, error in errors.items()} == {
        "/page": "what", "/drip": "no", "/silent": "no", "/broken": "the", "/gone": "the",
        "/trouble": "the", "/loop": "more", "http://127.0.0.1:9/closed": "nobody",
    }  # fmt: skip
    assert "web page" in (errors["/page"] or "")
    assert all(one.advice for one in report.failed)


def test_trouble_is_told_once_and_kept_with_the_feed(library: Library, site: Site) -> None:
    site.answers["/f"] = feed(entry(1))
    follow(library, f"{site.url}/f")
    fetch(library)
    site.answers["/f"] = answer(status=404)
    assert [only(fetch(library)).fresh for _ in range(3)] == [True, False, False]
    kept = library.feeds.every()[0].state
    assert (kept.failures, kept.error) == (3, "nothing is there (404)")
    assert kept.due and kept.due > NOW + datetime.timedelta(minutes=30)
    site.answers["/f"] = feed(entry(1))
    assert only(fetch(library)).error is None
    assert library.feeds.every()[0].state.error is None


def test_a_feed_that_is_gone_is_left_alone_until_the_reader_says_so(
    library: Library, site: Site
) -> None:
    site.answers["/f"] = feed(entry(1))
    follow(library, f"{site.url}/f")
    site.answers["/f"] = answer(status=410)
    assert "410" in (only(fetch(library)).error or "")
    assert fetch(library).ended == 1
    site.answers["/f"] = feed(entry(1))
    library.feeds.change("valley", enabled=True)
    assert len(fetch(library).imported) == 1


@pytest.mark.parametrize("status", [429, 503])
def test_a_host_that_asks_us_to_wait_is_left_alone(
    library: Library, site: Site, tmp_path: Path, status: int
) -> None:
    site.answers |= {f"/{n}": answer(status=status, retry_after="7200") for n in range(3)}
    follow_all(library, tmp_path, [f"{site.url}/{n}" for n in range(3)])
    assert len(fetch(library).failed) == 3
    assert len(site.asked) == 1
    assert fetch(library).waiting == 3
    assert len(site.asked) == 1


def test_a_feed_that_has_moved_is_asked_at_its_new_place(library: Library, site: Site) -> None:
    site.answers["/old"] = feed(entry(1))
    follow(library, f"{site.url}/old")
    site.answers |= {"/old": moved("/new", 301), "/new": feed(entry(1), entry(2))}
    said = [only(fetch(library)).notices for _ in range(3)]
    assert said[:2] == [(), ()]
    assert "has moved" in said[2][0]
    assert library.feeds.every()[0].url == f"{site.url}/new"
    assert len(library.articles()) == 2


def test_private_addresses_are_for_readers_who_ask(library: Library, site: Site) -> None:
    with pytest.raises(WireError) as caught:
        library.feeds.subscribe(f"{site.url}/f")
    assert caught.value.fault == "private"
    with serving("127.0.0.2") as other:
        site.answers["/f"] = moved(f"{other.url}/f")
        with pytest.raises(WireError):
            follow(library, f"{site.url}/f")
        assert other.asked == []
    assert library.feeds.every() == []


def test_stopping_keeps_what_is_in(library: Library, site: Site, tmp_path: Path) -> None:
    for number in range(6):
        site.answers[f"/{number}"] = feed(entry(number))
    follow_all(library, tmp_path, [f"{site.url}/{number}" for number in range(6)])
    stored: list[int] = []
    settings = Settings(spacing=0, now=lambda: NOW)
    report = library.feeds.fetch(
        settings=settings,
        progress=lambda progress: stored.append(progress.done),
        cancelled=lambda: bool(stored and stored[-1] >= 2),
    )
    assert report.cancelled
    assert len(library.articles()) == len(report.imported) >= 2
    rest = fetch(library, force=False)
    assert len(rest.imported) + len(report.imported) == 6


def test_a_run_that_breaks_off_leaves_its_feeds_due(
    library: Library, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    site.answers["/f"] = feed(entry(1))
    follow(library, f"{site.url}/f")

    def busy(*_: object) -> None:
        raise LibraryBusy("is being written by another process")

    with monkeypatch.context() as patch:
        patch.setattr(fetching.Fetching, "_store", busy)
        with pytest.raises(LibraryBusy):
            fetch(library, force=False)
    assert len(fetch(library, force=False).imported) == 1


def test_two_runs_do_not_ask_the_same(library: Library, site: Site, tmp_path: Path) -> None:
    second: list[FetchReport] = []
    site.answers["/f"] = feed(entry(1))
    follow_all(library, tmp_path, [f"{site.url}/f"])

    def meanwhile(*_: object) -> None:
        if not second:
            second.append(FetchReport())
            second[0] = fetch(library, force=False)

    library.feeds.fetch(settings=Settings(spacing=0, now=lambda: NOW), progress=meanwhile)
    assert second[0].waiting == 1
    assert len(site.asked) == 1
