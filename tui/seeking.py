"""Where words stand in a text, as one types them: the search inside an article."""

from __future__ import annotations

import re

from index.article import Span

MOST = 10_000
"""Places that are lit at most: more than anybody walks through."""

_SIGNS = {"'": "'’‘ʼ`", '"': '"“”„«»', "-": "-‐‑‒–—"}


def places_of(words: str, text: str) -> tuple[Span, ...]:
    """Where ``words`` stand in ``text``, as spans of code points in their order.

    Capital letters count only where ``words`` has one. White space stands for any, also
    for the end of a line; straight quotes and hyphens for their typographic likes.
    """
    pieces = words.split()
    if not pieces:
        return ()
    pattern = r"\s+".join("".join(map(_sign, piece)) for piece in pieces)
    plain = words == words.lower()
    found: list[Span] = []
    for match in re.finditer(pattern, text, re.IGNORECASE if plain else 0):
        found.append(Span(match.start(), match.end()))
        if len(found) == MOST:
            break
    return tuple(found)


def _sign(letter: str) -> str:
    return f"[{re.escape(_SIGNS[letter])}]" if letter in _SIGNS else re.escape(letter)
