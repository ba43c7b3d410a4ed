"""What an address holds, as articles: a page, a text, a table, an archive."""

from __future__ import annotations

import io
import shlex
from collections.abc import Iterable, Iterator
from dataclasses import replace

from index import ingest, wire
from index.article import Origin, Refusal
from index.ingest.sniff import sniff

ACCEPT = "text/html,application/xhtml+xml,text/plain,application/json;q=0.9,*/*;q=0.5"
_FEEDS = ("feed", "json feed")
A_FEED = "a feed, whose articles change"

LONGEST = 4_000
"""Letters of an address that are kept."""


def pull(
    urls: Iterable[str], allow_private: bool = False, turn: wire.Turn | None = None
) -> Iterator[ingest.Draft | Refusal]:
    """Fetches addresses one after the other and reads what they hold. Never raises for what is
    there, or is not.

    Addresses on private networks are refused unless ``allow_private``. ``turn`` keeps requests
    to one host apart, by default as long as is polite.
    """
    turn = turn or wire.Turns()
    for url in urls:
        yield from _pulled(url, allow_private, turn)


def _pulled(url: str, allow_private: bool, turn: wire.Turn) -> Iterator[ingest.Draft | Refusal]:
    try:
        answer = wire.fetch(url, accept=ACCEPT, allow_private=allow_private, turn=turn)
    except wire.WireError as error:
        advice = wire.allowing(error, "add") or "check the address, or try again later"
        yield Refusal(wire.shown(url), None, error.what, advice)
        return
    where = wire.shown(answer.url)
    if not answer.ok:
        yield _refused(where, answer.status)
        return
    kind: str = sniff(answer.body[:65_536], "").kind
    if kind in _FEEDS:
        advice = f"follow it: rashomon subscribe {shlex.quote(where)}"
        yield Refusal(where, None, A_FEED, advice)
        return
    # Kept with the article, shown and exported: never with a password.
    address = wire.shown(answer.url, LONGEST)
    for item in ingest.read_body(io.BytesIO(answer.body), address, answer.charset):
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
