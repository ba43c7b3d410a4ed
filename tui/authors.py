"""The authors a byline names, one by one, each as it is written there.

Which part of a name is the family's is not known (``Xi Jinping``, ``Gabriel García Márquez``),
so that no name is turned around. A byline is parted only where it surely lists names: at
semicolons and at "and"; at commas where those lead to an "and" and only names stand between
them (``Ann Bo, Cy Do and Ed Fu``; not ``King, Jr.`` or ``Ann Bo, Daily Wire``).
"""

from __future__ import annotations

import re

_BY = re.compile(r"by:?\s+", re.IGNORECASE)
_LISTED = re.compile(r"\s*;\s*|,?\s+(?:and|&)\s+", re.IGNORECASE)
_SUFFIX = re.compile(r"(?:jr|sr|i{2,3}|iv|v|ph\.?d|m\.?d|esq)\.?", re.IGNORECASE)
_PARTICLES = frozenset("al bin da de del der di dos du el ibn la le van von y".split())
_LONGEST = 5
"""Words of a name between commas: more are a description."""


def authors(byline: str) -> tuple[str, ...]:
    """The names in ``byline``; the whole of it where it cannot be parted; none of nothing."""
    line = " ".join(byline.split())
    line = line.removeprefix(begun.group()) if (begun := _BY.match(line)) else line
    parts = [part for part in _LISTED.split(line) if part]
    if len(parts) > 1:
        parts = [name for part in parts for name in _by_commas(part)]
    return tuple(parts or filter(None, [line]))


def _by_commas(part: str) -> list[str]:
    names = [name.strip() for name in part.split(",")]
    return names if len(names) > 1 and all(map(_is_name, names)) else [part]


def _is_name(words: str) -> bool:
    parts = words.split()
    return 2 <= len(parts) <= _LONGEST and all(
        part.lower() in _PARTICLES or (part[0].isupper() and not _SUFFIX.fullmatch(part))
        for part in parts
    )
