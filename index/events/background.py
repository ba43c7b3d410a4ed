"""How common words are in news at large, so that a small library is weighed like a large one.

``background.tsv`` holds document frequencies counted in 10,000 English news articles; no
text can be read back from it.
"""

from __future__ import annotations

import functools
from importlib import resources
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from index.events.vectors import Background

ARTICLES = 10_000
WORTH = 500
"""Articles of the library that the whole background weighs as much as."""
RARE = 3.2
"""Mean document frequency of the stems that are in fewer than 20 of the articles."""


@functools.cache
def counted() -> dict[str, int]:
    """How many of the articles hold each stem; read once."""
    text = (resources.files("index.events") / "background.tsv").read_text("utf-8")
    rows = (line.split("\t") for line in text.splitlines() if not line.startswith("#"))
    return {stem: int(count) for stem, count in rows}


@functools.cache
def background() -> Background:
    """The shipped table as document frequencies by the number of a term."""
    from index.events.vectors import Background

    scale = WORTH / ARTICLES
    weighed = {stem: count * scale for stem, count in counted().items()}
    return Background(weighed, WORTH, RARE * scale)
