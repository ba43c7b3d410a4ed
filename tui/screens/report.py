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
    if report.already:
        yield Part(f"{count(len(report.already), 'text')} already there", "dim")
    for heading, refusals in (("not added", report.refused), ("skipped", report.skipped)):
        if refusals:
            yield Part("")
            yield Part(f"{len(refusals):,} {heading}", "head")
        yield from map(_line, refusals[:_SHOWN])
        if len(refusals) > _SHOWN:
            yield Part(f"and {len(refusals) - _SHOWN:,} more", "dim", 4)


def _line(refusal: Refusal) -> Part:
    where = refusal.path if refusal.line is None else f"{refusal.path}, line {refusal.line}"
    return Part(f"{where}: {refusal.reason}; {refusal.advice}", "text", 4)
