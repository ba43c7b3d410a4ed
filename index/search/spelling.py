"""What may have been meant by a word that no article has."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from string import ascii_lowercase

from whoosh.support.levenshtein import damerau_levenshtein

from index.search.lexicon import Lexicon

_SHORTEST = 3
_FAR = 6
"""From how many letters on a word may be two mistakes away."""


def nearest(word: str, lexicons: Sequence[Lexicon]) -> str | None:
    """The known word fewest mistakes away from a folded ``word``; the commonest of those.

    A mistake is a letter missing, added, changed or swapped with the next. Words under six
    letters may hold one, longer ones two (but not in the first letter).
    """
    if not _SHORTEST <= len(word) <= 32:
        return None
    close = _commonest(set(_one_away(word)), lexicons)
    if close or len(word) < _FAR:
        return close
    return _commonest(_two_away(word, lexicons), lexicons)


def _one_away(word: str) -> Iterator[str]:
    letters = ascii_lowercase if word.isascii() else "".join(sorted({*ascii_lowercase, *word}))
    for at in range(len(word) + 1):
        head, tail = word[:at], word[at:]
        if tail:
            yield head + tail[1:]
        if len(tail) > 1:
            yield head + tail[1] + tail[0] + tail[2:]
        for letter in letters:
            yield head + letter + tail
            if tail:
                yield head + letter + tail[1:]


def _two_away(word: str, lexicons: Sequence[Lexicon]) -> set[str]:
    own, found = set(word), set()
    for lexicon in lexicons:
        low = bisect_left(lexicon.surfaces, word[0])
        high = bisect_left(lexicon.surfaces, word[0] + "\U0010ffff")
        for other in lexicon.surfaces[low:high]:
            if (
                abs(len(other) - len(word)) <= 2
                and len(own ^ set(other)) <= 4
                and damerau_levenshtein(word, other, limit=2) <= 2
            ):
                found.add(other)
    return found


def _commonest(words: Iterable[str], lexicons: Sequence[Lexicon]) -> str | None:
    counts = {word: sum(lexicon.count_of(word) for lexicon in lexicons) for word in words}
    known = [word for word, count in counts.items() if count]
    return max(known, key=lambda word: (counts[word], word), default=None)
