"""What was kept, as Markdown: title, outlet, dates with their status, notes under passages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from index import Article, Marks, Note
from index.dataclass import dataclass
from index.text import clean_text
from tui import phrases
from tui.citations import first_words
from tui.opening import own_page
from tui.report_markdown import Markdown

_LONGEST_PASSAGE = 2_000
escaped = Markdown().text


@dataclass(frozen=True, slots=True)
class Kept:
    """An article, what is kept of it, and the day (ISO) it came into the library."""

    article: Article
    marks: Marks
    added: str | None


def markdown(title: str, kept: Iterable[Kept]) -> str:
    """The articles one after the other, every word escaped, under ``title``."""
    parts = [f"# {escaped(title)}"]
    for one in kept:
        parts += _told(one)
    return "\n\n".join(parts) + "\n"


def _told(one: Kept) -> Iterator[str]:
    article, marks = one.article, one.marks
    title = article.title.value if article.title else f"{phrases.NO_TITLE} {first_words(article)}"
    yield f"## {'★ ' if marks.starred else ''}{escaped(title)}"
    days = phrases.dates(article.dates).replace(" !", " (these conflict)")
    about = [f"article {article.id}", phrases.outlet(article), days]
    if article.byline:
        about.insert(1, article.byline.value)
    yield escaped(" · ".join(about))
    if address := own_page(article):
        accessed = f", as of {one.added}" if one.added else ""
        yield f"<{address}>{accessed}"
    if marks.tags:
        yield f"Tags: {escaped(', '.join(marks.tags))}"
    for note in marks.notes:
        yield from _note(article, note)


def _note(article: Article, note: Note) -> Iterator[str]:
    if note.span is not None:
        passage = article.text[note.span.start : note.span.end]
        if len(passage) > _LONGEST_PASSAGE:
            passage = passage[:_LONGEST_PASSAGE] + " …"
        lines = clean_text(passage).split("\n")
        yield "\n>\n".join(f"> {escaped(line)}" for line in lines if line.strip())
    yield f"Note of {note.at[:10]}: {escaped(note.words)}"
