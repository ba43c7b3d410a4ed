"""What work on a library tells: how far it is, what became of it, what was found unsound."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import field
from typing import Literal

from index.article import Origin
from index.dataclass import dataclass


@dataclass(frozen=True, slots=True)
class Refusal:
    """An input that did not go in: where (file, line), why, and what to do about it.

    ``skipped`` marks what nobody would miss (an empty file, a folder without articles).
    """

    path: str
    line: int | None
    reason: str
    advice: str
    skipped: bool = False


@dataclass(frozen=True, slots=True)
class Already:
    """An input whose text the library had: ``article`` is the one it equals."""

    origin: Origin
    article: int


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What became of everything that was put in. ``cancelled`` tells that it was cut short.

    ``already``, ``refused`` and ``skipped`` name the first of each; ``more`` counts, under
    these names, those beyond, so that a report stays small whatever was put in. ``unchanged``:
    files passed over because they were read before and have not changed. ``brought_back``:
    articles that had been forgotten; ``left_out``: texts that stay forgotten. ``cautions``: how
    many of the articles imported have each kind of caution.
    """

    imported: Sequence[int]
    already: tuple[Already, ...]
    refused: tuple[Refusal, ...]
    skipped: tuple[Refusal, ...]
    cancelled: bool = False
    unchanged: int = 0
    brought_back: Sequence[int] = ()
    left_out: int = 0
    cautions: Mapping[str, int] = field(default_factory=dict)
    more: Mapping[str, int] = field(default_factory=dict)

    def count(self, kind: Literal["already", "refused", "skipped"]) -> int:
        """How many there are of a kind, those that are not named among them."""
        named: tuple[object, ...] = getattr(self, kind)
        return len(named) + self.more.get(kind, 0)


@dataclass(frozen=True, slots=True)
class PastImport:
    """An import as the library remembers it: its number, when it began and ended (ISO 8601,
    UTC), what was put in, and what became of it, with fewer named than in the report itself."""

    id: int
    began: str
    ended: str
    sources: tuple[str, ...]
    report: ImportReport


@dataclass(frozen=True, slots=True)
class Progress:
    """How far long work is: ``done`` of ``total`` in ``unit`` ("bytes", "articles").

    ``articles`` counts those dealt with so far where the unit is another.
    """

    stage: str
    done: int
    total: int
    unit: str
    articles: int = 0


Report = Callable[[Progress], None]
"""Told how far long work is."""


Cancelled = Callable[[], bool]
"""Asked now and then whether long work is to stop."""


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was looked at: sound or not, in one line, with what to do if not."""

    name: str
    ok: bool
    detail: str
    advice: str = ""
