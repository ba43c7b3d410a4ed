"""How close sentences of different articles are: what they mean, and the terms they share."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain
from typing import TYPE_CHECKING, Any

from index.article import Span
from index.framing.concepts import concept, is_content
from index.framing.telling import Telling
from index.framing.vectors import shipped
from index.text import stem

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
    begun = 0
    for number, each in enumerate(pieces):
        sums[number] = table[at[begun : begun + len(each)]].sum(axis=0)
        begun += len(each)
    sums /= np.maximum(np.linalg.norm(sums, axis=1, keepdims=True), 1e-9)
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
    words: list[int] = []
    lengths: list[int] = []
    for telling, span in read:
        here = telling.word_range(span.start, span.end)
        bases = telling.bases[here.start : here.stop]
        words += [numbers.setdefault(base, len(numbers)) for base in bases]
        lengths.append(len(bases))
    sentence = np.repeat(np.arange(len(read)), lengths)
    word = np.array(words, np.int64)
    content = np.array([is_content(base) for base in numbers], bool)
    stems = [stem(base) for base in numbers]
    roots = _numbered(stems)
    concepts = _numbered([concept(base, root) for base, root in zip(numbers, stems, strict=True)])
    told, feature, times = _counted(sentence, concepts[word], content[word])
    kept = (sentence[1:] == sentence[:-1]) & (content[word[1:]] | content[word[:-1]])
    both = roots[word[:-1]] * len(stems) + roots[word[1:]]
    beside, pair, _ = _counted(sentence[:-1], both, kept)
    _, pair = np.unique(pair, return_inverse=True)
    return _cosine(
        np.concatenate([told, beside]),
        np.concatenate([feature, pair + len(stems)]),
        np.concatenate([1 + np.log(times), np.full(len(pair), _PAIR_WEIGHT)]),
        len(read),
    )


def _numbered(names: Sequence[str]) -> Numbers:
    """A number for every name, the same for the same name."""
    import numpy as np

    numbers = {name: at for at, name in enumerate(dict.fromkeys(names))}
    return np.array([numbers[name] for name in names], np.int64)


def _counted(
    sentence: Numbers, feature: Numbers, kept: npt.NDArray[np.bool_]
) -> tuple[Numbers, Numbers, Numbers]:
    """How often each sentence has each feature: sentence, feature and count in parallel."""
    import numpy as np

    size = int(feature.max(initial=0)) + 1
    keys, times = np.unique(sentence[kept] * size + feature[kept], return_counts=True)
    return keys // size, keys % size, times


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
