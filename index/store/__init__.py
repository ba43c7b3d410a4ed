"""SQLite: the truth. Articles, what was derived from them, what the reader did.

``Connections`` gives a thread its connection; every other module holds the statements of
one matter.
"""

from index.store.connections import Connections, folder_of

__all__ = ["Connections", "folder_of"]
