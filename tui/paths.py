"""Paths as they are typed: completed as a shell does, and what they name."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice, takewhile
from pathlib import Path

from index.text import clean_line

MOST_NAMES = 20_000
"""Names of a folder that are looked at."""


@dataclass(frozen=True, slots=True)
class Completed:
    """``typed`` as far as it is clear how it goes on, and the names it may go on with."""

    typed: str
    names: tuple[str, ...] = ()


def completed(typed: str) -> Completed:
    """How a path goes on; folders end in a slash. Names that cannot be typed are left out."""
    head, _, begun = typed.rpartition("/")
    if typed == "~":
        return Completed("~/")
    try:
        folder = Path(head + "/").expanduser() if "/" in typed else Path()
        with os.scandir(folder) as found:
            names = sorted(
                f"{one.name}/" if one.is_dir() else one.name
                for one in islice(found, MOST_NAMES)
                if one.name.startswith(begun)
                and one.name.startswith(".") <= begun.startswith(".")
                and clean_line(one.name) == one.name
            )
    except (OSError, ValueError, RuntimeError):
        return Completed(typed)
    if not names:
        return Completed(typed)
    return Completed(typed[: len(typed) - len(begun)] + _shared(names), tuple(names))


def _shared(names: Sequence[str]) -> str:
    """What sorted names all begin with."""
    first, last = names[0], names[-1]
    same = takewhile(lambda pair: pair[0] == pair[1], zip(first, last, strict=False))
    return first[: sum(1 for _ in same)]


def meant(typed: str) -> str:
    """The path that was typed or pasted: without quotes around it, ``~`` put out in full."""
    for quote in ("'", '"'):
        if len(typed) > 1 and typed[0] == typed[-1] == quote:
            typed = typed[1:-1]
    try:
        return str(Path(typed).expanduser()) if typed[:1] == "~" else typed
    except (RuntimeError, ValueError):
        return typed
