"""The lens on voices: who speaks, at what length, with which verbs, and cut in which way."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from index import Comparison, Span, Unheard, Voice
from index.comparison.voices import Attribution, Cutting, SameQuotation
from tui.phrases import count
from tui.widgets.table import Cell, Row

_NAMED = 3


def speaking(comparison: Comparison) -> Iterator[Row]:
    """The rows of the lens, a cell an article; every count has the places it counts."""
    direct = [voice for voice in comparison.voices if voice.kind == "direct"]
    other = [voice for voice in comparison.voices if voice.kind == "paraphrase"]
    if direct:
        yield _head(comparison, "Quoted: words said, and their share of the text")
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
    if comparison.same_quotations:
        yield _head(comparison, "The same quotation, cut differently: words kept, words of its own")
    for saying in comparison.same_quotations:
        yield from _cut(comparison, saying)
    if comparison.attributions:
        yield _head(comparison, "Verbs that let others speak, like beside like: how often")
        yield from _verbs(comparison)


def _row(comparison: Comparison, label: str, cells: dict[int, Cell], kind: str = "row") -> Row:
    return Row(label, tuple(cells.get(article) for article in comparison.articles), kind)


def _head(comparison: Comparison, label: str) -> Row:
    return _row(comparison, label, {}, "head")


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
        share = f"{voice.share:.0%}" if voice.share >= 0.005 else "<1%" if voice.share else ""
        words = f"{voice.words:>3,}"
        return Cell(words, voice.article, voice.spans, share, bar=voice.words / most)

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


def _cut(comparison: Comparison, saying: SameQuotation) -> Iterator[Row]:
    versions: dict[int, list[Cutting]] = {}
    for version in saying.versions:
        versions.setdefault(version.article, []).append(version)
    kept = {article: _kept(article, found) for article, found in versions.items()}
    own = {article: cell for article, found in versions.items() if (cell := _own(article, found))}
    yield _row(comparison, f"{saying.speaker or 'speaker not told'}: “{saying.text}”", kept)
    if own:
        yield _row(comparison, "  … words of its own", own)


def _kept(article: int, versions: Sequence[Cutting]) -> Cell:
    spans = tuple(span for version in versions for span in version.kept)
    words = sum(version.words for version in versions)
    kept = sum(version.kept_words for version in versions)
    reported = all(version.kind == "paraphrase" for version in versions)
    return Cell(f"{kept} of {words}", article, spans, "in a paraphrase" if reported else "")


def _own(article: int, versions: Sequence[Cutting]) -> Cell | None:
    spans: tuple[Span, ...] = tuple(span for version in versions for span in version.own)
    words = sum(version.words - version.kept_words for version in versions)
    return Cell(count(words, "word"), article, spans) if spans else None


def _verbs(comparison: Comparison) -> Iterator[Row]:
    """A row for each class of verbs, called by its most used ones."""
    classes: dict[str, list[Attribution]] = {}
    for one in comparison.attributions:
        classes.setdefault(one.verb_class, []).append(one)
    for verbs in sorted(classes.values(), key=lambda verbs: -_uses(verbs)):
        total: dict[str, int] = {}
        cells: dict[int, Cell] = {}
        for one in verbs:
            total[one.verb] = total.get(one.verb, 0) + len(one.spans)
        for article in dict.fromkeys(one.article for one in verbs):
            cells[article] = _used([one for one in verbs if one.article == article])
        ranked = sorted(total, key=lambda verb: -total[verb])
        more = ", …" if len(ranked) > _NAMED else ""
        yield _row(comparison, ", ".join(ranked[:_NAMED]) + more, cells)


def _uses(verbs: Iterable[Attribution]) -> int:
    return sum(len(one.spans) for one in verbs)


def _used(verbs: Sequence[Attribution]) -> Cell:
    spans = tuple(span for one in verbs for span in one.spans)
    each = ", ".join(f"{one.verb} {len(one.spans)}" for one in verbs)
    return Cell(str(len(spans)), verbs[0].article, spans, each)
