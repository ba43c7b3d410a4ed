"""From spans to the sentences they stand in."""

from __future__ import annotations

from collections.abc import Iterable

from index import Article, Span
from index.text import enclosing, sentences
from tui.phrases import NO_TITLE, outlet
from tui.widgets.sentences import Sentence


def behind(article: Article, spans: Iterable[Span]) -> list[Sentence]:
    """The sentences of ``article`` that hold ``spans``, each once, in text order.

    A span over several sentences gives its first one, up to the span's end.
    """
    found: dict[Span, list[Span]] = {}
    for span in sorted(spans, key=lambda span: span.start):
        sentence = _sentence(article.text, span)
        found.setdefault(sentence, []).append(span)
    title = article.title.value if article.title else NO_TITLE
    heading = f"{outlet(article)} · {title}"
    return [
        Sentence(
            article.id,
            heading,
            article.text[where.start : where.end],
            tuple(Span(span.start - where.start, span.end - where.start) for span in inside),
            where.start,
        )
        for where, inside in found.items()
    ]


def _sentence(text: str, span: Span) -> Span:
    start = text.rfind("\n", 0, span.start) + 1
    end = text.find("\n", span.start)
    line = sentences(text, start, len(text) if end < 0 else end)
    holding = enclosing(line, span.start) or span
    return Span(min(holding.start, span.start), max(holding.end, span.end))
