"""Where in a text stands what a profile counted."""

from __future__ import annotations

from collections.abc import Callable

from index.article import Article, Span
from index.framing.sources import sources
from index.framing.telling import telling
from index.framing.wording import forms_used, shipped_sets
from index.profiles.ingredients import own_words


def behind(
    article: Article, part: str, key: tuple[str, ...], outlet: Callable[[str], str]
) -> tuple[Span, ...]:
    """The spans that a line or a measure counts in one text; none for what has no place.

    ``outlet`` gives the name under which the library joins those of outlets.
    """
    told = telling(article)
    if part == "words":
        return tuple(span for word, span in own_words(told) if (word,) == key)
    if part == "wording":
        sets = [each for each in shipped_sets() if each.id == key[0]]
        return tuple(forms_used(told, sets).get((key[0], key[1]), ()))
    if part == "sources":
        return tuple(s for one in sources([told]) if (outlet(one.name),) == key for s in one.spans)
    if part == "voices":
        return tuple(
            Span(one.start, one.end) for one in article.quotes
            if (one.speaker,) == key and not one.anonymous
        )  # fmt: skip
    if part == "quoted":
        return told.quoted
    if part == "unnamed":
        return tuple(
            Span(one.start, one.end) for one in article.quotes if one.anonymous and one.speaker
        )
    return ()
