"""Looking up who and what is named: the keys of a typed name, the sentences of a page."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

from index import closely, entities
from index.answers import Entity, EntityPage, EntityPlace, Share
from index.article import Article, ArticleLine, MentionType, Span
from index.errors import NotFound
from index.store import Connections, listing, namings, readings
from index.text import clean_line, enclosing, sentences

BESIDE = 40
"""Names told that stand beside one most often."""
NEAREST = 4
MANY = 1_000_000


def keys_of(name: str) -> list[str]:
    """Every look-up key of a typed name: itself and its known other spellings."""
    return [entities.fold_name(form) for form in (name, *entities.variants_of(name))]


def listed(
    connection: sqlite3.Connection, prefix: str, type: str | None, limit: int | None
) -> list[Entity]:
    """Who and what is named, most articles first; ``prefix`` begins a word of a spelling."""
    key = entities.fold_name(prefix) if prefix.strip() else ""
    return readings.entities(connection, key, type, MANY if limit is None else limit)


def found(
    connection: sqlite3.Connection, name: str, type: MentionType | None = None
) -> tuple[int, Entity] | None:
    """Who or what is most often spelt so; with ``type`` the one listed so, where there is one."""
    listed = readings.listed_entity(connection, name, type) if type else None
    return listed or readings.find_entity(connection, keys_of(name))


def page(
    connections: Connections,
    name: str,
    type: MentionType | None,
    limit: int | None,
    offset: int,
    by: Share | None,
) -> EntityPage:
    """Sentences that name someone or something, under any of its spellings, and figures.

    The sentences are those of ``limit`` articles (None: all) from the ``offset``-th on, in date
    order; with ``by`` of the articles of the outlet that it counts. With ``type`` the name is
    the one of that type that is called exactly so, where there is one. Raises NotFound with the
    nearest names as advice.
    """
    with connections.reading() as connection:
        entry = found(connection, name, type)
        if entry is None:
            what = f"nobody and nothing named {clean_line(name, 80)!r}"
            raise NotFound(what, advice=_nearest(connection, name))
        root, entity = entry
        numbers = readings.articles_naming(connection, root, by)
        by_outlet = namings.by_outlet(connection, root)
        by_month = namings.by_month(connection, root)
        beside = namings.beside(connection, root, BESIDE)
        end = None if limit is None else offset + limit
        lines = listing.lines(connection, numbers[offset:end])
    there = [
        place
        for line in lines
        for place in places(closely.article(connections, line.id), line, entity)
    ]
    return EntityPage(entity, tuple(there), tuple(numbers), by_outlet, by_month, beside)


def _nearest(connection: sqlite3.Connection, name: str) -> str:
    near = [found.name for found in listed(connection, name[:3], None, NEAREST)]
    return f"perhaps {', '.join(near)}" if near else "'rashomon entities' lists the names"


def places(article: Article, line: ArticleLine, entity: Entity) -> Iterator[EntityPlace]:
    """The sentences of one article that name an entity, in text order."""
    spans = sentences(article.text)
    by_sentence: dict[Span, list[Span]] = {}
    for mention in article.entities:
        if mention.entity == entity.name and mention.type == entity.type:
            sentence = enclosing(spans, mention.start) or Span(mention.start, mention.end)
            by_sentence.setdefault(sentence, []).append(Span(mention.start, mention.end))
    for sentence, mentions in by_sentence.items():
        words = article.text[sentence.start : sentence.end]
        yield EntityPlace(article.id, line.label, line.outlet, sentence, words, tuple(mentions))
