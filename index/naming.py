"""Looking up who and what is named: the keys of a typed name, the sentences of a page."""

from __future__ import annotations

from collections.abc import Iterator

from index import entities
from index.article import Article, ArticleLine, Entity, EntityPlace, Span
from index.text import enclosing, sentences


def keys_of(name: str) -> list[str]:
    """Every look-up key of a typed name: itself and its known other spellings."""
    return [entities.fold_name(form) for form in (name, *entities.variants_of(name))]


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
