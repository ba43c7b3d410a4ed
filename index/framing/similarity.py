"""How close sentences of different articles are: event-weighted terms and character runs."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from index.article import Span
from index.framing.concepts import concepts_of, is_content
from index.framing.telling import Telling

_CANDIDATES = 4
_LEAST_PRODUCT = 0.05
_TERM_SHARE = 0.8
_PIVOT = 0.6
_PAIR_WEIGHT = 0.5

_Counts = Counter[str]


@dataclass(frozen=True, slots=True, eq=False)
class Unit:
    """A sentence as it is compared.

    ``column`` and ``order`` number the article and the sentence in it, ``span`` is where
    it stands. ``weights`` is the weighted vector of its terms, ``runs`` the set of its
    character 4-grams.
    """

    column: int
    order: int
    span: Span
    weights: dict[str, float]
    runs: frozenset[str]


def units_of(tellings: Sequence[Telling]) -> list[list[Unit]]:
    """The sentences of every column with their vectors, weighted over all these sentences.

    Terms are concepts (stems, or what a country's or a wording set's words stand for)
    and, at half weight, pairs of neighboring stems. Length is normalized around the mean
    (Singhal 1996, pivoted), or else short lines would be close to everything.
    """
    counts = [[_terms(telling, each) for each in telling.sentences] for telling in tellings]
    df = Counter(term for column in counts for terms in column for term in terms)
    total = sum(len(column) for column in counts)
    idf = {term: math.log((total + 1) / (seen + 0.5)) for term, seen in df.items()}
    vectors = [[_weighted(terms, idf) for terms in column] for column in counts]
    norms = [[_norm(vector) for vector in column] for column in vectors]
    mean = sum(sum(column) for column in norms) / total if total else 1.0
    return [
        [
            _unit(telling, (column, order), vector, (1 - _PIVOT) * norm + _PIVOT * mean)
            for order, (vector, norm) in enumerate(zip(vectors[column], norms[column], strict=True))
        ]
        for column, telling in enumerate(tellings)
    ]


def _terms(telling: Telling, span: Span) -> _Counts:
    words = telling.word_range(span.start, span.end)
    terms = Counter(concepts_of(telling, words))
    for at in words[:-1]:
        if is_content(telling.bases[at]) or is_content(telling.bases[at + 1]):
            terms[f"{telling.stems[at]} {telling.stems[at + 1]}"] = 1
    return terms


def _weighted(terms: _Counts, idf: dict[str, float]) -> dict[str, float]:
    return {
        term: (1 + math.log(count)) * idf[term] * (_PAIR_WEIGHT if " " in term else 1.0)
        for term, count in terms.items()
    }


def _norm(vector: dict[str, float]) -> float:
    return math.sqrt(sum(weight * weight for weight in vector.values()))


def _unit(telling: Telling, place: tuple[int, int], vector: dict[str, float], norm: float) -> Unit:
    span = telling.sentences[place[1]]
    words = telling.word_range(span.start, span.end)
    content = sorted({telling.stems[at] for at in words if is_content(telling.bases[at])})
    letters = f" {' '.join(content)} "
    return Unit(
        column=place[0],
        order=place[1],
        span=span,
        weights={term: weight / (norm or 1.0) for term, weight in vector.items()},
        runs=frozenset(letters[at : at + 4] for at in range(len(letters) - 3)),
    )


def similarity(one: Unit, other: Unit) -> float:
    """0 and up, 1 for like sentences of mean length: terms, blended with character 4-grams."""
    small, large = sorted((one.weights, other.weights), key=len)
    product = sum(weight * large.get(term, 0.0) for term, weight in small.items())
    return _TERM_SHARE * product + (1 - _TERM_SHARE) * run_cosine(one, other)


def run_cosine(one: Unit, other: Unit) -> float:
    """The cosine of two sets of character 4-grams: catches inflections and misspellings."""
    if not one.runs or not other.runs:
        return 0.0
    return len(one.runs & other.runs) / math.sqrt(len(one.runs) * len(other.runs))


def close_pairs(
    columns: Sequence[Sequence[Unit]], threshold: float
) -> list[tuple[float, Unit, Unit]]:
    """Pairs of sentences of two columns, each the other's best there, closest first.

    Sentences that share no term but very common ones are never compared.
    """
    best: dict[tuple[Unit, int], tuple[float, Unit]] = {}
    for unit, others in _candidates(columns):
        for other in others:
            score = similarity(unit, other)
            if score >= threshold and score > best.get((unit, other.column), (0.0, None))[0]:
                best[unit, other.column] = (score, other)
    pairs = [
        (score, unit, other)
        for (unit, _), (score, other) in best.items()
        if unit.column < other.column and best.get((other, unit.column), (0.0, None))[1] is unit
    ]
    return sorted(pairs, key=lambda pair: (-pair[0], pair[1].column, pair[1].order, pair[2].column))


def _candidates(
    columns: Sequence[Sequence[Unit]],
) -> Iterator[tuple[Unit, list[Unit]]]:
    """Each sentence with the few of every other column that share most weight with it."""
    postings: dict[str, list[Unit]] = defaultdict(list)
    total = sum(len(column) for column in columns)
    for column in columns:
        for unit in column:
            for term in unit.weights:
                postings[term].append(unit)
    ceiling = max(60, total // 20)
    for column in columns:
        for unit in column:
            yield unit, _nearest(unit, postings, ceiling)


def _nearest(unit: Unit, postings: dict[str, list[Unit]], ceiling: int) -> list[Unit]:
    dots: dict[int, float] = defaultdict(float)
    seen: dict[int, Unit] = {}
    for term, weight in unit.weights.items():
        units = postings[term]
        if len(units) > ceiling:
            continue
        for other in units:
            if other.column != unit.column:
                dots[id(other)] += weight * other.weights[term]
                seen[id(other)] = other
    chosen: list[Unit] = []
    room: Counter[int] = Counter()
    near = [key for key, product in dots.items() if product >= _LEAST_PRODUCT]
    for key in sorted(near, key=lambda each: -dots[each]):
        other = seen[key]
        if room[other.column] < _CANDIDATES:
            room[other.column] += 1
            chosen.append(other)
    return chosen
