"""Who speaks in each article, in which way and at what length."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from index.article import Quote, Span
from index.comparison.voices import Voice
from index.framing.columns import title_span
from index.framing.telling import Telling, merged
from index.text import count_words

UNTOLD = "speaker not told"
"""Stands for the speaker of quotations whose text does not tell who speaks."""


def voices(tellings: Sequence[Telling]) -> tuple[Voice, ...]:
    """One voice a speaker, article and kind; the speaker heard at greatest length first.

    Length is counted in words over all articles; a speaker's own voices stay together,
    in column order, direct before paraphrase. Unnamed voices come after the named.
    """
    found: list[Voice] = []
    total: dict[str, int] = defaultdict(int)
    for telling in tellings:
        body = body_words(telling)
        groups: dict[tuple[str, str], list[Quote]] = defaultdict(list)
        for quote in telling.article.quotes:
            groups[quote.speaker or UNTOLD, quote.kind].append(quote)
        for quotes in groups.values():
            voice = _voice(telling, quotes, body)
            total[voice.speaker] += voice.words
            found.append(voice)
    column = {telling.id: at for at, telling in enumerate(tellings)}
    return tuple(
        sorted(
            found,
            key=lambda voice: (
                voice.anonymous,
                -total[voice.speaker],
                voice.speaker,
                column[voice.article],
                voice.kind,
            ),
        )
    )


def body_words(telling: Telling) -> int:
    """The words of an article below its title, page furniture left out."""
    title = title_span(telling)
    return len(telling.words) - (
        len(telling.word_range(title.start, title.end)) if title is not None else 0
    )


def _voice(telling: Telling, quotes: Sequence[Quote], body: int) -> Voice:
    spans = merged(Span(quote.start, quote.end) for quote in quotes)
    verbs = dict.fromkeys(quote.verb for quote in quotes if quote.verb)
    speaker = quotes[0].speaker
    words = count_words(telling.article.text, spans)
    return Voice(
        speaker=speaker or UNTOLD,
        article=telling.id,
        kind=quotes[0].kind,
        anonymous=speaker is None or any(quote.anonymous for quote in quotes),
        words=words,
        spans=spans,
        verbs=tuple(verbs),
        share=min(1.0, words / body) if body else 0.0,
    )
