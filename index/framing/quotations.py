"""The same words of a speaker, quoted at different length or inside a paraphrase."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Literal

from index.article import Quote, Span
from index.comparison.voices import Cutting, SameQuotation
from index.dataclass import dataclass
from index.framing.folding import first_of_families
from index.framing.stopwords import STOPWORDS
from index.framing.telling import Telling

LEAST = 5
"""Words in a row that two sayings must share."""
SURE = 8
"""From this many on, whoever is named as the speaker."""
SHARE = 0.6
"""Or else this part of the shorter one, three words at least."""

_SHORT = 3
_GAP = 120
_HOLDERS = 40
_STEPS = 8
_MOST = 100


@dataclass(frozen=True, slots=True, eq=False)
class _Saying:
    """What one article prints of one speaker in one go: the numbers of the words said."""

    column: int
    speaker: str | None
    kind: Literal["direct", "paraphrase"]
    at: tuple[int, ...]
    bases: tuple[str, ...]


_Common = tuple[int, int, int]
"""Word of the one, word of the other, length."""


def same_quotations(
    tellings: Sequence[Telling], family_of: Sequence[int]
) -> tuple[SameQuotation, ...]:
    """Quotations that independent texts cut differently, the longest shared run first.

    Two sayings are the same where they have five words in a row, or three fifths of the
    shorter one, two of them content words, and nobody else is named as the speaker (from
    eight words on, whoever is); at least one of them is a quotation. A saying is what
    stands in quotation marks one after the other, with at most a "he said" between. Not
    told where all versions are the same words. Linear but for sayings in many articles.
    """
    sayings = [
        saying for column in first_of_families(family_of) for saying in _sayings(tellings, column)
    ]
    groups: list[int] = list(range(len(sayings)))
    longest: dict[int, tuple[int, int, _Common]] = {}
    for one, other in _candidates(sayings):
        common = _longest(sayings[one].bases, sayings[other].bases)
        if not _same(sayings[one], sayings[other], common):
            continue
        left, right = _root(groups, one), _root(groups, other)
        groups[right] = left
        best = max(
            (longest.pop(root) for root in {left, right} if root in longest),
            key=lambda each: each[2][2],
            default=(one, other, common),
        )
        longest[left] = (one, other, common) if common[2] > best[2][2] else best
    members: dict[int, list[_Saying]] = defaultdict(list)
    for number, saying in enumerate(sayings):
        members[_root(groups, number)].append(saying)
    found = [
        _told(tellings, members[root], sayings[one], common)
        for root, (one, _, common) in longest.items()
        if len({saying.bases for saying in members[root]}) > 1
    ]
    return tuple(sorted(found, key=lambda each: -each.words)[:_MOST])


def _sayings(tellings: Sequence[Telling], column: int) -> Iterator[_Saying]:
    telling = tellings[column]
    together: list[Quote] = []
    for quote in telling.article.quotes:
        if telling.sentence_of(quote.start) is None:
            continue
        if together and not _goes_on(telling, together[-1], quote):
            yield _saying(telling, column, together)
            together = []
        together.append(quote)
    if together:
        yield _saying(telling, column, together)


def _goes_on(telling: Telling, before: Quote, quote: Quote) -> bool:
    """Whether one speaker's quotation goes on, after at most an attribution in its line."""
    if "paraphrase" in (before.kind, quote.kind) or before.speaker != quote.speaker:
        return False
    between = telling.article.text[before.end : quote.start]
    return before.end <= quote.start <= before.end + _GAP and "\n" not in between


def _saying(telling: Telling, column: int, quotes: Sequence[Quote]) -> _Saying:
    at = tuple(at for quote in quotes for at in telling.word_range(quote.start, quote.end))
    bases = tuple(telling.bases[number] for number in at)
    return _Saying(column, quotes[0].speaker, quotes[0].kind, at, bases)


def _candidates(sayings: Sequence[_Saying]) -> Iterator[tuple[int, int]]:
    """Pairs of different columns that share five words, or three where one is short."""
    seen: set[tuple[int, int]] = set()
    for size in (LEAST, _SHORT):
        holders: dict[tuple[str, ...], list[int]] = defaultdict(list)
        for number, saying in enumerate(sayings):
            for gram in _grams(saying.bases, size):
                if len(holders[gram]) < _HOLDERS:
                    holders[gram].append(number)
        for gram, numbers in holders.items():
            if len(numbers) < 2 or STOPWORDS.issuperset(gram):
                continue
            for place, one in enumerate(numbers):
                for other in numbers[place + 1 :]:
                    if (one, other) in seen or sayings[one].column == sayings[other].column:
                        continue
                    short = min(len(sayings[one].bases), len(sayings[other].bases))
                    if size == LEAST or short * SHARE < LEAST:
                        seen.add((one, other))
                        yield one, other


