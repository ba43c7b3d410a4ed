"""Writing a comparison to a file that the reader names."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from index import Article, Comparison, RashomonError
from index.locations import spelled_out
from index.text import fold


def name_for(label: str) -> str:
    """A file name for an event's label: ``run-up-to-the-vilnius-summit.md``."""
    words = re.findall(r"[a-z0-9]+", fold(label))
    while len(words) > 1 and len("-".join(words)) > _LONGEST:
        words.pop()
    return f"{'-'.join(words)[:_LONGEST] or 'comparison'}.md"


_LONGEST = 60
"""Letters of such a name; a headline is left off behind a word."""


def write(comparison: Comparison, articles: Mapping[int, Article], name: str) -> Path:
    """Write the comparison as HTML or JSON where ``name`` ends so, else as Markdown.

    Answers the path written. Raises RashomonError where it cannot be written or a file of
    that name is there already.
    """
    from tui.report import FORMATS, to_markdown

    make = FORMATS.get(Path(name).suffix.lower(), to_markdown)
    return create(name, make(comparison, articles))


def create(name: str, text: str) -> Path:
    """Write a new file. Answers its path.

    Raises RashomonError where it cannot be written or a file of that name is there already.
    """
    path = spelled_out(Path(name))
    try:
        with path.open("x", encoding="utf-8") as file:
            file.write(text)
    except FileExistsError:
        raise RashomonError("is there already", str(path), "give another name") from None
    except OSError as error:
        raise RashomonError(
            error.strerror or "cannot be written", str(path), "give another name"
        ) from None
    return path
