"""Article numbers by the thousand: kept as runs, so that a million in a row take no room."""

from __future__ import annotations

import bisect
from collections.abc import Iterable, Iterator, Sequence
from typing import overload


class Numbers(Sequence[int]):
    """Numbers in the order they were added; equal to any sequence of the same ones."""

    def __init__(self, numbers: Iterable[int] = ()) -> None:
        self._runs: list[range] = []
        self._before: list[int] = []
        self._size = 0
        for number in numbers:
            self.add(number)

    def add(self, number: int) -> None:
        """One more, at the end."""
        if self._runs and self._runs[-1].stop == number:
            self._runs[-1] = range(self._runs[-1].start, number + 1)
        else:
            self._runs.append(range(number, number + 1))
            self._before.append(self._size)
        self._size += 1

    @property
    def runs(self) -> tuple[range, ...]:
        """The numbers as runs of consecutive ones."""
        return tuple(self._runs)

    @classmethod
    def of_runs(cls, runs: Iterable[tuple[int, int]]) -> Numbers:
        """Numbers from runs given by their first and last."""
        made = cls()
        for first, last in runs:
            made._runs.append(range(first, last + 1))
            made._before.append(made._size)
            made._size += last + 1 - first
        return made

    def __len__(self) -> int:
        return self._size

    def __iter__(self) -> Iterator[int]:
        return (number for run in self._runs for number in run)

    @overload
    def __getitem__(self, at: int) -> int: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[int]: ...
    def __getitem__(self, at: int | slice) -> int | Sequence[int]:
        if isinstance(at, slice):
            return tuple(self)[at]
        place = at + self._size if at < 0 else at
        if not 0 <= place < self._size:
            raise IndexError("no number at that place")
        run = bisect.bisect_right(self._before, place) - 1
        return self._runs[run][place - self._before[run]]

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Sequence) or isinstance(other, str | bytes):
            return NotImplemented
        return len(self) == len(other) and all(map(int.__eq__, self, other))

    def __hash__(self) -> int:
        return hash(tuple(self))

    def __repr__(self) -> str:
        return repr(tuple(self))
