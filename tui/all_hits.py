"""Everything that a query names, for what is done to all of it at once."""

from __future__ import annotations

from index.errors import QueryError
from index.library import Library


def all_hits(library: Library, query: str, typing: bool = False) -> list[int]:
    """The articles that a query names, best first. ``typing``: its last word is unfinished.

    Raises QueryError where more could be found than it names: the nearest hits of a query
    that nothing meets are good to read, but nobody asked to forget or tag them.
    """
    total = max(1, library.search(query, limit=1, typing=typing, bare=True).total)
    found = library.search(query, limit=total, typing=typing, bare=True)
    if found.beyond:
        raise QueryError(found.beyond, advice="nothing was done; name it more plainly")
    return [hit.line.id for hit in found.hits]
