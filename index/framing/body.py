"""An article's body as words, sentence by sentence, and parts of it as spans of the text."""

from __future__ import annotations

from bisect import bisect_right

from index.article import Article, Span
from index.dataclass import dataclass
from index.framing.telling import base_of
from index.text import paragraphs, sentences, words

Part = tuple[int, int]
"""Words from, to."""


@dataclass(frozen=True, slots=True)
class Body:
    """An article's body as words, their bases, and sentences.

    ``first`` are the first words of the sentences and one past the last word, ``parted``
    the sentences before which something else than body stands.
    """

    text: str
    words: list[Span]
    bases: list[str]
    sentences: list[Span]
    first: list[int]
    parted: frozenset[int]

    def of(self, word: int) -> int:
        """The number of the sentence that holds a word."""
        return bisect_right(self.first, word) - 1

    def starts(self, word: int) -> bool:
        """Whether a word begins a sentence."""
        return self.first[self.of(word)] == word

    def ends(self, word: int) -> bool:
        """Whether a sentence ends before ``word``."""
        return word > 0 and self.first[self.of(word - 1) + 1] == word

    def whole(self, part: Part) -> bool:
        """Whether a part is one sentence or more."""
        return self.starts(part[0]) and self.ends(part[1])

    def span(self, part: Part) -> Span:
        """Where a part stands; with its marks where it begins or ends a sentence."""
        first, last = part[0], part[1] - 1
        start = self.sentences[self.of(first)].start if self.starts(first) else None
        end = self.sentences[self.of(last)].end if self.ends(part[1]) else None
        return Span(
            self.words[first].start if start is None else start,
            self.words[last].end if end is None else end,
        )

    def around(self, part: Part) -> Part:
        """The words of the sentences that hold a part, of the nearest where it is empty."""
        last = max(part[0], part[1] - 1)
        last = min(last, len(self.words) - 1)
        return self.first[self.of(min(part[0], last))], self.first[self.of(last) + 1]


def body_of(article: Article) -> Body:
    """Take the body of an article apart, without its zones. Linear in its length."""
    text = article.text
    found: list[Span] = []
    at: list[Span] = []
    first: list[int] = []
    parted: set[int] = set()
    end = 0
    for part in paragraphs(text, article.zones):
        for sentence in sentences(text, part.start, part.end):
            inside = words(text, sentence.start, sentence.end)
            if not inside:
                continue
            if text[end : sentence.start].strip():
                parted.add(len(found))
            end = sentence.end
            found.append(sentence)
            first.append(len(at))
            at += inside
    bases = [base_of(text[word.start : word.end]) for word in at]
    return Body(text, at, bases, found, [*first, len(at)], frozenset(parted))
