"""An article as framing reads it: its paragraphs, sentences, words and quotations, once."""

from __future__ import annotations

import functools
from bisect import bisect_left, bisect_right
from collections.abc import Iterable

from index.article import Article, Span
from index.dataclass import dataclass
from index.text import TOLD, fold, paragraphs, sentences, stem, words


@dataclass(frozen=True, slots=True)
class Telling:
    """What an article tells, without page furniture; title included where it is in the text.

    ``words``, ``bases`` and ``stems`` run in parallel: where a word stands, the word
    folded without possessive ending, and its stem. ``sentences``, ``paragraphs`` and
    ``quoted`` (direct quotations) are in text order. ``ends`` are the end offsets of
    ``sentences``.
    """

    article: Article
    paragraphs: tuple[Span, ...]
    sentences: tuple[Span, ...]
    ends: tuple[int, ...]
    words: tuple[Span, ...]
    starts: tuple[int, ...]
    bases: tuple[str, ...]
    stems: tuple[str, ...]
    quoted: tuple[Span, ...]

    @property
    def id(self) -> int:
        """The article's id."""
        return self.article.id

    def sentence_of(self, offset: int) -> Span | None:
        """The sentence that holds ``offset``, or None in page furniture."""
        at = bisect_right(self.ends, offset)
        if at < len(self.sentences) and self.sentences[at].start <= offset:
            return self.sentences[at]
        return None

    def word_range(self, start: int, end: int) -> range:
        """The numbers of the words that start inside ``[start, end)``."""
        return range(bisect_left(self.starts, start), bisect_left(self.starts, end))

    def is_quoted(self, offset: int) -> bool:
        """Whether ``offset`` stands inside a direct quotation."""
        return self.quotation_of(offset) is not None

    def quotation_of(self, offset: int) -> Span | None:
        """The direct quotation that ``offset`` stands in."""
        at = bisect_right(self.quoted, offset, key=lambda span: span.start) - 1
        return self.quoted[at] if at >= 0 and offset < self.quoted[at].end else None


def telling(article: Article) -> Telling:
    """Take an article apart. Linear in the length of its text."""
    text = article.text
    parts = tuple(paragraphs(text, article.zones, TOLD))
    found = [sentence for part in parts for sentence in sentences(text, part.start, part.end)]
    at = [word for part in parts for word in words(text, part.start, part.end)]
    bases = [base_of(text[word.start : word.end]) for word in at]
    return Telling(
        article=article,
        paragraphs=parts,
        sentences=tuple(found),
        ends=tuple(sentence.end for sentence in found),
        words=tuple(at),
        starts=tuple(word.start for word in at),
        bases=tuple(bases),
        stems=tuple(stem(base) for base in bases),
        quoted=merged(
            Span(quote.start, quote.end) for quote in article.quotes if quote.kind == "direct"
        ),
    )


@functools.lru_cache(maxsize=50_000)
def base_of(word: str) -> str:
    """A word as it is looked up: folded, without possessive ending."""
    return fold(word.replace("’", "'")).removesuffix("'s")


def merged(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Spans sorted, overlapping ones joined."""
    joined: list[Span] = []
    for span in sorted(spans, key=lambda each: (each.start, each.end)):
        if joined and span.start < joined[-1].end:
            joined[-1] = Span(joined[-1].start, max(joined[-1].end, span.end))
        else:
            joined.append(span)
    return tuple(joined)
