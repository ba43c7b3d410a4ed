"""What a word stands for, so that different words for one thing can meet."""

from __future__ import annotations

import functools
from collections.abc import Iterable

from index.framing.countries import countries
from index.framing.inflection import inflected
from index.framing.stopwords import STOPWORDS
from index.framing.telling import Telling, base_of
from index.framing.wording import shipped_sets


@functools.lru_cache(maxsize=100_000)
def concept(base: str, stem: str) -> str:
    """What a word stands for: its wording set (``=promise``), its country, or its stem."""
    return _sets_of_words().get(base) or countries().names.get((stem,)) or stem


def is_content(base: str) -> bool:
    """Whether a word carries content of its own."""
    return base not in STOPWORDS


def concepts_of(telling: Telling, words: Iterable[int]) -> list[str]:
    """The concepts of the words of these numbers that carry content, in order."""
    return [
        concept(telling.bases[at], telling.stems[at])
        for at in words
        if telling.bases[at] not in STOPWORDS
    ]


@functools.cache
def _sets_of_words() -> dict[str, str]:
    found: dict[str, str] = {}
    for each in shipped_sets():
        for form in each.forms:
            for phrase in form.phrases:
                for printed in inflected(phrase, form.inflect):
                    if " " not in printed and not form.case:
                        found.setdefault(base_of(printed), f"={each.id}")
    return found
