"""What one article itself tells about its words: which it writes with a capital, and where."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from index.entities.lexicon import FUNCTION_WORDS, small_words
from index.entities.tokens import Token


class Evidence:
    """Counts of capital and small spellings inside sentences, over a whole article."""

    def __init__(self, lines: Iterable[Sequence[Token]]) -> None:
        self.capital: Counter[str] = Counter()
        self.small: Counter[str] = Counter()
        self._common = small_words()
        for line in lines:
            for token in line:
                if not token.cap:
                    self.small[token.lower] += 1
                elif not token.first:
                    self.capital[token.lower] += 1

    def common(self, token: Token) -> bool:
        """Whether the word is an ordinary one that a capital does not turn into a name."""
        if token.upper and len(token.word) > 1:
            return False
        return token.lower in self._common

    def starts_name(self, token: Token) -> bool:
        """Whether a capital at the start of a sentence belongs to a name all the same."""
        word = token.lower
        if word in FUNCTION_WORDS and not token.upper:
            return False
        if self.capital[word] > self.small[word]:
            return True
        return not self.common(token) and self.small[word] == 0


def english(lines: Iterable[Sequence[Token]]) -> bool:
    """Whether enough of the words are English function words for the rules to hold."""
    total = hits = 0
    for line in lines:
        for token in line:
            total += 1
            hits += token.lower in FUNCTION_WORDS
    return total < 20 or hits >= 0.2 * total
