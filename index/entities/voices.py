"""Who could be speaking in a sentence: names, pronouns, and phrases for the unnamed."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from index.article import Mention
from index.entities.context import office_tails
from index.entities.lexicon import FUNCTION_WORDS, body_heads, unnamed_heads
from index.entities.speech import verbs
from index.entities.tokens import Token

VoiceKind = Literal["PER", "ORG", "LOC", "NORP", "role", "body", "pronoun"]

_PRONOUNS = frozenset("he she they it we i you who".split())
_OPENERS = frozenset(
    """the a an one two three some several many other another senior top his her its their both
    these those most all former current few more no unnamed anonymous""".split()
)
_PLURAL_ONLY = frozenset("police authorities prosecution defense".split())
_LOOSE_HEADS = frozenset("someone others many some people person man woman".split())
_ALWAYS_UNNAMED = frozenset(
    """official diplomat source spokesman spokeswoman spokesperson aide analyst expert insider
    person man woman someone resident witness lawmaker executive employee worker soldier
    trader researcher scientist""".split()
)
_MODIFIERS = 5


@dataclass(frozen=True, slots=True)
class Voice:
    """A stretch of tokens ``first``..``last`` (exclusive) that could be a speaker.

    ``name`` is the canonical name or the phrase; ``owns`` tells of a possessive ending.
    """

    first: int
    last: int
    start: int
    end: int
    kind: VoiceKind
    name: str
    anonymous: bool = False
    owns: bool = False


def voices(text: str, tokens: Sequence[Token], mentions: Sequence[Mention]) -> list[Voice]:
    """The possible speakers among the tokens of one paragraph, in order."""
    at_token = _mentions_at(tokens, mentions)
    found: list[Voice] = []
    index = 0
    while index < len(tokens):
        mention = at_token.get(index)
        if mention is not None:
            last = _past(tokens, index, mention.end)
            if mention.type in ("PER", "ORG", "LOC", "NORP"):
                found.append(_named(tokens, index, last, mention))
            index = last
            continue
        token = tokens[index]
        if token.lower in _PRONOUNS and (token.lower != "i" or token.word == "I"):
            found.append(Voice(index, index + 1, token.start, token.end, "pronoun", token.lower))
        elif _is_head(token) and not _titles(tokens, index, at_token):
            _with_role(text, tokens, index, found)
        index += 1
    return found


def _mentions_at(tokens: Sequence[Token], mentions: Sequence[Mention]) -> dict[int, Mention]:
    starts = {mention.start: mention for mention in mentions}
    return {
        index: starts[token.start] for index, token in enumerate(tokens) if token.start in starts
    }


def _past(tokens: Sequence[Token], index: int, end: int) -> int:
    last = index + 1
    while last < len(tokens) and tokens[last].start < end:
        last += 1
    return last


def _named(tokens: Sequence[Token], first: int, last: int, mention: Mention) -> Voice:
    kind: VoiceKind = mention.type  # type: ignore[assignment]
    plural = kind == "NORP" and mention.text.endswith("s")
    return Voice(
        first,
        last,
        mention.start,
        mention.end,
        kind,
        mention.entity if not plural else mention.text,
        anonymous=kind == "NORP",
        owns=tokens[last - 1].owns,
    )


@functools.cache
def introductions() -> frozenset[str]:
    """Small words that stand before a name to tell who it is ("the journal Nature")."""
    return office_tails() | body_heads() | frozenset("journal daily weekly channel".split())


def _is_head(token: Token) -> bool:
    return token.lower in unnamed_heads() or token.lower in body_heads()


def _titles(tokens: Sequence[Token], index: int, at_token: dict[int, Mention]) -> bool:
    """Whether a role noun only stands before a name ("spokesman John Doe") or another noun."""
    after = index + 1
    if after >= len(tokens) or tokens[index].owns:
        return False
    follower = at_token.get(after)
    if follower is not None and tokens[after].gap in (" ", ", ") and follower.type == "PER":
        return True
    following = tokens[after]
    return (
        following.gap in (" ", "-")
        and following.lower in unnamed_heads()
        and following.lower not in verbs()
    )


def _with_role(text: str, tokens: Sequence[Token], index: int, found: list[Voice]) -> None:
    """Adds the phrase around the role noun; names inside it are absorbed."""
    head, first = tokens[index], index
    while first > 0 and index - first < _MODIFIERS and _modifies(tokens, first - 1, first):
        first -= 1
        if tokens[first].lower in ("the", "a", "an") or tokens[first].lower in _PRONOUNS:
            break
    opener = tokens[first].lower
    body = head.lower in body_heads() and head.lower not in unnamed_heads()
    if body and first == index and head.lower not in _PLURAL_ONLY:
        return
    begin = first + 1 if opener in ("the", "a", "an") and first < index else first
    plural = head.lower.endswith(("s", "men", "people")) or head.lower in _LOOSE_HEADS
    indefinite = opener in ("a", "an", "one", "another")
    unnamed = (
        plural or head.lower in _ALWAYS_UNNAMED or indefinite or head.lower not in office_tails()
    )
    start, end = tokens[begin].start, head.end
    while found and found[-1].first >= first:
        found.pop()
    voice = Voice(
        first,
        index + 1,
        start,
        end,
        "body" if body else "role",
        " ".join(text[start:end].split()),
        anonymous=unnamed and not body,
        owns=head.owns,
    )
    found.append(voice)


def _modifies(tokens: Sequence[Token], left: int, right: int) -> bool:
    gap, token = tokens[right].gap, tokens[left]
    if gap not in (" ", "-") and not (token.owns and len(gap) == 3 and gap[-1] == " "):
        return False
    if token.lower in _OPENERS:
        return True
    if token.lower in FUNCTION_WORDS and not token.upper:
        return False
    if token.lower in unnamed_heads() and token.lower.endswith("s"):
        return False
    form = verbs().get(token.lower)
    if form is not None and form.tense in ("past", "third") and not token.cap:
        return False
    return not token.word[0].isdigit() or token.word.isdigit()
