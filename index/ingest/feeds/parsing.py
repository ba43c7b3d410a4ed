"""The bytes of a feed to its entries, by a worker process."""

from __future__ import annotations

from index.ingest.feeds.entry import ParsedFeed, unpacked
from index.ingest.worker import Workshop, workshop


def parse(
    raw: bytes,
    url: str | None = None,
    content_type: str | None = None,
    charset: str | None = None,
    shop: Workshop | None = None,
) -> ParsedFeed:
    """What a feed says. ``url``: where it came from, for relative links.

    ``content_type`` and ``charset`` are what the server said of it. Raises WorkerFailed
    where it is no feed, or cannot be read in the time and memory there is; then ``reason``
    is said to the reader.
    """
    told = {"url": url, "content_type": content_type, "charset": charset}
    options = {name: value for name, value in told.items() if value}
    return unpacked((shop or workshop()).ask("feed", raw, options))
