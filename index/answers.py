"""What a library answers when it is asked: the hits of a query, the page of a name.

Offsets are Unicode code points, ends exclusive. Nothing here reads, writes or computes.
"""

from __future__ import annotations

from collections.abc import Mapping

from index.article import ArticleLine, MentionType, Span
from index.dataclass import dataclass


@dataclass(frozen=True, slots=True)
class Entity:
    """Who or what is named, over the whole library. ``variants`` maps spelling to count."""

    name: str
    type: MentionType
    articles: int
    mentions: int
    variants: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class EntityPlace:
    """One sentence of one article that names an entity. ``mentions`` lie inside ``sentence``."""

    article: int
    label: str
    outlet: str | None
    sentence: Span
    text: str
    mentions: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Share:
    """How often something is named under one heading: an outlet, a month, a name beside it.

    ``label`` is None for the unknown outlet and for undated articles; months are "2023-07".
    """

    label: str | None
    mentions: int
    articles: int
    type: MentionType | None = None
    """Of a name what it is of, else None."""


@dataclass(frozen=True, slots=True)
class EntityPage:
    """An entity with sentences that name it, articles in date order, and figures about it.

    ``articles`` are all articles that name it; ``places`` come from a run of them.
    ``by_outlet`` is largest first, ``by_month`` in order of time; ``beside`` are the names
    found in the same articles, most articles first (their ``mentions`` are those there).
    """

    entity: Entity
    places: tuple[EntityPlace, ...]
    articles: tuple[int, ...] = ()
    by_outlet: tuple[Share, ...] = ()
    by_month: tuple[Share, ...] = ()
    beside: tuple[Share, ...] = ()


@dataclass(frozen=True, slots=True)
class Snippet:
    """A line of text cut around matches. ``matches`` are code points into ``text``."""

    text: str
    matches: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Hit:
    """One article that a query found. ``title_matches`` are code points into ``line.label``."""

    line: ArticleLine
    score: float
    snippet: Snippet
    title_matches: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Results:
    """The answer to a query: exact ``total``, the hits of the page asked for, ``took_ms``.

    ``note`` is one line for the reader where the query was not taken literally ("no
    article has all words; best of any"). ``suggestion`` is a nearest query with hits.
    ``beyond`` is why articles may be among the hits that the query does not name: a part of it
    was not read, or none has all of its words. What acts on all hits must not act on those.
    """

    query: str
    total: int
    hits: tuple[Hit, ...]
    took_ms: float
    note: str | None = None
    suggestion: str | None = None
    beyond: str | None = None
