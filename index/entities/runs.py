"""Runs of capitalised tokens: where a name may begin, and how far it may reach."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from index.entities.lexicon import CALENDAR, FUNCTION_WORDS, first_names, heads
from index.entities.tokens import Token, joins

PARTICLES = frozenset(
    "de da do dos du del della di la le van von der den ter bin ibn al el ul ur y e abu".split()
)
_JOINED_BY_AND = frozenset(
    "Ministry Department Office Center Centre Committee Commission Institute Bureau".split()
)
_GIVEN_MONTHS = frozenset("april may june august".split())
# No name is longer; the bound keeps a text of nothing but capitals linear.
_LONGEST = 24


def nameable(tokens: Sequence[Token], at: int) -> bool:
    """Whether a capital token may be part of a name at all."""
    token = tokens[at]
    word = token.lower
    if word in FUNCTION_WORDS and not (token.upper and len(word) > 1):
        return word in ("may", "will") and _follows_given_name(tokens, at)
    if "'" in word and word.split("'", 1)[0] in FUNCTION_WORDS:
        return False
    if word in CALENDAR:
        return word in _GIVEN_MONTHS and _follows_given_name(tokens, at)
    return not token.word[0].isdigit() and not _party(tokens, at)


def _party(tokens: Sequence[Token], at: int) -> bool:
    """Whether the token is part of "R-Calif.", a party and a state behind a name."""
    if tokens[at].gap == "-" and at:
        at -= 1
    if tokens[at].word not in ("R", "D", "I") or at + 1 >= len(tokens):
        return False
    return tokens[at].gap in (", ", " (", ",") and tokens[at + 1].gap == "-"


def _follows_given_name(tokens: Sequence[Token], at: int) -> bool:
    before = tokens[at - 1] if at else None
    return before is not None and before.word in first_names() and joins(before, tokens[at])


def run_end(tokens: Sequence[Token], at: int) -> int:
    """The end of the run of name tokens that begins at ``at``, small links included."""
    end = at + 1
    while end < len(tokens) and end - at < _LONGEST:
        token, before = tokens[end], tokens[end - 1]
        if not joins(before, token):
            break
        numbered = token.word.isdigit() and before.upper and token.gap == "-"
        if numbered or (token.cap and nameable(tokens, end)):
            end += 1
        elif bridge := _bridge(tokens, at, end):
            end = bridge
        else:
            break
    return end


def _bridge(tokens: Sequence[Token], at: int, end: int) -> int:
    """Past small words inside a name ("of", "bin", "for the"); 0 where the name ends."""
    word, stop = tokens[end].lower, end
    if word in ("of", "for"):
        stop = _past_of(tokens, at, end)
    elif word == "and":
        inner = any(token.lower in ("of", "for") and not token.cap for token in tokens[at:end])
        stop = end + 1 if inner and tokens[at].word in _JOINED_BY_AND else 0
    elif word in PARTICLES:
        while stop < len(tokens) and stop - end < 3 and tokens[stop].lower in PARTICLES:
            stop += 1
    else:
        return 0
    if not stop or stop >= len(tokens) or not tokens[stop].cap or not nameable(tokens, stop):
        return 0
    span = tokens[end : stop + 1]
    return stop + 1 if all(joins(left, right) for left, right in pairwise(span)) else 0


def _past_of(tokens: Sequence[Token], at: int, end: int) -> int:
    before, word = tokens[end - 1].word, tokens[end].lower
    opens_body = before in heads("before_of")
    if word == "for" and not opens_body:
        opens_body = any(token.lower == "of" for token in tokens[at:end])
    if not opens_body and not (word == "of" and before in heads("place_of")):
        return 0
    stop = end + 1
    if stop < len(tokens) and tokens[stop].lower == "the" and not tokens[stop].cap:
        stop += 1
    return stop
