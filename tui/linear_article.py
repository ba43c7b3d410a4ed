"""One article as text to be heard: headings, facts with their evidence, body, names, voices."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from index.article import Article, ArticleLine, Event, MentionType, Quote
from index.text import clean_line, count_words, paragraphs
from tui import phrases
from tui.commands.show import left_out
from tui.copies import same_text
from tui.linear import cut, dated, ended, heading, listed, proof, series, spoken, times, told

if TYPE_CHECKING:
    from index import Marks
    from index.comparison.copies import Family

_NAMED: tuple[MentionType, ...] = ("PER", "ORG", "LOC", "NORP", "EVENT")


def article_lines(
    article: Article,
    width: int | None,
    *,
    event: Event | None = None,
    others: Sequence[ArticleLine] = (),
    family: Family | None = None,
    marks: Marks | None = None,
) -> Iterator[str]:
    """All parts of an article. ``others`` are the other articles of its ``event``, ``marks``
    what the reader keeps of it.

    Lines have at most ``width`` cells; where that is None a paragraph is a line.
    """
    yield from heading(1, article.title.value if article.title else "No headline")
    for fact in _facts(article):
        yield from told(fact, width)
    yield from heading(2, "How this is known")
    yield from listed(list(_evidence(article)), "Nothing but the text itself is known.", width)
    yield from heading(2, "Text")
    for at, span in enumerate(paragraphs(article.text, article.zones)):
        if at:
            yield ""
        yield from told(article.text[span.start : span.end], width)
    if article.zones:
        yield ""
        why = f"Left out: {left_out(article.zones)}. rashomon show {article.id} --all prints it."
        yield from told(why, width)
    yield from heading(2, "Names")
    yield from listed(list(_names(article)), "No names were found.", width)
    yield from heading(2, "Quotations")
    yield from listed(list(_quotations(article.quotes)), "No quotations were found.", width)
    yield from heading(2, "Copies")
    yield from told(_copies(family), width)
    yield from heading(2, "Event")
    yield from listed(list(_event(event, others)), "It belongs to no event yet.", width)
    if marks is not None and (yours := list(_yours(article, marks))):
        yield from heading(2, "Yours")
        yield from listed(yours, "", width)


def _facts(article: Article) -> Iterator[str]:
    words = count_words(article.text, paragraphs(article.text, article.zones))
    yield ended(f"Article {article.id}. Outlet: {spoken(phrases.outlet(article))}")
    if article.byline:
        yield ended(f"Byline: {article.byline.value}")
    yield f"Date: {dated(article.dates)}."
    yield f"Length: {phrases.count(words, 'word')}, {_minutes(words)} to read."
    if article.cautions:
        yield f"Take care: {series([one.value for one in article.cautions])}."
    if article.cites:
        cited = list(dict.fromkeys(one.value for one in article.cites))
        yield ended(f"It leans on {series(cited)}")


def _minutes(words: int) -> str:
    number = phrases.minutes(words).removesuffix(" min")
    return f"{number} minute{'' if number == '1' else 's'}"


def _evidence(article: Article) -> Iterator[str]:
    claims = [("Headline", article.title), ("Outlet", article.outlet), ("Byline", article.byline)]
    claims += [("Text of", credit) for credit in article.credits]
    for name, finding in claims:
        if finding is not None:
            value = "" if name == "Headline" else f"{finding.value}, "
            yield ended(f"{name}: {value}{proof(finding)}")
    dates = article.dates
    if dates.stated:
        yield ended(f"Stated date: {phrases.stated(dates.stated.value)}, {proof(dates.stated)}")
    if dates.implied or dates.conflict:
        proven = phrases.interval(dates.implied) if dates.implied else phrases.against(dates)
        word = "Known" if not phrases.by_content(dates) else "Proven by the text"
        conflict = ", in conflict with the stated date" if dates.conflict else ""
        yield f"{word}: {spoken(proven)}{conflict}."
        for reason in phrases.reasons(dates):
            yield ended(f"Reason: {spoken(phrases.stretch(reason.value))}, {proof(reason)}")
    if article.url:
        yield f"Address: {article.url}"
    for origin in article.origins:
        place = origin.path or origin.url or "standard input"
        yield f"From: {place}" + (f", line {origin.line}" if origin.line is not None else "")


def _names(article: Article) -> Iterator[str]:
    for kind in _NAMED:
        found = Counter(one.entity for one in article.entities if one.type == kind)
        if found:
            said = [f"{name} {times(number)}" for name, number in found.most_common()]
            yield ended(f"{phrases.KINDS[kind].capitalize()}: {', '.join(said)}")


def _quotations(quotes: Iterable[Quote]) -> Iterator[str]:
    for at, quote in enumerate(quotes, 1):
        who = quote.speaker or "A speaker the text does not name"
        unnamed = ", unnamed" if quote.anonymous and quote.speaker else ""
        verb = f" (“{clean_line(quote.verb, 60)}”)" if quote.verb else ""
        words = f"“{quote.text}”" if quote.kind == "direct" else quote.text
        manner = "quoted" if quote.kind == "direct" else "reported"
        yield f"{at}. {who}{unnamed}, {manner}{verb}: {words}"


def _copies(family: Family | None) -> str:
    if family is None or len(family.copies) < 2:
        return "No other article here prints this text."
    return f"{spoken(same_text(family)).capitalize()}."


def _event(event: Event | None, others: Sequence[ArticleLine]) -> Iterator[str]:
    if event is None:
        return
    days = phrases.days(event.first, event.last) if event.first and event.last else "undated"
    yield f"{event.label}, {spoken(days)}: event {event.id}."
    for line in others:
        yield f"Also told by article {line.id}, {line.outlet or phrases.NO_OUTLET}: {line.label}"
    if others:
        yield f"To hear them side by side: rashomon compare {event.id} --linear"
    else:
        yield "No other article here tells it."


def _yours(article: Article, marks: Marks) -> Iterator[str]:
    if marks.starred:
        yield "It has your star."
    if marks.tags:
        yield ended(f"Your tags: {series(marks.tags)}")
    for note in marks.notes:
        on = f" on “{cut(article.text, note.span)}”" if note.span else ""
        yield f"Your note{on}: {note.words}"
