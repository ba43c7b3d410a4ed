"""Full-text search: the index, the query language, ranking, lighting and snippets."""

from index.search.document import Document, Filters, Found
from index.search.engine import SearchIndex
from index.search.folder import IndexDamaged, wipe
from index.search.light import Light
from index.search.snippet import snippet

__all__ = [
    "Document",
    "Filters",
    "Found",
    "IndexDamaged",
    "Light",
    "SearchIndex",
    "snippet",
    "wipe",
]
