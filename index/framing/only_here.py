"""Names, numbers, dates, sums and sentences that one text alone has."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Literal

from index.article import Span
from index.comparison.table import Row
from index.comparison.told import OnlyHere
from index.framing.columns import title_span
from index.framing.countries import countries, key_of
from index.framing.figures import Figure
from index.framing.folding import texts_of
from index.framing.telling import Telling
from index.text import fold

_NAME_TYPES = ("PER", "ORG", "LOC", "EVENT")
_KINDS: dict[str, Literal["date", "money", "number"]] = {
    "year": "date", "date": "date", "money": "money", "number": "number",
}  # fmt: skip

_LEAST_WORDS = 4
_DIRECTIONS = frozenset(("west", "east", "north", "south"))


@dataclass(slots=True)
class _Name:
    """A name of one article: as first printed, every place, the keys it is known by."""

    text: str
    spans: list[Span] = field(default_factory=list)
    keys: set[tuple[str, ...]] = field(default_factory=set)


def only_here(
    tellings: Sequence[Telling],
    figures: Sequence[Sequence[Figure]],
    rows: Sequence[Row],
    family_of: Sequence[int],
) -> tuple[OnlyHere, ...]:
    """What one text alone names, gives or tells, in column and text order.

    A name counts as known elsewhere if its words, its entity or the country it stands
    for occur in another text, so that a missed mention never makes a false "only
    here". Sentences are those of ``rows`` beside which nothing of another text stands.
    Copies of one text are one text, told by the first that has it, unless there is no
    other. Empty for a single article.
    """
    if len(tellings) < 2:
        return ()
    texts = texts_of(family_of)
    names = [_names(telling) for telling in tellings]
    elsewhere = _Elsewhere(tellings, names, texts)
    values = _texts_of([_figure_keys(each) for each in figures], texts)
    sentences = _sentences(tellings, rows, texts)
    looked_at: set[tuple[int, str]] = set()
    found: list[OnlyHere] = []
    for number, telling in enumerate(tellings):
        text = texts[number]
        own = sentences[number]
        own += [
            OnlyHere(telling.id, name.text, "name", tuple(name.spans))
            for entity, name in names[number].items()
            if (text, entity) not in looked_at and not elsewhere.knows(entity, name, text)
        ]
        own += [
            figure
            for key, figure in _figures(telling, figures[number], values)
            if (text, key) not in looked_at
        ]
        looked_at.update((text, entity) for entity in names[number])
        looked_at.update((text, key) for key in _figure_keys(figures[number]))
        found.extend(sorted(own, key=lambda each: each.spans[0].start))
    return tuple(found)


def _sentences(
    tellings: Sequence[Telling], rows: Iterable[Row], texts: Sequence[int]
) -> list[list[OnlyHere]]:
    """For each column its passages beside which no other text has a close one."""
    found: list[list[OnlyHere]] = [[] for _ in tellings]
    titles = [title_span(telling) for telling in tellings]
    for row in rows:
        filled = [number for number, cell in enumerate(row.cells) if cell is not None]
        if len({texts[number] for number in filled}) != 1:
            continue
        telling, cell, title = tellings[filled[0]], row.cells[filled[0]], titles[filled[0]]
        if cell is None or (title is not None and title.start <= cell.start < title.end):
            continue
        if len(telling.word_range(cell.start, cell.end)) >= _LEAST_WORDS:
            text = telling.article.text[cell.start : cell.end]
            span = Span(cell.start, cell.end)
            found[filled[0]].append(OnlyHere(telling.id, text, "sentence", (span,)))
    return found


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
        name = names.setdefault(fold(entity).removeprefix("the "), _Name(text[start:end]))
        if not name.spans or start >= name.spans[-1].end:
            name.spans.append(Span(start, end))
        name.keys.update((key_of(text[start:end]), key_of(entity)))
    return names


def _tight(text: str, name: str, span: Span) -> tuple[int, int]:
    """The name alone inside the words that prove it ("according to Zerohedge")."""
    at = text[span.start : span.end].lower().find(name.lower())
    return (span.start + at, span.start + at + len(name)) if at >= 0 else (span.start, span.end)


class _Elsewhere:
    """What every text knows: words, entities, countries."""

    def __init__(
        self,
        tellings: Sequence[Telling],
        names: Sequence[dict[str, _Name]],
        texts: Sequence[int],
    ) -> None:
        self._words: dict[int, list[str]] = defaultdict(list)
        kept: set[tuple[int, int]] = set()
        for text, telling in zip(texts, tellings, strict=True):
            if (text, hash(telling.stems)) not in kept:
                kept.add((text, hash(telling.stems)))
                self._words[text].append(f" {' '.join(telling.stems)} ")
        self._stems = _texts_of([set(telling.stems) for telling in tellings], texts)
        self._entities = _texts_of(names, texts)
        self._parties = _texts_of(
            [
                {party for stem in set(telling.stems) if (party := _party((stem,)))}
                | {party for name in column.values() for key in name.keys if (party := _party(key))}
                for telling, column in zip(tellings, names, strict=True)
            ],
            texts,
        )

    def knows(self, entity: str, name: _Name, text: int) -> bool:
        """Whether another text than ``text`` has this name in any shape."""
        if _others(self._entities[entity], text):
            return True
        for key in name.keys:
            party = _party(key)
            if party and _others(self._parties[party], text):
                return True
            if self._printed(key, text):
                return True
        return False

    def _printed(self, key: tuple[str, ...], text: int) -> bool:
        if not key:
            return True
        if not all(_others(self._stems[stem], text) for stem in key):
            return False
        texts = set.intersection(*(self._stems[stem] for stem in key)) - {text}
        if len(key) == 1:
            return bool(texts)
        words = f" {' '.join(key)} "
        return any(words in printed for other in texts for printed in self._words[other])


def _others(texts: set[int], text: int) -> bool:
    return len(texts) - (text in texts) > 0


def _party(key: tuple[str, ...]) -> str | None:
    return None if key == ("us",) else countries().names.get(key)


def _texts_of(columns: Iterable[Iterable[str]], texts: Sequence[int]) -> defaultdict[str, set[int]]:
    """The texts in which each key stands."""
    found: defaultdict[str, set[int]] = defaultdict(set)
    for text, keys in zip(texts, columns, strict=True):
        for key in keys:
            found[key].add(text)
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
) -> list[tuple[str, OnlyHere]]:
    text = telling.article.text
    groups: dict[str, list[Figure]] = {}
    for figure in figures:
        key = keys_of(figure)[-1]
        if len(values[key]) == 1:
            groups.setdefault(key, []).append(figure)
    return [
        (
            key,
            OnlyHere(
                telling.id,
                text[group[0].span.start : group[0].span.end],
                _KINDS[group[0].kind],
                tuple(figure.span for figure in group),
            ),
        )
        for key, group in groups.items()
    ]
