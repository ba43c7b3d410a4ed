"""``rashomon read``: one article as plain text for a screen reader or a braille line."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from index.article import Article
from tui import plain
from tui.commands import session
from tui.linear_article import article_lines
from tui.records import article as record

if TYPE_CHECKING:
    from index.library import Library


@click.command("read")
@click.argument("number", metavar="ARTICLE", type=click.IntRange(1))
@click.option(
    "--width",
    type=click.IntRange(0, 1000),
    help="Cells of a line; 0 keeps a paragraph in one line. Usual: as wide as the terminal, "
    "and 0 into a pipe or a file.",
)
@session.options
@click.pass_context
def command(context: click.Context, number: int, width: int | None, as_json: bool) -> int:
    """Print one article to be read by ear or by hand.

    Headings begin with #, nothing is told by columns, colors or signs. In this order: title,
    outlet, dates; how they are known; the text; names; quotations with their speakers; copies;
    the event and who else tells it; your star, tags and notes. ARTICLE is a number from
    "rashomon list".

    \b
    Examples:
      rashomon read 3
      rashomon read 3 --width 40
      rashomon read 3 | less '+/^#'
    """
    with session.open_library(context) as library:
        library.article(number)
        session.finish_reading(library)
        article = library.article(number)
        if as_json:
            session.say_json(record(article))
        else:
            _say(library, article, plain.terminal_width() if width is None else width or None)
    return session.DONE


def _say(library: Library, article: Article, width: int | None) -> None:
    event = library.event(article.event) if article.event else None
    told = [id for id in event.articles if id != article.id] if event else []
    others, family = library.lines(told), library.copies.family(article.id)
    marks = library.kept.of(article.id)
    session.say(
        article_lines(article, width, event=event, others=others, family=family, marks=marks)
    )
