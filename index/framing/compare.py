"""One comparison out of articles that were read closely."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from index.article import Article
from index.comparison import Comparison
from index.framing.alignment import align
from index.framing.attributions import attributions
from index.framing.columns import columns
from index.framing.contradictions import contradictions
from index.framing.figures import figures_of
from index.framing.only_here import only_here
from index.framing.parties import unheard
from index.framing.quotations import same_quotations
from index.framing.shared import shared_runs
from index.framing.sources import sources
from index.framing.telling import telling
from index.framing.voices import voices
from index.framing.wording import WordingSet, shipped_sets, wording


def compare(
    articles: Sequence[Article],
    *,
    event: str | None,
    label: str,
    families: Mapping[int, int],
    sets: Sequence[WordingSet] | None = None,
) -> Comparison:
    """Lay ``articles`` (entities, quotes and dates already found) side by side, in their order.

    ``families`` maps an article's id to its text family (missing: a family of its own).
    ``sets`` are the wording sets to count; the shipped ones where None. Never raises for
    odd articles: one alone, copies of one text, an empty body all compare.
    """
    counted = shipped_sets() if sets is None else sets
    tellings = [telling(article) for article in articles]
    family_of = [families.get(article.id, article.id) for article in articles]
    figures = [figures_of(each) for each in tellings]
    rows = align(tellings)
    uses = wording(tellings, counted)
    return Comparison(
        event=event,
        label=label,
        articles=tuple(article.id for article in articles),
        columns=columns(tellings, family_of),
        rows=rows,
        wording=uses,
        voices=voices(tellings),
        unheard=unheard(tellings),
        sources=sources(tellings),
        only_here=only_here(tellings, figures, rows, family_of),
        shared=shared_runs(tellings, family_of),
        contradictions=contradictions(tellings, figures, family_of),
        independent_texts=len(set(family_of)),
        families=tuple(family_of),
        attributions=attributions(tellings),
        same_quotations=same_quotations(tellings, family_of),
    )
