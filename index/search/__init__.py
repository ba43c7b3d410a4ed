"""Full-text search: the index, the query language, ranking, lighting and snippets.

Each part is loaded when it is first asked for: a glance at the index needs no NumPy.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from index.lazily import lazily

if TYPE_CHECKING:
    from index.search.document import Document, Filters, Found, Searching
    from index.search.engine import SearchIndex
    from index.search.few import Glance
    from index.search.few_matching import TooMuch
    from index.search.folder import IndexDamaged, wipe
    from index.search.light import Light
    from index.search.snippets import snippet

__all__ = [
    "Document",
    "Filters",
    "Found",
    "Glance",
    "IndexDamaged",
    "Light",
    "SearchIndex",
    "Searching",
    "TooMuch",
    "snippet",
    "wipe",
]

__getattr__ = lazily(
    __name__,
    {
        "document": "Document Filters Found Searching",
        "engine": "SearchIndex",
        "few": "Glance",
        "few_matching": "TooMuch",
        "folder": "IndexDamaged wipe",
        "light": "Light",
        "snippets": "snippet",
    },
)
