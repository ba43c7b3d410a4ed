"""A saved feed (RSS, Atom, JSON Feed): every entry an article."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from index.ingest.draft import Draft, Limits
from index.ingest.feeds.drafting import drafts
from index.ingest.feeds.parsing import parse
from index.ingest.readers.plain import size
from index.ingest.sniff import Sniffed
from index.ingest.stream import Stream
from index.ingest.worker import WorkerFailed
from index.reports import Refusal

FEED_BYTES = 15_000_000


def read(stream: Stream, path: str, limits: Limits, _: Sniffed) -> Iterator[Draft | Refusal]:
    """A draft for every entry, read by a worker process; one refusal where it is no feed."""
    raw = stream.everything(FEED_BYTES)
    if raw is None:
        yield Refusal(path, None, f"a feed of more than {size(FEED_BYTES)}", "split it")
        return
    try:
        feed = parse(raw)
    except WorkerFailed as failed:
        yield Refusal(path, None, f"a feed that {failed.reason}", "check that it is a feed")
        return
    if not feed.entries:
        reason = f"a feed without entries{f'; it {feed.trouble}' if feed.trouble else ''}"
        yield Refusal(path, None, reason, "nothing to do")
        return
    today = datetime.datetime.now(datetime.UTC).date()
    yield from drafts(feed, today, limits, path, stream.done)
