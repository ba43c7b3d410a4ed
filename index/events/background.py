"""How common words are in news at large, so that a small library is weighed like a large one.

``background.tsv`` holds document frequencies counted in 10,000 English news articles; no
text can be read back from it.
"""

from __future__ import annotations

import functools
from importlib import resources

from index.events.vectors import Background

ARTICLES = 10_000
WORTH = 500
"""Articles of the library that the whole background weighs as much as."""
RARE = 3.2
"""Mean document frequency of the stems that are in fewer than 20 of the articles."""


@functools.cache
def background() -> Background:
    """The shipped table; read once."""
    text = (resources.files("index.events") / "background.tsv").read_text("utf-8")
    rows = (line.split("\t") for line in text.splitlines() if not line.startswith("#"))
    scale = WORTH / ARTICLES
    return Background({term: int(count) * scale for term, count in rows}, WORTH, RARE * scale)
