"""``rashomon note``: notes on passages."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import click

from index import Library, Note
from index.text import clean_line
from tui import phrases, plain, records
from tui.commands import session
from tui.commands.marking import answer

_PASSAGE = 300


@click.command("note")
@click.argument("article", type=int, required=False)
@click.argument("words", nargs=-1)
@click.option("--on", "passage", metavar="PASSAGE", help="Words of the article it is about.")
@click.option("--drop", type=int, metavar="NOTE", help="Throw the note of this number away.")
@session.options
@click.pass_context
def command(
    context: click.Context,
    article: int | None,
    words: tuple[str, ...],
    passage: str | None,
    drop: int | None,
    as_json: bool,
) -> int:
    """Write a note with WORDS on ARTICLE, or on a passage of it; without both, list the notes.

    With ARTICLE alone, its notes. PASSAGE is words as they stand in the text, one after the
    other. "rashomon correct undo" takes back what was done.

    \b
    Examples:
      rashomon note 3 'compare with the wire text'
      rashomon note 3 'who says so?' --on 'officials said on Monday'
      rashomon note 3
      rashomon note --drop 2
    """
    if drop is not None and (article is not None or words):
        raise click.UsageError("--drop NOTE stands alone")
    if passage is not None and not words:
        raise click.UsageError("a passage needs the words of a note")
    with session.open_library(context) as library:
        if drop is not None:
            return answer(library.kept.drop_note(drop), as_json)
        if article is not None and words:
            return answer(_written(library, article, " ".join(words), passage), as_json)
        if article is None:
            notes: Sequence[Note] = library.kept.notes()
        else:
            library.article(article)
            notes = library.kept.of(article).notes
        if as_json:
            session.say_json({"notes": [records.note(note) for note in notes]})
        else:
            session.say(note_lines(library, notes))
    if not notes and not as_json:
        session.complain("no notes yet; rashomon note ARTICLE WORDS writes one")
    return session.DONE if notes else session.PARTLY


def _written(library: Library, article: int, words: str, passage: str | None) -> str:
    from index.notes import passage as place

    span = None if passage is None else place(library.article(article), passage)
    return library.kept.note(article, words, span)


def note_lines(library: Library, notes: Sequence[Note]) -> Iterator[str]:
    """Each note under its article, its passage in quotation marks."""
    width = plain.reading_width()
    for note in notes:
        article = library.article(note.article)
        (line,) = library.lines([note.article])
        yield plain.fit(f"{note.id}  article {note.article}: {phrases.published(line)}", width)
        if note.span is not None:
            told = clean_line(article.text[note.span.start : note.span.end], _PASSAGE)
            yield from plain.wrap(f"“{told}”", width, first="    ", rest="    ")
        yield from plain.wrap(note.words, width, first="    ", rest="    ")
