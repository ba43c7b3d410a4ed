"""Feeds in, entries out: RSS, Atom and JSON Feed, whatever state they are in."""

from index.ingest.feeds.drafting import drafts, original, outlet_of
from index.ingest.feeds.entry import Entry, ParsedFeed
from index.ingest.feeds.parsing import parse

__all__ = ["Entry", "ParsedFeed", "drafts", "original", "outlet_of", "parse"]
