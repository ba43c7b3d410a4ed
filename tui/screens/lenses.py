"""A comparison as tables, one a lens: pure, so that each can be read and tested by itself."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from index import Comparison, OnlyHere, Source, Span, Unheard, Voice, WordingUse
from tui.phrases import count
from tui.widgets.table import Cell, Row

LENSES = ("Text", "Wording", "Voices", "Sources", "Only here", "Shared", "Contradictions")
_BAR = 8


def table(comparison: Comparison, lens: str) -> list[Row]:
    """The rows of one lens; never none, since an empty lens says so."""
    rows = list(_TABLES[lens](comparison))
    return rows or [Row(_EMPTY[lens], (None,) * len(comparison.articles), "note")]


def _row(comparison: Comparison, label: str, cells: dict[int, Cell], kind: str = "row") -> Row:
    return Row(label, tuple(cells.get(article) for article in comparison.articles), kind)


def _head(comparison: Comparison, label: str) -> Row:
    return _row(comparison, label, {}, "head")


def _wording(comparison: Comparison) -> Iterator[Row]:
    for wording in comparison.wording:
        forms: dict[str, dict[int, Cell]] = {}
        total: dict[str, int] = {}
        for use in wording.uses:
            forms.setdefault(use.form, {})[use.article] = _use(use)
            total[use.form] = total.get(use.form, 0) + len(use.spans)
        if forms:
            yield _head(comparison, wording.title)
        for form in sorted(forms, key=lambda form: (-total[form], form)):
            yield _row(comparison, form, forms[form])


def _use(use: WordingUse) -> Cell:
    quoted = f"{use.quoted} quoted" if use.quoted else ""
    return Cell(str(len(use.spans)), use.article, use.spans, quoted)


def _voices(comparison: Comparison) -> Iterator[Row]:
    direct = [voice for voice in comparison.voices if voice.kind == "direct"]
    other = [voice for voice in comparison.voices if voice.kind == "paraphrase"]
    if direct:
        yield _head(comparison, "Quoted: words said")
        yield from _spoken(comparison, direct, _quoted(direct))
    silent = set(comparison.articles) - {voice.article for voice in direct}
    if silent:
        cells = {article: Cell("nobody quoted", article, ()) for article in silent}
        yield _row(comparison, "no quotation", cells)
    if other:
        yield _head(comparison, "Paraphrased: how often, with which words")
        yield from _spoken(comparison, other, _paraphrased)
    if comparison.unheard:
        yield _head(comparison, "No voice found: how often named")
        yield from _unheard(comparison, comparison.unheard)


def _spoken(
    comparison: Comparison, voices: Iterable[Voice], said: Callable[[Voice], Cell]
) -> Iterator[Row]:
    speakers: dict[tuple[str, bool], dict[int, Cell]] = {}
    words: dict[tuple[str, bool], int] = {}
    for voice in voices:
        who = (voice.speaker, voice.anonymous)
        speakers.setdefault(who, {})[voice.article] = said(voice)
        words[who] = words.get(who, 0) + voice.words
    for who in sorted(speakers, key=lambda who: (who[1], -words[who], who[0])):
        label = f"{who[0]} (unnamed)" if who[1] else who[0]
        yield _row(comparison, label, speakers[who])


def _quoted(voices: Iterable[Voice]) -> Callable[[Voice], Cell]:
    most = max(voice.words for voice in voices) or 1

    def cell(voice: Voice) -> Cell:
        bar = "▪" * max(1, round(_BAR * voice.words / most))
        return Cell(f"{voice.words:>3,}", voice.article, voice.spans, bar)

    return cell


def _paraphrased(voice: Voice) -> Cell:
    verbs = ", ".join(dict.fromkeys(voice.verbs))
    return Cell(str(len(voice.spans)), voice.article, voice.spans, verbs)


def _unheard(comparison: Comparison, unheard: Iterable[Unheard]) -> Iterator[Row]:
    parties: dict[str, dict[int, Cell]] = {}
    for one in unheard:
        cell = Cell(str(len(one.named)), one.article, one.named, "no voice found")
        parties.setdefault(one.party, {})[one.article] = cell
    for party, cells in parties.items():
        yield _row(comparison, party, cells)


def _sources(comparison: Comparison) -> Iterator[Row]:
    for kind, heading in (("credit", "Whose text it is"), ("cited", "Whom it leans on")):
        names: dict[str, dict[int, Cell]] = {}
        for source in comparison.sources:
            if source.kind == kind:
                names.setdefault(source.name, {})[source.article] = _source(source)
        if names:
            yield _head(comparison, heading)
        for name in sorted(names, key=lambda name: (-len(names[name]), name)):
            yield _row(comparison, name, names[name])


def _source(source: Source) -> Cell:
    via = f"via {source.via}" if source.via else ""
    return Cell(str(len(source.spans) or "•"), source.article, source.spans, via)


def _only_here(comparison: Comparison) -> Iterator[Row]:
    kinds = {"name": "Names", "number": "Numbers", "date": "Dates", "money": "Sums"}
    place = {article: at for at, article in enumerate(comparison.articles)}
    for kind, heading in kinds.items():
        found = [one for one in comparison.only_here if one.kind == kind]
        if found:
            yield _head(comparison, f"{heading} in one text alone")

        def order(one: OnlyHere) -> tuple[int, int, int]:
            return place[one.article], -len(one.spans), one.spans[0].start if one.spans else 0

        for one in sorted(found, key=order):
            cell = Cell(str(len(one.spans)), one.article, one.spans)
            yield _row(comparison, one.text, {one.article: cell})


def _shared(comparison: Comparison) -> Iterator[Row]:
    if comparison.shared:
        yield _head(comparison, "The same words in several texts")
    for shared in sorted(comparison.shared, key=lambda one: -one.words):
        spans: dict[int, list[Span]] = {}
        for passage in shared.passages:
            spans.setdefault(passage.article, []).append(Span(passage.start, passage.end))
        cells = {
            article: Cell(count(shared.words, "word"), article, tuple(found))
            for article, found in spans.items()
        }
        yield _row(comparison, f"“{shared.text}”", cells)


def _contradictions(comparison: Comparison) -> Iterator[Row]:
    for one in comparison.contradictions:
        spans: dict[int, list[Span]] = {}
        values: dict[int, list[str]] = {}
        for claim in one.claims:
            spans.setdefault(claim.article, []).append(claim.span)
            values.setdefault(claim.article, []).append(claim.value)
        cells = {
            article: Cell(", ".join(dict.fromkeys(values[article])), article, tuple(found))
            for article, found in spans.items()
        }
        yield _row(comparison, f"{one.kind} beside: {', '.join(one.about)}", cells)


_TABLES: dict[str, Callable[[Comparison], Iterator[Row]]] = {
    "Wording": _wording, "Voices": _voices, "Sources": _sources, "Only here": _only_here,
    "Shared": _shared, "Contradictions": _contradictions,
}  # fmt: skip
_EMPTY = {
    "Wording": "These texts use no words of the known wording sets.",
    "Voices": "No voice was found in these texts.",
    "Sources": "These texts name no source.",
    "Only here": "No name, number, date or sum stands in one of these texts alone.",
    "Shared": "No run of words stands in two of these texts.",
    "Contradictions": "No figures that contradict each other were found.",
}
