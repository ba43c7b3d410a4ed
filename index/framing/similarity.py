"""How close sentences of different articles are: what they mean, and the terms they share."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import chain
from typing import TYPE_CHECKING, Any

from index.article import Span
from index.framing.concepts import concepts_of, is_content
from index.framing.telling import Telling
from index.framing.vectors import shipped

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Table = npt.NDArray[np.float32]
    Numbers = npt.NDArray[np.int64]

MEANING, TERMS = 0.3, 0.7
"""Weights of the two parts, chosen on sentences labelled by hand (tools/bench_alignment.py)."""

READ = 2000
"""Code points of a sentence that are compared; longer ones are lists or broken text."""

_BACKGROUND, _PAIRS = 0.35, 200
_PIVOT = 0.6
_PAIR_WEIGHT = 0.5
_ALL_OF = 60
_SHARE = 16
_AT_ONCE = 2_000_000
_SENTENCES_AT_ONCE = 256


def closeness(read: Sequence[tuple[Telling, Span]]) -> Table:
    """How close all these sentences are, each with each: 0 and up, 1 for like ones of mean length.

    A weighted mean of two measures. Static sentence vectors see different words for one
    thing; what they give counts as far as it is above what any two sentences of the event
    have. Terms are weighted by how few of these sentences have them, so that what the whole
    event is about ("Ukraine") is no sign of agreement.
    """
    import numpy as np

    short = [(telling, Span(at.start, min(at.end, at.start + READ))) for telling, at in read]
    found = _above_background(
        meaning([telling.article.text[at.start : at.end] for telling, at in short])
    )
    found *= np.float32(MEANING)
    found += np.float32(TERMS) * shared_terms(short)
    return found


def _above_background(cosines: Table) -> Table:
    """Cosines with their mean as zero; of few pairs the mean is not trusted alone."""
    pairs = len(cosines) * (len(cosines) - 1)
    total = float(cosines.sum()) - float(cosines.trace())
    mean = (total + _BACKGROUND * _PAIRS) / (pairs + _PAIRS)
    above: Table = ((cosines - mean) / (1 - mean)).clip(min=0)
    return above


def meaning(sentences: Sequence[str]) -> Table:
    """The cosine of the vectors of sentences, each the weighted mean of its word pieces."""
    import numpy as np

    vectors = shipped()
    pieces = [vectors.cutter.pieces(sentence) for sentence in sentences]
    flat = np.fromiter(chain.from_iterable(pieces), np.int32)
    used, at = np.unique(flat, return_inverse=True)
    table = vectors.of(used)
    sums = np.zeros((len(sentences), table.shape[1]), np.float32)
    ends = np.cumsum([len(each) for each in pieces], dtype=np.int64)
    filled = [number for number, each in enumerate(pieces) if each]
    for first in range(0, len(filled), _SENTENCES_AT_ONCE):
        group = filled[first : first + _SENTENCES_AT_ONCE]
        starts = np.array([ends[number] - len(pieces[number]) for number in group])
        rows = table[at[starts[0] : ends[group[-1]]]]
        sums[group] = np.add.reduceat(rows, starts - starts[0], axis=0)
    norms = np.linalg.norm(sums, axis=1, keepdims=True)
    sums /= np.maximum(norms, 1e-9)
    product: Table = sums @ sums.T
    return product


def shared_terms(read: Sequence[tuple[Telling, Span]]) -> Table:
    """The cosine of sentences as weighted terms, length normalized around the mean.

    Terms are concepts (stems, or what a country's or a group's words stand for) and, at half
    weight, pairs of neighboring stems. Norms are pivoted (Singhal 1996), or else short lines
    would be close to everything.
    """
    import numpy as np

    numbers: dict[str, int] = {}
    sentence: list[int] = []
    feature: list[int] = []
    weight: list[float] = []
    for place, (telling, span) in enumerate(read):
        for term, heavy in _terms(telling, span):
            sentence.append(place)
            feature.append(numbers.setdefault(term, len(numbers)))
            weight.append(heavy)
    entries = np.array(sentence, np.int64), np.array(feature, np.int64), np.array(weight)
    return _cosine(*entries, len(read))


def _terms(telling: Telling, span: Span) -> Iterator[tuple[str, float]]:
    words = telling.word_range(span.start, span.end)
    for term, count in Counter(concepts_of(telling, words)).items():
        yield term, 1 + math.log(count)
    stems, content = telling.stems, [is_content(telling.bases[at]) for at in words]
    pairs = {
        f"{stems[at]} {stems[at + 1]}"
        for place, at in enumerate(words[:-1])
        if content[place] or content[place + 1]
    }
    yield from ((pair, _PAIR_WEIGHT) for pair in sorted(pairs))


def _cosine(sentence: Numbers, feature: Numbers, weight: Any, total: int) -> Table:
    """Cosines of sparse rows: entries of (sentence, feature, weight), weighted by rarity.

    Among very many sentences, features that one in sixteen has are left out of the
    products: they weigh next to nothing, and are what costs.
    """
    import numpy as np

    found: Table = np.zeros((total, total), np.float32)
    if not len(sentence):
        return found
    spread = np.bincount(feature)
    weight = weight * np.log((total + 1) / (spread + 0.5))[feature]
    norms = np.sqrt(np.bincount(sentence, weight * weight, minlength=total))
    norms = (1 - _PIVOT) * norms + _PIVOT * norms.mean()
    weight = weight / np.maximum(norms[sentence], 1e-9)
    kept = spread[feature] <= max(_ALL_OF, total // _SHARE)
    order = np.argsort(feature[kept], kind="stable")
    rows, weights = sentence[kept][order], weight[kept][order]
    ends = np.cumsum(np.bincount(feature[kept], minlength=len(spread)))
    _add_products(found, rows, weights, ends[ends > 0])
    return found


def _add_products(found: Table, rows: Numbers, weights: Any, ends: Numbers) -> None:
    """Adds to ``found`` the products of all entries of each group; a group stops at its end."""
    import numpy as np

    ends = np.unique(ends)
    sizes = np.diff(ends, prepend=0)
    first = np.repeat(ends - sizes, sizes)
    many = np.repeat(sizes, sizes)
    cost = np.cumsum(many)
    begun = 0
    while begun < len(rows):
        done = cost[begun - 1] if begun else 0
        stop = max(begun + 1, int(np.searchsorted(cost, done + _AT_ONCE, side="right")))
        times = many[begun:stop]
        left = np.repeat(np.arange(begun, stop), times)
        within = np.arange(len(left)) - np.repeat(np.cumsum(times) - times, times)
        right = first[left] + within
        cells = rows[left] * found.shape[1] + rows[right]
        products = np.bincount(cells, weights[left] * weights[right], minlength=found.size)
        found += products.reshape(found.shape).astype(np.float32)
        begun = stop
