"""The bundled articles in a library of their own, ready to read."""

from __future__ import annotations

from collections.abc import Callable
from tempfile import TemporaryDirectory
from typing import TypeVar

from index import locations, search
from index.errors import LibraryBusy, LibraryError
from index.store.explaining import explained
from index.store.shape import is_of_today

Made = TypeVar("Made")
_BESIDE = ("", "-wal", "-shm")


def sample(make: Callable[[locations.Location, TemporaryDirectory[str] | None], Made]) -> Made:
    """The sample library, which ``make`` opens and fills; one that cannot be used any more is
    made anew, for it is ours.

    Where none can be written, or a newer version keeps its own there, it lives in a temporary
    directory for this run, which ``make`` is given, too. Raises LibraryError.
    """
    try:
        location = locations.sample()
        _throw_away_old(location)
        return make(location, None)
    except LibraryBusy:
        raise
    except LibraryError:
        return make(*locations.scratch())


def _throw_away_old(location: locations.Location) -> None:
    with explained(location.file):
        if not location.file.exists() or is_of_today(location.file):
            return
        for end in _BESIDE:
            location.file.with_name(location.file.name + end).unlink(missing_ok=True)
    search.wipe(location.index)
