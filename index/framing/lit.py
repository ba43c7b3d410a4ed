"""What is lit in an aligned row: words of one article alone, figures of one cell alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from index.article import Span
from index.framing.countries import countries
from index.framing.stopwords import STOPWORDS
from index.framing.telling import Telling


def spread(tellings: Sequence[Telling]) -> Mapping[str, int]:
    """How many of the articles use each word, under its key."""
    return Counter(
        key
        for telling in tellings
        for key in {_key(telling, at) for at in range(len(telling.words))}
    )


def lit_spans(
    tellings: Sequence[Telling], cells: Sequence[Sequence[Span]], used: Mapping[str, int]
) -> list[tuple[Span, ...]]:
    """For each column the words and names that no other article uses, and in its cell only
    the figures that no other cell of the row has.

    ``used`` is the ``spread`` of the articles. Different spellings of one name (Kyiv, Kiev)
    are the same here; nothing is lit in a row with one cell, where everything would be.
    """
    filled = [number for number, spans in enumerate(cells) if spans]
    if len(filled) < 2:
        return [() for _ in cells]
    keyed = {
        number: [
            (at, _key(tellings[number], at))
            for span in cells[number]
            for at in _content(tellings[number], span)
        ]
        for number in filled
    }
    kept = {number: {key for _, key in words} for number, words in keyed.items()}
    lit: list[tuple[Span, ...]] = [() for _ in cells]
    for number in filled:
        others = set().union(*(kept[other] for other in filled if other != number))
        only = [
            at
            for at, key in keyed[number]
            if key not in others and (used[key] == 1 or key[0].isdigit())
        ]
        lit[number] = _joined(tellings[number], only)
    return lit


def _content(telling: Telling, span: Span) -> list[int]:
    return [
        at for at in telling.word_range(span.start, span.end) if telling.bases[at] not in STOPWORDS
    ]


def _key(telling: Telling, at: int) -> str:
    """A word's stem; of a capital or people's name, what it stands for."""
    stem = telling.stems[at]
    return countries().names.get((stem,), stem) if stem != "us" else stem


def _joined(telling: Telling, only: Sequence[int]) -> tuple[Span, ...]:
    """Words that follow one another with only a space between as one span."""
    spans: list[Span] = []
    last = -2
    text = telling.article.text
    for at in only:
        word = telling.words[at]
        if at == last + 1 and spans and text[spans[-1].end : word.start] == " ":
            spans[-1] = Span(spans[-1].start, word.end)
        else:
            spans.append(word)
        last = at
    return tuple(spans)
