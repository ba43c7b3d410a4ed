"""What goes into the index and what comes out: plain values, no machinery."""

from __future__ import annotations

import datetime
from collections.abc import Collection
from typing import Protocol

from index.dataclass import dataclass
from index.search.light import Light


@dataclass(frozen=True, slots=True)
class Document:
    """An article as the index takes it. ``id`` is a small positive integer."""

    id: int
    title: str
    body: str
    outlet: str
    day: datetime.date | None
    language: str | None


class Filters(Protocol):
    """Answers for what the index does not hold itself."""

    def ids(self, field: str, value: str) -> Collection[int]:
        """Ids of the articles for which ``field:value`` holds.

        ``field`` is one of entity, person, place, org, event, tag, is, lang. Raises
        QueryError for a value that is not known.
        """
        ...


@dataclass(frozen=True, slots=True)
class Found:
    """The answer to a query: the page asked for, best first, and the exact total.

    ``note`` is one line for the reader where the query was not taken literally;
    ``suggestion`` a nearest query that has hits; ``light`` finds what matched in any text.
    ``beyond`` is why other articles than those the query names may be among them.
    """

    ids: tuple[int, ...]
    scores: tuple[float, ...]
    total: int
    note: str | None
    suggestion: str | None
    light: Light
    beyond: str | None = None


class Searching(Protocol):
    """What answers queries."""

    def search(
        self,
        query: str,
        *,
        limit: int = 20,
        offset: int = 0,
        typing: bool = False,
        sort: str = "relevance",
        filters: Filters | None = None,
        today: datetime.date | None = None,
    ) -> Found:
        """Find articles."""
        ...

    def like(self, article: int | str, limit: int = 10) -> Found:
        """The articles most like one."""
        ...
