"""How a name sounds: a key for joining transliterations ("Zelensky", "Zelenskiy")."""

from __future__ import annotations

import functools
import re

_RULES = [
    (re.compile(pattern), into)
    for pattern, into in (
        (r"sch|sh|ch|cz|tch", "X"),
        (r"ph", "f"),
        (r"th", "t"),
        (r"kh|gh|q|ck", "k"),
        (r"zh", "z"),
        (r"dj|dzh", "j"),
        (r"x", "ks"),
        (r"c(?=[eiy])", "s"),
        (r"c", "k"),
        (r"w", "v"),
    )
]
_DOUBLE = re.compile(r"(.)\1+")
_VOWELS = re.compile(r"[aeiouy]+")


@functools.lru_cache(maxsize=20_000)
def sound(name: str) -> str:
    """The consonants of a folded name as they sound, with an ``A`` for a leading vowel.

    A shortened metaphone (Philips 1990) with the digraphs of transliterated Slavic and
    Arabic names; "g" before a vowel and "k" stay apart except at the start, where
    "Gaddafi" and "Qaddafi" meet.
    """
    key = name[:64]
    for pattern, into in _RULES:
        key = pattern.sub(into, key)
    key = re.sub(r"^g(?=[aou])", "k", key)
    key = ("A" if key[:1] in "aeiouy" else "") + _VOWELS.sub("", key)
    return _DOUBLE.sub(r"\1", key)


def distance(left: str, right: str, most: int) -> int:
    """Levenshtein distance of two names, ``most + 1`` where it is larger than ``most``."""
    if abs(len(left) - len(right)) > most:
        return most + 1
    beyond = most + 1
    row = [j if j <= most else beyond for j in range(len(right) + 1)]
    for i, a in enumerate(left, 1):
        low, high = max(1, i - most), min(len(right), i + most)
        previous, row[low - 1] = row[low - 1], i if low == 1 and i <= most else beyond
        for j in range(low, high + 1):
            above = row[j] if j < i + most else beyond
            previous, row[j] = (
                row[j],
                min(above + 1, row[j - 1] + 1, previous + (a != right[j - 1]), beyond),
            )
    return row[-1]
