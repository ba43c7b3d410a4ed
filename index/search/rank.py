"""In which order: by relevance (BM25) or newest first."""

from __future__ import annotations

import heapq
import math
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import compress

from index.search.query import All, Any, Clause, Words
from index.search.snapshot import Docs, Snapshot

_K1 = 1.2
_READ = 6_000
"""How many postings are read to rank the completions of an unfinished word."""

_SHORT = 2
"""A beginning of up to so many letters tells nothing about relevance but by the title."""

_IN_TITLE = 2.0


def scored(clause: Clause) -> Iterator[Words]:
    """The words of a query that speak for an article: all that are not negated."""
    match clause:
        case Words() if not clause.idle:
            yield clause
        case All(clauses) | Any(clauses):
            for inner in clauses:
                yield from scored(inner)
        case _:
            pass


def newest(snapshot: Snapshot, docs: Docs, stop: int) -> list[int]:
    """The first ``stop`` articles of a set, newest first."""
    flags = snapshot.flags(docs)
    found = []
    for number in snapshot.newest:
        if flags[number]:
            found.append(number)
            if len(found) >= stop:
                break
    return found


def best(
    snapshot: Snapshot, docs: Docs, words: Sequence[Words], stop: int
) -> tuple[list[int], list[float]]:
    """The first ``stop`` articles of a set with their scores, best first, newer first on ties."""
    scores = [0.0] * len(snapshot)
    for one in words:
        for term in one.terms:
            if term.stem:
                _add_word(snapshot, scores, term.stem, one.title)
        if one.prefix:
            _add_beginning(snapshot, scores, one)
    flags = snapshot.flags(docs)
    candidates = [number for number in snapshot.newest if flags[number]]
    top = heapq.nlargest(stop, candidates, key=scores.__getitem__)
    return top, [scores[number] for number in top]


def _add_word(snapshot: Snapshot, scores: list[float], stem: str, title: bool) -> None:
    numbers, weights = snapshot.postings(stem, title)
    if numbers:
        _add(snapshot, scores, dict(zip(numbers, weights, strict=True)))


def _add(snapshot: Snapshot, scores: list[float], weights: dict[int, float]) -> None:
    """Add the BM25 of one word, given its weight in each article that has it."""
    norms, count, total = snapshot.norms, len(weights), len(snapshot)
    top = (_K1 + 1) * math.log(1 + (total - count + 0.5) / (count + 0.5))
    for number, weight in weights.items():
        scores[number] += top * weight / (weight + norms[number])


def _add_beginning(snapshot: Snapshot, scores: list[float], words: Words) -> None:
    """An unfinished word counts as one word: what stands for it is added up, then scored.

    Only the commonest completions are weighed; of others it counts that they are there.
    """
    prefix, title = words.prefix, words.title
    assert prefix is not None
    weights: defaultdict[int, float] = defaultdict(float)
    if len(prefix.surface) > _SHORT:
        stems = snapshot.stems_under(prefix.surface, prefix.stem)
        room = _READ
        for stem in sorted(stems, key=snapshot.frequency, reverse=True):
            room -= snapshot.frequency(stem)
            if room < 0 and weights:
                break
            for number, weight in zip(*snapshot.postings(stem, title), strict=True):
                weights[number] += weight
    every = snapshot.flags(snapshot.beginning(prefix.surface, prefix.stem, title))
    titled = snapshot.flags(snapshot.beginning(prefix.surface, prefix.stem, title=True))
    numbers = range(len(snapshot))
    for number in compress(numbers, every):
        if number not in weights:
            weights[number] = 1.0
    if len(prefix.surface) <= _SHORT:
        for number in compress(numbers, titled):
            scores[number] += _IN_TITLE
    else:
        _add(snapshot, scores, weights)