def _grams(bases: tuple[str, ...], size: int) -> set[tuple[str, ...]]:
    return set(zip(*(bases[at:] for at in range(size)), strict=False))


def _longest(one: Sequence[str], other: Sequence[str]) -> _Common:
    """The longest run of words that both have, found by runs of three.

    The steps are bounded for texts that repeat themselves.
    """
    places: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for at in range(len(one) - _SHORT + 1):
        places[tuple(one[at : at + _SHORT])].append(at)
    best = (0, 0, 0)
    steps = _STEPS * (len(one) + len(other))
    for there in range(len(other) - _SHORT + 1):
        for here in places.get(tuple(other[there : there + _SHORT]), ())[:_HOLDERS]:
            if steps < 0 or (here and there and one[here - 1] == other[there - 1]):
                continue
            length = _SHORT
            while (
                here + length < len(one)
                and there + length < len(other)
                and one[here + length] == other[there + length]
            ):
                length += 1
            steps -= length
            best = max(best, (here, there, length), key=lambda each: each[2])
    return best


def _same(one: _Saying, other: _Saying, common: _Common) -> bool:
    if one.kind == other.kind == "paraphrase":
        return False
    here, _, length = common
    content = {base for base in one.bases[here : here + length] if base not in STOPWORDS}
    if len(content) < 2:
        return False
    if length >= SURE:
        return True
    if one.speaker and other.speaker and one.speaker != other.speaker:
        return False
    short = min(len(one.bases), len(other.bases))
    return length >= LEAST or (
        one.kind == other.kind and length >= max(_SHORT, SHARE * short)
    )  # fmt: skip


def _root(groups: list[int], number: int) -> int:
    while groups[number] != number:
        groups[number] = groups[groups[number]]
        number = groups[number]
    return number


def _told(
    tellings: Sequence[Telling], members: Sequence[_Saying], first: _Saying, common: _Common
) -> SameQuotation:
    telling, (here, _, length) = tellings[first.column], common
    run = _spans(telling, first, range(here, here + length))
    columns: dict[tuple[str, ...], set[int]] = defaultdict(set)
    for saying in members:
        for gram in _grams(saying.bases, _SHORT):
            columns[gram].add(saying.column)
    named = [saying.speaker for saying in members if saying.speaker]
    return SameQuotation(
        speaker=max(dict.fromkeys(named), key=named.count, default=""),
        text=" … ".join(telling.article.text[part.start : part.end] for part in run),
        words=length,
        versions=tuple(
            _cutting(tellings[saying.column], saying, columns)
            for saying in sorted(members, key=lambda each: (each.column, each.at))
        ),
    )


def _cutting(
    telling: Telling, saying: _Saying, columns: dict[tuple[str, ...], set[int]]
) -> Cutting:
    kept: set[int] = set()
    for at in range(len(saying.bases) - _SHORT + 1):
        if len(columns[saying.bases[at : at + _SHORT]]) > 1:
            kept.update(range(at, at + _SHORT))
    rest = [at for at in range(len(saying.at)) if at not in kept]
    return Cutting(
        article=telling.id,
        kind=saying.kind,
        span=Span(telling.words[saying.at[0]].start, telling.words[saying.at[-1]].end),
        kept=_spans(telling, saying, sorted(kept)),
        own=_spans(telling, saying, rest),
        words=len(saying.at),
        kept_words=len(kept),
    )


def _spans(telling: Telling, saying: _Saying, chosen: Sequence[int]) -> tuple[Span, ...]:
    """Words of a saying as spans, parted where others or an attribution stand between."""
    parts: list[list[int]] = [[chosen[0]]] if chosen else []
    for before, at in pairwise(chosen):
        if at == before + 1 and saying.at[at] == saying.at[before] + 1:
            parts[-1].append(at)
        else:
            parts.append([at])
    return tuple(
        Span(telling.words[saying.at[part[0]]].start, telling.words[saying.at[part[-1]]].end)
        for part in parts
    )
