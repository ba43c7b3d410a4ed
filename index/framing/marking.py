"""Words that mark one article of an event against the others, with their counts."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

from index.article import Span
from index.comparison.wording import MarkingWord
from index.events.background import counted
from index.framing.log_odds import Marked, log_odds
from index.framing.stopwords import STOPWORDS
from index.framing.telling import Telling

MOST = 6
"""Words told of one article, at most."""
LEAST = 3
"""Times that a word must stand in an article to mark it."""
_SHORTEST = 3
_REST = ""
"""All words that stand too seldom in an article to mark it: only their sum is needed."""
_AGAIN = 2
"""So many times as often, for its length, must a word stand here as elsewhere."""


def marking(tellings: Sequence[Telling], families: Sequence[int]) -> tuple[MarkingWord, ...]:
    """The few words that each article uses much more than the articles of other texts.

    Words outside quotations and names count: those an outlet chose itself. ``families``
    tells copies of one text, which are not set against each other.
    """
    texts = [_words_of(telling) for telling in tellings]
    counts = [Counter({word: len(spans) for word, spans in text.items()}) for text in texts]
    total: Counter[str] = Counter()
    of_family: dict[int, Counter[str]] = defaultdict(Counter)
    for count, family in zip(counts, families, strict=True):
        total.update(count)
        of_family[family].update(count)
    sums = {family: count.total() for family, count in of_family.items()}
    everything = total.total()
    made: list[MarkingWord] = []
    for telling, text, count, family in zip(tellings, texts, counts, families, strict=True):
        often = {word: times for word, times in count.items() if times >= LEAST}
        others = {word: total[word] - of_family[family][word] for word in often}
        if everything > sums[family]:
            often[_REST] = count.total() - sum(often.values())
            others[_REST] = everything - sums[family] - sum(others.values())
            for marked in _few(log_odds(often, others, counted())):
                made.append(_made(telling, text[marked.word], marked))
    return tuple(made)


def _few(ranked: Sequence[Marked]) -> list[Marked]:
    """The first words of a ranking that stand often enough to mark a text."""
    found: list[Marked] = []
    for marked in ranked:
        if marked.z <= 0 or len(found) == MOST:
            break
        if marked.word != _REST and marked.a >= LEAST and marked.a >= _AGAIN * marked.b:
            found.append(marked)
    return found


def _made(telling: Telling, spans: Sequence[Span], marked: Marked) -> MarkingWord:
    text = telling.article.text
    printed = Counter(text[span.start : span.end].lower() for span in spans)
    return MarkingWord(
        article=telling.id,
        word=printed.most_common(1)[0][0],
        here=marked.a,
        elsewhere=marked.b,
        z=round(marked.z, 2),
        significant=marked.significant,
        spans=tuple(spans),
    )


def _words_of(telling: Telling) -> dict[str, list[Span]]:
    """Where an article prints each word of its own, by stem."""
    shut = _shut(telling)
    found: dict[str, list[Span]] = defaultdict(list)
    at = 0
    for base, stem, word in zip(telling.bases, telling.stems, telling.words, strict=True):
        while at < len(shut) and shut[at].end <= word.start:
            at += 1
        if at < len(shut) and shut[at].start < word.end:
            continue
        if len(base) >= _SHORTEST and base not in STOPWORDS and stem[0].isalpha():
            found[stem].append(word)
    text = telling.article.text
    return {
        stem: spans
        for stem, spans in found.items()
        if any(text[span.start].islower() for span in spans)  # else a name, or a headline's word
    }


def _shut(telling: Telling) -> list[Span]:
    """Quotations and everything named, as spans that do not overlap, in order."""
    named = (Span(m.start, m.end) for m in telling.article.entities)
    joined: list[Span] = []
    for span in sorted([*telling.quoted, *named], key=lambda each: each.start):
        if joined and span.start <= joined[-1].end:
            joined[-1] = Span(joined[-1].start, max(joined[-1].end, span.end))
        else:
            joined.append(span)
    return joined
