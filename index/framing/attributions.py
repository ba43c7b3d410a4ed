"""The verbs by which each article lets others speak, every place of each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from index.article import Quote, Span
from index.comparison.voices import Attribution
from index.framing.telling import Telling, base_of, merged
from index.text import words

_REACH = 40
_UNCLASSED = "neutral"


def attributions(tellings: Sequence[Telling]) -> tuple[Attribution, ...]:
    """One attribution an article, class and verb, in column order, most used first.

    Several quotations that hang on one verb count it once.
    """
    return tuple(found for telling in tellings for found in _of(telling))


def _of(telling: Telling) -> Iterator[Attribution]:
    places: dict[tuple[str, str], list[Span]] = defaultdict(list)
    for quote in telling.article.quotes:
        if quote.verb:
            verb = " ".join(_folded(quote.verb))
            stance = quote.verb_class or _UNCLASSED
            places[stance, verb].append(_place(telling, quote))
    found = [
        Attribution(telling.id, verb, stance, merged(set(spans)))
        for (stance, verb), spans in places.items()
    ]
    yield from sorted(found, key=lambda each: (-len(each.spans), each.spans[0].start))


def _folded(verb: str) -> list[str]:
    return [base_of(verb[word.start : word.end]) for word in words(verb)]


def _place(telling: Telling, quote: Quote) -> Span:
    """Where the verb of a quotation stands: nearest to its speaker, outside what is said."""
    verb = _folded(quote.verb or "")
    before = telling.word_range(0, quote.start)[-_REACH:]
    after = telling.word_range(quote.end, len(telling.article.text))[:_REACH]
    found = [
        Span(telling.words[at].start, telling.words[at + len(verb) - 1].end)
        for at in (*before, *after)
        if verb and list(telling.bases[at : at + len(verb)]) == verb
        and not telling.is_quoted(telling.starts[at])
    ]  # fmt: skip
    first, last = telling.sentence_of(quote.start), telling.sentence_of(quote.end - 1)
    inside = [
        span for span in found if first and last and first.start <= span.start < last.end
    ]  # fmt: skip
    return min(
        inside or found,
        key=lambda span: _distance(span, quote),
        default=Span(quote.start, quote.end),
    )


def _distance(verb: Span, quote: Quote) -> int:
    """How far a verb is from the words said, and from the speaker where he is printed near."""
    away = max(verb.start - quote.end, quote.start - verb.end)
    if quote.speaker_span is None:
        return away
    return away + max(verb.start - quote.speaker_span.end, quote.speaker_span.start - verb.end)
