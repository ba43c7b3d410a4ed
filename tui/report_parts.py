"""What a report is made of: sections of lines and tables, each number with links to its places."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from urllib.parse import urlsplit

from index.article import Article, Span
from index.comparison.table import Column, Comparison
from index.dataclass import dataclass
from index.text import enclosing, sentences
from tui import phrases

PLACES = 12
"""Places linked beside one number at most; the number counts all."""


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
    """Words that lead to a sentence or an article at the end of the report.

    ``small`` for the number of a sentence beside the words that are linked.
    """

    text: str
    anchor: str
    small: bool = False


Line = list[Text | Lit | Link]


@dataclass(frozen=True, slots=True)
class Group:
    """A heading above the rows of a table that follow."""

    title: str


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells under column heads; the first ``labels`` cells of a row say what it is.

    ``passages`` tells that cells hold sentences, not figures.
    """

    head: Sequence[str]
    rows: Sequence[Sequence[Line] | Group]
    labels: int = 1
    passages: bool = False


Part = Table | Line


@dataclass(frozen=True, slots=True)
class Section:
    """A headed part of the report; ``id`` is its anchor, ``note`` says what it counts."""

    id: str
    title: str
    parts: Sequence[Part]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence that something links to; ``after_gap`` where others stand before it unquoted."""

    anchor: str
    number: int
    text: str
    after_gap: bool


@dataclass(frozen=True, slots=True)
class Quoted:
    """An article at the end of the report: whose, from when, and the sentences linked to."""

    anchor: str
    head: str
    title: str
    when: str
    address: str | None
    sentences: Sequence[Sentence]


@dataclass(frozen=True, slots=True)
class Report:
    """A whole report, ready to be written in any format."""

    title: str
    told: Sequence[str]
    sections: Sequence[Section]
    quoted: Sequence[Quoted]


class Sheet:
    """A comparison while a report is made of it: hands out links, and knows what was linked."""

    def __init__(self, found: Comparison, articles: Mapping[int, Article]) -> None:
        self.found = found
        self.articles = articles
        self.heads = [f"{column.heading} [{column.article}]" for column in found.columns]
        self._spans = {id: sentences(articles[id].text) for id in found.articles}
        self._number = {
            id: {span: number for number, span in enumerate(spans, 1)}
            for id, spans in self._spans.items()
        }
        self._linked: dict[int, set[int]] = {id: set() for id in found.articles}

    def link(self, text: str, article: int, offset: int) -> Link:
        """Words that lead to the sentence which holds ``offset``, else to the article."""
        number = self._at(article, offset)
        if number is None:
            return Link(text, f"a{article}")
        self._linked[article].add(number)
        return Link(text, f"a{article}-s{number}")

    def _at(self, article: int, offset: int) -> int | None:
        span = enclosing(self._spans[article], offset)
        return self._number[article][span] if span else None

    def places(self, article: int, spans: Iterable[Span], most: int = PLACES) -> Line:
        """The numbers of the sentences in which ``spans`` stand, each once, ``most`` of them."""
        numbers = dict.fromkeys(self._at(article, span.start) for span in spans)
        found = [number for number in numbers if number is not None]
        self._linked[article].update(found[:most])
        links = [Link(f"§{one}", f"a{article}-s{one}", small=True) for one in found[:most]]
        line: Line = [piece for link in links for piece in (Text(" "), link)]
        return [*line, Text(" …")] if len(found) > most else line

    def counted(self, article: int, spans: Sequence[Span], told: str | None = None) -> Line:
        """How many spans (or ``told``), linked to the first, and where they all stand."""
        if not spans:
            return [Text(told or "0")]
        count = self.link(told or f"{len(spans):,}", article, spans[0].start)
        return [count, *self.places(article, spans)]

    def quoted(self) -> list[Quoted]:
        """Every article with the sentences that were linked so far."""
        return [
            self._quoted(column, head)
            for column, head in zip(self.found.columns, self.heads, strict=True)
        ]

    def _quoted(self, column: Column, head: str) -> Quoted:
        article = self.articles[column.article]
        spans = self._spans[column.article]
        last = 0
        shown: list[Sentence] = []
        for number in sorted(self._linked[column.article]):
            span = spans[number - 1]
            text = article.text[span.start : span.end]
            anchor = f"a{column.article}-s{number}"
            shown.append(Sentence(anchor, number, text, number != last + 1))
            last = number
        return Quoted(
            anchor=f"a{column.article}",
            head=head,
            title=column.title or phrases.NO_TITLE,
            when=phrases.dates(column.dates),
            address=web_address(article.url),
            sentences=shown,
        )


def web_address(url: str | None) -> str | None:
    """An http or https address as it may be linked, else None."""
    try:
        parts = urlsplit(url or "")
    except ValueError:
        return None
    return url if parts.scheme in ("http", "https") and parts.netloc else None
