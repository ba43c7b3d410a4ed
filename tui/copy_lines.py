"""Copies of one text as plain lines: who prints it, and every passage that differs."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from index.article import Article, ArticleLine, Span
from tui import phrases, plain
from tui.copies import REFERENCE, Side, changed, headline, in_common, same_text, sides

if TYPE_CHECKING:
    from index.comparison.copies import Copy, Difference, Family

INDENT = 6
_LABEL = 9
_OPEN, _CLOSE = "[", "]"


def copy_lines(
    family: Family,
    copy_of: Callable[[int], Copy],
    article_of: Callable[[int], Article],
    width: int,
) -> Iterator[str]:
    """A family wrapped to ``width`` cells; each copy is compared when its lines are asked for.

    − stands before what was cut, + before what was added, = before what was moved; in a
    reworded sentence the changed words are in brackets.
    """
    yield from plain.wrap(same_text(family), width)
    reference = article_of(family.reference)
    for line in family.copies:
        yield ""
        if line.id == family.reference:
            yield from _head(line, None, width)
            yield from _indented(REFERENCE, width)
            continue
        copy = copy_of(line.id)
        yield from _head(line, copy, width)
        yield from _indented(f"{changed(copy)}; {in_common(copy)}", width)
        article = article_of(line.id)
        for found in copy.differences:
            yield from _difference(found, reference, article, width)


def _head(line: ArticleLine, copy: Copy | None, width: int) -> Iterator[str]:
    about = f"{phrases.published(line)}, {phrases.when(line)}, {phrases.count(line.words, 'word')}"
    yield from plain.wrap(about, width, first=f"{line.id:>4}  ", rest=" " * INDENT)
    yield from _indented(headline(line, copy), width)


def _indented(words: str, width: int) -> Iterator[str]:
    yield from plain.wrap(words, width, first=" " * INDENT, rest=" " * INDENT)


def _difference(
    found: Difference, reference: Article, article: Article, width: int
) -> Iterator[str]:
    label = plain.pad(found.kind, _LABEL)
    for side in sides(found, reference, article):
        mark = side.mark
        for part in side.parts:
            first = f"{' ' * INDENT}{label}{mark} "
            words = _marked(side, part)
            if side.broken and part == side.parts[0]:
                words = f"… {words}"
            yield from plain.wrap(words, width, first=first, rest=" " * len(first))
            label, mark = " " * _LABEL, " "


def _marked(side: Side, part: Span) -> str:
    """A paragraph with its changed words in brackets."""
    text, at, pieces = side.article.text, part.start, list[str]()
    for lit in side.lit:
        if part.start <= lit.start and lit.end <= part.end:
            pieces += [text[at : lit.start], _OPEN, text[lit.start : lit.end], _CLOSE]
            at = lit.end
    return "".join([*pieces, text[at : part.end]])
