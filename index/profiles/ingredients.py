"""What a profile needs of one text, counted once, and how it is kept: small, no pickle."""

from __future__ import annotations

import json
import zlib
from collections import Counter
from collections.abc import Mapping

from index.article import Article, Span
from index.dataclass import dataclass
from index.framing.sources import sources
from index.framing.stopwords import STOPWORDS
from index.framing.telling import Telling, merged, telling
from index.framing.wording import forms_used, shipped_sets
from index.inflating import inflate
from index.store.sealing import trusting
from index.text import count_words

_NAMES = frozenset({"PER", "ORG", "LOC", "NORP"})
_SHORTEST = 3


@dataclass(frozen=True, slots=True)
class Spoken:
    """Words of one speaker, quoted or reported; ``speaker`` None where it is not told who."""

    speaker: str | None
    unnamed: bool
    words: int


@dataclass(frozen=True, slots=True)
class Ingredients:
    """The counts of one text.

    ``words`` are those of title and body, ``quoted`` those inside direct quotations.
    ``sources`` are outlets credited or cited. ``wording`` counts ``(set, form)``. ``terms``
    counts the words the outlet itself chose: outside direct quotations, no names, no numbers,
    no words without content.
    """

    words: int
    quoted: int
    spoken: tuple[Spoken, ...]
    sources: tuple[str, ...]
    wording: Mapping[tuple[str, str], int]
    terms: Mapping[str, int]


def measure(article: Article) -> Ingredients:
    """Counts one text that was read closely. Linear in its length."""
    told = telling(article)
    return Ingredients(
        words=len(told.words),
        quoted=count_words(article.text, told.quoted),
        spoken=_spoken(article),
        sources=tuple(dict.fromkeys(source.name for source in sources([told]))),
        wording={key: len(spans) for key, spans in forms_used(told, shipped_sets()).items()},
        terms=Counter(word for word, _ in own_words(told)),
    )


def own_words(told: Telling) -> list[tuple[str, Span]]:
    """The words that an outlet chose itself, and where they stand."""
    names = merged(Span(one.start, one.end) for one in told.article.entities if one.type in _NAMES)
    shut = merged([*told.quoted, *names])
    found = []
    at = 0
    for base, word in zip(told.bases, told.words, strict=True):
        while at < len(shut) and shut[at].end <= word.start:
            at += 1
        inside = at < len(shut) and shut[at].start < word.end
        if not inside and len(base) >= _SHORTEST and base not in STOPWORDS and base.isalpha():
            found.append((base, word))
    return found


def _spoken(article: Article) -> tuple[Spoken, ...]:
    words: dict[tuple[str | None, bool], list[Span]] = {}
    for quote in article.quotes:
        unnamed = quote.anonymous or quote.speaker is None
        words.setdefault((quote.speaker, unnamed), []).append(Span(quote.start, quote.end))
    return tuple(
        Spoken(speaker, unnamed, count_words(article.text, merged(spans)))
        for (speaker, unnamed), spans in words.items()
    )


def dump(found: Ingredients) -> bytes:
    """The counts as bytes for the store."""
    data = [
        found.words,
        found.quoted,
        [[one.speaker, int(one.unnamed), one.words] for one in found.spoken],
        list(found.sources),
        [[set_, form, number] for (set_, form), number in found.wording.items()],
        " ".join(found.terms),
        list(found.terms.values()),
    ]
    packed = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return zlib.compress(packed.encode("utf-8"), 3)


def load(data: bytes) -> Ingredients:
    """The inverse of ``dump``. Raises RowDamaged."""
    with trusting():
        return _loaded(data)


def _loaded(data: bytes) -> Ingredients:
    words, quoted, spoken, cited, uses, terms, numbers = json.loads(inflate(data))
    return Ingredients(
        words,
        quoted,
        tuple(Spoken(speaker, bool(unnamed), number) for speaker, unnamed, number in spoken),
        tuple(cited),
        {(set_, form): number for set_, form, number in uses},
        dict(zip(terms.split(), numbers, strict=True)),
    )
