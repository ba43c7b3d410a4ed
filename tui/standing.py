"""Which texts of a comparison stand in its columns, and in which order: pure choices."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, TypeVar

from index import Article, Comparison, Row
from index.comparison.table import Apart, Chosen
from index.comparison.told import Contradiction, Shared
from index.comparison.voices import SameQuotation
from index.comparison.wording import Label, Wording
from index.dataclass import dataclass
from tui.phrases import count

Told = TypeVar("Told", SameQuotation, Wording, Label, Shared, Contradiction)

FEW = 8
"""So many texts stand in columns without a choice; of more, some."""
_OF_MANY = 4


@dataclass(frozen=True, slots=True)
class Standing:
    """Articles in columns, in order; the others in the order in which they come next.

    ``why`` tells in one line why these stand there, where something chose them.
    """

    shown: tuple[int, ...]
    rest: tuple[int, ...] = ()
    why: str = ""

    def next_into(self, place: int, glass: range) -> Standing | None:
        """The next text that is not on the ``glass`` put into a column; None if there is none.

        Asked again and again it goes through all of them, and comes back to the first.
        """
        whole = [*self.shown, *self.rest]
        hidden = [at for at in range(len(whole)) if at not in glass]
        if not hidden or not place < len(whole):
            return None
        taken = next((at for at in hidden if at >= glass.stop), hidden[0])
        old, whole[place] = whole[place], whole[taken]
        del whole[taken]
        whole.append(old)
        many = len(self.shown)
        return Standing(tuple(whole[:many]), tuple(whole[many:]))

    def dump(self) -> str:
        """As text, to be remembered."""
        return json.dumps(self.shown)


def load(kept: str | None) -> tuple[int, ...]:
    """What ``dump`` wrote; nothing for anything else."""
    try:
        found = json.loads(kept or "[]")
    except ValueError:
        return ()
    numbers = found if isinstance(found, list) else []
    return tuple(dict.fromkeys(number for number in numbers if type(number) is int))


def folded(articles: Sequence[Article], words: Mapping[int, int]) -> tuple[int, ...]:
    """One article a text family: its longest, of equals the first; in the order given."""
    best: dict[int, int] = {}
    for article in articles:
        family = article.family or article.id
        if family not in best or words[article.id] > words[best[family]]:
            best[family] = article.id
    kept = set(best.values())
    return tuple(article.id for article in articles if article.id in kept)


def copies(comparison: Comparison, shown: Sequence[int]) -> dict[int, int]:
    """How many articles each one shown stands for: itself and its copies without a column."""
    family = dict(zip(comparison.articles, comparison.families, strict=False))
    sizes = Counter(family.values())
    unread = {one.article: len(one.copies) for one in _chosen_of(comparison)}
    there = Counter(family[number] for number in shown if number in family)
    return {
        number: sizes[family[number]] - there[family[number]] + 1 + unread.get(number, 0)
        for number in shown
        if number in family
    }


def _chosen_of(comparison: Comparison) -> Sequence[Chosen]:
    return comparison.selection.chosen if comparison.selection else ()


def chosen(numbers: Sequence[int], articles: Sequence[Article], why: str = "") -> Standing:
    """These of ``articles`` in columns; the others follow, copies of what is there last."""
    known = {article.id: article.family or article.id for article in articles}
    shown = tuple(number for number in dict.fromkeys(numbers) if number in known)
    seen = {known[number] for number in shown}
    rest: list[int] = []
    last: list[int] = []
    for number, family in known.items():
        if number not in shown:
            (last if family in seen else rest).append(number)
            seen.add(family)
    return Standing(shown, (*rest, *last), why)


def usual(comparison: Comparison, articles: Sequence[Article]) -> Standing:
    """Every text once, copies folded; of more than a few those closest to the others."""
    from index.framing.apart import closest

    words = {column.article: column.words for column in comparison.columns}
    texts = folded(articles, words)
    if len(texts) <= FEW:
        return chosen(texts, articles)
    why = f"of {count(len(texts), 'text')} those {_OF_MANY} with most passages close to others"
    return chosen(closest(comparison, texts, _OF_MANY), articles, why)


def most_apart(comparison: Comparison, articles: Sequence[Article], many: int) -> Standing | None:
    """The ``many`` texts that differ most, with the reason; None where there are no two."""
    from index.framing.apart import farthest

    words = {column.article: column.words for column in comparison.columns}
    found = farthest(comparison, folded(articles, words), many)
    if not found:
        return None
    numbers = dict.fromkeys(number for apart in found for number in apart.articles)
    return chosen(tuple(numbers), articles, why_apart(found, comparison))


def why_apart(found: Sequence[Apart], comparison: Comparison) -> str:
    """``farthest apart: RT and CDM: 3 of 80 passages close, ...``."""
    far = max(found, key=lambda apart: apart.distance)
    names = {column.article: column.heading for column in comparison.columns}
    one, other = (names[number] for number in far.articles)
    told = [f"{far.aligned:,} of {count(far.rows, 'passage')} close"]
    if far.worded:
        told.append(f"other words in {far.differing} of {count(far.worded, 'set')}")
    if far.speakers:
        told.append(f"{far.common} of {count(far.speakers, 'voice')} in both")
    return f"farthest apart: {one} and {other}: {', '.join(told)}"


def narrowed(comparison: Comparison, shown: Sequence[int]) -> Comparison:
    """The comparison with only these articles, in this order; each count stays what it was.

    Rows, uses and passages without any of them are left out; shared words and
    contradictions need two of them.
    """
    place = {number: at for at, number in enumerate(comparison.articles)}
    order = [place[number] for number in shown]
    here = frozenset(shown)
    rows = (Row(tuple(row.cells[at] for at in order), row.score) for row in comparison.rows)
    kinds = dict(zip(comparison.articles, comparison.families, strict=False))
    return replace(
        comparison,
        articles=tuple(shown),
        families=tuple(kinds[number] for number in shown if number in kinds),
        attributions=tuple(one for one in comparison.attributions if one.article in here),
        same_quotations=tuple(_of(here, comparison.same_quotations, "versions", least=2)),
        columns=tuple(comparison.columns[at] for at in order),
        rows=tuple(row for row in rows if any(row.cells)),
        wording=tuple(_of(here, comparison.wording, "uses", least=1)),
        voices=tuple(one for one in comparison.voices if one.article in here),
        labels=tuple(_of(here, comparison.labels, "uses", least=1)),
        marking=tuple(one for one in comparison.marking if one.article in here),
        unheard=tuple(one for one in comparison.unheard if one.article in here),
        sources=tuple(one for one in comparison.sources if one.article in here),
        only_here=tuple(one for one in comparison.only_here if one.article in here),
        shared=tuple(_of(here, comparison.shared, "passages", least=2)),
        contradictions=tuple(_of(here, comparison.contradictions, "claims", least=2)),
    )


def _of(here: frozenset[int], found: Iterable[Told], parts: str, least: int) -> Iterator[Told]:
    """Each with only those of its ``parts`` that are of articles ``here``, ``least`` of them."""
    for one in found:
        left = tuple(part for part in getattr(one, parts) if part.article in here)
        if len({part.article for part in left}) >= least:
            changed: dict[str, Any] = {parts: left}
            yield replace(one, **changed)


def differs(row: Row) -> bool:
    """Whether a row shows a difference: one cell alone, or something lit."""
    cells = [cell for cell in row.cells if cell is not None]
    return len(cells) < 2 or any(cell.lit for cell in cells)
