"""SQLite: the truth. Articles, what was derived from them, what the reader did.

``Connections`` gives a thread its connection; ``articles``, ``readings``, ``placements``
and ``marks`` each hold the statements of one matter.
"""

from index.store import articles, marks, placements, readings
from index.store.connections import Connections

__all__ = ["Connections", "articles", "marks", "placements", "readings"]
