"""What the index is now, for this process: read from the folder, published to it."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Iterator
from dataclasses import field, replace
from pathlib import Path

from index.dataclass import dataclass
from index.search import folder as disk
from index.search.blocks import BlockDamaged
from index.search.folder import Manifest
from index.search.parts import Part
from index.search.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class State:
    """What the index is at a time. It never changes; a newer one takes its place."""

    manifest: Manifest = field(default_factory=Manifest)
    parts: dict[str, Part] = field(default_factory=dict)
    snapshot: Snapshot = field(default_factory=lambda: Snapshot((), ()))


class Current:
    """The present ``state`` of the index in a folder."""

    def __init__(self, folder: Path) -> None:
        """Raises IndexDamaged, LibraryError."""
        self.folder = folder
        self.state = State()
        self._seen: tuple[int, int, int] | None = None
        self._refreshing = threading.Lock()
        disk.prepare(folder)
        self.refresh()

    def refresh(self) -> None:
        """See what other processes have written since. Raises IndexDamaged."""
        with self._refreshing:
            for attempt in range(8):
                seen = disk.state_of(self.folder)
                if seen is not None and seen == self._seen:
                    return
                manifest = disk.load(self.folder)
                try:
                    parts = {
                        entry.name: self.state.parts.get(entry.name) or Part(self.folder, entry)
                        for entry in manifest.parts
                    }
                    break
                except FileNotFoundError as error:
                    if attempt > 5:
                        raise disk.damaged(self.folder, "a part of it is missing") from error
            if manifest != self.state.manifest:
                removed = [entry.removed for entry in manifest.parts]
                with self.trusting():
                    snapshot = Snapshot(tuple(parts.values()), removed)
                self.state = State(manifest, parts, snapshot)
            self._seen = seen

    def publish(self, manifest: Manifest, *, merges: bool = False) -> None:
        """Make a manifest the state of the index. Call with the right to write.

        Parts of which nothing counts are left out. Raises LibraryError, IndexDamaged.
        """
        parts = self.state.parts
        full = tuple(
            entry
            for entry in manifest.parts
            if entry.name not in parts or len(entry.removed) < len(parts[entry.name])
        )
        try:
            disk.publish(self.folder, replace(manifest, serial=manifest.serial + 1, parts=full))
            self.refresh()
            disk.sweep(self.folder, self.state.manifest, merges=merges)
        except OSError as error:
            raise disk.unwritable(self.folder, error) from error

    @contextlib.contextmanager
    def trusting(self) -> Iterator[None]:
        """Tell damage found while reading as what it means for the index."""
        try:
            yield
        except BlockDamaged as error:
            raise disk.damaged(self.folder, str(error)) from error

    def close(self) -> None:
        """Let go of the files."""
        self.state = State()
