"""Taking feeds up: by their address, by a page that names one, or from a list (OPML)."""

from __future__ import annotations

import datetime
import sqlite3
from dataclasses import replace
from pathlib import Path

from index.dataclass import dataclass
from index.errors import RashomonError
from index.feeds import asking, opml, schedule
from index.feeds.discovery import Named, feeds_of, main_feeds
from index.feeds.opml import Outline, Refused
from index.feeds.subscription import State, Subscription, clean_folder, dump, of_row
from index.ingest.feeds import ParsedFeed, parse
from index.ingest.worker import WorkerFailed
from index.store import Connections, feeds
from index.text import clean_line
from index.wire import Response, WireError, allowing, shown
from index.wire import parse as address_of


@dataclass(frozen=True, slots=True)
class Subscribed:
    """What came of subscribing. ``already``: followed before. ``refused``: outlines of a list.

    ``page``: the web page whose feed it is, where a page was named. ``choices``: the feeds of
    a page that has several; then nothing was subscribed to. ``answers``: what feeds sent
    when they were looked at, by their numbers.
    """

    new: tuple[Subscription, ...] = ()
    already: tuple[Subscription, ...] = ()
    refused: tuple[Refused, ...] = ()
    page: str | None = None
    choices: tuple[Named, ...] = ()
    answers: tuple[tuple[int, Response], ...] = ()


def subscribe(
    connections: Connections,
    source: str,
    *,
    folder: str = "",
    full_text: bool = False,
    allow_private: bool = False,
    settings: asking.Settings = asking.STANDARD,
) -> Subscribed:
    """Follows the feed at an address, the feed of a web page, or all feeds of an OPML list.

    A list's feeds are not asked yet; a feed by address is, and has to be one. Raises
    RashomonError where it is none, WireError where nothing comes.
    """
    folder = clean_folder(folder)
    if "://" not in source:
        path = Path(source)
        if path.exists():
            return _from_list(connections, path, folder, full_text, allow_private)
        if source.endswith((".opml", ".xml")) or "." not in source or source.startswith("."):
            raise RashomonError(
                "no such file", clean_line(source, 300), "name a file or an address"
            )
        source = f"https://{source}"
    looked = _look(connections, source, allow_private, settings)
    if isinstance(looked, Subscribed):
        return looked
    if isinstance(looked, bytes):
        return _taken_over(connections, looked, folder, full_text, False)
    with connections.writing() as connection:
        return _follow(connection, looked, folder, full_text, allow_private)


@dataclass(frozen=True, slots=True)
class _Looked:
    """A feed as it was found."""

    url: str
    parsed: ParsedFeed
    response: Response
    page: str | None = None


def _look(
    connections: Connections, url: str, allow_private: bool, settings: asking.Settings
) -> _Looked | Subscribed | bytes:
    """The feed at an address, or of the page there; what to choose from; or a list in OPML."""
    address_of(url)
    with connections.reading() as connection:
        row = feeds.with_url(connection, url)
    if row is not None:
        feed = of_row(row)
        return Subscribed(already=(_let_in(connections, feed) if allow_private else feed,))
    response, parsed = _asked(url, allow_private, settings)
    if isinstance(parsed, ParsedFeed):
        return _Looked(response.moved or url, parsed, response)
    named = main_feeds(feeds_of(response.body, response.url, response.charset))
    if not named and len(response.body) <= opml.OPML_BYTES and opml.is_opml(response.body):
        return response.body
    if not named:
        advice = "give the address of its feed (often /feed, /rss or /atom.xml)"
        raise RashomonError(f"{parsed}, and names none", shown(url), advice)
    if len(named) > 1:
        return Subscribed(page=shown(url), choices=named)
    own = allow_private and address_of(named[0].url).host == address_of(url).host
    response, parsed = _asked(named[0].url, own, settings)
    if not isinstance(parsed, ParsedFeed):
        raise RashomonError(f"{parsed}, though {shown(url)} names it", shown(named[0].url))
    return _Looked(named[0].url, parsed, response, shown(url))


def _let_in(connections: Connections, feed: Subscription) -> Subscription:
    """A feed whose host may be on a private network from now on; it is asked again at once."""
    state = replace(feed.state, private=True, due=None)
    with connections.writing() as connection:
        feeds.set_state(connection, feed.id, dump(state))
    return replace(feed, state=state)


def _asked(
    url: str, allow_private: bool, settings: asking.Settings
) -> tuple[Response, ParsedFeed | str]:
    """What is at an address: a feed, or why it is none. Raises where nothing comes."""
    candidate = Subscription(0, url, state=State(private=allow_private))
    try:
        response = asking.ask(candidate, settings, None)
    except WireError as fault:
        advice = allowing(fault, "subscribe")
        raise WireError(fault.fault, fault.what, fault.where, advice) from None
    if not response.ok:
        error, advice = schedule.refusal(response)
        raise RashomonError(error, shown(url), advice)
    try:
        return response, parse(response.body, response.url, response.content_type, response.charset)
    except WorkerFailed as failed:
        return response, failed.reason


def _follow(
    connection: sqlite3.Connection,
    looked: _Looked,
    folder: str,
    full_text: bool,
    allow_private: bool,
) -> Subscribed:
    row = feeds.with_url(connection, looked.url)
    if row is not None:
        return Subscribed(already=(of_row(row),), page=looked.page)
    outline = Outline(looked.url, looked.parsed.title or "", folder, looked.parsed.site)
    feed = _added(connection, outline, full_text, allow_private)
    return Subscribed((feed,), page=looked.page, answers=((feed.id, looked.response),))


def _added(
    connection: sqlite3.Connection, outline: Outline, full_text: bool, allow_private: bool
) -> Subscription:
    now = datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds")
    state = dump(State(private=allow_private))
    number = feeds.add(
        connection,
        outline.url,
        title=outline.title,
        folder=outline.folder,
        site=outline.site,
        full_text=full_text,
        added=now,
        state=state,
    )
    feeds.adopt(connection, number, outline.url)
    row = feeds.with_id(connection, number)
    assert row is not None
    return of_row(row)


def _from_list(
    connections: Connections, path: Path, folder: str, full_text: bool, allow_private: bool
) -> Subscribed:
    where = clean_line(str(path), 300)
    try:
        with path.open("rb") as file:
            raw = file.read(opml.OPML_BYTES + 1)
    except OSError as error:
        raise RashomonError(
            error.strerror or "cannot be read", where, "name an OPML file"
        ) from None
    if len(raw) > opml.OPML_BYTES:
        raise RashomonError("more than 10 MB, which no list of feeds is", where, "split it")
    if not opml.is_opml(raw):
        advice = "'rashomon add' takes in a saved feed or page"
        raise RashomonError("is no list of feeds (OPML)", where, advice)
    return _taken_over(connections, raw, folder, full_text, allow_private)


def _taken_over(
    connections: Connections, raw: bytes, folder: str, full_text: bool, allow_private: bool
) -> Subscribed:
    """All feeds of a list are followed."""
    found = opml.read(raw)
    new: list[Subscription] = []
    already: list[Subscription] = []
    with connections.writing() as connection:
        for outline in found.feeds:
            row = feeds.with_url(connection, outline.url)
            if row is not None:
                already.append(of_row(row))
                continue
            inside = "/".join(part for part in (folder, clean_folder(outline.folder)) if part)
            placed = replace(outline, folder=inside)
            new.append(_added(connection, placed, full_text, allow_private))
    return Subscribed(tuple(new), tuple(already), found.refused)
