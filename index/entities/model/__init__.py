"""The trained artefact of the room: a conditional random field, word groups, common names.

``README.md`` beside it says from what and how it was made. Loaded when first needed.
"""

from __future__ import annotations

import functools
import gzip
from importlib import resources
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pycrfsuite

MODEL, WORDS, NAMES = "names.crfsuite.gz", "words.txt.gz", "names.txt.gz"


def _read(name: str) -> bytes:
    return gzip.decompress(resources.files("index.entities.model").joinpath(name).read_bytes())


def tagger() -> pycrfsuite.Tagger:
    """The conditional random field, ready to tag; one a process."""
    return _field()[0]


@functools.cache
def _field() -> tuple[pycrfsuite.Tagger, bytes]:
    """The tagger and the memory that it reads from, which it does not keep alive itself."""
    import pycrfsuite

    found, data = pycrfsuite.Tagger(), _read(MODEL)
    found.open_inmemory(data)
    return found, data


@functools.cache
def word_clusters() -> dict[str, str]:
    """The group of a word in lower case, as ``coarse.fine``."""
    table: dict[str, str] = {}
    coarse = fine = 0
    for line in _read(WORDS).decode("utf-8").split("\n"):
        if not line:
            coarse += 1
            continue
        fine += 1
        table.update(dict.fromkeys(line.split(" "), f"{coarse}.{fine}"))
    return table


@functools.cache
def name_lexicon() -> dict[str, str]:
    """Names common in the news, in lower case, and what they mostly are there."""
    table: dict[str, str] = {}
    for line in _read(NAMES).decode("utf-8").splitlines():
        kind, *names = line.split("\t")
        table.update(dict.fromkeys(names, kind))
    return table
