"""SQLite: the truth. Articles, what was derived from them, what the reader did.

``Connections`` gives a thread its connection; every other module holds the statements of
one matter.
"""

from index.store.connections import Connections

__all__ = ["Connections"]
