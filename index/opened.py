"""A library that stands open: its files, its search index, and whether others changed it."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Self

from index import locations
from index.store import Connections
from index.store.changes import Changes

if TYPE_CHECKING:
    from tempfile import TemporaryDirectory

    from index.comparison.table import Comparison
    from index.keeping import KeptIndex


class Opened:
    """The files of one library, held open until they are closed.

    ``is_sample`` tells that it holds the bundled articles; ``scratch`` is the temporary
    directory it lies in, if it does, which goes with it.
    """

    def __init__(
        self,
        location: locations.Location,
        *,
        is_sample: bool = False,
        scratch: TemporaryDirectory[str] | None = None,
    ) -> None:
        self.path = location.library
        self.is_sample = is_sample
        self._location = location
        self._connections = Connections(location.library / locations.FILE)
        self._kept: KeptIndex | None = None
        self._guard = threading.Lock()
        self._changes = Changes(self._connections)
        self._scratch = scratch
        # Known only as long as it is open:
        self._compared: dict[tuple[object, ...], Comparison] = {}
        self._counted: dict[tuple[object, ...], int] = {}
        self._remembered: dict[str, str] = {}

    @property
    def read_only(self) -> bool:
        """Whether nothing can be written to it here: what would be raises ReadOnly."""
        return self._connections.read_only

    @property
    def in_hand(self) -> bool:
        """Whether something is being written to it here, by any thread."""
        return self._connections.in_hand

    def close(self) -> None:
        """Closes every file. The library must not be used afterwards."""
        if self._kept is not None:
            self._kept.close()
        self._connections.close()
        if self._scratch is not None:
            self._scratch.cleanup()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def warm(self) -> None:
        """Makes the first search and the first comparison quick: checks the index in the
        background, and loads what comparing needs. To be called from a thread."""
        from index import framing

        self._index.warm()
        framing.warm()

    def changed(self) -> bool:
        """True if what is shown of the library changed since this thread last asked.

        Told by another connection; what is merely remembered, as a reader's place, does not count.
        """
        return self._changes.any()

    @property
    def _index(self) -> KeptIndex:
        """The search index, opened when first asked for."""
        from index.keeping import KeptIndex

        with self._guard:
            if self._kept is None:
                self._kept = KeptIndex(self._location.index, self._connections)
            return self._kept
