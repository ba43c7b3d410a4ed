"""One comparison out of articles that were read closely."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import ParamSpec, TypeVar

from index.article import Article
from index.comparison.table import Column, Comparison, Selection
from index.errors import Stopped
from index.events.background import counted
from index.framing.alignment import align
from index.framing.attributions import attributions
from index.framing.columns import columns
from index.framing.contradictions import contradictions
from index.framing.figures import figures_of
from index.framing.labels import labels
from index.framing.marking import marking
from index.framing.only_here import only_here
from index.framing.parties import unheard
from index.framing.quotations import same_quotations
from index.framing.sets import WordingSet, shipped_sets
from index.framing.shared import shared_runs
from index.framing.sources import sources
from index.framing.telling import telling
from index.framing.vectors import shipped
from index.framing.voices import voices
from index.framing.wording import wording
from index.reports import Progress

P = ParamSpec("P")
T = TypeVar("T")

_PARTS = 14
"""Parts of a comparison that are counted as progress, beside the articles."""


def compare(
    articles: Sequence[Article],
    *,
    event: str | None,
    label: str,
    families: Mapping[int, int],
    sets: Sequence[WordingSet] | None = None,
    selection: Selection | None = None,
    progress: Callable[[Progress], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Comparison:
    """Lay ``articles`` (entities, quotes and dates already found) side by side, in their order.

    ``families`` maps an article's id to its text family (missing: a family of its own).
    ``sets`` are the wording sets to count; the shipped ones where None. ``selection`` tells
    how the articles were chosen, where they were. Never raises for odd articles: one alone,
    copies of one text, an empty body all compare; raises Stopped where ``cancelled`` says so.
    """
    part = _Work(len(articles) + _PARTS, progress, cancelled)
    counted = shipped_sets() if sets is None else sets
    tellings = [part(telling, article) for article in articles]
    family_of = [families.get(article.id, article.id) for article in articles]
    figures = [figures_of(each) for each in tellings]
    against = part(contradictions, tellings, figures, family_of)
    rows = part(align, tellings, against)
    made = Comparison(
        event=event,
        label=label,
        articles=tuple(article.id for article in articles),
        columns=_with_copies(part(columns, tellings, family_of), selection),
        rows=rows,
        wording=part(wording, tellings, counted),
        voices=part(voices, tellings),
        unheard=part(unheard, tellings),
        sources=part(sources, tellings),
        only_here=part(only_here, tellings, figures, rows, family_of),
        shared=part(shared_runs, tellings, family_of),
        contradictions=against,
        independent_texts=selection.texts if selection else len(set(family_of)),
        labels=part(labels, tellings),
        marking=part(marking, tellings, family_of),
        families=tuple(family_of),
        attributions=part(attributions, tellings),
        same_quotations=part(same_quotations, tellings, family_of),
        selection=selection,
    )
    part.finish()
    return made


class _Work:
    """Does one part after the other, tells how far it is, and stops between two parts."""

    def __init__(
        self,
        total: int,
        progress: Callable[[Progress], None] | None,
        cancelled: Callable[[], bool] | None,
    ) -> None:
        self._done, self._total = 0, total
        self._progress, self._cancelled = progress, cancelled

    def __call__(self, part: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        if self._cancelled is not None and self._cancelled():
            raise Stopped("the comparison was stopped")
        made = part(*args, **kwargs)
        self._done = min(self._done + 1, self._total)
        self._tell()
        return made

    def finish(self) -> None:
        """Tells that everything is done."""
        self._done = self._total
        self._tell()

    def _tell(self) -> None:
        if self._progress is not None:
            self._progress(Progress("comparing", self._done, self._total, "parts"))


def _with_copies(found: tuple[Column, ...], selection: Selection | None) -> tuple[Column, ...]:
    """Columns with a remark where other articles print the same text and are left out."""
    copies = {each.article: len(each.copies) for each in selection.chosen} if selection else {}
    return tuple(
        replace(column, remarks=_left_out(column.remarks, count, alone=len(found) == 1))
        if (count := copies.get(column.article, 0))
        else column
        for column in found
    )


def _left_out(remarks: tuple[str, ...], count: int, alone: bool) -> tuple[str, ...]:
    more = "1 more article prints" if count == 1 else f"{count:,} more articles print"
    if not alone:
        return (*remarks, f"{more} this text, left out here")
    others = tuple(remark for remark in remarks if not remark.startswith("the only article here"))
    return (f"the only independent text here: {more} it", *others)


def warm() -> None:
    """Loads what comparing takes from files, so that the first comparison need not."""
    counted()
    wording((), shipped_sets())
    shipped()
