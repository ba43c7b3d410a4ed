"""Tokens of one paragraph, with what the rules ask about them."""

from __future__ import annotations

import re
from collections.abc import Iterable

from index.article import Span
from index.text import sentences

_TOKEN = re.compile(
    r"(?:[^\W\d_]\.)+[^\W\d_]\b\.?|\d+(?:[.,]\d+)*+(?![^\W\d_])|[^\W_]+(?:['’&][^\W_]+)*+"
)
_ABBREVIATED = frozenset(
    """Mr Mrs Ms Dr Prof Rev Fr Sr Jr St Gen Col Maj Capt Lt Sgt Cpl Adm Cmdr Gov Sen Sens Rep Reps
    Pres Det Insp Supt Mt Ft Inc Corp Co Ltd Cos Bros Hon Brig Pvt Messrs""".split()
)
_OPENERS = frozenset("\"“‘'«(:;[•*")


class Token:
    """A word: ``start``/``end`` in the text, ``word`` without possessive ending or acronym dots.

    ``gap`` is what stands between it and the token before (newline-free), ``first`` tells
    that a capital proves nothing here (a sentence, quotation or clause begins), ``owns``
    that a possessive ending followed.
    """

    __slots__ = ("cap", "end", "first", "gap", "lower", "owns", "start", "upper", "word")

    def __init__(self, text: str, start: int, end: int, gap: str, first: bool) -> None:
        word = text[start:end]
        self.owns = len(word) > 2 and word[-2] in "'’" and word[-1] in "sS"
        if self.owns:
            word, end = word[:-2], end - 2
        if "." in word and not word[0].isdigit():
            word = word.replace(".", "")
        self.word = word.replace("’", "'") if "’" in word else word
        self.lower = self.word.lower()
        self.cap = word[0].isupper()
        self.upper = len(word) > 1 and word.isupper()
        self.start, self.end, self.gap, self.first = start, end, gap, first

    def __repr__(self) -> str:
        return f"<{self.word}>"


def tokenise(text: str, paragraph: Span) -> list[Token]:
    """The tokens of one paragraph, in order; linear in its length."""
    starts = {span.start for span in sentences(text, paragraph.start, paragraph.end)}
    ordered = sorted(starts)
    at, tokens, last = 0, [], paragraph.start
    for found in _TOKEN.finditer(text, paragraph.start, paragraph.end):
        start, end = found.span()
        first = at < len(ordered) and ordered[at] <= start
        while at < len(ordered) and ordered[at] <= start:
            at += 1
        gap = text[max(last, start - 8) : start].replace("\xa0", " ").replace("\t", " ")
        if not first and gap and (gap[-1] in _OPENERS or gap.lstrip()[:1] in _OPENERS):
            first = True
        tokens.append(Token(text, start, end, gap, first))
        last = tokens[-1].end
    return tokens


def joins(left: Token, right: Token) -> bool:
    """Whether two neighbouring tokens can stand in one name."""
    gap = right.gap
    if gap in (" ", "-") or gap == "‑":
        return not (left.owns)
    if gap == " & ":
        return True
    return gap == ". " and not left.owns and (left.word in _ABBREVIATED or len(left.word) == 1)


def shape(tokens: Iterable[Token], closing: str = "") -> str:
    """How a line is written: ``upper``, ``title`` (a headline) or ``normal``.

    ``closing`` is its last character: a line that ends as sentences do is no headline.
    """
    words = [token for token in tokens if token.word[0].isalpha()]
    if not words:
        return "normal"
    capital = sum(token.cap for token in words)
    upper = sum(token.upper for token in words)
    if upper >= 3 and upper > 0.6 * len(words):
        return "upper"
    long = [token for token in words if len(token.word) > 3]
    small = sum(not token.cap for token in long)
    if (
        closing not in (".", "!")
        and len(words) >= 4
        and capital >= 0.6 * len(words)
        and small <= 0.15 * len(long)
    ):
        return "title"
    return "normal"
