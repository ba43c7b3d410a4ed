"""A whole web page as plain text: where in it the article stands.

The stretch of lines with the greatest sum is taken (Bentley's maximal segment): running text
counts for as much as it is long, short lines and page furniture count against it. This is
for pages saved or copied as text, with menus above and lists below; other texts have no
such surroundings.
"""

from __future__ import annotations

from collections.abc import Sequence

from index.article import Zone
from index.ingest.below import THREAD
from index.ingest.header_lines import Header
from index.ingest.layout import Line

ABOVE = 10
"""Lines above the article among which its headline, date and byline are looked for."""

_FEWEST_OUTSIDE = 12
_SHORT_SHARE = 0.45
_RUNNING = 60
_SENTENCE = 15
_LONG = 150
_MOST_OF_A_LINE = 300
_MOST_OF_A_KNOWN_LINE = 1_500
_AGAINST = 80.0
_TINY = 12
_TINY_SHARE = 0.4
_FURNITURE = 100.0
_ENDS = frozenset(
    {
        "comments", "copyright", "newsletter", "subscribe", "tags", "related articles",
        "related link", "follow us", "about the author",
    }
)  # fmt: skip
_KNOWN = 120.0
_KNOWN_SHORT = 0.1
_UNENDED = 0.25
_FIRST_LINES = 3
_ENOUGH = 400.0


def article_in(
    lines: Sequence[Line], rules: Sequence[str | None], repeated: str | None = None
) -> tuple[int, int] | None:
    """First and last line of the article in a page, or None where the text is no whole page.

    ``rules``: for each line the furniture rule that took it, if any. ``repeated``: the one by
    which lines are known that stand in other pages, too; a short line that does not is then
    more likely the article's.
    """
    if len(lines) < 2 * _FEWEST_OUTSIDE:
        return None
    short = sum(1 for line in lines if len(line.text) < _RUNNING and not line.ends_sentence())
    if short < _SHORT_SHARE * len(lines):
        return None
    best, start, sum_ = (0.0, 0, -1), 0, 0.0
    closed = False
    for index, line in enumerate(lines):
        if rules[index] == THREAD and best[0] >= _ENOUGH:
            break
        closed = closed or (rules[index] in _ENDS and best[0] >= _ENOUGH)
        if sum_ <= 0:
            if closed:
                break  # what comes is below the article: comments, other articles
            sum_, start = 0.0, index
        rule = rules[index] if index > _FIRST_LINES else None
        sum_ += _worth(line, rule) if repeated is None else _worth_known(line, rule, repeated)
        if sum_ > best[0]:
            best = (sum_, start, index)
    _, first, last = best
    if last < first or len(lines) - (last - first + 1) < _FEWEST_OUTSIDE:
        return None
    return first, last


def _worth(line: Line, rule: str | None, most: int = _MOST_OF_A_LINE) -> float:
    size = len(line.text)
    if rule is not None:
        return -_FURNITURE if rule in _ENDS else -_AGAINST / 2
    ended = line.ends_sentence()
    if size >= _LONG or (size >= _RUNNING and ended):
        return min(size, most)
    if size >= _SENTENCE and ended:
        return size / 2
    return -_AGAINST * (1 if size >= _TINY else _TINY_SHARE)


def _worth_known(line: Line, rule: str | None, repeated: str) -> float:
    """The same where other pages have told which lines repeat: what runs long and does not is
    the article, all of it; few words that do not prove little."""
    if rule == repeated:
        return -_KNOWN
    worth = _worth(line, rule, _MOST_OF_A_KNOWN_LINE)
    if rule is not None or worth > 0:
        return worth
    return len(line.text) * _UNENDED if len(line.text) >= _RUNNING else worth * _KNOWN_SHORT


def zones_around(
    lines: Sequence[Line], place: tuple[int, int], header: Header, above: int
) -> list[Zone]:
    """What of a page is not its article: all before and after, but what its header took.

    ``above``: the line from which on the header was read.
    """
    first, last = place
    taken = {zone.start for zone in header.zones}
    left = [line for line in lines[above:first] if line.start not in taken]
    outside = [*lines[:above], *left, *lines[last + 1 :]]
    return [Zone(line.start, line.end, "boilerplate", "around the article") for line in outside]
