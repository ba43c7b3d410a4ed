"""An article as it was read closely: with the names and quotations found in it."""

from __future__ import annotations

from dataclasses import replace

from index import entities
from index.article import Article
from index.errors import no_article
from index.store import Connections, articles, readings


def article(connections: Connections, number: int) -> Article:
    """One article with everything known about it. Raises NotFound.

    Entities and quotes are the stored ones; an article still pending is read on the spot, and
    not stored.
    """
    with connections.reading() as connection:
        found = articles.load(connection, number)
        if found is None:
            raise no_article(number)
        kept = readings.load_reading(connection, number, entities.VERSION, found.text)
    if kept is None:
        reading = entities.read_closely(found)
        kept = reading.mentions, reading.quotes
    mentions, quotes = kept
    return replace(found, entities=mentions, quotes=quotes)
