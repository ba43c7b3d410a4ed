"""What the commands that keep things share: which articles are meant, and how they answer."""

from __future__ import annotations

from collections.abc import Sequence

from index.errors import NotFound
from index.library import Library
from index.text import clean_line
from tui.all_hits import all_hits
from tui.commands import session

_LONGEST_NUMBER = 9


def meant(library: Library, words: Sequence[str]) -> list[int]:
    """The articles that ``words`` name: numbers, or else all that a query finds.

    Raises NotFound where there is none, QueryError for a query that cannot be asked.
    """
    numbers = " ".join(words).replace(",", " ").split()
    if numbers and all(one.isascii() and one.isdigit() for one in numbers):
        wanted = [int(one) for one in numbers if len(one) <= _LONGEST_NUMBER]
        there = {line.id for line in library.lines(wanted)}
        for one in numbers:
            if len(one) > _LONGEST_NUMBER or int(one) not in there:
                what = f"no article {clean_line(one, 20)}"
                raise NotFound(what, advice="'rashomon list' shows their numbers")
        return wanted
    query = session.words_of(words)
    session.finish_indexing(library)
    found = all_hits(library, query)
    if not found:
        raise NotFound(f"nothing is found by {clean_line(query, 80)}", advice="nothing was changed")
    return found


def answer(said: str, as_json: bool) -> int:
    """Says what was done. Answers the exit code."""
    if as_json:
        session.say_json({"done": said})
    else:
        session.say([clean_line(said)])
    return session.DONE
