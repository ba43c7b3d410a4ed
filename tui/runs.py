"""Words on their way to the screen: cleaned again, cut and spread by cells, styled in runs.

No screen is needed: the first picture is drawn before one is there.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from rich.cells import cell_len, set_cell_size
from rich.style import Style

from index.text import clean_text

Run = tuple[str, Style]
"""A piece of a line and the style it is drawn in."""


_SHORT = 256
"""Letters of a piece that may be asked for again: drawing a line asks several times."""


def safe(text: str) -> str:
    """``text`` as a drawable piece of one line, white space kept cell for cell."""
    return _safe_again(text) if len(text) <= _SHORT else _safe(text)


def _safe(text: str) -> str:
    return clean_text(text).replace("\n", " ").replace("\t", " ")


_safe_again = lru_cache(4096)(_safe)


def clip(name: str, width: int) -> str:
    """``name`` in at most ``width`` cells, as many of its letters as there is room for.

    Of two names that begin with the same word what follows tells them apart.
    """
    name = safe(name)
    if cell_len(name) <= width:
        return name
    return set_cell_size(name, width - 1).rstrip(_LOOSE) + "…" if width > 0 else ""


_LOOSE = " ,;:·–-("
"""What does not stand before an ellipsis."""


def cut(text: str, width: int) -> str:
    """``text`` in at most ``width`` cells, with an ellipsis where something is lost.

    Whole words are lost, unless that left less than half of the width.
    """
    text = safe(text)
    if cell_len(text) <= width:
        return text
    return text[: _whole(text, width)] + "…" if width > 0 else ""


def _whole(text: str, width: int) -> int:
    """How many letters of ``text``, which is wider, stay before an ellipsis in ``width``."""
    kept = len(set_cell_size(text, width - 1).rstrip())
    if text[kept : kept + 1] != " ":
        space = text.rfind(" ", 0, kept)
        kept = space if space * 2 >= width else kept
    return len(text[:kept].rstrip(_LOOSE)) or kept


def spread(left: Sequence[Run], right: Sequence[Run], width: int) -> list[Run]:
    """``left`` at the left and ``right`` at the right edge; the left gives way first."""
    taken = sum(cell_len(safe(text)) for text, _ in right)
    room = max(0, width - taken - (1 if right else 0))
    said = [(safe(text), ink) for text, ink in left]
    filled = sum(cell_len(text) for text, _ in said)
    if filled > room:
        said = _shortened(said, room)
        filled = sum(cell_len(text) for text, _ in said)
    gap = room - filled + (1 if right else 0)
    return [*said, (" " * gap, Style.null()), *right]


def _shortened(runs: Sequence[Run], room: int) -> list[Run]:
    """The first of ``runs`` in ``room`` cells, which all of them overfill, and an ellipsis."""
    if room < 1:
        return []
    left = _whole("".join(text for text, _ in runs), room)
    kept: list[Run] = []
    for text, ink in runs:
        if left < len(text):
            return [*kept, (text[:left] + "…", ink)]
        kept.append((text, ink))
        left -= len(text)
    return kept


def pad(text: str, width: int, right: bool = False) -> str:
    """``text`` cut or filled to ``width`` cells, at the left or at the right edge."""
    text = cut(text, width)
    filler = " " * (width - cell_len(text))
    return filler + text if right else text + filler
