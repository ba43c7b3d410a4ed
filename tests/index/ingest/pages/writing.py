"""Web pages written for these tests, as publishers write theirs."""

from __future__ import annotations

import json
from typing import Any

from index.ingest.pages import Page
from index.ingest.pages.task import page_in

PARAGRAPHS = (
    "The harbor council voted on Tuesday to close the old pier before the winter storms come.",
    "Engineers had warned in the spring that two of its eleven piles were hollow with rot, and "
    "that a ship of any size could bring the rest down by touching it at the wrong place.",
    "“We cannot wait for somebody to be hurt,” said Ada Quill, who leads the council, after a "
    "debate of four hours in which most of the town’s fishermen spoke against the plan.",
    "The ferry to the islands will leave from the new quay, half a mile to the north, where "
    "the harbor master has made room for two boats and a hut for those who wait.",
    "A decision about the lighthouse at the end of the pier was put off until the new year, "
    "when the survey of its foundations is expected to be finished.",
)

MENU = "".join(f"<li><a href='/s{number}'>Section {number}</a></li>" for number in range(12))


def linked(**fields: Any) -> str:
    """A JSON-LD block of a news article."""
    node = {"@context": "https://schema.org", "@type": "NewsArticle", **fields}
    return f'<script type="application/ld+json">{json.dumps(node)}</script>'


def document(
    head: str = "",
    body: str | None = None,
    heading: str = "<h1>Old pier to close before winter</h1>",
    language: str = "en",
    around: str = "",
    title: str = "Old pier to close before winter",
) -> str:
    """A page with a menu above and a footer below its article."""
    text = "".join(f"<p>{paragraph}</p>\n" for paragraph in PARAGRAPHS) if body is None else body
    return f"""<!DOCTYPE html>
<html lang="{language}"><head><meta charset="utf-8"><title>{title}</title>
{head}</head>
<body><nav><ul>{MENU}</ul></nav>
<main><article>{heading}
{text}
</article></main>
{around}
<footer><p>© 2024 The Harbor Gazette. All rights reserved.</p><ul>{MENU}</ul></footer>
</body></html>"""


def read(html: str | bytes, url: str | None = None, charset: str | None = None) -> Page:
    """The article in a page, read in this very process."""
    return page_in(html.encode() if isinstance(html, str) else html, url, charset)
