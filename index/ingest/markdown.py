"""Markdown as a reader reads it: without the marks of headings, emphasis and pictures.

Links stay as they are written, since an article's addresses are listed from its text.
"""

from __future__ import annotations

import re

from index.ingest.labels import front_matter

_ENDINGS = (".md", ".markdown", ".mdown", ".mkd")
_HEADING = re.compile(r"^#{1,6}[ \t]++(.*?)(?:[ \t]++#++)?[ \t]*$", re.MULTILINE)
_PICTURE = re.compile(r"!\[([^\[\]\n]{0,300})\]\([^()\s]{1,1000}(?: \"[^\"\n]{0,200}\")?\)")
_STRONG = re.compile(r"(?<![\w*_])(\*\*|__)(?=[^\s*_])([^*_\n]{1,500})(?<=[^\s*_])\1(?![\w*_])")
_EMPHASIS = re.compile(r"(?<![\w*_])([*_])(?=[^\s*_])([^*_\n]{1,500})(?<=[^\s*_])\1(?![\w*_])")
_FENCE = re.compile(r"^(?:```|~~~)", re.MULTILINE)


def is_markdown(name: str, text: str) -> bool:
    """Whether a text is Markdown: by its name's ending, or because front matter opens it."""
    return name.lower().endswith(_ENDINGS) or front_matter(text) is not None


def rendered(text: str) -> str:
    """The text without those marks; front matter and what stands in fences stays."""
    front = front_matter(text)
    start = front.end if front is not None else 0
    head, rest = text[:start], text[start:]
    if _FENCE.search(rest):
        return text
    rest = _PICTURE.sub(r"\1", _HEADING.sub(r"\1", rest))
    return head + _EMPHASIS.sub(r"\2", _STRONG.sub(r"\2", rest))
