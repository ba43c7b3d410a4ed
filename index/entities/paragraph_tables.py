"""Where each token of a paragraph stands: in which sentence, in a quotation, beside which voice."""

from __future__ import annotations

from collections.abc import Sequence

from index.entities.quotation import Quotation
from index.entities.tokens import Token
from index.entities.voices import Voice


def quoted_tokens(tokens: Sequence[Token], quoted: Sequence[Quotation]) -> list[bool]:
    """For each token whether it stands in one of the quotations, marks included."""
    inside = [False] * len(tokens)
    at = 0
    for index, token in enumerate(tokens):
        while at < len(quoted) and quoted[at].outer.end <= token.start:
            at += 1
        inside[index] = at < len(quoted) and quoted[at].outer.start <= token.start
    return inside


def sentence_numbers(tokens: Sequence[Token], inside: Sequence[bool]) -> list[int]:
    """A number for each token that grows where a sentence begins outside quotations."""
    numbers: list[int] = []
    number = 0
    for index, token in enumerate(tokens):
        if not index:
            begins = False
        elif inside[index]:
            begins = not inside[index - 1] and any(mark in token.gap for mark in ".!?")
        else:
            begins = token.first and any(mark in token.gap for mark in ".!?…")
        if begins:
            number += 1
        numbers.append(number)
    return numbers


def last_before(found: Sequence[Voice], count: int) -> list[Voice | None]:
    """For each token index, the last voice that ends at or before it."""
    table: list[Voice | None] = [None] * (count + 1)
    at, last = 0, None
    for index in range(count + 1):
        while at < len(found) and found[at].last <= index:
            last = found[at]
            at += 1
        table[index] = last
    return table


def first_from(found: Sequence[Voice], count: int) -> list[Voice | None]:
    """For each token index, the first voice that begins at or after it."""
    table: list[Voice | None] = [None] * (count + 1)
    at, nearest = len(found) - 1, None
    for index in range(count, -1, -1):
        while at >= 0 and found[at].first >= index:
            nearest = found[at]
            at -= 1
        table[index] = nearest
    return table
