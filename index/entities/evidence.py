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

    def ordinary(self, word: str) -> bool:
        """Whether a word in small letters is an ordinary one."""
        return word in self._common

    def starts_name(self, token: Token) -> bool:
        """Whether a capital at the start of a sentence belongs to a name all the same."""
        word = token.lower
        if word in FUNCTION_WORDS and not token.upper:
            return False
        if self.capital[word] > self.small[word]:
            return True
        return not self.common(token) and self.small[word] == 0


_FOREIGN = frozenset(
    """le la les des du et est une dans pour que qui sur avec der die das und ist nicht ein
    eine mit von zu den dem el los las una por con para del y en il lo che di per non
    sono het een van voor niet op zijn och att som det är og ikke på w na się jest że z
    do o do um uma não da na os em и в не на что с по а به از در που και το την""".split()
)


def english(lines: Iterable[Sequence[Token]]) -> bool:
    """Whether the words are English, or at least no other language's.

    A table of names and figures passes; a text with more function words of other
    languages than of English, or in letters that are not Latin, does not.
    """
    total = ours = theirs = other = 0
    for line in lines:
        for token in line:
            total += 1
            ours += token.lower in FUNCTION_WORDS
            theirs += token.lower in _FOREIGN
            other += token.word[0] > "\u024f"
    return other <= 0.5 * total and not (theirs > ours and theirs > 0.08 * total)
