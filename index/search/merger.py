"""Merging parts of the index, in the background or at once."""

from __future__ import annotations

import contextlib
from dataclasses import replace

from index.errors import LibraryBusy, RashomonError
from index.search import folder as disk
from index.search import keeper
from index.search.folder import Manifest, PartEntry
from index.search.keeper import Background, Calm, Weight
from index.search.merging import merge
from index.search.parts import Part
from index.search.state import Current


class Merger:
    """Merges the parts of an index as the plan says."""

    def __init__(self, current: Current, calm: Calm) -> None:
        """``calm`` tells when nobody searches."""
        self._current, self._calm = current, calm
        self._work = Background("merging the search index")
        self._urgent = 0

    def stop(self) -> None:
        """Finish what is nearly done, give up the rest, and begin nothing more."""
        self._work.stop()

    def tidy_up(self) -> None:
        """Merge what should be merged: now if it is urgent, else in the background."""
        if len(self._current.state.manifest.parts) > keeper.MOST_PARTS:
            self._work.wait()
            while (
                len(self._current.state.manifest.parts) > keeper.MOST_PARTS and self._merge_once()
            ):
                pass
        if keeper.plan(self._weights()):
            self._work.start(self._merge_all)

    def settle(self) -> None:
        """Merge what should be merged, and wait until that is done."""
        self._work.wait()
        with contextlib.suppress(LibraryBusy):
            while self._merge_once():
                pass

    def purge(self) -> None:
        """Write anew every part that still has words of what was taken out."""
        self._work.wait()
        while self._purge_one():
            pass

    def _purge_one(self) -> bool:
        with disk.merging(self._current.folder) as alone, self._current.trusting():
            self._current.refresh()
            holding = [e.name for e in self._current.state.manifest.parts if e.removed]
            self._urgent = 0
            return bool(alone and holding) and self._merge({holding[0]})

    def _weights(self) -> list[Weight]:
        state = self._current.state
        sizes = ((e.name, len(state.parts[e.name]), len(e.removed)) for e in state.manifest.parts)
        return [Weight(name, whole - removed, whole) for name, whole, removed in sizes]

    def _merge_all(self) -> None:
        with contextlib.suppress(RashomonError):  # the next writer meets the same, and says so
            while not self._work.stopped and self._merge_once():
                pass

    def _merge_once(self) -> bool:
        """Merge the parts that come first; False if there are none, or others merge."""
        with disk.merging(self._current.folder) as alone, self._current.trusting():
            self._current.refresh()
            chosen = keeper.plan(self._weights()) if alone else []
            self._urgent = sum(weight.live for weight in chosen)
            return bool(chosen) and self._merge({weight.name for weight in chosen})

    def _merge(self, names: set[str]) -> bool:
        state = self._current.state
        old = [entry for entry in state.manifest.parts if entry.name in names]
        path = disk.new_part(self._current.folder, state.manifest.next)
        try:
            steps = merge(path, [state.parts[e.name] for e in old], [e.removed for e in old])
            while True:
                try:
                    next(steps)
                except StopIteration as done:
                    entry = PartEntry(path.name, done.value)
                    break
                self._calm.wait()
                if self._work.stopped and self._urgent > keeper.SOON:
                    return False
            with disk.writing(self._current.folder):
                return self._replace(state.parts, old, entry)
        except OSError as error:
            raise disk.unwritable(self._current.folder, error) from error
        finally:
            if path.name not in {entry.name for entry in self._current.state.manifest.parts}:
                disk.discard(path)

    def _replace(self, parts: dict[str, Part], old: list[PartEntry], new: PartEntry) -> bool:
        """Publish a merged part in place of the old ones.

        What was removed from them meanwhile is removed from it; an old part that is gone
        has had all its articles removed, for nobody else may merge now.
        """
        self._current.refresh()
        manifest = self._current.state.manifest
        present = {entry.name: entry.removed for entry in manifest.parts}
        names = {entry.name for entry in old}
        if not names & present.keys():
            return False
        since = frozenset[int]()
        for entry in old:
            gone = present.get(entry.name)
            gone = frozenset(parts[entry.name].ids.tolist()) if gone is None else gone
            since |= gone - entry.removed
        kept = [entry for entry in manifest.parts if entry.name not in names]
        merged = (replace(new, removed=since), *kept)
        self._current.publish(Manifest(manifest.serial, manifest.next + 1, merged), merges=True)
        return True
