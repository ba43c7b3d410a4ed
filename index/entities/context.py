"""What the words around a capitalised stretch tell about it."""

from __future__ import annotations

import functools
from collections.abc import Sequence

from index.article import MentionType
from index.entities.gazetteer import gazetteer
from index.entities.lexicon import offices, verb_table
from index.entities.tokens import Token

_IN = frozenset("in near outside around across throughout".split())
_TOWARDS = frozenset("at from to into via toward towards".split())
_PLACE_NOUNS = frozenset(
    "city town village province region district suburb island capital state port county of".split()
)
_WITH_PERSON = frozenset("said says told added who whose whom tweeted".split())


@functools.cache
def office_tails() -> frozenset[str]:
    """The last words of the phrases that name an office, in lower case."""
    return frozenset(phrase.rsplit(" ", 1)[-1] for phrase in offices())


@functools.cache
def speech_forms() -> frozenset[str]:
    """Past and present forms of the plainest verbs of speech."""
    forms: set[str] = set(_WITH_PERSON)
    for forms_of in verb_table()["irregular"].values():
        forms.update(forms_of[:2])
    forms -= {"shows", "showed", "finds", "found", "reads", "read"}
    return frozenset(forms)


def office_before(tokens: Sequence[Token], at: int) -> bool:
    """Whether an office in small letters stands right before ("spokesman John Doe")."""
    if not at or tokens[at].gap != " ":
        return False
    before = tokens[at - 1]
    return not before.cap and not before.owns and before.lower in office_tails()


def said_by(tokens: Sequence[Token], at: int) -> bool:
    """Whether token ``at`` stands between a quotation's end and "said": a speaker's surname."""
    if at + 1 >= len(tokens) or not any(mark in tokens[at].gap for mark in '”"’'):
        return False
    return tokens[at + 1].gap == " " and tokens[at + 1].lower in speech_forms()


def after_place_word(tokens: Sequence[Token], at: int) -> bool:
    """Whether a preposition that places usually go with stands before token ``at``."""
    return bool(at) and tokens[at].gap == " " and tokens[at - 1].lower in _IN | _TOWARDS


def before(tokens: Sequence[Token], at: int) -> MentionType | None:
    """LOC where the word before is a preposition of place."""
    if at and tokens[at].gap == " " and tokens[at - 1].lower in _IN:
        return "LOC"
    return None


def judge(tokens: Sequence[Token], start: int, end: int) -> tuple[MentionType | None, float]:
    """Type and weight of an unknown stretch ``tokens[start:end]`` by its neighbours."""
    left = tokens[start - 1] if start and tokens[start].gap == " " else None
    right = tokens[end] if end < len(tokens) else None
    if right is not None and not tokens[end - 1].owns:
        if right.gap == " " and right.lower in speech_forms():
            return "PER", 1.2
        if right.gap == ", " and (right.lower == "who" or _age(right)):
            return "PER", 2.0
        if right.gap == ", " and _known_place(right):
            return "LOC", 2.0
        if right.gap == ", " and right.lower in office_tails():
            return "PER", 1.5
    if left is not None and end - start <= 2:
        if left.lower in _IN or (left.owns and left.cap and _known_place(left)):
            return "LOC", 1.2
        if (
            left.lower in ("of", "at", "from", "to")
            and start > 1
            and tokens[start - 2].lower in _PLACE_NOUNS
        ):
            return "LOC", 1.5
    return None, 0.3


def _age(token: Token) -> bool:
    return token.word.isdigit() and 4 <= int(token.word[:4]) <= 110 and len(token.word) < 4


def _known_place(token: Token) -> bool:
    known = gazetteer().names.get(token.word)
    return known is not None and known.type == "LOC"
