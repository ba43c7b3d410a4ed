"""What the terminal can show, told by its environment before anything is drawn.

No terminal library is needed, and nothing is asked of the terminal itself: an answer may
never come over a slow line.
"""

from __future__ import annotations

import codecs
from collections.abc import Mapping
from typing import Literal

from index.dataclass import dataclass
from tui.glyphs import ASCII_ONLY

Colors = Literal["full", "sixteen", "none"]
"""Any color; the 16 whose values the terminal chooses; bold, underline and reverse alone."""

_FULL = ("-direct", "kitty", "alacritty", "wezterm", "ghostty", "foot")
_NONE = ("vt100", "vt102", "vt220", "vt320", "vt52", "ansi-mono", "xterm-mono", "-m")
_LIGHT = ("7", "15")
_LOCALE = ("LC_ALL", "LC_CTYPE", "LANG")
"""What names the locale of letters, the first that is set."""
_LINKLESS = ("dumb", "unknown", "linux", "vt", "ansi", "cons")


@dataclass(frozen=True, slots=True)
class Terminal:
    """What a terminal can show, each with the reason in a few words.

    ``encoding`` is that of the letters it shows: ``utf-8``, ``ascii`` or another codec's name.
    ``light`` tells that its ground is known to be light. ``forced`` tells that no color may
    be used whatever else is asked for. ``links`` tells that links do no harm there.
    """

    colors: Colors = "full"
    why_colors: str = ""
    encoding: str = "utf-8"
    why_encoding: str = ""
    light: bool = False
    forced: bool = False
    links: bool = True


def known_by(environ: Mapping[str, str], stream_encoding: str | None = "utf-8") -> Terminal:
    """The terminal that ``environ`` describes; ``stream_encoding`` is Python's for its output."""
    colors, why_colors = _colors(environ)
    encoding, why_encoding = _encoding(environ, stream_encoding)
    ground = environ.get("COLORFGBG", "").rpartition(";")[2]
    forced, links = bool(environ.get("NO_COLOR")), _links(environ)
    return Terminal(colors, why_colors, encoding, why_encoding, ground in _LIGHT, forced, links)


def _links(environ: Mapping[str, str]) -> bool:
    """Whether links do no harm: elsewhere they would be printed as letters, or may be."""
    term = environ.get("TERM", "")
    old_screen = term.startswith("screen") and not environ.get("TMUX")
    return bool(term) and not term.startswith(_LINKLESS) and not old_screen


def _colors(environ: Mapping[str, str]) -> tuple[Colors, str]:
    term = environ.get("TERM", "")
    if environ.get("NO_COLOR"):
        return "none", "NO_COLOR is set"
    if term.startswith(_NONE[:-1]) or term.endswith(_NONE[-1]):
        return "none", f"TERM is {term}"
    for name in ("SSH_CONNECTION", "SSH_TTY"):
        if environ.get(name):
            return "sixteen", f"{name} is set"
    if environ.get("COLORTERM", "").lower() in ("truecolor", "24bit"):
        return "full", "COLORTERM tells of true color"
    if any(name in term for name in _FULL):
        return "full", f"TERM is {term}"
    return "sixteen", "neither TERM nor COLORTERM tells of true color"


def _encoding(environ: Mapping[str, str], stream: str | None) -> tuple[str, str]:
    # With LC_ALL=C Python writes UTF-8 all the same; whoever set it wants ASCII.
    if environ.get("LC_ALL", "").upper() in ("C", "POSIX"):
        return ASCII_ONLY, f"LC_ALL is {environ['LC_ALL']}"
    named = next((v for v in _LOCALE if environ.get(v)), "")
    if named and _is_utf8(stream) and _other_letters(environ[named]):
        # Python takes UTF-8 where the locale is not installed; the terminal goes by its name.
        return ASCII_ONLY, f"{named} is {environ[named]}"
    try:
        name = codecs.lookup(stream or ASCII_ONLY).name
    except LookupError:
        name = ASCII_ONLY
    return name, f"the locale's encoding is {name}"


def _is_utf8(stream: str | None) -> bool:
    return (stream or "").lower().replace("-", "") == "utf8"


def _other_letters(locale: str) -> bool:
    """Whether a locale such as ``de_DE.ISO-8859-1`` names letters other than UTF-8."""
    codeset = locale.partition(".")[2].partition("@")[0]
    try:
        return bool(codeset) and codecs.lookup(codeset).name != "utf-8"
    except LookupError:
        return False
