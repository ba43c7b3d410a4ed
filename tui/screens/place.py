"""Where a reader is in a library, kept from one start to the next."""

from __future__ import annotations

import contextlib
import json
from dataclasses import asdict, dataclass

from index import Library, RashomonError

_KEY = "place"


@dataclass(frozen=True, slots=True)
class Place:
    """The list in front, the article shown, and the offset of the reading line."""

    tab: str = "events"
    article: int | None = None
    offset: int | None = None

    @classmethod
    def load(cls, library: Library) -> Place:
        """The place kept in ``library``; the beginning where none is kept or it is spoilt."""
        try:
            kept = json.loads(library.recall(_KEY) or "{}")
            place = cls(
                **{name: kept[name] for name in ("tab", "article", "offset") if name in kept}
            )
        except (RashomonError, ValueError, TypeError):
            return cls()
        right = isinstance(place.tab, str) and all(
            value is None or isinstance(value, int) for value in (place.article, place.offset)
        )
        if not right or (place.article is not None and not library.lines([place.article])):
            return cls()
        return place

    def save(self, library: Library) -> None:
        """Keep the place; a library that cannot be written just forgets it."""
        with contextlib.suppress(RashomonError):
            library.remember(_KEY, json.dumps(asdict(self)))
