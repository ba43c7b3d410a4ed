"""An outlet as it is typed, under all the spellings that the library has of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from index.errors import NotFound
from index.text import clean_line, fold

if TYPE_CHECKING:
    from index.library import Library


def spellings(library: Library, typed: str) -> tuple[str, ...]:
    """Every spelling in use of the outlet, the most used first. Raises NotFound."""
    wanted = fold(clean_line(typed, 400))
    lines = library.outlets.every()
    for line in lines:
        if wanted in {fold(line.name), *map(fold, line.spellings)}:
            return tuple(sorted(line.spellings, key=lambda one: (-line.spellings[one], one)))
    near = [line.name for line in lines if wanted[:3] in fold(line.name)][:4]
    advice = f"perhaps {', '.join(near)}" if near else "'rashomon outlets' lists them"
    raise NotFound(f"no outlet named {clean_line(typed, 80)!r}", advice=advice)
