"""``rashomon show``: one article to read, with what is known about it and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

import click

from index.article import Article, Finding, Zone
from index.text import count_words, paragraphs
from tui import phrases, plain
from tui.commands import session
from tui.copies import same_text
from tui.records import article as record

if TYPE_CHECKING:
    from index.comparison.copies import Family

LABEL = 10
"""Columns of the labels in an article's header."""

KINDS = {
    "stamp": "date stamp",
    "title": "title line",
    "dateline": "dateline",
    "byline": "byline",
    "credit": "credit line",
}


@click.command("show")
@click.argument("number", metavar="ARTICLE", type=click.IntRange(1))
@click.option("--all", "everything", is_flag=True, help="The whole text, page furniture too.")
@session.options
@click.pass_context
def command(context: click.Context, number: int, everything: bool, as_json: bool) -> int:
    """Print one article, and how things about it are known.

    ARTICLE is a number from "rashomon list". What surrounds the text (adverts, links to
    other articles, forms) is left out and that is said; --all prints it, too.

    \b
    Examples:
      rashomon show 3
      rashomon show 3 --json
    """
    with session.open_library(context) as library:
        library.article(number)
        session.finish_reading(library)
        article = library.article(number)
        family = None if as_json else library.copies.family(number)
    if as_json:
        session.say_json(record(article))
    else:
        width = plain.reading_width()
        session.say(article_lines(article, width, family, everything=everything))
    return session.DONE


def article_lines(
    article: Article, width: int, family: Family | None = None, *, everything: bool = False
) -> Iterator[str]:
    """Header, paragraphs and what was left out, wrapped to ``width`` cells.

    ``family`` are the articles that print the same text, if it is to be told.
    """
    yield from _header(article, width)
    if family is not None and len(family.copies) > 1:
        advice = f"(compare --copies {article.id} tells what each changed)"
        yield from _fact("copies", [same_text(family), advice], width)
    zones = () if everything else article.zones
    for span in paragraphs(article.text, zones):
        yield ""
        yield from plain.wrap(article.text[span.start : span.end], width)
    if zones:
        yield ""
        yield from plain.wrap(f"[left out: {left_out(zones)}; --all shows it]", width)


def _header(article: Article, width: int) -> Iterator[str]:
    title = article.title.value if article.title else "(no headline)"
    yield from plain.wrap(title, width)
    yield ""
    yield from _fact("outlet", _claims([article.outlet] if article.outlet else []), width)
    yield from _fact("text of", _claims(article.credits), width, quiet=True)
    yield from _fact("cites", [cited.value for cited in article.cites], width, quiet=True)
    yield from _fact(
        "byline", _claims([article.byline] if article.byline else []), width, quiet=True
    )
    yield from _fact("dates", _date_lines(article), width)
    yield from _fact(
        "words", [f"{count_words(article.text, paragraphs(article.text, article.zones)):,}"], width
    )
    yield from _fact("take care", _claims(article.cautions), width, quiet=True)
    yield from _fact("event", [article.event] if article.event else [], width, quiet=True)
    yield from _fact("from", list(_origins(article)), width, quiet=True)


def _fact(label: str, values: Iterable[str], width: int, *, quiet: bool = False) -> Iterator[str]:
    """A label and its values, one or more lines each; "unknown" unless ``quiet``."""
    head, rest = plain.pad(label, LABEL), " " * LABEL
    for value in values or ([] if quiet else ["unknown"]):
        yield from plain.wrap(value, width, first=head, rest=rest)
        head = rest


def _claims(findings: Iterable[Finding]) -> list[str]:
    return [f"{found.value}  (by {found.method}: “{found.evidence}”)" for found in findings]


def _date_lines(article: Article) -> list[str]:
    dates = article.dates
    lines = [f"{dates.stated.value} stated: “{dates.stated.evidence}”"] if dates.stated else []
    by_text = phrases.by_content(dates)
    if dates.implied:
        by = "by what the text proves:" if by_text else "instead:"
        lines.append(f"{phrases.interval(dates.implied)} {by}")
    elif against := phrases.against(dates):
        lines.append(f"{against}:")
    if dates.implied or dates.conflict:
        lines += [f"  {_reason(one)}" for one in phrases.reasons(dates)]
    if dates.conflict and dates.implied is None:
        lines.append("! the date written on it is not believed; it is listed as undated")
    elif dates.conflict:
        with_ = "what the text proves" if by_text else "that"
        lines.append(f"! the date written on it conflicts with {with_}")
    return lines


def _reason(found: Finding) -> str:
    known_by = phrases.method(found)
    words = f"by {known_by}: “{found.evidence}”" if found.evidence else known_by
    return f"{phrases.stretch(found.value)}, {words}"


def _origins(article: Article) -> Iterator[str]:
    for origin in article.origins:
        place = origin.path or origin.url or "standard input"
        line = f", line {origin.line}" if origin.line is not None else ""
        key = f", key {origin.key}" if origin.key is not None else ""
        yield f"{place}{line}{key}"
    if article.url:
        yield article.url


def left_out(zones: Iterable[Zone]) -> str:
    """What kinds of zones there are: "1 date stamp, 3 pieces of page furniture (adverts)"."""
    zones = list(zones)
    kinds = Counter(KINDS[zone.kind] for zone in zones if zone.kind in KINDS)
    parts = [phrases.count(number, kind) for kind, number in kinds.items()]
    furniture = [zone.rule for zone in zones if zone.kind == "boilerplate"]
    if furniture:
        rules = ", ".join(dict.fromkeys(furniture))
        pieces = phrases.count(len(furniture), "piece")
        parts.append(f"{pieces} of page furniture ({rules})")
    return ", ".join(parts)
