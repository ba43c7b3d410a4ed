"""Anything on disk becomes articles: reading (bytes to drafts), then describing (to articles)."""

from index.ingest.describe import describe
from index.ingest.draft import Declared, Draft, Limits
from index.ingest.reading import measure, read

__all__ = ["Declared", "Draft", "Limits", "describe", "measure", "read"]
