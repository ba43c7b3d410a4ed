"""Words as the index knows them: found in text, folded, stemmed.

The one place that decides what a word is, for writing the index, reading queries and
lighting matches, so that the three never disagree.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterable, Iterator
from itertools import pairwise
from typing import NamedTuple

from index.search import english
from index.text import fold

_MARKS = (
    "\u0300-\u036f\u0483-\u0487\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670"
    "\u0900-\u0df4\u0e31-\u0e4e\u3099\u309a"
)
_ATTACHED = "[\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u3099\u309a]{0,4}+"
_LETTER = (
    "[\u0e00-\u0e30\u0e32-\u0e33\u0e3f-\u0e46\u3040-\u3098\u309b-\u30ff\u3400-\u4dbf\u4e00-\u9fff"
    f"\uf900-\ufaff\U00020000-\U0003ffff]{_ATTACHED}"
)
_UNSPACED = re.compile(_LETTER)
"""A letter, with its marks, of a script written without spaces (Chinese, Japanese, Thai)."""

_RUN = rf"[\w{_MARKS}]{{1,64}}+"
_INITIAL = r"\.(?<=[^\W\d_]\.)(?<!\w\w\.)[^\W\d_](?!\w)(?:\.(?!\w))?+"
_SPACED = rf"{_RUN}(?:['’]{_RUN}|[.,](?<=\d[.,])\d{{1,64}}+|{_INITIAL}){{0,8}}+"
WORD = re.compile(rf"(?:{_LETTER}){{1,2000}}+|{_SPACED}")
"""A printed word: runs of letters and digits, held together by inner apostrophes ("don't"), by
separators inside numbers ("3,000.5") and by the dots of initials ("U.S."); or a run of letters
of a script without spaces. Every repetition is bounded, which keeps it quick on any text. It
never spans white space, so a text may be cut there first."""

STOP_WORDS = frozenset(
    """a an and are as at be been but by did do does for from had has have he her his i if in
    into is it its of on or she so than that the their them then there these they this to was
    were which while with would""".split()
)
"""Words in nearly every article. Few: "us", "may", "will" and "who" can be names in news."""

ENGLISH = "en"
_STEMMED_AS_PRINTED = ("ar", "ru")
"""Languages whose stemmers need the marks that folding takes away."""

_LONGEST = 64
_CACHE_LIMIT = 150_000
_STEMS_KEPT = 20_000


class Term(NamedTuple):
    """One word to look up. ``stems`` is empty for a stop word, which is counted, not indexed.

    More than one stem means that the languages at hand disagree. ``surface`` is the word as
    printed, folded. ``start`` and ``end`` are code points inside the printed word it comes
    from. Scripts without spaces give a term for every two letters in a row, and one for the
    last letter of a run (``tail``).
    """

    stems: tuple[str, ...]
    surface: str
    start: int
    end: int
    tail: bool = False


def language_of(code: str | None) -> str:
    """The language whose stemmer suits texts marked with ``code``; English where unknown."""
    plain = (code or ENGLISH).lower().replace("_", "-").split("-")[0]
    if plain == ENGLISH:
        return ENGLISH
    from whoosh.lang import has_stemmer  # English needs none of it

    return plain if has_stemmer(plain) else ENGLISH


class Analyzer(dict[str, tuple[Term, ...]]):
    """Printed word (a match of ``WORD``) -> its terms, worked out on first sight."""

    def __init__(self, languages: tuple[str, ...]) -> None:
        self._stemmers = [(one in _STEMMED_AS_PRINTED, _stemmer(one)) for one in languages]

    def __missing__(self, printed: str) -> tuple[Term, ...]:
        terms = tuple(self._analyse(printed))
        if len(printed) <= _LONGEST and len(terms) < 4:
            if len(self) >= _CACHE_LIMIT:
                self.clear()
            self[printed] = terms
        return terms

    def terms(self, text: str, start: int = 0, end: int | None = None) -> Iterator[Term]:
        """All terms of ``text[start:end]`` in order; offsets count inside ``text``."""
        for found in WORD.finditer(text, start, len(text) if end is None else end):
            at = found.start()
            for term in self[found.group()]:
                yield Term(term.stems, term.surface, at + term.start, at + term.end, term.tail)

    def fresh(self, printed: str) -> Iterable[Term]:
        """The terms of a printed word, not remembered: for whoever asks once."""
        return self.get(printed) or self._analyse(printed)

    def fresh_terms(self, text: str) -> Iterator[Term]:
        """All terms of a text in order, not remembered; offsets count inside each word."""
        for found in WORD.finditer(text):
            yield from self.fresh(found.group())

    def _analyse(self, printed: str) -> Iterator[Term]:
        if not printed.isascii() and _UNSPACED.search(printed):
            yield from self._letters(printed)
        else:
            yield from self._whole(printed, 0, len(printed))

    def _whole(self, printed: str, start: int, end: int) -> Iterator[Term]:
        surface = fold_word(printed[start:end])
        if not surface:
            return
        if surface in STOP_WORDS:
            yield Term((), surface, start, end)
            return
        stems = (
            fold(stem(printed[start:end][:_LONGEST].lower()) if as_printed else stem(surface))
            for as_printed, stem in self._stemmers
        )
        kept = tuple(dict.fromkeys(one for one in stems if one))
        yield Term(kept or (surface,), surface, start, end)

    def _letters(self, printed: str) -> Iterator[Term]:
        """Terms of a word that holds letters of scripts written without spaces."""
        at, run = 0, list[tuple[int, int]]()
        for found in _UNSPACED.finditer(printed):
            if run and found.start() != run[-1][1]:
                yield from _pairs(printed, run)
                run = []
            if at < found.start():
                yield from self._whole(printed, at, found.start())
            run.append(found.span())
            at = found.end()
        yield from _pairs(printed, run)
        if at < len(printed):
            yield from self._whole(printed, at, len(printed))


def _pairs(printed: str, run: list[tuple[int, int]]) -> Iterator[Term]:
    for (start, _), (_, end) in pairwise(run):
        pair = fold(printed[start:end])
        yield Term((pair,), pair, start, end)
    start, end = run[-1]
    letter = fold(printed[start:end])
    yield Term((letter,), letter, start, end, True)


@functools.cache
def analyzer(languages: tuple[str, ...]) -> Analyzer:
    """The analyzer for texts in any of the given languages."""
    return Analyzer(languages)


def _whoosh_stemmer(language: str) -> Callable[[str], str]:
    from whoosh.lang import stemmer_for_language

    stem: Callable[[str], str] = stemmer_for_language(language)
    return stem


@functools.cache
def _stemmer(language: str) -> Callable[[str], str]:
    is_english = language == ENGLISH
    stem = english.stem if is_english else _whoosh_stemmer(language)

    @functools.lru_cache(maxsize=_STEMS_KEPT)
    def safely(word: str) -> str:
        """Words with digits stay whole, and so does what the stemmer cannot take."""
        if not word.isalpha() or (is_english and not word.isascii()):
            return word
        try:
            return str(stem(word))
        except (IndexError, ValueError, TypeError):
            return word

    return safely


def fold_word(printed: str) -> str:
    """A printed word without case, accents, dots of initials and possessive ending."""
    surface = fold(printed[:_LONGEST]).replace("’", "'").strip("_")
    if "." in surface and not surface[0].isdigit():
        surface = surface.replace(".", "")
    return surface.removesuffix("'s").removesuffix("'")


def is_unspaced(surface: str) -> bool:
    """Whether a word belongs to a script written without spaces."""
    return not surface.isascii() and _UNSPACED.match(surface) is not None
