"""Reads one article closely: its mentions, then its quotations."""

from __future__ import annotations

from index.article import Article, Mention, Span
from index.entities.combination import combine
from index.entities.evidence import Evidence, english
from index.entities.marks import Mark, Reading
from index.entities.numbers import first_come, recognise_numbers
from index.entities.quotes import find_quotes
from index.entities.repair import repair
from index.entities.statistical import see, tag
from index.entities.tokens import Token, tokenise
from index.entities.variants import canonical
from index.text import TOLD, paragraphs


def read(article: Article) -> Reading:
    """Mentions and quotes of an article; ``index.entities.read_closely`` tells the rest."""
    parts = paragraphs(article.text, article.zones, TOLD)
    lines = [tokenise(article.text, part) for part in parts]
    readable = _readable(article.language, lines)
    mentions = _mentions(article.text, parts, lines, readable)
    quotes = find_quotes(article.text, parts, lines, mentions) if readable else ()
    return Reading(mentions, quotes)


def _readable(language: str | None, lines: list[list[Token]]) -> bool:
    if language is not None and not language.lower().startswith("en"):
        return False
    return english(lines)


def _mentions(
    text: str, parts: list[Span], lines: list[list[Token]], readable: bool
) -> tuple[Mention, ...]:
    evidence = Evidence(lines)
    sight, ruled = see(text, parts, lines, evidence)
    marks: list[Mark] = []
    for index, tokens in enumerate(lines):
        if readable:
            tagged = tag(text, tokens, sight.line(index))
            marks += combine(text, ruled[index], tagged)
        else:
            marks += [mark for mark in ruled[index] if mark.known is not None]
    marks = repair(text, lines, marks, evidence)
    # "Super Tuesday" is a known name before "Tuesday" is a day, and April Powers a person.
    whole = [mark for mark in marks if " " in mark.text and (mark.known or mark.type == "PER")]
    marks = first_come([whole, recognise_numbers(text, parts), marks])
    names = canonical(text, marks)
    return tuple(
        Mention(mark.start, mark.end, mark.text, mark.type, name)
        for mark, name in zip(marks, names, strict=True)
        if mark.type is not None
    )
