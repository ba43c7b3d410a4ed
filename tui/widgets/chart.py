"""How often over time, as a few lines of letters: pure, so that it can be tested by itself."""

from __future__ import annotations

import functools
import os
from collections.abc import Iterable, Iterator, Sequence

from index.answers import Share
from index.dataclass import dataclass
from tui.phrases import month

MONTHS = 48
"""More months than that are counted by years."""
_BLOCKS, _LETTERS = " ▁▂▃▄▅▆▇█", " ....:::#"
_POOR_FONTS = ("linux", "vt", "ansi", "cons")
_STEPS = (1, 2, 5)


@functools.cache
def fillings() -> str:
    """Nine fillings of a cell, empty to full.

    Consoles whose fonts lack the eighth blocks get letters; that is decided here alone.
    """
    poor = os.environ.get("TERM", "").startswith(_POOR_FONTS)
    return _LETTERS if poor else _BLOCKS


@dataclass(frozen=True, slots=True)
class Series:
    """Counts of equal stretches of time, one after the other, those without any included.

    ``first`` and ``last`` name the outer stretches, ``peak`` the one with the most.
    """

    values: tuple[int, ...]
    first: str
    last: str
    peak: str
    undated: int


def series(shares: Iterable[Share], most: int) -> Series:
    """The mentions of ``shares`` by month, or by years so that at most ``most`` values result."""
    counted: dict[int, int] = {}
    undated = 0
    for share in shares:
        at = _number(share.label)
        if at is None:
            undated += share.mentions
        else:
            counted[at] = counted.get(at, 0) + share.mentions
    if not counted:
        return Series((), "", "", "", undated)
    step = _step(min(counted), max(counted), most)
    first, last = min(counted) // step, max(counted) // step
    values = [0] * (last - first + 1)
    for at, mentions in counted.items():
        values[at // step - first] += mentions
    peak = max(range(len(values)), key=values.__getitem__)
    begin, end, most_named = (_named(first + at, step) for at in (0, len(values) - 1, peak))
    return Series(tuple(values), begin, end, most_named, undated)


def _number(label: str | None) -> int | None:
    """The months since year 0 of ``2023-07``, None for what is no month."""
    year, _, number = (label or "").partition("-")
    right = all(part.isascii() and part.isdigit() and len(part) <= 4 for part in (year, number))
    return int(year) * 12 + int(number) - 1 if right else None


def _step(first: int, last: int, most: int) -> int:
    """How many months are one value."""
    if last - first < min(MONTHS, most):
        return 1
    for tens in range(5):
        for one in _STEPS:
            step = 12 * one * int(10**tens)
            if last // step - first // step < most:
                return step
    return last + 1


def _named(at: int, step: int) -> str:
    if step == 1:
        return month(at // 12, at % 12 + 1)
    years = step // 12
    return str(at) if years == 1 else f"{at * years}–{at * years + years - 1}"


def bars(values: Sequence[int], height: int, width: int) -> list[str]:
    """``height`` lines of upright bars, the highest as high as all of them, top line first."""
    most = max(values, default=0)
    if not most:
        return []
    each = max(1, min(4, width // len(values)))
    filled = [max(1, round(8 * height * value / most)) if value else 0 for value in values]
    return ["".join(_cells(filled, line, each)) for line in range(height - 1, -1, -1)]


def _cells(filled: Iterable[int], line: int, each: int) -> Iterator[str]:
    inks = fillings()
    for eighths in filled:
        ink = inks[max(0, min(8, eighths - 8 * line))]
        yield ink if each == 1 else ink * (each - 1) + " "
