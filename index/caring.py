"""What keeps a library sound: looking it over and mending it, its search index, its backup."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from index.locations import Location
from index.reports import Cancelled, Check, Report
from index.store import Connections

if TYPE_CHECKING:
    from index.keeping import KeptIndex


class Care:
    """The care of one library."""

    def __init__(
        self,
        location: Location,
        connections: Connections,
        index: Callable[[], KeptIndex],
        pending: Callable[[], int],
        analyse: Callable[[], bool],
    ) -> None:
        """``index`` answers the search index; ``pending`` and ``analyse`` are the library's."""
        self._location, self._connections, self._index = location, connections, index
        self._pending, self._analyse = pending, analyse

    def doctor(self) -> tuple[Check, ...]:
        """Looks everything over and changes nothing."""
        from index import checking

        return checking.check(self._location, self._connections, self._pending())

    def mend(self) -> tuple[str, ...]:
        """Mends what ``doctor`` finds as far as nothing is lost by it; tells what that was.

        Raises LibraryBusy while another process writes.
        """
        from index import mending

        return mending.mend(self._location, self._connections, self._index(), self._read_pending)

    def _read_pending(self) -> bool:
        """Reads what is pending; True where nothing of it could be, or was."""
        waiting = self._pending()
        self._analyse()
        return self._pending() == waiting

    def reindex(
        self, *, progress: Report | None = None, cancelled: Cancelled | None = None
    ) -> tuple[int, ...]:
        """Makes the search index anew from the store; answers the articles that are damaged, which
        are left out."""
        return self._index().remake(progress, cancelled)

    def unindexed(self) -> int:
        """How many stored articles the search index lacks; all of them where it is damaged."""
        return self._index().lacking()

    def backup(self, file: Path, *, progress: Report | None = None) -> int:
        """Writes the whole library to one file, while others may write to it; answers its bytes.

        Raises LibraryError where ``file`` is something else, or cannot be written.
        """
        from index import backing

        return backing.backup(self._connections, file, progress)
