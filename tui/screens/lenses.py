"""A comparison as tables, one a lens: pure, so that each can be read and tested by itself."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from index import Claim, Comparison, OnlyHere, Passage, Source, Span
from index.text import clean_line
from tui.phrases import count, moment
from tui.screens.speaking import speaking
from tui.screens.whereabouts import Whereabouts, whereabouts
from tui.screens.wording_lens import words
from tui.widgets.table import Cell, Row

LENSES = (
    "Text", "Wording", "Voices", "Sources", "Only here", "Shared", "Contradictions", "Coverage",
)  # fmt: skip
_LABEL = 160


def table(comparison: Comparison, lens: str, known: Whereabouts | None = None) -> list[Row]:
    """The rows of one lens; never none, since an empty lens says so.

    ``known`` is what the lens "Coverage" is about, beside the comparison.
    """
    if lens == "Coverage":
        rows = list(whereabouts(comparison, known or Whereabouts()))
    else:
        rows = list(_TABLES[lens](comparison))
    return rows or [Row(_EMPTY[lens], (None,) * len(comparison.articles), "note")]


def _row(comparison: Comparison, label: str, cells: dict[int, Cell], kind: str = "row") -> Row:
    return Row(label, tuple(cells.get(article) for article in comparison.articles), kind)


def _head(comparison: Comparison, label: str) -> Row:
    return _row(comparison, label, {}, "head")


def _sources(comparison: Comparison) -> Iterator[Row]:
    for kind, heading in (("credit", "Whose text it is"), ("cited", "Whom it leans on")):
        names: dict[str, dict[int, Cell]] = {}
        for source in comparison.sources:
            if source.kind == kind:
                names.setdefault(source.name, {})[source.article] = _source(source)
        if names:
            yield _head(comparison, heading)
        for name in sorted(names, key=lambda name: (-len(names[name]), name)):
            yield _row(comparison, _named(comparison, name, names[name]), names[name])
    yield from _doubts(comparison)


def _named(comparison: Comparison, name: str, articles: Iterable[int]) -> str:
    """A name, with how many independent texts lean on it where copies make them fewer."""
    family = dict(zip(comparison.articles, comparison.families, strict=False))
    outlets = list(articles)
    texts = len({family.get(article, article) for article in outlets})
    if texts == len(outlets):
        return name
    return f"{name} ({count(len(outlets), 'article')}, {count(texts, 'text')})"


def _source(source: Source) -> Cell:
    via = f"via {source.via}" if source.via else ""
    return Cell(str(len(source.spans) or "•"), source.article, source.spans, via)


def _doubts(comparison: Comparison) -> Iterator[Row]:
    """Why the words of a text may not be its outlet's, with the places that show it."""
    doubts: dict[str, dict[int, Cell]] = {}
    for column in comparison.columns:
        for doubt in column.doubts:
            cell = Cell(str(len(doubt.spans)), column.article, doubt.spans)
            label = f"{doubt.about}: {doubt.reason}"
            doubts.setdefault(label, {})[column.article] = cell
    if doubts:
        yield _head(comparison, "To know about the words: signs")
    for label, cells in doubts.items():
        yield _row(comparison, label, cells)


def _only_here(comparison: Comparison) -> Iterator[Row]:
    kinds = {
        "name": "Names in one text alone", "number": "Numbers in one text alone",
        "date": "Dates in one text alone", "money": "Sums in one text alone",
        "sentence": "No close passage in another text",
    }  # fmt: skip
    place = {article: at for at, article in enumerate(comparison.articles)}
    for kind, heading in kinds.items():
        found = [one for one in comparison.only_here if one.kind == kind]
        if found:
            yield _head(comparison, heading)

        def order(one: OnlyHere) -> tuple[int, int, int]:
            return place[one.article], -len(one.spans), one.spans[0].start if one.spans else 0

        for one in sorted(found, key=order):
            cell = Cell(str(len(one.spans)), one.article, one.spans)
            yield _row(comparison, _beginning(one.text), {one.article: cell})


def _beginning(text: str) -> str:
    """The first words of a long sentence, no word cut."""
    words = clean_line(text, _LABEL)
    return f"{words[:-1].rpartition(' ')[0]} …" if words.endswith("…") and " " in words else words


def _shared(comparison: Comparison) -> Iterator[Row]:
    if comparison.shared:
        yield _head(comparison, "The same words in several texts")
    for shared in sorted(comparison.shared, key=lambda one: -one.words):
        passages: dict[int, list[Passage]] = {}
        for passage in shared.passages:
            passages.setdefault(passage.article, []).append(passage)
        cells = {
            article: Cell(
                count(shared.words, "word"),
                article,
                tuple(Span(passage.start, passage.end) for passage in found),
                "quoted" if all(passage.quoted for passage in found) else "",
            )
            for article, found in passages.items()
        }
        yield _row(comparison, _shared_label(comparison, shared.text, passages), cells)


def _shared_label(comparison: Comparison, text: str, articles: Iterable[int]) -> str:
    return _named(comparison, f"“{text}”", articles)


def _contradictions(comparison: Comparison) -> Iterator[Row]:
    for one in comparison.contradictions:
        claims: dict[int, list[Claim]] = {}
        for claim in one.claims:
            claims.setdefault(claim.article, []).append(claim)
        cells = {article: _claimed(article, found) for article, found in claims.items()}
        yield _row(comparison, f"{one.kind} beside: {', '.join(one.about)}", cells)


def _claimed(article: int, claims: Sequence[Claim]) -> Cell:
    """The values, and when they were published: a later one may only be newer."""
    values = ", ".join(dict.fromkeys(claim.value for claim in claims))
    when = next((moment(claim.published) for claim in claims if claim.published), "")
    return Cell(values, article, tuple(claim.span for claim in claims), when)


_TABLES: dict[str, Callable[[Comparison], Iterator[Row]]] = {
    "Wording": words, "Voices": speaking, "Sources": _sources, "Only here": _only_here,
    "Shared": _shared, "Contradictions": _contradictions,
}  # fmt: skip
_EMPTY = {
    "Wording": "These texts use no words of the known wording sets.",
    "Voices": "No voice was found in these texts.",
    "Sources": "These texts name no source.",
    "Only here": "No name, number, date, sum or sentence stands in one of these texts alone.",
    "Shared": "No run of words stands in two of these texts.",
    "Contradictions": "No figures that contradict each other were found.",
    "Coverage": "There is no text.",
}
