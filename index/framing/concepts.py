"""What a word stands for, so that different words for one thing can meet."""

from __future__ import annotations

import functools
from importlib import resources

from index.framing.countries import countries
from index.framing.stopwords import STOPWORDS


@functools.lru_cache(maxsize=100_000)
def concept(base: str, stem: str) -> str:
    """What a word stands for: its group (``=promise``), its country, or its stem."""
    return _groups().get(base) or countries().names.get((stem,)) or stem


def is_content(base: str) -> bool:
    """Whether a word carries content of its own."""
    return base not in STOPWORDS


@functools.cache
def _groups() -> dict[str, str]:
    """The shipped groups of synonyms: each word with the name of its group."""
    text = (resources.files("index.framing") / "synonyms.txt").read_text(encoding="utf-8")
    groups = (line.split(":") for line in text.splitlines() if line and line[0] != "#")
    return {word: f"={name}" for name, found in groups for word in found.split()}
