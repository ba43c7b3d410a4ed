"""A saved web page is one article: its running text, and what its markup says of it."""

from __future__ import annotations

from collections.abc import Iterator

from index.article import Origin
from index.ingest.draft import Draft, Limits
from index.ingest.pages import NoArticle, extract
from index.ingest.readers.plain import size
from index.ingest.sniff import Sniffed
from index.ingest.stream import Stream
from index.reports import Refusal


def read(stream: Stream, path: str, limits: Limits, _: Sniffed) -> Iterator[Draft | Refusal]:
    """The one draft of a page, or the refusal of a page with no article in it."""
    raw = stream.everything(limits.page)
    if raw is None:
        reason = f"a web page of more than {size(limits.page)}"
        yield Refusal(path, None, reason, "save its text as plain text and add that")
        return
    try:
        page = extract(raw, stream.url, stream.charset)
    except NoArticle as none:
        yield Refusal(path, None, none.reason, none.advice)
        return
    yield Draft(
        raw,
        page.text,
        page.declared(),
        Origin(path, url=stream.url),
        stream.done,
        page.encoding,
        page.replaced,
        page.cautions,
        page.credits,
    )
