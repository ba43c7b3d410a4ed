"""The whole text of an entry from its page, where the feed has only its beginning."""

from __future__ import annotations

import datetime
from collections.abc import Collection
from dataclasses import replace

from index.article import Finding, Origin
from index.dataclass import dataclass
from index.ingest.draft import Declared, Draft
from index.ingest.feeds import Entry, ParsedFeed
from index.ingest.feeds.drafting import declare
from index.ingest.feeds.drafting import draft_of as from_feed
from index.ingest.pages import NoArticle, Page, extract
from index.wire import PAGE_BYTES, Response, Robots, Turns, WireError, fetch, parse

ACCEPT = "text/html, application/xhtml+xml;q=0.9, */*;q=0.1"


@dataclass(frozen=True, slots=True)
class PageAnswer:
    """What came of asking for a page: an article, or ``why`` there is none."""

    response: Response | None = None
    page: Page | None = None
    why: str = ""


class Pages:
    """Fetches pages as their sites allow it; for use from many threads."""

    def __init__(self, turns: Turns, deadline_s: float) -> None:
        self._turns, self._deadline_s = turns, deadline_s
        self._robots = Robots(self._rules, turns)
        self._private: set[str] = set()

    def host(self, entry: Entry) -> str:
        """The host that an entry's page is asked at."""
        try:
            return parse(entry.url or "").host
        except WireError:
            return ""

    def ask(self, url: str, private: Collection[str]) -> PageAnswer:
        """A page's bytes, unless its site asks programs to stay away."""
        self._private.update(private)
        try:
            if not self._robots.allow(url):
                return PageAnswer(why="its site asks programs not to fetch it (robots.txt)")
            answer = self._fetch(url, ACCEPT, PAGE_BYTES)
        except WireError as error:
            return PageAnswer(why=error.what)
        if not answer.ok:
            return PageAnswer(why=f"the server answers {answer.status}")
        return PageAnswer(answer)

    def _rules(self, url: str) -> Response:
        return self._fetch(url, "text/plain", 600_000)

    def _fetch(self, url: str, accept: str, limit: int) -> Response:
        return fetch(
            url,
            accept=accept,
            limit_bytes=limit,
            deadline_s=self._deadline_s,
            private_hosts=frozenset(self._private),
            turn=self._turns,
        )

    def read(self, answer: PageAnswer) -> PageAnswer:
        """The article in a page that was fetched."""
        response = answer.response
        if response is None:
            return answer
        try:
            return replace(answer, page=extract(response.body, response.url, response.charset))
        except NoArticle as none:
            return replace(answer, why=none.reason)


def draft_of(
    feed: ParsedFeed, entry: Entry, answer: PageAnswer | None, today: datetime.date
) -> Draft | None:
    """An entry as a draft: with its page's text where that is longer than the feed's."""
    origin = Origin(None, None, entry.guid, entry.url)
    if answer is None:
        return from_feed(feed, entry, today, origin)
    page, response = answer.page, answer.response
    if page is not None and response is not None and len(page.text) > len(entry.text):
        declared = _both(declare(feed, entry, today), page.declared())
        return Draft(
            response.body, page.text, declared, origin, 0, page.encoding, page.replaced,
            page.cautions,
        )  # fmt: skip
    draft = from_feed(feed, entry, today, origin)
    if draft is None:
        return None
    why = answer.why or "its page has no more"
    cautions = tuple(
        Finding(note.value, f"{note.method}; {why}", note.evidence) for note in draft.cautions
    )
    return replace(draft, cautions=cautions)


def _both(feed: Declared, page: Declared) -> Declared:
    """What the feed says, and where it is silent what the page does."""
    hows = dict(page.hows)
    fields = {"title": "title", "outlet": "outlet", "date": "date", "url": "url",
              "byline": "author", "language": "language"}  # fmt: skip
    values: dict[str, str | None] = {}
    for name, key in fields.items():
        own = getattr(feed, name)
        values[name] = own if own is not None else getattr(page, name)
        if own is not None:
            hows[key] = feed.how(key)
    return Declared(
        values["title"], values["outlet"], values["date"], values["url"], values["byline"],
        values["language"], hows,
    )  # fmt: skip
