"""Who speaks in the articles, by which verbs, in which cut, and who is named without a voice."""

from __future__ import annotations

from typing import Literal

from index.article import Span
from index.dataclass import dataclass


@dataclass(frozen=True, slots=True)
class Voice:
    """One speaker in one article, direct or paraphrased. ``spans`` are the words said.

    ``words`` counts the words inside ``spans``, ``share`` is their part of the words of
    the body, from 0 to 1; ``verbs`` are as printed.
    """

    speaker: str
    article: int
    kind: Literal["direct", "paraphrase"]
    anonymous: bool
    words: int
    spans: tuple[Span, ...]
    verbs: tuple[str, ...] = ()
    share: float = 0.0


@dataclass(frozen=True, slots=True)
class Attribution:
    """One verb by which an article lets others speak, every time it does.

    ``verb`` is folded ("according to"); ``verb_class`` is that of ``Quote``, for putting
    like beside like. ``spans`` are the verbs themselves, or the words said where the verb
    cannot be pointed at.
    """

    article: int
    verb: str
    verb_class: str
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Cutting:
    """One article's version of words that another quotes, too.

    ``span`` is the whole of what this article prints of the saying, ``kept`` the runs that
    another version has as well, ``own`` the rest; ``words`` and ``kept_words`` count all
    the words said and those kept. ``kind`` tells whether it stands as a quotation or as a
    paraphrase.
    """

    article: int
    kind: Literal["direct", "paraphrase"]
    span: Span
    kept: tuple[Span, ...]
    own: tuple[Span, ...]
    words: int = 0
    kept_words: int = 0


@dataclass(frozen=True, slots=True)
class SameQuotation:
    """The same words of one speaker in several articles, cut differently.

    ``words`` counts the longest run they share, ``text`` is that run as first printed, " … "
    where other words stand between.
    """

    speaker: str
    text: str
    words: int
    versions: tuple[Cutting, ...]


@dataclass(frozen=True, slots=True)
class Unheard:
    """A party much named in the event that has no voice in one article; ``named`` proves it."""

    party: str
    article: int
    named: tuple[Span, ...]
