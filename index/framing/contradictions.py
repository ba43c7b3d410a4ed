"""The same kind of figure with different values beside the same words."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from index.article import Span
from index.comparison.told import Claim, Contradiction
from index.dataclass import dataclass
from index.framing.acts import act
from index.framing.countries import countries
from index.framing.figures import MONTHS, Figure
from index.framing.folding import first_of_families
from index.framing.stopwords import STOPWORDS
from index.framing.telling import Telling

_LEAST = {"year": 2.4, "date": 2.4, "number": 2.65, "money": 4.5}
_LEAST_APART = 4.0
_TOO_FAR = 10.0
_ALIKE = ((1.06, 0.2), (1.5, 0.3), (_TOO_FAR, 0.43))
_ALIKE_SUMS = ((1.15, 0.2),)
_APART = 1.5
_REACH = 8
_STEPS = 40
_FADING = 3.0
_NEAR_ACT = 0.5
_SMALL = 10
_MOST = 50
_GROUP = 120
_PAIRS = 200_000

_PLAIN = frozenset(
    """almost ago approximately around average dr estimated expected include included least nearly
    number per roughly total worth year month week""".split()
)
_SPANS_OF_TIME = frozenset("year month week day hour minute second time old".split())
_BEFORE_YEAR = frozenset("in since during from by until late early of mid".split())

_Value = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class _Stated:
    """A figure with what stands around it.

    ``about`` maps concepts to nearness, 1 for the next content word and fading from
    there. ``counts`` is the word a number counts.
    """

    column: int
    figure: Figure
    sentence: Span
    about: dict[str, float]
    counts: str


def contradictions(
    tellings: Sequence[Telling], figures: Sequence[Sequence[Figure]], family_of: Sequence[int]
) -> tuple[Contradiction, ...]:
    """Pairs of figures of one kind that differ where the words around them agree.

    Words agree by stem, by country (Kyiv, Ukraine) or by act (pledge, promise), rare and
    near ones weighing more; years and days need an act that happens once, numbers must
    count the same thing. Each figure is set against its closest counterpart only, and
    not where either article also gives the other's value. Candidates for a reader to
    judge, the strongest first; different times of publication may explain them, so each
    claim has its own. Copies of one text are one text.
    """
    stated = [
        each
        for column in first_of_families(family_of)
        for each in _stated(column, tellings[column], figures[column])
    ]
    weight = _weights([tellings[column] for column in first_of_families(family_of)])
    values: list[set[_Value]] = [{_value(figure) for figure in column} for column in figures]
    pairs = [
        (score, one, other)
        for one, other in islice(_comparable(stated), _PAIRS)
        if (score := _agreement(stated[one], stated[other], weight))
        >= _LEAST[stated[one].figure.kind]
    ]
    best = _best(pairs)
    chosen = [
        _contradiction(tellings, stated[one], stated[other], weight)
        for score, one, other in sorted(pairs, key=lambda pair: (-pair[0], pair[1], pair[2]))
        if best[one] == score == best[other]
        and _differ(stated[one], stated[other], values)
        and _same_thing(stated[one], stated[other], score, weight)
    ]
    return tuple(chosen[:_MOST])


def _value(figure: Figure) -> _Value:
    return (figure.kind, figure.value, figure.unit)


def _best(pairs: Sequence[tuple[float, int, int]]) -> dict[int, float]:
    best: dict[int, float] = defaultdict(float)
    for score, one, other in pairs:
        best[one] = max(best[one], score)
        best[other] = max(best[other], score)
    return best


def _stated(column: int, telling: Telling, figures: Sequence[Figure]) -> Iterator[_Stated]:
    for figure in figures:
        sentence = telling.sentence_of(figure.span.start)
        if sentence is None:
            continue
        inside = telling.word_range(figure.span.start, figure.span.end)
        if _worthless(telling, figure, inside):
            continue
        reach = telling.word_range(sentence.start, sentence.end)
        about: dict[str, float] = {}
        _walk(telling, range(inside.start - 1, reach.start - 1, -1)[:_STEPS], about)
        _walk(telling, range(inside.stop, reach.stop)[:_STEPS], about)
        yield _Stated(column, figure, sentence, about, _counted(telling, inside.stop, reach.stop))


def _worthless(telling: Telling, figure: Figure, inside: range) -> bool:
    """Small counts and spans of time (ages, clock times), and years that only label."""
    if figure.kind == "number" and figure.unit == "":
        following = telling.stems[inside.stop : inside.stop + 1]
        return float(figure.value) < _SMALL or not _SPANS_OF_TIME.isdisjoint(following)
    if figure.kind == "year" and figure.unit == "" and inside.start:
        return telling.bases[inside.start - 1] not in _BEFORE_YEAR
    return False


def _walk(telling: Telling, words: Iterable[int], about: dict[str, float]) -> None:
    """Note the concepts met on the way from a figure, with their nearness."""
    met = 0
    for at in words:
        base = telling.bases[at]
        if base in STOPWORDS or base in _PLAIN or base[0].isdigit():
            continue
        nearness = 1.0 / (1.0 + met / _FADING)
        name = thing(telling.stems[at])
        about[name] = max(about.get(name, 0.0), nearness)
        met += 1
        if met == _REACH:
            return


def _counted(telling: Telling, start: int, stop: int) -> str:
    """What a number counts: the next word but stop words ("12 people")."""
    for at in range(start, min(stop, start + 2)):
        if telling.bases[at] not in STOPWORDS:
            return telling.stems[at]
    return ""


def thing(stem: str) -> str:
    """What a word stands for: an act, a country, or else its stem."""
    return act(stem) or countries().names.get((stem,)) or stem


def _weights(tellings: Sequence[Telling]) -> dict[str, float]:
    """Inverse frequency of what words stand for over the sentences of all articles."""
    df: Counter[str] = Counter()
    total = 0
    for telling in tellings:
        for sentence in telling.sentences:
            total += 1
            words = telling.word_range(sentence.start, sentence.end)
            df.update({thing(telling.stems[at]) for at in words})
    return {key: math.log((total + 1) / (seen + 0.5)) for key, seen in df.items()}


def _comparable(stated: Sequence[_Stated]) -> Iterator[tuple[int, int]]:
    """Pairs of different columns, of one kind and unit, that share a word; values may agree."""
    groups: dict[tuple[str, str, str, str], list[int]] = defaultdict(list)
    for number, each in enumerate(stated):
        counts = each.counts if each.figure.kind == "number" else ""
        if counts or each.figure.kind != "number":
            for word in each.about:
                groups[each.figure.kind, each.figure.unit, counts, word].append(number)
    seen: set[tuple[int, int]] = set()
    for numbers in sorted(groups.values(), key=len):
        if len(numbers) > _GROUP:
            break
        for at, one in enumerate(numbers):
            for other in numbers[at + 1 :]:
                if stated[one].column != stated[other].column and (one, other) not in seen:
                    seen.add((one, other))
                    yield one, other


def _agreement(one: _Stated, other: _Stated, weight: dict[str, float]) -> float:
    """Summed weight and nearness of what both are about; 0 where that is too little."""
    shared = [key for key in one.about if key in other.about and key != one.counts]
    if not shared or (len(shared) < 2 and one.figure.kind != "number"):
        return 0.0
    if one.figure.kind in ("year", "date") and not any(
        key.startswith("=") and min(one.about[key], other.about[key]) >= _NEAR_ACT for key in shared
    ):
        return 0.0
    return sum(weight[key] * math.sqrt(one.about[key] * other.about[key]) for key in shared)


def _same_thing(one: _Stated, other: _Stated, score: float, weight: dict[str, float]) -> bool:
    """Whether two differing figures are likely to be of one thing.

    Figures of one thing seldom differ much: the further apart, the more alike must the
    words around them be; different months beside them tell them apart. Years and days need
    the same acts beside them ("killed in 2004" is not "convicted in 2006 of killing").
    Fitted by reading what was shown of some hundred events.
    """
    if one.figure.kind in ("year", "date"):
        return _acts(one) == _acts(other)
    left, right = sorted((float(one.figure.value), float(other.figure.value)))
    if left <= 0 or (_month(one) and _month(other) and _month(one) != _month(other)):
        return False
    steps = _ALIKE if one.figure.kind == "number" else _ALIKE_SUMS
    least = next((least for apart, least in steps if right / left < apart), None)
    if least is None or _alike(one, other, weight) < least:
        return False
    if right / left >= _APART:
        return score >= _LEAST_APART
    return (
        sum(min(one.about[key], other.about[key]) >= _NEAR_ACT for key in _shared(one, other)) > 1
    )


def _month(stated: _Stated) -> str:
    """The month named nearest to a figure, or nothing."""
    named = [key for key in stated.about if key in MONTHS]
    return max(named, key=lambda key: stated.about[key], default="")


def _shared(one: _Stated, other: _Stated) -> list[str]:
    return [key for key in one.about if key in other.about]


def _acts(stated: _Stated) -> set[str]:
    return {key for key, near in stated.about.items() if key.startswith("=") and near >= _NEAR_ACT}


def _alike(one: _Stated, other: _Stated, weight: dict[str, float]) -> float:
    """The cosine of what two figures are about."""
    left, right = (
        math.sqrt(sum((weight[key] * near) ** 2 for key, near in each.about.items()))
        for each in (one, other)
    )
    common = (weight[key] ** 2 * one.about[key] * other.about[key] for key in _shared(one, other))
    return sum(common) / (left * right) if left and right else 0.0


def _differ(one: _Stated, other: _Stated, values: Sequence[set[_Value]]) -> bool:
    left, right = one.figure, other.figure
    if left.value == right.value or _rounded(left, right):
        return False
    return _value(right) not in values[one.column] and _value(left) not in values[other.column]


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
    shared = _shared(first, second)
    shared.sort(key=lambda key: (-weight[key] * first.about[key] * second.about[key], key))
    return Contradiction(
        kind=one.figure.kind,
        about=tuple(key.removeprefix("=") for key in shared),
        claims=tuple(_claim(tellings[each.column], each) for each in (first, second)),
    )


def _claim(telling: Telling, stated: _Stated) -> Claim:
    span = stated.figure.span
    text = telling.article.text[span.start : span.end]
    dates = telling.article.dates
    published = dates.stated.value if dates.stated and not dates.conflict else None
    return Claim(telling.id, text, span, stated.sentence, published)
