"""Plain text to be heard or felt: headings, whole sentences, nothing told by its place.

Made for screen readers and braille lines. A heading begins with one to three ``#``, so that
a pager jumps from one to the next, and nothing from outside can pass for one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from index.article import Dates, Finding, Span
from index.text import clean_line, clean_text
from tui import phrases, plain

_SIGNS = ((" – ", " to "), ("–", " to "), (" · text ", ", text of "), (" · ", ", "))


def heading(level: int, words: str) -> Iterator[str]:
    """A heading between blank lines; the first level opens the text."""
    if level > 1:
        yield ""
    yield f"{'#' * level} {clean_line(words)}"
    yield ""


def told(words: str, width: int | None) -> Iterator[str]:
    """One paragraph, in lines of at most ``width`` cells, or in one where that is None."""
    if width is None:
        lines: Iterable[str] = (" ".join(clean_text(words).split()),)
    else:
        lines = plain.wrap(words, width)
    for line in lines:
        yield f"\\{line}" if line.startswith("#") else line


def listed(items: Sequence[str], none: str, width: int | None) -> Iterator[str]:
    """One paragraph an item; ``none`` where there is nothing."""
    for item in items or [none]:
        yield from told(item, width)


def spoken(words: str) -> str:
    """Words of the screen without the signs that are read out by name: ``3 to 9 Jul 2023``."""
    for sign, instead in _SIGNS:
        words = words.replace(sign, instead)
    return words


def ended(words: str) -> str:
    """Words of an article as the end of a sentence: with a full stop unless they end as one."""
    return words if words.rstrip("\"'”’»)").endswith((".", "!", "?", "…")) else f"{words}."


def times(number: int) -> str:
    """``once``, ``twice``, ``5 times``."""
    return {1: "once", 2: "twice"}.get(number, f"{number:,} times")


def series(words: Sequence[str]) -> str:
    """``a, b and c``."""
    return f"{', '.join(words[:-1])} and {words[-1]}" if len(words) > 1 else "".join(words)


def dated(dates: Dates) -> str:
    """What is known of the day in a sentence, and whether its two sides conflict."""
    words = spoken(phrases.dates(dates).removesuffix(" !"))
    return f"{words}; these conflict" if dates.conflict else words


def proof(finding: Finding) -> str:
    """How something is known: ``known by credit line, from the words “(AFP)”``."""
    said = clean_line(finding.evidence, 300)
    words = f"the words “{said}”" if finding.span else said
    known_by = spoken(phrases.method(finding)).replace(" = ", ", which is ")
    return f"by {known_by}" + (f": {words}" if said else "")


def cut(text: str, span: Span) -> str:
    """The words of a span as one line."""
    return " ".join(clean_text(text[span.start : span.end]).split())
