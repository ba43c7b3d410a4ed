"""Web pages become articles.

The parsing is done by a worker process (see ``index.ingest.worker``); nothing here loads an
HTML parser into the calling process.
"""

from __future__ import annotations

from index.ingest.pages.markup import plain_of
from index.ingest.pages.page import NoArticle, Page, page_of
from index.ingest.worker import WorkerFailed, Workshop, workshop

__all__ = ["LONGEST_PAGE", "NoArticle", "Page", "extract", "plain_of"]

LONGEST_PAGE = 10_000_000


def extract(
    html: bytes, url: str | None = None, charset: str | None = None, shop: Workshop | None = None
) -> Page:
    """The article in a page. Raises ``NoArticle`` alone, with what to do.

    ``html``: the page as it came. ``url``: the address it was fetched from, after redirects.
    ``charset``: the encoding that HTTP declared. ``shop``: whose worker does it, else the
    calling thread's own.
    """
    if len(html) > LONGEST_PAGE:
        raise NoArticle("a page of more than 10 MB", _ADVICE)
    known = {"url": url, "charset": charset}
    options = {name: value for name, value in known.items() if value}
    try:
        return page_of((shop or workshop()).ask("page", html, options))
    except WorkerFailed as failed:
        raise NoArticle(f"a web page that {failed.reason}", _ADVICE) from None


_ADVICE = "save its text as plain text and add that"
