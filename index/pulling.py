"""What an address holds, as articles: a page, a text, a table, an archive."""

from __future__ import annotations

import contextlib
import io
import queue
import shlex
import threading
from collections.abc import Callable, Generator, Iterable, Iterator
from dataclasses import replace

from index import ingest, wire
from index.article import Origin
from index.feeds.lanes import Lanes
from index.ingest.sniff import sniff
from index.reports import Refusal

ACCEPT = "text/html,application/xhtml+xml,text/plain,application/json;q=0.9,*/*;q=0.5"
_FEEDS = ("feed", "json feed")
A_FEED = "a feed, whose articles change"

THREADS, WAITING = 12, 16
"""Requests at once; and with them answers that wait to be read."""
_TICK_S = 0.1

LONGEST = 4_000
"""Letters of an address that are kept."""


def pull(
    urls: Iterable[str],
    allow_private: bool = False,
    turn: wire.Turn | None = None,
    cancelled: Callable[[], bool] = lambda: False,
    tell: Callable[[int], None] = lambda _: None,
) -> Generator[ingest.Draft | Refusal, None, None]:
    """Fetches addresses side by side and reads what they hold, as it comes. Never raises for
    what is there, or is not.

    Addresses on private networks are refused unless ``allow_private``. One host is asked one
    address after the other; ``turn`` keeps requests to it apart, by default as long as is
    polite. Ends early where ``cancelled`` says so. ``tell`` is told how many are done.
    """
    with contextlib.closing(_Pulling(allow_private, turn or wire.Turns())) as pulling:
        wanted = list(urls)
        for url in wanted:
            pulling.ask(url)
        done = 0
        while done < len(wanted) and not cancelled():
            tell(done)
            answer = pulling.next_answer(_TICK_S)
            if answer is not None:
                yield from _read(answer)
                done += 1
        tell(done)


_Said = wire.Response | wire.WireError


class _Pulling:
    """Addresses being fetched by threads. Few answers wait to be read, for they are large."""

    def __init__(self, allow_private: bool, turn: wire.Turn) -> None:
        self._allow_private, self._turn = allow_private, turn
        self._lanes = Lanes(THREADS)
        self._room = threading.Semaphore(WAITING)
        self._answers: queue.SimpleQueue[tuple[str, _Said | Exception]] = queue.SimpleQueue()
        self._closed = False

    def ask(self, url: str) -> None:
        """Has an address fetched, in the lane of its host."""
        try:
            lane = wire.parse(url).host
        except wire.WireError:
            lane = ""  # no address: it is said where the others' answers are
        self._lanes.put(lane, lambda: self._fetch(url))

    def _fetch(self, url: str) -> None:
        self._room.acquire()
        if self._closed:
            self._room.release()
            return
        try:
            said: _Said | Exception = wire.fetch(
                url, accept=ACCEPT, allow_private=self._allow_private, turn=self._turn
            )
        except Exception as error:  # noqa: BLE001 - raised again by who reads the answers
            said = error
        self._answers.put((url, said))

    def next_answer(self, seconds: float) -> tuple[str, _Said] | None:
        """The next answer there is; None where none comes for so long."""
        try:
            url, said = self._answers.get(timeout=seconds)
        except queue.Empty:
            return None
        self._room.release()
        if isinstance(said, Exception) and not isinstance(said, wire.WireError):
            raise said
        return url, said

    def close(self) -> None:
        """Begins no other request; those under way end by themselves."""
        self._closed = True
        self._lanes.close()
        self._room.release(THREADS)


def _read(answer: tuple[str, _Said]) -> Iterator[ingest.Draft | Refusal]:
    url, said = answer
    if isinstance(said, wire.WireError):
        advice = wire.allowing(said, "add") or "check the address, or try again later"
        yield Refusal(wire.shown(url), None, said.what, advice)
        return
    where = wire.shown(said.url)
    if not said.ok:
        yield _refused(where, said.status)
        return
    kind: str = sniff(said.body[:65_536], "").kind
    if kind in _FEEDS:
        advice = f"follow it: rashomon subscribe {shlex.quote(where)}"
        yield Refusal(where, None, A_FEED, advice)
        return
    # Kept with the article, shown and exported: never with a password.
    address = wire.shown(said.url, LONGEST)
    for item in ingest.read_body(io.BytesIO(said.body), address, said.charset):
        yield item if isinstance(item, Refusal) else _from(item, address)


def _from(draft: ingest.Draft, url: str) -> ingest.Draft:
    """A draft that says where it was fetched; a page's own address is that of its article."""
    origin = Origin(None, draft.origin.line, draft.origin.key, draft.origin.url or url)
    declared = draft.declared
    if declared.url is None and draft.origin.line is None:
        hows = {**declared.hows, "url": "address it was fetched from"}
        declared = replace(declared, url=url, hows=hows)
    return replace(draft, origin=origin, declared=declared)


def _refused(where: str, status: int) -> Refusal:
    reason, advice = _ANSWERS.get(status, (f"the server answers {status}", ""))
    if not advice:
        advice = "try again later" if status >= 500 else "open it in a browser and save the page"
    return Refusal(where, None, reason, advice)


_ANSWERS = {
    401: ("it asks for a password (401)", "open it in a browser, save the page and add the file"),
    403: ("the server does not let programs read it (403)",
          "open it in a browser, save the page and add the file"),
    404: ("there is no such page (404)", "check the address"),
    410: ("the page is gone (410)", "an archive of the web may have it"),
    429: ("the server was asked too often (429)", "wait a while, then try again"),
    451: ("the page is withheld for legal reasons (451)", "an archive of the web may have it"),
}  # fmt: skip
