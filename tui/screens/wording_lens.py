"""The lens on words: sets that differ, what each calls the same, words of one text alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from index import Comparison
from index.comparison.wording import Label, LabelUse, MarkingWord, Wording, WordingUse
from tui.phrases import count
from tui.widgets.table import Cell, Row


def words(comparison: Comparison, significant: bool = False) -> Iterator[Row]:
    """Rows of the lens; with ``significant`` only those words of one text that are sure."""
    different = [one for one in comparison.wording if one.differs]
    same = [one for one in comparison.wording if not one.differs]
    for one in different:
        yield from _set(comparison, one)
    yield from _labels(comparison, [one for one in comparison.labels if one.differs])
    yield from _marking(comparison, significant)
    if same:
        yield _row(comparison, "No difference found in these", {}, "head")
        for one in same:
            yield from _folded(comparison, one)


def _row(comparison: Comparison, label: str, cells: dict[int, Cell], kind: str = "row") -> Row:
    return Row(label, tuple(cells.get(article) for article in comparison.articles), kind)


def _set(comparison: Comparison, wording: Wording) -> Iterator[Row]:
    yield _row(comparison, f"{wording.title}{' (yours)' if wording.own else ''}", {}, "head")
    forms: dict[str, dict[int, Cell]] = {}
    total: dict[str, int] = {}
    for use in wording.uses:
        forms.setdefault(use.form, {})[use.article] = _use(use)
        total[use.form] = total.get(use.form, 0) + len(use.spans)
    for form in sorted(forms, key=lambda form: (-total[form], form)):
        yield _row(comparison, form, forms[form])


def _use(use: WordingUse | LabelUse) -> Cell:
    quoted = f"{use.quoted} quoted" if use.quoted else ""
    return Cell(str(len(use.spans)), use.article, use.spans, quoted)


def _folded(comparison: Comparison, wording: Wording) -> Iterator[Row]:
    """One line for each form of a set in which nothing differs."""
    for form in dict.fromkeys(use.form for use in wording.uses):
        cells = {use.article: _use(use) for use in wording.uses if use.form == form}
        yield _row(comparison, f"{wording.title}: {form}", cells)


_KINDS = {"name": "", "title": " (title)", "description": ""}


def _labels(comparison: Comparison, labels: Iterable[Label]) -> Iterator[Row]:
    for label in labels:
        yield _row(comparison, f"What they call {label.entity}", {}, "head")
        for kind, form in dict.fromkeys((use.kind, use.form) for use in label.uses):
            cells = {
                use.article: _use(use) for use in label.uses if (use.kind, use.form) == (kind, form)
            }
            yield _row(comparison, f"{form}{_KINDS[kind]}", cells)


def _marking(comparison: Comparison, significant: bool) -> Iterator[Row]:
    found = [one for one in comparison.marking if one.significant or not significant]
    if not comparison.marking:
        return
    sure = "only where chance would hardly do it" if significant else "* chance would hardly do it"
    yield _row(comparison, f"Words of one text: here against all others ({sure})", {}, "head")
    for one in found:
        yield _row(comparison, one.word, {one.article: _marked(one)})
    if not found:
        hidden = count(len(comparison.marking), "word")
        yield _row(comparison, f"none so sure; {hidden} less sure", {}, "note")


def _marked(one: MarkingWord) -> Cell:
    star = "* " if one.significant else ""
    return Cell(f"{star}{one.here}:{one.elsewhere}", one.article, one.spans, f"z {one.z:.1f}")
