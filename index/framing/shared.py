"""Verbatim runs of words that two or more independent texts print."""

from __future__ import annotations

import functools
import math
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from index.article import Span
from index.comparison.told import Passage, Shared
from index.events.background import ARTICLES, RARE, counted
from index.events.stopwords import STOP_WORDS
from index.framing.folding import first_of_families
from index.framing.parties import is_office
from index.framing.stopwords import STOPWORDS
from index.framing.telling import Telling

LEAST = 4
"""Shortest run reported, in words."""

_PLACES = 40
_MOST = 400
_BACK = 64
_LONG = 8
_RARE = 8.0
_RARE_QUOTED = 5.0
_OF_NAMES = 0.5

_Run = tuple[str, ...]


def shared_runs(tellings: Sequence[Telling], family_of: Sequence[int]) -> tuple[Shared, ...]:
    """Maximal runs of at least four words in two texts or more, longest first.

    Runs stay inside a paragraph, compare words without regard to case and possessive
    endings, and need two content words that are no names. Phrases that any news text may
    hold ("at the end of the") are left out: the words of a run must be rare enough
    together. Texts of one family are one text: a run needs two families, unless all
    articles are of one. Linear in the length of the texts.
    """
    columns = first_of_families(family_of)
    if len(columns) < 2:
        columns = list(range(min(2, len(tellings))))
    runs: dict[_Run, None] = {}
    for column, start, length in _matches(tellings, columns):
        run = tellings[column].bases[start : start + length]
        if run not in runs and len({base for base in run if base not in STOPWORDS}) > 1:
            runs[run] = None
    family = {telling.id: kin for telling, kin in zip(tellings, family_of, strict=True)}
    found = _located(sorted(runs, key=len, reverse=True)[:_MOST], tellings, family)
    return tuple(
        sorted(_uncovered([each for each in found if _independent(each, family)]), key=_rank)
    )


def _rank(shared: Shared) -> tuple[int, int]:
    return -shared.words, -len(shared.passages)


def _matches(tellings: Sequence[Telling], columns: Sequence[int]) -> Iterator[tuple[int, int, int]]:
    """Runs that some other text has, as far as they go: column, first word, length.

    Sets of columns are bits of a number: a run goes on while one other text has all its
    four-word pieces; that it has them in a row is for ``_located`` to see.
    """
    holders: dict[int, int] = defaultdict(int)
    grams = {column: _grams(tellings[column]) for column in columns}
    for number, column in enumerate(columns):
        for gram in grams[column]:
            if gram is not None:
                holders[gram] |= 1 << number
    for number, column in enumerate(columns):
        others = ~(1 << number)
        held = [0 if gram is None else holders[gram] & others for gram in grams[column]]
        for start, stop in _stretches(held):
            yield column, start, stop - start + LEAST - 1


def _grams(telling: Telling) -> list[int | None]:
    """For each word the hash of the four words from there, None over the end of a paragraph."""
    bases, inside = telling.bases, _paragraph_numbers(telling)
    return [
        hash(bases[at : at + LEAST]) if inside[at] == inside[at + LEAST - 1] else None
        for at in range(len(bases) - LEAST + 1)
    ]


def _stretches(held: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Longest stretches over which the sets have a member in common."""
    start, common = 0, 0
    for at, here in enumerate(held):
        if common & here:
            common &= here
            continue
        if common:
            yield start, at
        start, common = at, here
        while here and at - start < _BACK and start and common & held[start - 1]:
            start -= 1
            common &= held[start]
    if common:
        yield start, len(held)


def _paragraph_numbers(telling: Telling) -> list[int]:
    numbers: list[int] = []
    at = 0
    for start in telling.starts:
        while start >= telling.paragraphs[at].end:
            at += 1
        numbers.append(at)
    return numbers


def _says(telling: Telling, start: int, length: int, quoted: bool) -> bool:
    """Whether a run says something: two content words in lower case that are no office, since
    names alone are no wording, and unless it is long, words rare enough together."""
    text = telling.article.text
    content: set[str] = set()
    named: set[str] = set()
    for at in range(start, start + length):
        if telling.bases[at] not in STOPWORDS:
            lower = text[telling.starts[at]].islower()
            (content if lower else named).add(telling.stems[at])
    if len({stem for stem in content if not is_office(stem)}) < 2:
        return False
    rarity = sum(map(_rarity, content)) + _OF_NAMES * sum(map(_rarity, named))
    return length >= _LONG or rarity >= (_RARE_QUOTED if quoted else _RARE)


@functools.cache
def _rarity(stem: str) -> float:
    """How rare a word is in news at large: log of articles over articles with it."""
    if stem in STOP_WORDS:
        return 0.0
    return max(0.0, math.log(ARTICLES / max(counted().get(stem, 0), RARE)))


def _located(
    runs: Sequence[_Run], tellings: Sequence[Telling], family: Mapping[int, int]
) -> list[Shared]:
    """Every place of every run, in column and text order, in one pass over the texts."""
    by_head: dict[_Run, list[_Run]] = defaultdict(list)
    for run in runs:
        by_head[run[:LEAST]].append(run)
    places: dict[_Run, list[Passage]] = defaultdict(list)
    worth: set[_Run] = set()
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
                    passage = _passage(telling, at, len(run))
                    places[run].append(passage)
                    if run not in worth and _says(telling, at, len(run), passage.quoted):
                        worth.add(run)
    texts = {telling.id: telling.article.text for telling in tellings}
    return [
        Shared(
            texts[found[0].article][found[0].start : found[0].end],
            len(run),
            tuple(found),
            len({family[passage.article] for passage in found}),
        )
        for run, found in ((run, places[run]) for run in runs if run in worth)
    ]


def _passage(telling: Telling, at: int, length: int) -> Passage:
    start, last = telling.starts[at], telling.words[at + length - 1]
    around = telling.quotation_of(start)
    return Passage(telling.id, start, last.end, around is not None and last.end <= around.end)


def _independent(shared: Shared, family: Mapping[int, int]) -> bool:
    articles = {passage.article for passage in shared.passages}
    return len(articles) > 1 and (shared.texts > 1 or len(set(family.values())) < 2)


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
