"""What the statistical recogniser sees of a word alone, wherever it stands.

Whoever changes it must train again (``tools/train_entities.py``).
"""

from __future__ import annotations

import functools
import re

from index.entities.context import office_tails, speech_forms
from index.entities.lexicon import (
    CALENDAR,
    FUNCTION_WORDS,
    addresses,
    first_names,
    heads,
    small_words,
)
from index.entities.model import word_clusters


class Word:
    """What a word alone tells, ready for the place where it is seen from."""

    __slots__ = ("after", "before", "coarse", "earlier", "later", "lower", "whole")

    def __init__(self, word: str) -> None:
        self.lower = lower = word.lower()
        shape = _shape(word)
        fine, self.coarse = word_clusters().get(lower, "?"), "?"
        if fine != "?":
            self.coarse, fine = fine.split(".")
        kinds = "".join(_kinds(word, lower))
        self.whole = (
            "w=" + lower,
            "s=" + shape,
            "p=" + lower[:3],
            "e2=" + lower[-2:],
            "e3=" + lower[-3:],
            "e4=" + lower[-4:],
            "c=" + fine,
            "k=" + self.coarse,
            "z=" + kinds,
            f"zs={kinds}{shape}",
        )
        self.before = self._seen("-1", lower, shape, fine, kinds)
        self.after = self._seen("+1", lower, shape, fine, kinds)
        self.earlier = ("-2w=" + lower, "-2k=" + self.coarse)
        self.later = ("+2w=" + lower, "+2k=" + self.coarse)

    def _seen(self, place: str, *told: str) -> tuple[str, ...]:
        lower, shape, fine, kinds = told
        return (
            f"{place}w={lower}",
            f"{place}s={shape}",
            f"{place}c={fine}",
            f"{place}k={self.coarse}",
            f"{place}z={kinds}",
        )


@functools.lru_cache(maxsize=4096)
def word_of(word: str) -> Word:
    """What a word of a text tells; only its first 40 letters count."""
    # A half of a surrogate pair is no letter that could be handed on.
    return Word(word[:40].encode("utf-8", "replace").decode("utf-8"))


def _kinds(word: str, lower: str) -> list[str]:
    """Which word lists hold the word, a letter each."""
    lists = (
        ("f", word in first_names()),
        ("c", lower in small_words()),
        ("u", lower in FUNCTION_WORDS),
        ("o", lower in office_tails()),
        ("a", word in addresses()),
        ("t", lower in CALENDAR),
        ("s", lower in speech_forms()),
        ("O", word in heads("organisation")),
        ("P", word in heads("place")),
        ("E", word in heads("event")),
    )
    return [letter for letter, held in lists if held]


def _shape(word: str) -> str:
    """The kinds of its letters, as "Xxx-dd"; of a number how long it is."""
    shape = "".join("X" if c.isupper() else "d" if c.isdigit() else "x" for c in word[:24])
    folded = re.sub(r"(.)\1+", r"\1\1", shape)
    return folded if len(word) < 3 or not word.isdigit() else f"d{min(len(word), 5)}"
