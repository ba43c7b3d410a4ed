"""Names, numbers, dates and sums that one article alone has."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Literal

from index.article import Span
from index.comparison import OnlyHere
from index.framing.countries import countries, key_of
from index.framing.figures import Figure
from index.framing.telling import Telling
from index.text import fold

_NAME_TYPES = ("PER", "ORG", "LOC", "EVENT")
_KINDS: dict[str, Literal["date", "money", "number"]] = {
    "year": "date", "date": "date", "money": "money", "number": "number",
}  # fmt: skip

_DIRECTIONS = frozenset(("west", "east", "north", "south"))


@dataclass(slots=True)
class _Name:
    """A name of one article: as first printed, every place, the keys it is known by."""

    text: str
    spans: list[Span] = field(default_factory=list)
    keys: set[tuple[str, ...]] = field(default_factory=set)


def only_here(
    tellings: Sequence[Telling], figures: Sequence[Sequence[Figure]]
) -> tuple[OnlyHere, ...]:
    """What one article alone names or gives, in column and text order.

    A name counts as known elsewhere if its words, its entity or the country it stands
    for occur in another article, so that a missed mention never makes a false "only
    here". Empty for a single article.
    """
    if len(tellings) < 2:
        return ()
    names = [_names(telling) for telling in tellings]
    elsewhere = _Elsewhere(tellings, names)
    values = _columns_of([_figure_keys(each) for each in figures])
    found: list[OnlyHere] = []
    for number, telling in enumerate(tellings):
        own = [
            OnlyHere(telling.id, name.text, "name", tuple(name.spans))
            for entity, name in names[number].items()
            if not elsewhere.knows(entity, name, number)
        ]
        own += _figures(telling, figures[number], values)
        found.extend(sorted(own, key=lambda each: each.spans[0].start))
    return tuple(found)


def _names(telling: Telling) -> dict[str, _Name]:
    """The names of an article by folded entity; cited sources count as names."""
    text = telling.article.text
    names: dict[str, _Name] = {}
    places = [
        (mention.entity, mention.start, mention.end)
        for mention in telling.article.entities
        if mention.type in _NAME_TYPES
    ]
    places += [
        (finding.value, *_tight(text, finding.value, finding.span))
        for finding in telling.article.cites
        if finding.span is not None
    ]
    for entity, start, end in sorted(places, key=lambda place: place[1:]):
        if telling.sentence_of(start) is None or text[start:end].lower() in _DIRECTIONS:
            continue
        name = names.setdefault(fold(entity), _Name(text[start:end]))
        if not name.spans or start >= name.spans[-1].end:
            name.spans.append(Span(start, end))
        name.keys.update((key_of(text[start:end]), key_of(entity)))
    return names


def _tight(text: str, name: str, span: Span) -> tuple[int, int]:
    """The name alone inside the words that prove it ("according to Zerohedge")."""
    at = text[span.start : span.end].lower().find(name.lower())
    return (span.start + at, span.start + at + len(name)) if at >= 0 else (span.start, span.end)


class _Elsewhere:
    """What every column knows: words, entities, countries."""

    def __init__(self, tellings: Sequence[Telling], names: Sequence[dict[str, _Name]]) -> None:
        self._words = [f" {' '.join(telling.stems)} " for telling in tellings]
        self._stems = _columns_of([set(telling.stems) for telling in tellings])
        self._entities = _columns_of([set(column) for column in names])
        self._parties = _columns_of(
            [
                {party for stem in set(telling.stems) if (party := _party((stem,)))}
                | {party for name in column.values() for key in name.keys if (party := _party(key))}
                for telling, column in zip(tellings, names, strict=True)
            ]
        )

    def knows(self, entity: str, name: _Name, column: int) -> bool:
        """Whether another column than ``column`` has this name in any shape."""
        others = self._entities[entity] - {column}
        for key in name.keys:
            party = _party(key)
            if others or (party and self._parties[party] - {column}):
                return True
            if self._printed(key, column):
                return True
        return bool(others)

    def _printed(self, key: tuple[str, ...], column: int) -> bool:
        if not key:
            return True
        columns = set.intersection(*(self._stems[stem] for stem in key)) - {column}
        words = f" {' '.join(key)} "
        return any(words in self._words[other] for other in columns)


def _party(key: tuple[str, ...]) -> str | None:
    return None if key == ("us",) else countries().names.get(key)


def _columns_of(columns: Iterable[Iterable[str]]) -> defaultdict[str, set[int]]:
    """The numbers of the columns each key stands in."""
    found: defaultdict[str, set[int]] = defaultdict(set)
    for number, keys in enumerate(columns):
        for key in keys:
            found[key].add(number)
    return found


def _figure_keys(figures: Iterable[Figure]) -> set[str]:
    return {key for figure in figures for key in keys_of(figure)}


def keys_of(figure: Figure) -> tuple[str, ...]:
    """What a figure is known by; a full date is also its day, a month of a year also the year."""
    own = f"{figure.kind} {figure.value} {figure.unit}"
    if figure.kind == "date":
        return (own, f"date {figure.value[:5]} day")
    return (own,)


def _figures(
    telling: Telling, figures: Iterable[Figure], values: defaultdict[str, set[int]]
) -> list[OnlyHere]:
    text = telling.article.text
    groups: dict[str, list[Figure]] = {}
    for figure in figures:
        key = keys_of(figure)[-1]
        if len(values[key]) == 1:
            groups.setdefault(key, []).append(figure)
    return [
        OnlyHere(
            telling.id,
            text[group[0].span.start : group[0].span.end],
            _KINDS[group[0].kind],
            tuple(figure.span for figure in group),
        )
        for group in groups.values()
    ]
