"""What a report is made of, whatever it is written in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from index.article import Article, Span
from index.comparison import Comparison
from index.text import enclosing, sentences


@dataclass(frozen=True, slots=True)
class Text:
    """Plain words."""

    text: str


@dataclass(frozen=True, slots=True)
class Lit:
    """Words that stand out."""

    text: str


@dataclass(frozen=True, slots=True)
class Link:
    """Words that lead to a sentence of an article at the end of the report."""

    text: str
    anchor: str


Line = list[Text | Lit | Link]


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under column heads. ``wide`` columns hold passages and share the width evenly."""

    head: Sequence[str]
    rows: Sequence[Sequence[Line]]
    wide: bool = False

    def lines(self) -> Iterator[Line]:
        """Every cell."""
        for row in self.rows:
            yield from row


Part = Table | Line


@dataclass(frozen=True, slots=True)
class Section:
    """A headed part of the report; ``id`` is its anchor."""

    id: str
    title: str
    parts: Sequence[Part]


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence as it is printed at the end; ``furniture`` where it is not body."""

    anchor: str
    span: Span
    furniture: bool


def linked(sections: Iterable[Section]) -> set[str]:
    """Every anchor that some number links to."""
    return {
        piece.anchor
        for section in sections
        for part in section.parts
        for line in (part.lines() if isinstance(part, Table) else [part])
        for piece in line
        if isinstance(piece, Link)
    }


def heads(found: Comparison) -> list[str]:
    """The column headings, each with its article's number."""
    return [f"{column.heading} [{column.article}]" for column in found.columns]


class Anchors:
    """Names for the sentences of the articles: ``a3-s5`` is the fifth of article 3."""

    def __init__(self, articles: Mapping[int, Article]) -> None:
        self._spans = {id: sentences(article.text) for id, article in articles.items()}
        self._number = {
            id: {span: number for number, span in enumerate(spans, 1)}
            for id, spans in self._spans.items()
        }

    def of(self, article: int, offset: int) -> str:
        """The anchor of the sentence that holds ``offset``, else of the article."""
        span = enclosing(self._spans[article], offset)
        return f"a{article}-s{self._number[article][span]}" if span else f"a{article}"

    def sentences(self, article: Article) -> Iterator[list[Sentence]]:
        """The sentences of an article, a list for each line of its text."""
        zones = [(zone.start, zone.end) for zone in article.zones if zone.kind != "title"]
        line: list[Sentence] = []
        for number, span in enumerate(self._spans[article.id], 1):
            if line and "\n" in article.text[line[-1].span.end : span.start]:
                yield line
                line = []
            inside = any(start <= span.start and span.end <= end for start, end in zones)
            line.append(Sentence(f"a{article.id}-s{number}", span, inside))
        if line:
            yield line


def web_address(url: str | None) -> str | None:
    """An http or https address as it may be linked, else None."""
    try:
        parts = urlsplit(url or "")
    except ValueError:
        return None
    return url if parts.scheme in ("http", "https") and parts.netloc else None
