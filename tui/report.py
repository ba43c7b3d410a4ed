"""A comparison to take along: Markdown, one self-contained HTML page, or a JSON-ready dict.

Both texts hold the same sections; every number in them links to the sentences it counts,
which stand at the end with outlet, headline and day.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from index.article import Article
from index.comparison.table import Comparison
from tui import json_values, phrases, records
from tui.report_parts import Report, Sheet
from tui.report_sections import sections

NOTE = (
    "Counts of what stands in these texts, each linked to its sentences (§ is the number of a "
    "sentence in its article). Word choice has many reasons, translation among them; nothing here "
    "is a score, and nothing found is no proof that nothing was said elsewhere."
)


def to_markdown(comparison: Comparison, articles: Mapping[int, Article]) -> str:
    """The comparison as Markdown. ``articles`` holds every article compared, by id."""
    from tui.report_markdown import Markdown

    return Markdown().write(report(comparison, articles))


def to_html(comparison: Comparison, articles: Mapping[int, Article]) -> str:
    """The comparison as one HTML page: no script, nothing loaded, everything escaped."""
    from tui.report_html import Page

    return Page().write(report(comparison, articles))


def to_json(comparison: Comparison, articles: Mapping[int, Article]) -> str:
    """The documented compare JSON with ``texts``, as a file of its own."""
    return json_values.dumps(comparison_record(comparison, articles), indent=2) + "\n"


FORMATS: dict[str, Callable[[Comparison, Mapping[int, Article]], str]] = {
    ".md": to_markdown, ".html": to_html, ".htm": to_html, ".json": to_json,
}  # fmt: skip
"""What writes a report, by the ending of its file."""


def report(comparison: Comparison, articles: Mapping[int, Article]) -> Report:
    """What a report holds, in no format yet."""
    sheet = Sheet(comparison, articles)
    made = sections(sheet)
    return Report(comparison.label, list(_told(comparison)), made, sheet.quoted())


def _told(found: Comparison) -> Iterator[str]:
    count = phrases.count(len(found.articles), "article")
    independent = phrases.count(found.independent_texts, "independent text")
    yield f"{count} compared, {independent}."
    if found.selection and found.selection.why:
        why = found.selection.why
        yield f"{why[:1].upper()}{why[1:]}."
    yield NOTE


def comparison_record(
    comparison: Comparison, articles: Mapping[int, Article]
) -> json_values.Record:
    """The documented compare JSON, with ``texts``: who published each article under what title."""
    record = records.comparison(comparison)
    record["texts"] = [
        {
            "id": column.article,
            "outlet": article.outlet.value
            if (article := articles[column.article]).outlet
            else None,
            "title": column.title,
            "url": article.url,
        }
        for column in comparison.columns
    ]
    return record
