"""A report as Markdown that any reader of CommonMark with tables shows."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from index.article import Article
from index.comparison import Comparison
from index.text import clean_text
from tui import phrases
from tui.report_parts import (
    Anchors,
    Line,
    Link,
    Lit,
    Part,
    Section,
    Sentence,
    Table,
    Text,
    heads,
    linked,
    web_address,
)

_SPECIAL = re.compile(r"([\\`*_{}\[\]()#+!|<>~&$^=]|(?<!\S)[-.](?=\s)|(?<=:)/|(?<=\d)\.(?=\s)|@)")


def page(
    comparison: Comparison,
    sections: Sequence[Section],
    articles: Mapping[int, Article],
    anchors: Anchors,
    note: str,
) -> str:
    """The whole text. Everything from an article is escaped, and keeps to its own line."""
    count = phrases.count(len(comparison.articles), "article")
    independent = phrases.count(comparison.independent_texts, "independent text")
    used = linked(sections)
    parts = [f"# {_text(comparison.label)}", f"{count}, {independent}. {_text(note)}"]
    for section in sections:
        parts.append(f"## {section.title}")
        parts.extend([_part(part) for part in section.parts] or ["none found"])
    parts.append("## Sentences")
    for id, head in zip(comparison.articles, heads(comparison), strict=True):
        parts.extend(_article(articles[id], head, anchors, used))
    return "\n\n".join(parts) + "\n"


def _text(text: str) -> str:
    return _SPECIAL.sub(r"\\\1", clean_text(text).replace("\n", " "))


def _part(part: Part) -> str:
    return _table(part) if isinstance(part, Table) else f"- {_line(part)}"


def _table(table: Table) -> str:
    rows = [
        "| " + " | ".join(_text(each) for each in table.head) + " |",
        "|" + " --- |" * len(table.head),
        *("| " + " | ".join(_line(cell) for cell in row) + " |" for row in table.rows),
    ]
    return "\n".join(rows)


def _line(line: Line) -> str:
    return "".join(_piece(piece) for piece in line)


def _piece(piece: Text | Lit | Link) -> str:
    if isinstance(piece, Link):
        return f"[{_text(piece.text)}](#{piece.anchor})"
    if isinstance(piece, Lit):
        return f"**{_text(piece.text)}**" if piece.text.strip() else _text(piece.text)
    return _text(piece.text)


def _article(article: Article, head: str, anchors: Anchors, used: set[str]) -> list[str]:
    """The text itself, each sentence with its anchor; page furniture only where it is linked."""
    parts = [f'### <a id="a{article.id}"></a>{_text(head)}']
    if address := web_address(article.url):
        parts.append(f"<{_address(address)}>")
    for line in anchors.sentences(article):
        shown = [each for each in line if not each.furniture or each.anchor in used]
        if shown:
            parts.append(" ".join(_sentence(article, each) for each in shown))
    return parts


def _address(address: str) -> str:
    """An address as an autolink may hold it: no space, no angle bracket."""
    return re.sub(r"[\s<>]", lambda found: f"%{ord(found[0]):02X}", clean_text(address))


def _sentence(article: Article, sentence: Sentence) -> str:
    text = article.text[sentence.span.start : sentence.span.end]
    return f'<a id="{sentence.anchor}"></a>{_text(text)}'
