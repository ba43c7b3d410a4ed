"""Words as the index knows them: found in text, folded, stemmed.

The one place that decides what a word is, for writing the index, reading queries and
lighting matches, so that the three never disagree.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from whoosh.lang import stemmer_for_language

from index.text import fold

_MARKS = (
    "\u0300-\u036f\u0483-\u0487\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670"
    "\u0900-\u0df4\u0e31-\u0e4e"
)
_RUN = rf"[\w{_MARKS}]{{1,64}}+"
_INITIAL = r"\.(?<=[^\W\d_]\.)(?<!\w\w\.)[^\W\d_](?!\w)(?:\.(?!\w))?+"
WORD = re.compile(rf"{_RUN}(?:['’]{_RUN}|[.,](?<=\d[.,])\d{{1,64}}+|{_INITIAL}){{0,8}}+")
"""A printed word: runs of letters and digits, held together by inner apostrophes ("don't"), by
separators inside numbers ("3,000.5") and by the dots of initials ("U.S."). The commonest case
stands first, and every repetition is bounded, which keeps it quick on any text."""

_UNSPACED = re.compile(
    "[\u0e00-\u0e30\u0e32-\u0e33\u0e3f-\u0e46\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
    "\U00020000-\U0003ffff]"
)
STOP_WORDS = frozenset(
    """a an and are as at be been but by did do does for from had has have he her his i if in
    into is it its of on or she so than that the their them then there these they this to was
    were which while with would""".split()
)
"""Words in nearly every article. Few: "us", "may", "will" and "who" can be names in news."""

_LONGEST = 64
_CACHE_LIMIT = 400_000


class Term(NamedTuple):
    """One word to look up. ``stem`` is "" for a stop word, which is counted but not indexed.

    ``surface`` is the word as printed, folded. ``start`` and ``end`` are code points inside
    the printed word it comes from (scripts without spaces give a term for each letter).
    """

    stem: str
    surface: str
    start: int
    end: int


class _Terms(dict[str, tuple[Term, ...]]):
    """Printed word -> its terms, worked out on first sight."""

    def __missing__(self, printed: str) -> tuple[Term, ...]:
        terms = _analyse(printed)
        if len(printed) <= _LONGEST and len(terms) < 2:
            if len(self) >= _CACHE_LIMIT:
                self.clear()
            self[printed] = terms
        return terms


TERMS = _Terms()
"""``TERMS[printed]`` are the terms of a printed word (a match of ``WORD``); cached."""

_stem_english = stemmer_for_language("en")


def stem(surface: str) -> str:
    """The Porter2 stem of a folded word; words with digits or other letters stay whole."""
    return str(_stem_english(surface)) if surface.isascii() and surface.isalpha() else surface


def _analyse(printed: str) -> tuple[Term, ...]:
    if not printed.isascii() and _UNSPACED.search(printed):
        return tuple(_letters(printed))
    surface = fold_word(printed)
    if not surface:
        return ()
    if surface in STOP_WORDS:
        return (Term("", surface, 0, len(printed)),)
    return (Term(stem(surface), surface, 0, len(printed)),)


def fold_word(printed: str) -> str:
    """A printed word without case, accents, dots of initials and possessive ending."""
    surface = fold(printed[:_LONGEST]).replace("’", "'").strip("_")
    if "." in surface and not surface[0].isdigit():
        surface = surface.replace(".", "")
    return surface.removesuffix("'s").removesuffix("'")


def _letters(printed: str) -> list[Term]:
    """Terms of a word that holds letters of scripts written without spaces."""
    terms, at = [], 0
    for found in _UNSPACED.finditer(printed):
        start, end = found.span()
        if at < start:
            terms += _between(printed, at, start)
        letter = printed[start:end]
        terms.append(Term(letter, letter, start, end))
        at = end
    return terms + _between(printed, at, len(printed))


def _between(printed: str, start: int, end: int) -> list[Term]:
    surface = fold_word(printed[start:end])
    return [Term(stem(surface), surface, start, end)] if surface else []


def terms_in(text: str) -> list[Term]:
    """All terms of a text in order; offsets count inside ``text``."""
    return [
        Term(term.stem, term.surface, found.start() + term.start, found.start() + term.end)
        for found in WORD.finditer(text)
        for term in TERMS[found.group()]
    ]
