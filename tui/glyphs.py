"""One table: what stands for a sign where the terminal cannot show it.

Screens and commands are written with the signs they should have; on the way to a terminal
that has no UTF-8 each is replaced by one from this table, cell for cell, so that nothing
shifts. Letters lose their accents; what has no counterpart becomes a question mark.
"""

from __future__ import annotations

import codecs
import functools
import unicodedata

ASCII_ONLY = "ascii"

SIGNS = {
    "▌": ">", "›": ">", "‹": "<", "▸": ">", "▾": "v", "●": "*", "•": "*", "○": "o", "◦": "o",
    "▪": "=", "■": "#", "□": "o", "★": "*", "☆": "*", "✓": "x", "✗": "x", "·": ".", "…": "~",
    "−": "-", "–": "-", "—": "-", "‐": "-", "‑": "-", "‒": "-", "―": "-", "×": "x", "÷": "/",
    "±": "~", "≈": "~", "≠": "#", "≤": "<", "≥": ">", "→": ">", "←": "<", "↑": "^", "↓": "v",
    "↔": "-", "⏎": "<", "“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "‘": "'", "’": "'",
    "‚": "'", "´": "'", "°": "o", "§": "S", "¶": "P", "©": "c", "®": "r", "€": "E", "£": "L",
    "¥": "Y", "¢": "c", "¡": "!", "¿": "?", "º": "o", "ª": "a", "\xa0": " ", "\u202f": " ",
    "\u2009": " ", "ß": "s", "æ": "a", "Æ": "A", "œ": "o", "Œ": "O", "ø": "o", "Ø": "O",
    "đ": "d", "Đ": "D", "ł": "l", "Ł": "L", "ı": "i", "þ": "t", "Þ": "T", "ð": "d", "Ð": "D",
    "▁": ".", "▂": ".", "▃": ".", "▄": ".", "▅": ":", "▆": ":", "▇": ":", "█": "#",
    "━": "=", "═": "=", "│": "|", "─": "-", "🔎": "/ ",
}  # fmt: skip
"""Signs that have a counterpart of their own, as wide as they are."""

_ACROSS, _DOWN = "─━┄┅┈┉╌╍═╴╶╸╺╼╾", "│┃┆┇┊┋╎╏║╵╷╹╻╽╿"


def spelled(text: str, encoding: str) -> str:
    """``text`` in signs that ``encoding`` holds, cell for cell as wide as before.

    Letters that the encoding holds stay; all other signs beyond ASCII are replaced.
    """
    return text if text.isascii() else "".join(_sign(letter, encoding) for letter in text)


@functools.lru_cache(4096)
def _sign(letter: str, encoding: str) -> str:
    from rich.cells import get_character_cell_size  # only where something is replaced

    width = get_character_cell_size(letter)
    if letter.isascii() or (letter.isalpha() and _holds(encoding, letter)):
        return letter
    found = SIGNS.get(letter) or _shape(letter) or unicodedata.normalize("NFKD", letter)[:1]
    return (found if found.isascii() and found.isprintable() else "?").ljust(width, "?")[:width]


def _shape(letter: str) -> str:
    if "\u2500" <= letter <= "\u257f":
        return "-" if letter in _ACROSS else "|" if letter in _DOWN else "+"
    return "#" if "\u2580" <= letter <= "\u259f" else ""


def _holds(encoding: str, letter: str) -> bool:
    try:
        return bool(letter.encode(encoding))
    except (UnicodeError, LookupError):
        return False


def _replacing(error: UnicodeError) -> tuple[str, int]:
    """For standard output and error: what their encoding lacks, by the same table."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    return spelled(error.object[error.start : error.end], ASCII_ONLY), error.end


ON_ERROR = "rashomon.spelled"
"""The name of the error handler for streams that writes by this table."""

codecs.register_error(ON_ERROR, _replacing)
