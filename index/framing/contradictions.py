"""The same kind of figure with different values beside the same words."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from index.article import Span
from index.comparison import Claim, Contradiction
from index.framing.concepts import concept, title_of
from index.framing.figures import Figure
from index.framing.stopwords import STOPWORDS
from index.framing.telling import Telling

_LEAST_SHARED = 2
_LEAST_WEIGHT = {"year": 3.0, "date": 5.0, "number": 4.5, "money": 4.5}
_REACH = 12
_MOST = 50

_Value = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class _Stated:
    """A figure with what stands around it: concepts near it and the word it counts."""

    column: int
    figure: Figure
    sentence: Span
    about: frozenset[str]
    counts: str


def contradictions(
    tellings: Sequence[Telling], figures: Sequence[Sequence[Figure]], family_of: Sequence[int]
) -> tuple[Contradiction, ...]:
    """Pairs of figures of one kind that differ where the words around them agree.

    Words agree by stem, by country (Kyiv, Ukraine) or by wording set (pledge, promise),
    rare ones weighing more. Each figure is set against its closest counterpart only, and
    not where either article also gives the other's value. Candidates for a reader to
    judge, the strongest first.
    """
    stated = [
        each
        for column, telling in enumerate(tellings)
        for each in _stated(column, telling, figures[column])
    ]
    weight = _weights(tellings)
    values: list[set[_Value]] = [
        {(figure.kind, figure.value, figure.unit) for figure in column} for column in figures
    ]
    best: dict[int, tuple[float, int]] = {}
    pairs: list[tuple[float, int, int]] = []
    for one, other in _comparable(stated):
        if family_of[stated[one].column] == family_of[stated[other].column]:
            continue
        score = _agreement(stated[one], stated[other], weight)
        if score < _LEAST_WEIGHT[stated[one].figure.kind]:
            continue
        pairs.append((score, one, other))
        for each in (one, other):
            if score > best.get(each, (0.0, 0))[0]:
                best[each] = (score, other if each == one else one)
    return tuple(
        _contradiction(tellings, stated[one], stated[other], weight)
        for score, one, other in sorted(pairs, key=lambda pair: (-pair[0], pair[1], pair[2]))
        if best[one][1] == other
        and best[other][1] == one
        and _differ(stated[one], stated[other], values)
    )[:_MOST]


def _stated(column: int, telling: Telling, figures: Sequence[Figure]) -> Iterator[_Stated]:
    for figure in figures:
        sentence = telling.sentence_of(figure.span.start)
        if sentence is None:
            continue
        inside = telling.word_range(figure.span.start, figure.span.end)
        reach = telling.word_range(sentence.start, sentence.end)
        first = max(reach.start, inside.start - _REACH)
        last = min(reach.stop, inside.stop + _REACH)
        near = [at for at in range(first, last) if at not in inside]
        about = frozenset(
            concept(telling.bases[at], telling.stems[at])
            for at in near
            if telling.bases[at] not in STOPWORDS and not telling.bases[at][0].isdigit()
        )
        yield _Stated(column, figure, sentence, about, _counted(telling, inside.stop, reach.stop))


def _counted(telling: Telling, start: int, stop: int) -> str:
    """The noun a number counts: the first content word after it ("12 young people": young)."""
    for at in range(start, min(stop, start + 2)):
        if telling.bases[at] not in STOPWORDS:
            return telling.stems[at]
    return ""


def _weights(tellings: Sequence[Telling]) -> dict[str, float]:
    """Inverse frequency of concepts over the sentences of all articles."""
    df: Counter[str] = Counter()
    total = 0
    for telling in tellings:
        for sentence in telling.sentences:
            total += 1
            df.update(
                {
                    concept(telling.bases[at], telling.stems[at])
                    for at in telling.word_range(sentence.start, sentence.end)
                }
            )
    return {key: math.log((total + 1) / (seen + 0.5)) for key, seen in df.items()}


def _comparable(stated: Sequence[_Stated]) -> Iterator[tuple[int, int]]:
    """Pairs of different columns, of one kind and unit, that share a word; values may agree."""
    groups: dict[tuple[str, str, str, str], list[int]] = defaultdict(list)
    for number, each in enumerate(stated):
        counts = each.counts if each.figure.kind == "number" else ""
        for word in each.about:
            groups[each.figure.kind, each.figure.unit, counts, word].append(number)
    seen: set[tuple[int, int]] = set()
    for numbers in groups.values():
        if len(numbers) > 200:
            continue
        for at, one in enumerate(numbers):
            for other in numbers[at + 1 :]:
                if stated[one].column != stated[other].column and (one, other) not in seen:
                    seen.add((one, other))
                    yield one, other


def _agreement(one: _Stated, other: _Stated, weight: dict[str, float]) -> float:
    """Summed weight of the concepts both have; 0 where too few."""
    shared = one.about & other.about
    return sum(weight[each] for each in shared) if len(shared) >= _LEAST_SHARED else 0.0


def _differ(one: _Stated, other: _Stated, values: Sequence[set[_Value]]) -> bool:
    left, right = one.figure, other.figure
    if left.value == right.value or _rounded(left, right):
        return False
    return (right.kind, right.value, right.unit) not in values[one.column] and (
        left.kind, left.value, left.unit
    ) not in values[other.column]  # fmt: skip


def _rounded(one: Figure, other: Figure) -> bool:
    """Whether one number is the other, rounded ("nearly 500" of 496)."""
    if one.kind not in ("number", "money"):
        return False
    left, right = float(one.value), float(other.value)
    digits = min(_digits(one.value), _digits(other.value))
    return f"{left:.{digits}g}" == f"{right:.{digits}g}"


def _digits(value: str) -> int:
    return max(1, len(value.split("e")[0].replace(".", "").strip("0")))


def _contradiction(
    tellings: Sequence[Telling], one: _Stated, other: _Stated, weight: dict[str, float]
) -> Contradiction:
    first, second = sorted((one, other), key=lambda each: each.column)
    shared = sorted(one.about & other.about, key=lambda each: (-weight[each], each))
    return Contradiction(
        kind=one.figure.kind,
        about=tuple(title_of(each) for each in shared),
        claims=tuple(_claim(tellings[each.column], each) for each in (first, second)),
    )


def _claim(telling: Telling, stated: _Stated) -> Claim:
    span = stated.figure.span
    text = telling.article.text[span.start : span.end]
    return Claim(telling.id, text, span, stated.sentence)
