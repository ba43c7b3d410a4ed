"""Where a reader is in a library and in each article, kept from one start to the next."""

from __future__ import annotations

import contextlib
import json
from dataclasses import asdict, fields
from threading import Lock
from typing import Any

from index import Library, RashomonError
from index.dataclass import dataclass

_KEY, _TRAIL = "place", "trail"
MOST_PLACES = 1_000
"""Articles whose reading place is kept; the one left longest ago is forgotten first."""
MOST_MARKS = 64
MOST_ROWS = 10_000_000
MOST_READ = 100
"""Articles that H and L walk through."""


@dataclass(frozen=True, slots=True)
class Place:
    """The list in front, the article shown, the offset of the reading line; whether one reads.

    ``query`` is the search that was on, ``newest`` whether its newest hits came first, and
    ``row`` where in the list the cursor was.
    """

    tab: str = "events"
    article: int | None = None
    offset: int | None = None
    reading: bool = False
    query: str = ""
    newest: bool = False
    row: int = 0

    @classmethod
    def load(cls, library: Library) -> Place:
        """The place kept in ``library``; the beginning where none is kept or it is spoilt."""
        kept = _recalled(library, _KEY, {})
        try:
            names = (field.name for field in fields(cls))
            place = cls(**{name: kept[name] for name in names if name in kept})
        except (ValueError, TypeError):
            return cls()
        right = all(isinstance(value, str) for value in (place.tab, place.query))
        right = right and all(isinstance(value, bool) for value in (place.reading, place.newest))
        right = right and all(
            value is None or isinstance(value, int) for value in (place.article, place.offset)
        )
        right = right and isinstance(place.row, int) and 0 <= place.row < MOST_ROWS
        with contextlib.suppress(RashomonError):
            if right and (place.article is None or library.lines([place.article])):
                return place
        return cls()

    def save(self, library: Library) -> None:
        """Keep the place; a library that cannot be written just forgets it."""
        _remember(library, _KEY, asdict(self))


class Offsets:
    """Numbers kept under names, the newest last and at most so many: places and marks."""

    def __init__(self, key: str, most: int = MOST_PLACES) -> None:
        self._key, self._most = key, most
        self._kept: dict[str, Any] = {}
        self._changed: dict[str, Any] = {}
        self._lock = Lock()

    def load(self, library: Library) -> None:
        """Take what ``library`` keeps."""
        self._kept = self._merged(_recalled(library, self._key, {}), self._changed)

    def get(self, name: object) -> Any:
        """What is kept under a name, None where nothing is."""
        return self._kept.get(str(name))

    def names(self) -> list[str]:
        """The names there are."""
        return sorted(self._kept)

    def put(self, name: object, value: Any) -> None:
        """Keep ``value`` under a name as the newest, or nothing if it is None."""
        if self.get(name) != value:
            with self._lock:
                self._changed[str(name)] = value
                self._kept = self._merged(self._kept, {str(name): value})

    def save(self, library: Library) -> None:
        """Keep what changed in ``library``, beside what another session kept meanwhile."""
        with self._lock:
            changed, self._changed = self._changed, {}
            if changed:
                self._kept = self._merged(_recalled(library, self._key, {}), changed)
                _remember(library, self._key, self._kept)

    def _merged(self, kept: Any, changed: dict[str, Any]) -> dict[str, Any]:
        merged = dict(kept) if isinstance(kept, dict) else {}
        for name, value in changed.items():
            merged.pop(name, None)
            if value is not None:
                merged[name] = value
        return dict(list(merged.items())[-self._most :])


class Trail:
    """The articles read one after the other, and where in them one is."""

    def __init__(self) -> None:
        self.read: list[int] = []
        self.at = -1

    @property
    def here(self) -> int | None:
        """The article one is at, None before any was read."""
        return self.read[self.at] if self.read else None

    def visit(self, article: int) -> None:
        """An article is read: what lay ahead is dropped."""
        if article != self.here:
            self.read = [*self.read[: self.at + 1], article][-MOST_READ:]
            self.at = len(self.read) - 1

    def step(self, by: int) -> int | None:
        """The article ``by`` steps on or, below 0, back, as far as there are some; else None."""
        to = max(0, min(self.at + by, len(self.read) - 1))
        if not self.read or to == self.at:
            return None
        self.at = to
        return self.read[to]

    @classmethod
    def load(cls, library: Library) -> Trail:
        """The trail kept in ``library``, of articles that are still there."""
        trail, kept = cls(), _recalled(library, _TRAIL, [])
        with contextlib.suppress(RashomonError, TypeError):
            numbers = [number for number in kept if isinstance(number, int)][-MOST_READ:]
            there = {line.id for line in library.lines(numbers)}
            trail.read = [number for number in numbers if number in there]
        trail.at = len(trail.read) - 1
        return trail

    def save(self, library: Library) -> None:
        """Keep the trail."""
        _remember(library, _TRAIL, self.read)


def _recalled(library: Library, key: str, default: Any) -> Any:
    """What ``library`` keeps under ``key``; ``default`` where nothing, or nothing readable."""
    try:
        return json.loads(library.recall(key) or "null") or default
    except (RashomonError, ValueError, RecursionError):
        return default


def _remember(library: Library, key: str, value: object) -> None:
    with contextlib.suppress(RashomonError):
        library.remember(key, json.dumps(value))
