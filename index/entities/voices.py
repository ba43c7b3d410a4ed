"""Who could be speaking in a sentence: names, pronouns, and phrases for the unnamed."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from typing import Literal

from index.article import Mention
from index.dataclass import dataclass
from index.entities.context import office_tails
from index.entities.lexicon import FUNCTION_WORDS, body_heads, small_words, unnamed_heads
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
_ARTICLES = frozenset({"the", "a", "an"})
_INDEFINITE = frozenset({"a", "an", "one", "another"})
_MODIFIERS = 5


@dataclass(frozen=True, slots=True)
class Voice:
    """A stretch of tokens ``first``..``last`` (exclusive) that could be a speaker.

    ``name`` is the canonical name or the phrase; ``owns`` tells of a possessive ending;
    ``of`` is the body or country a phrase begins with ("NATO chief").
    """

    first: int
    last: int
    start: int
    end: int
    kind: VoiceKind
    name: str
    anonymous: bool = False
    owns: bool = False
    of: str | None = None


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
        if tokens[first].lower in _ARTICLES or tokens[first].lower in _PRONOUNS:
            break
    body = head.lower in body_heads() and head.lower not in unnamed_heads()
    if body and first == index and head.lower not in _PLURAL_ONLY:
        return
    begin = first + 1 if tokens[first].lower in _ARTICLES and first < index else first
    absorbed: list[Voice] = []
    while found and found[-1].first >= first:
        absorbed.append(found.pop())
    named = absorbed[-1] if absorbed and absorbed[-1].first == begin else None
    start, end = tokens[begin].start, head.end
    words = " ".join(text[start:end].split())
    if tokens[begin].first and named is None and tokens[begin].lower in small_words():
        words = words[0].lower() + words[1:]
    sort: VoiceKind = "body" if body else "role"
    unnamed = not body and _unnamed(tokens[first].lower, head.lower)
    of = named.name if named is not None and named.last == index else None
    found.append(Voice(first, index + 1, start, end, sort, words, unnamed, head.owns, of))


def _unnamed(opener: str, head: str) -> bool:
    """Whether a role phrase hides who speaks: many, anyone of many, or no holder of an office."""
    many = head.endswith(("s", "men", "people")) or head in _LOOSE_HEADS
    return many or head in _ALWAYS_UNNAMED or opener in _INDEFINITE or head not in office_tails()


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
