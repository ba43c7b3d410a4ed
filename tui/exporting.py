"""Articles of a library with what is kept of them, in the formats they are taken along in."""

from __future__ import annotations

from collections.abc import Iterable

from index.library import Library
from tui.json_values import Record, dumps
from tui.records import article, kept


def record(library: Library, number: int) -> Record:
    """Everything known about an article, and what is kept of it.

    The stated date stands in ``date``, too, where ``add`` looks for it.
    """
    found = library.article(number)
    date = found.dates.stated.value if found.dates.stated else None
    return article(found) | {"date": date, "kept": kept(library.kept.of(number))}


def written(library: Library, numbers: Iterable[int], form: str, title: str) -> str:
    """The articles as Markdown ("md", under ``title``), "bibtex", "csl", or "json" lines."""
    from tui import citations
    from tui.kept_markdown import Kept, markdown

    wanted = list(numbers)
    if form == "json":
        return "".join(f"{dumps(record(library, number))}\n" for number in wanted)
    added = library.kept.added(wanted)
    if form == "md":
        of = library.kept.of
        return markdown(title, (Kept(library.article(n), of(n), added.get(n)) for n in wanted))
    references = (citations.reference(library.article(n), added.get(n)) for n in wanted)
    return citations.bibtex(references) if form == "bibtex" else citations.csl(references)
