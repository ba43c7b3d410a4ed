"""Who and what an article names, and who speaks in it.

``read_closely`` reads one article, ``link`` joins names over the whole library (also by the
reader's own table, ``load_aliases``),
``fold_name`` and ``variants_of`` help to look a typed name up. Rules and tables are
loaded when first needed, never on import. ``VERSION`` changes when a new reading of the
same text would differ.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from index.lazily import lazily

if TYPE_CHECKING:
    from index.article import Article
    from index.entities.aliases import load_aliases
    from index.entities.gazetteer import fold_name, variants_of
    from index.entities.linking import Naming, link
    from index.entities.marks import Reading

VERSION: int = 3


def read_closely(article: Article) -> Reading:
    """Mentions and quotes of an article's title and body; page furniture is left out.

    Pure: the same article gives the same reading. Spans are code points into
    ``article.text``; mentions never overlap, quotes never overlap each other.
    ``Mention.entity`` is canonical inside the article and by the tables of known names. A
    text that is not English gets known names and numbers only, and no quotes.
    """
    # The rules compile many patterns; whoever only looks a name up need not wait for them.
    from index.entities.reading import read

    return read(article)


__all__ = [
    "VERSION",
    "Naming",
    "Reading",
    "fold_name",
    "link",
    "load_aliases",
    "read_closely",
    "variants_of",
]

__getattr__ = lazily(
    __name__,
    {
        "aliases": "load_aliases",
        "gazetteer": "fold_name variants_of",
        "linking": "Naming link",
        "marks": "Reading",
    },
)
