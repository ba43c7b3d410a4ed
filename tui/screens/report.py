"""What became of an import, where not everything went in."""

from __future__ import annotations

from collections.abc import Iterator

from index import ImportReport, Refusal
from tui.phrases import count
from tui.screens.sheet import SheetScreen
from tui.widgets.sheet import Part

_SHOWN = 500


class ImportScreen(SheetScreen):
    """Counts, then each input that was refused or skipped, why, and what to do."""

    def __init__(self, report: ImportReport) -> None:
        super().__init__("Import", list(told(report)))


def told(report: ImportReport) -> Iterator[Part]:
    """An import's report as paragraphs."""
    if report.cancelled:
        yield Part("Stopped before the end; what went in stays in.", "warn")
    yield Part(f"{count(len(report.imported), 'article')} added", "strong")
    for caution, number in report.cautions.items():
        yield Part(f"{number:,}: {caution}", "dim", 4)
    if report.brought_back:
        back = count(len(report.brought_back), "article")
        yield Part(f"{back} brought back that had been forgotten", "dim")
    if report.already:
        yield Part(f"{count(report.count('already'), 'text')} already there", "dim")
    if report.unchanged:
        yield Part(f"{count(report.unchanged, 'file')} unchanged since the last time", "dim")
    for heading, refusals, number in (
        ("not added", report.refused, report.count("refused")),
        ("skipped", report.skipped, report.count("skipped")),
    ):
        if refusals:
            yield Part("")
            yield Part(f"{number:,} {heading}", "head")
        yield from map(_line, refusals[:_SHOWN])
        if number > _SHOWN:
            yield Part(f"and {number - _SHOWN:,} more", "dim", 4)


def _line(refusal: Refusal) -> Part:
    where = refusal.path if refusal.line is None else f"{refusal.path}, line {refusal.line}"
    return Part(f"{where}: {refusal.reason}; {refusal.advice}", "text", 4)
