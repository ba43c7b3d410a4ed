"""Verbatim runs of words that two or more independent texts print."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from index.article import Span
from index.comparison import Passage, Shared
from index.framing.stopwords import STOPWORDS
from index.framing.telling import Telling

LEAST = 4
"""Shortest run reported, in words."""

_REPEATS = 4
_PLACES = 40
_MOST = 400

_Run = tuple[str, ...]


def shared_runs(tellings: Sequence[Telling], family_of: Sequence[int]) -> tuple[Shared, ...]:
    """Maximal runs of at least four words in two texts or more, longest first.

    Runs stay inside a paragraph, compare words without regard to case and possessive
    endings, and need two content words that are no names. Texts of one family
    are one text: a run needs two families, unless all articles are of one. The work is
    bounded for texts that repeat themselves.
    """
    firsts = _first_of_families(family_of)
    if len(firsts) < 2:
        firsts = list(range(min(2, len(tellings))))
    runs: dict[_Run, None] = {}
    for one, other, length in _matches(tellings, firsts):
        run = tellings[one[0]].bases[one[1] : one[1] + length]
        if run not in runs and any(
            _telling(tellings[column], start, length) for column, start in (one, other)
        ):
            runs[run] = None
    family = {telling.id: kin for telling, kin in zip(tellings, family_of, strict=True)}
    found = _located(sorted(runs, key=len, reverse=True)[:_MOST], tellings)
    kept = _uncovered([each for each in found if _independent(each, family)])
    return tuple(sorted(kept, key=lambda each: (-each.words, -len(each.passages))))


def _first_of_families(family_of: Sequence[int]) -> list[int]:
    firsts: dict[int, int] = {}
    for number, family in enumerate(family_of):
        firsts.setdefault(family, number)
    return list(firsts.values())


_Place = tuple[int, int]


def _matches(
    tellings: Sequence[Telling], columns: Sequence[int]
) -> Iterator[tuple[_Place, _Place, int]]:
    """Maximal equal runs: where they start, as (column, word) twice, and their length."""
    breaks = {column: _paragraph_numbers(tellings[column]) for column in columns}
    places: dict[_Run, list[tuple[int, int]]] = defaultdict(list)
    for column in columns:
        bases, inside = tellings[column].bases, breaks[column]
        repeats: dict[_Run, int] = defaultdict(int)
        for at in range(len(bases) - LEAST + 1):
            if inside[at] != inside[at + LEAST - 1]:
                continue
            gram = bases[at : at + LEAST]
            repeats[gram] += 1
            if repeats[gram] > _REPEATS:
                continue
            seen = places[gram]
            for other, start in seen:
                if other != column and _starts(tellings, breaks, (other, start), (column, at)):
                    length = _extended(tellings, breaks, (other, start), (column, at))
                    yield (column, at), (other, start), length
            seen.append((column, at))


def _paragraph_numbers(telling: Telling) -> list[int]:
    numbers: list[int] = []
    at = 0
    for start in telling.starts:
        while start >= telling.paragraphs[at].end:
            at += 1
        numbers.append(at)
    return numbers


def _starts(
    tellings: Sequence[Telling], breaks: dict[int, list[int]], one: _Place, other: _Place
) -> bool:
    """Whether a run cannot be longer to the left."""
    if one[1] == 0 or other[1] == 0:
        return True
    before, previous = one[1] - 1, other[1] - 1
    if tellings[one[0]].bases[before] != tellings[other[0]].bases[previous]:
        return True
    return (
        breaks[one[0]][before] != breaks[one[0]][one[1]]
        or breaks[other[0]][previous] != breaks[other[0]][other[1]]
    )


def _extended(
    tellings: Sequence[Telling], breaks: dict[int, list[int]], one: _Place, other: _Place
) -> int:
    left, right = tellings[one[0]].bases, tellings[other[0]].bases
    inside, within = breaks[one[0]], breaks[other[0]]
    length = LEAST
    most = min(len(left) - one[1], len(right) - other[1])
    while (
        length < most
        and left[one[1] + length] == right[other[1] + length]
        and inside[one[1] + length] == inside[one[1]]
        and within[other[1] + length] == within[other[1]]
    ):
        length += 1
    return length


def _telling(telling: Telling, start: int, length: int) -> bool:
    """Two content words printed in lower case: names alone are no wording."""
    text = telling.article.text
    content = {
        telling.bases[at]
        for at in range(start, start + length)
        if telling.bases[at] not in STOPWORDS and text[telling.starts[at]].islower()
    }
    return len(content) > 1


def _located(runs: Sequence[_Run], tellings: Sequence[Telling]) -> list[Shared]:
    """Every place of every run, in column and text order, in one pass over the texts."""
    by_head: dict[_Run, list[_Run]] = defaultdict(list)
    for run in runs:
        by_head[run[:LEAST]].append(run)
    places: dict[_Run, list[Passage]] = defaultdict(list)
    for telling in tellings:
        bases = telling.bases
        met: dict[_Run, int] = defaultdict(int)
        for at in range(len(bases) - LEAST + 1):
            head = bases[at : at + LEAST]
            if head not in by_head or met[head] == _PLACES:
                continue
            met[head] += 1
            for run in by_head[head]:
                if bases[at : at + len(run)] == run:
                    end = telling.words[at + len(run) - 1].end
                    places[run].append(Passage(telling.id, telling.starts[at], end))
    texts = {telling.id: telling.article.text for telling in tellings}
    return [
        Shared(texts[found[0].article][found[0].start : found[0].end], len(run), tuple(found))
        for run, found in ((run, places[run]) for run in runs)
    ]


def _independent(shared: Shared, family: dict[int, int]) -> bool:
    articles = {passage.article for passage in shared.passages}
    if len(set(family.values())) < 2:
        return len(articles) > 1
    return len({family[article] for article in articles}) > 1


def _uncovered(longest_first: Sequence[Shared]) -> list[Shared]:
    """Without runs of which every place lies inside a longer one."""
    covered: dict[int, list[Span]] = defaultdict(list)
    kept: list[Shared] = []
    for shared in longest_first:
        if all(
            any(
                span.start <= passage.start and passage.end <= span.end
                for span in covered[passage.article]
            )
            for passage in shared.passages
        ):
            continue
        kept.append(shared)
        for passage in shared.passages:
            covered[passage.article].append(Span(passage.start, passage.end))
    return kept
