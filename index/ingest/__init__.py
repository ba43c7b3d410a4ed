"""Anything on disk becomes articles: reading (bytes to drafts), then describing (to articles)."""

from index.ingest.describe import describe
from index.ingest.draft import Declared, Draft, Limits, Seen
from index.ingest.locate import Located
from index.ingest.reading import Inputs, measure, read, read_body

__all__ = [
    "Declared",
    "Draft",
    "Inputs",
    "Limits",
    "Located",
    "Seen",
    "describe",
    "measure",
    "read",
    "read_body",
]
