"""A row of tabs as words and roles: whole names only, and the keys that walk them."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len

from tui.list_rows import Piece

_AROUND = 2
"""Blank cells that are a tab's own; where there is room another stands behind each."""


def tab_row(
    names: Sequence[str],
    place: int,
    width: int,
    advice: Sequence[str] = (),
    numbered: bool = False,
) -> list[Piece]:
    """The tabs in ``width`` cells, the one at ``place`` marked.

    Where not all fit, the row begins nearer to that one and ends in a sign that there are more.
    Of ``advice`` the first form that fits stands behind the tabs with a blank cell after it;
    where they are ``numbered`` each has its number before it, if there is room for all of them.
    """
    spare = width - _taken(names)
    numbered = numbered and spare > len(names)
    first, end = _whole(names, place, width - 1)
    said = next((one for one in advice if cell_len(one) < spare), "")
    close = advice and not said and cell_len(advice[-1]) < spare + len(names) - 1
    pieces: list[Piece] = [("‹", "faint")] if first else [(" ", "text")] if numbered else []
    for at, name in enumerate(names[first:end], first):
        if numbered:
            pieces.append((f"{at + 1}", "faint"))
        pieces.append((f" {name} ", "tab_here" if at == place else "dim"))
        if not close or at == len(names) - 1:
            pieces.append((" ", "text"))
    if end < len(names):
        pieces.append(("›", "faint"))
    said = advice[-1] if close else said
    return [*pieces, (said, "faint")] if said else pieces


def _taken(names: Sequence[str]) -> int:
    return sum(cell_len(name) + _AROUND + 1 for name in names)


def _whole(names: Sequence[str], place: int, room: int) -> tuple[int, int]:
    """The tabs that stand in ``room`` cells whole, the one at ``place`` among them."""
    first, end = 0, len(names)
    while first < place and _taken(names[first : place + 1]) > room:
        first += 1
    while end > place + 1 and _taken(names[first:end]) > room + 1:
        end -= 1
    return first, end
