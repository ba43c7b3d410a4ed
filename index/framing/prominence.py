"""Where in its text an article has what the event is about: headline, lede, middle or end."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Literal

from index.article import Article, Mention, MentionType, Span
from index.comparison.told import Appearance, Prominence
from index.text import fold, paragraphs, sentences

MOST_NAMES, MOST_FIGURES = 24, 12
_NAMES: frozenset[MentionType] = frozenset({"PER", "ORG", "LOC", "NORP", "EVENT"})
_END = 0.75
_WHOLE = 0.5
Part = Literal["headline", "lede", "middle", "end"]
_Key = tuple[bool, str]


def prominence(articles: Sequence[Article]) -> tuple[Prominence, ...]:
    """The names, then the figures, that two or more of ``articles`` have.

    Those in most articles first, of equals the most often named; at most ``MOST_NAMES``
    and ``MOST_FIGURES``. Names are the same under any spelling that entities link; figures
    are the same as printed. Linear in the number of mentions.
    """
    found: dict[_Key, dict[int, list[Mention]]] = defaultdict(lambda: defaultdict(list))
    for article in articles:
        for mention in article.entities:
            if (key := _key(mention)) is not None:
                found[key][article.id].append(mention)
    shared = [(key, inside) for key, inside in found.items() if len(inside) > 1]
    shared.sort(key=_rank)
    names = [inside for key, inside in shared if key[0]][:MOST_NAMES]
    figures = [inside for key, inside in shared if not key[0]][:MOST_FIGURES]
    bodies = {article.id: _Places(article) for article in articles}
    return tuple(_prominence(inside, bodies) for inside in (*names, *figures))


def _key(mention: Mention) -> _Key | None:
    """What makes two mentions the same; None for what is too common to tell anything."""
    named = mention.type in _NAMES
    if not named and sum(letter.isdigit() for letter in mention.text) < 2:
        return None
    words = fold(mention.entity if named else mention.text)
    return (named, words) if words else None


def _rank(one: tuple[_Key, dict[int, list[Mention]]]) -> tuple[int, int, str]:
    key, inside = one
    return -len(inside), -sum(map(len, inside.values())), key[1]


def _prominence(inside: dict[int, list[Mention]], bodies: dict[int, _Places]) -> Prominence:
    first = next(iter(inside.values()))[0]
    return Prominence(
        first.entity if first.type in _NAMES else first.text,
        first.type,
        tuple(_appearance(number, found, bodies[number]) for number, found in inside.items()),
    )


def _appearance(article: int, found: Iterable[Mention], body: _Places) -> Appearance:
    spans = sorted((Span(one.start, one.end) for one in found), key=lambda span: span.start)
    return Appearance(article, body.part(spans[0].start), tuple(spans))


class _Places:
    """Where the parts of one article begin and end."""

    def __init__(self, article: Article) -> None:
        title = next((zone for zone in article.zones if zone.kind == "title"), None)
        span = article.title.span if article.title else None
        span = span or (Span(title.start, title.end) if title else None)
        self.title = span or Span(0, 0)
        body = [one for one in paragraphs(article.text, article.zones)
                if one.start >= self.title.end]  # fmt: skip
        lengths = [one.end - one.start for one in body]
        self.lede = body[0].end if body else 0
        if body and lengths[0] > _WHOLE * sum(lengths):
            self.lede = sentences(article.text, body[0].start, body[0].end)[0].end
        self.end = _offset(body, _END * sum(lengths))

    def part(self, offset: int) -> Part:
        """The part that an offset stands in; what stands above the body counts as lede."""
        if self.title.start <= offset < self.title.end:
            return "headline"
        if offset < self.lede:
            return "lede"
        return "end" if offset >= self.end else "middle"


def _offset(body: Sequence[Span], letters: float) -> int:
    """The offset in the text that has so many letters of the body before it."""
    for part in body:
        if letters <= part.end - part.start:
            return part.start + int(letters)
        letters -= part.end - part.start
    return body[-1].end if body else 0
