"""Notes: their words, the passage they are on, and how the log keeps them."""

from __future__ import annotations

import bisect
import itertools
import re
import sqlite3
from typing import Any

from index.article import Article, Span
from index.errors import NotFound, RashomonError
from index.store import kept
from index.store.kept import Note
from index.text import clean_line

LONGEST_NOTE = 4_000
"""Code points kept of a note; more is cut, with an ellipsis."""
_SHORT = 60


def passage(article: Article, words: str) -> Span:
    """Where ``words`` stand in an article's text, white space and case aside.

    Raises NotFound.
    """
    tokens = list(re.finditer(r"\S+", article.text))
    starts = list(itertools.accumulate((len(one.group()) + 1 for one in tokens), initial=0))
    sought = " ".join(_lower(words[:LONGEST_NOTE]).split())
    at = _lower(" ".join(one.group() for one in tokens)).find(sought) if sought else -1
    if at < 0:
        what = f"article {article.id} does not say: {clean_line(words, _SHORT)}"
        raise NotFound(what, advice="give words as they stand in it, one after the other")

    def place(folded: int) -> int:
        number = bisect.bisect_right(starts, folded) - 1
        return tokens[number].start() + folded - starts[number]

    return Span(place(at), place(at + len(sought) - 1) + 1)


def _lower(text: str) -> str:
    """Lower case, letter for letter, so that places stay."""
    lower = text.lower()
    if len(lower) == len(text):
        return lower
    return "".join(each.lower() if len(each.lower()) == 1 else each for each in text)


def note_words(words: str) -> str:
    """The words of a note as they are kept. Raises RashomonError where nothing is left."""
    cleaned = clean_line(words, LONGEST_NOTE)
    if not cleaned:
        raise RashomonError("a note needs words")
    return cleaned


def found_note(connection: sqlite3.Connection, number: int) -> Note:
    """The note of that number. Raises NotFound."""
    found = kept.note(connection, number)
    if found is None:
        raise NotFound(f"no note {number}", advice="'rashomon note' lists them")
    return found


def packed(note: Note) -> dict[str, Any]:
    """A note as a line of the log holds it; ``first`` and ``last`` are its passage, or None."""
    return {
        "id": note.id,
        "article": note.article,
        "first": note.span.start if note.span else None,
        "last": note.span.end if note.span else None,
        "words": note.words,
        "at": note.at,
    }


def short(words: str) -> str:
    """The beginning of words, for telling what was done: 60 code points at most."""
    return clean_line(words, _SHORT)
