"""Finds names by a conditional random field (Lafferty et al. 2001) that also sees the rules."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence

from index.article import MentionType, Span
from index.entities.context import after_place_word, office_before
from index.entities.evidence import Evidence
from index.entities.features import Sight
from index.entities.lexicon import addresses
from index.entities.marks import Mark
from index.entities.model import tagger
from index.entities.recogniser import SUFFIXES, recognise
from index.entities.runs import PARTICLES, nameable
from index.entities.tokens import Token, joins, shape

_BREAKS = frozenset('.;:!?()[]"“”«»…|/\t')
_NEVER_FIRST = frozenset("our my your his her its their this that these those and or but".split())
# Longer lines are read in pieces, so that memory stays bounded.
LONGEST = 256
_ONE_AT_A_TIME = threading.Lock()
_TYPES: dict[str, MentionType] = {
    "PER": "PER", "ORG": "ORG", "LOC": "LOC", "NORP": "NORP", "EVENT": "EVENT",
}  # fmt: skip


def see(
    text: str, parts: Sequence[Span], lines: Sequence[Sequence[Token]], evidence: Evidence
) -> tuple[Sight, list[list[Mark]]]:
    """The features of an article's lines, and the marks that the rules made of each line."""
    shapes = [shape(tokens, text[part.end - 1]) for part, tokens in zip(parts, lines, strict=True)]
    ruled = [
        recognise(text, tokens, form, evidence) for tokens, form in zip(lines, shapes, strict=True)
    ]
    return Sight(lines, shapes, ruled, evidence), ruled


def tag(text: str, tokens: Sequence[Token], features: Sequence[list[str]]) -> list[Mark]:
    """The marks of one line in text order; the weight is the probability of the weakest word.

    What is no type of ours (products, works) comes with the type None. Threads may call it
    at once: the field holds one line at a time, so they take turns.
    """
    with _ONE_AT_A_TIME:
        return list(_tagged(text, tokens, features))


def _tagged(text: str, tokens: Sequence[Token], features: Sequence[list[str]]) -> Iterator[Mark]:
    field = tagger()
    for start in range(0, len(tokens), LONGEST):
        piece = tokens[start : start + LONGEST]
        field.set(features[start : start + LONGEST])
        labels = field.tag()
        for first, last, kind in _stretches(piece, labels):
            first, last = _trimmed(piece, first, last)
            if not any(nameable(piece, at) for at in range(first, last)):
                continue
            sure = min(field.marginal(labels[at], at) for at in range(first, last))
            begin, end = piece[first].start, piece[last - 1].end
            if piece[last - 1].word in SUFFIXES and text[end : end + 1] == ".":
                end += 1
            known = _TYPES.get(kind)
            titled = office_before(piece, first) or (
                first > 0 and piece[first - 1].word in addresses()
            )
            placed = after_place_word(piece, first)
            words = text[begin:end]
            yield Mark(begin, end, words, known, sure, None, titled, placed)


def _trimmed(tokens: Sequence[Token], first: int, last: int) -> tuple[int, int]:
    """A name begins and ends with a capital or a figure, but for "von der Leyen"."""
    while last > first and not (tokens[last - 1].cap or tokens[last - 1].word[0].isdigit()):
        last -= 1
    while first < last and (
        tokens[first].lower in _NEVER_FIRST
        or not (
            tokens[first].cap or tokens[first].word[0].isdigit() or tokens[first].lower in PARTICLES
        )
    ):
        first += 1
    return first, last


def _stretches(tokens: Sequence[Token], labels: Sequence[str]) -> Iterator[tuple[int, int, str]]:
    """First and last (exclusive) token and type of each name; a sentence's end ends it."""
    start = -1
    for at, label in enumerate([*labels, "O"]):
        if start >= 0 and (
            label[:1] != "I" or label[2:] != labels[start][2:] or _apart(tokens[at - 1], tokens[at])
        ):
            yield start, at, labels[start][2:]
            start = -1
        if label != "O" and start < 0:
            start = at


def _apart(left: Token, right: Token) -> bool:
    return not joins(left, right) and (right.first or any(mark in _BREAKS for mark in right.gap))
