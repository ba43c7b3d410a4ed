"""Feeds as tests follow them: made here, served on this machine, read at hand."""

from __future__ import annotations

import dataclasses
import datetime
from pathlib import Path

import pytest

from index import Library, subscribing
from index.feeds import asking
from index.feeds.asking import Settings
from index.feeds.outcome import FeedOutcome, FetchReport
from index.ingest.feeds import ParsedFeed
from index.ingest.feeds.entry import unpacked
from index.ingest.feeds.task import read_feed
from index.ingest.worker import WorkerFailed
from index.subscribing import Subscribed
from tests.web import answer

BODY = "The ministers of the alliance met in Vilnius and spoke of {0} for hours. " * 4
WORDS = "grain tanks rivers winter bridges prices ballots harbors".split()
NOW = datetime.datetime(2026, 11, 22, 12, tzinfo=datetime.UTC)


def entry(number: int, body: str | None = None, guid: str | None = None) -> str:
    text = body if body is not None else BODY.format(WORDS[number % len(WORDS)])
    return (
        f"<item><title>Story {number}</title><link>https://www.valley.example/{number}</link>"
        f"<guid isPermaLink='false'>{guid or number}</guid>"
        f"<pubDate>Tue, 11 Jul 2023 10:{number:02}:00 GMT</pubDate>"
        f"<content:encoded><![CDATA[<p>{text}</p>]]></content:encoded></item>"
    )


def rss(*entries: str, title: str = "Valley News") -> bytes:
    return (
        '<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/'
        f'content/"><channel><title>{title}</title>{"".join(entries)}</channel></rss>'
    ).encode()


def feed(*entries: str, title: str = "Valley News", **headers: str) -> bytes:
    return answer(rss(*entries, title=title), content_type="application/rss+xml", **headers)


@pytest.fixture
def workers() -> None:
    """Asked for by tests in which worker processes read what comes, as they always do."""


@pytest.fixture(autouse=True)
def at_hand(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Elsewhere the same code reads feeds in this process: a worker takes a second to start."""
    if "workers" in request.fixturenames:
        return

    def parse(raw: bytes, url: str, content_type: str | None, charset: str | None) -> ParsedFeed:
        found = read_feed(raw, {"url": url} | ({"charset": charset} if charset else {}))
        if "failed" in found:
            raise WorkerFailed(found["failed"])
        return unpacked(found)

    monkeypatch.setattr(asking, "parse", parse)
    monkeypatch.setattr(subscribing, "parse", parse)


def follow(library: Library, url: str, **options: object) -> Subscribed:
    return library.feeds.subscribe(url, allow_private=True, **options)  # type: ignore[arg-type]


def follow_all(library: Library, folder: Path, urls: list[str]) -> None:
    """Many feeds at once, by a list, without asking them."""
    path = folder / "feeds.opml"
    outlines = "".join(f'<outline text="F{n}" xmlUrl="{url}"/>' for n, url in enumerate(urls))
    path.write_text(f"<opml><body>{outlines}</body></opml>", "utf-8")
    library.feeds.subscribe(str(path), allow_private=True)


def fetch(library: Library, *only: str, force: bool = True, **settings: object) -> FetchReport:
    how = Settings(spacing=0, deadline_s=8.0, chance=lambda: 0.0, now=lambda: NOW)
    changed = dataclasses.replace(how, **settings)  # type: ignore[arg-type]
    return library.feeds.fetch(only, force=force, settings=changed)


def only(report: FetchReport) -> FeedOutcome:
    (outcome,) = report.outcomes
    return outcome


def titles(library: Library) -> list[str]:
    return sorted(line.label for line in library.articles())
