"""Regular English endings, for phrases that are listed once and met in every form."""

from __future__ import annotations

import functools
from typing import Literal

Inflection = Literal["noun", "verb", "none"]

_VOWELS = "aeiou"


@functools.lru_cache(maxsize=10_000)
def inflected(phrase: str, how: Inflection) -> tuple[str, ...]:
    """``phrase`` and its regular inflections, each once.

    "noun" gives the plural of the last word, "verb" the -s, -ed and -ing forms of the
    first. Irregular forms have to be listed as phrases of their own.
    """
    if how == "none" or not phrase.strip():
        return (phrase,)
    words = phrase.split()
    if how == "noun":
        return tuple(dict.fromkeys((phrase, " ".join([*words[:-1], plural(words[-1])]))))
    endings = (words[0], plural(words[0]), past(words[0]), gerund(words[0]))
    return tuple(dict.fromkeys(" ".join([form, *words[1:]]) for form in endings))


def plural(word: str) -> str:
    """The regular plural of a noun, which is the third person of a verb."""
    if word.endswith(("s", "x", "z", "ch", "sh")):
        return word + "es"
    if word.endswith("y") and len(word) > 1 and word[-2] not in _VOWELS:
        return word[:-1] + "ies"
    return word + "s"


def past(word: str) -> str:
    """The regular past tense of a verb."""
    if word.endswith("e"):
        return word + "d"
    if word.endswith("y") and len(word) > 1 and word[-2] not in _VOWELS:
        return word[:-1] + "ied"
    return _doubled(word) + "ed"


def gerund(word: str) -> str:
    """The -ing form of a verb."""
    if word.endswith("ie"):
        return word[:-2] + "ying"
    if word.endswith("e") and not word.endswith(("ee", "ye", "oe")):
        return word[:-1] + "ing"
    return _doubled(word) + "ing"


def _doubled(word: str) -> str:
    """The last letter doubled in words of one short syllable ("slam", "slammed")."""
    short = (
        len(word) >= 3
        and word[-1] not in _VOWELS + "wxy"
        and word[-2] in _VOWELS
        and word[-3] not in _VOWELS
        and sum(letter in _VOWELS for letter in word) == 1
    )
    return word + word[-1] if short or word in ("admit", "refer", "commit") else word
