"""A comparison as text to be heard: each count in a sentence that names article and outlet."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from itertools import islice

from index.article import Article
from index.comparison.table import Comparison
from index.comparison.told import OnlyHere
from index.text import clean_line
from tui import phrases
from tui.linear import cut, dated, ended, heading, listed, series, spoken, times, told

_NONE = "None were found."
_KINDS = {"name": "Names", "number": "Numbers", "date": "Dates", "money": "Sums"}


def comparison_lines(
    found: Comparison, articles: Mapping[int, Article], width: int | None
) -> Iterator[str]:
    """All sections; ``articles`` holds every article compared.

    Lines have at most ``width`` cells; where that is None a paragraph is a line.
    """
    yield from heading(1, found.label + (f", event {found.event}" if found.event else ""))
    texts = phrases.count(found.independent_texts, "independent text")
    yield from told(f"{phrases.count(len(found.articles), 'article')}, {texts}.", width)
    if found.selection and found.selection.why:
        yield from told(spoken(found.selection.why), width)
    sections: dict[str, Iterator[str]] = {
        "Articles": _articles(found),
        "Closest passages": _passages(found, articles),
        "Wording": _wording(found),
        "Voices": _voices(found),
        "Sources": _sources(found),
        "Only here": _only_here(found),
        "Shared": _shared(found),
        "Contradictions": _contradictions(found, articles),
    }
    for name, lines in sections.items():
        yield from heading(2, name)
        yield from _section(lines, width)


def _section(lines: Iterator[str], width: int | None) -> Iterator[str]:
    """Paragraphs and headings; the first heading needs no blank line of its own."""
    empty = True
    for line in lines:
        if isinstance(line, _Heading):
            yield from islice(heading(3, line), int(empty), None)
        else:
            yield from told(line, width)
        empty = False
    if empty:
        yield from listed((), _NONE, width)


class _Heading(str):
    """A heading among the paragraphs of a section; never made of an article's words alone."""

    __slots__ = ()


def _who(found: Comparison) -> dict[int, str]:
    return {
        column.article: f"article {column.article}, {spoken(column.heading)}"
        for column in found.columns
    }


def _articles(found: Comparison) -> Iterator[str]:
    for column in found.columns:
        share = phrases.percent(column.quoted_words, column.words)
        yield _Heading(f"Article {column.article}, {spoken(column.heading)}")
        yield f"Headline: {column.title}" if column.title else "It has no headline."
        yield f"Date: {dated(column.dates)}."
        yield f"Length: {phrases.count(column.words, 'word')}, {share} of them quoted."
        for remark in column.remarks:
            yield ended(f"Note: {spoken(phrases.in_words(remark))}")


def _passages(found: Comparison, articles: Mapping[int, Article]) -> Iterator[str]:
    close = [row for row in found.rows if sum(cell is not None for cell in row.cells) > 1]
    who = _who(found)
    for at, row in enumerate(close, 1):
        yield _Heading(f"Passage {at} of {len(close)}")
        for cell, column in zip(row.cells, found.columns, strict=True):
            if cell is not None:
                text = " ".join(articles[column.article].text[cell.start : cell.end].split())
                yield f"{_upper(who[column.article])}: {text}"
    if alone := len(found.rows) - len(close):
        yield _Heading("The rest")
        yield f"{phrases.count(alone, 'passage')} with nothing close in another article."


def _upper(words: str) -> str:
    return words[:1].upper() + words[1:]


def _wording(found: Comparison) -> Iterator[str]:
    who = _who(found)
    for wording in found.wording:
        yield _Heading(wording.title)
        forms: dict[str, list[str]] = defaultdict(list)
        for use in wording.uses:
            quoted = f", {times(use.quoted)} inside a quotation" if use.quoted else ""
            forms[use.form].append(f"{times(len(use.spans))} in {who[use.article]}{quoted}")
        for form, uses in forms.items():
            yield f"“{form}”: {'; '.join(uses)}."


def _voices(found: Comparison) -> Iterator[str]:
    who = _who(found)
    said: dict[tuple[str, bool], dict[int, list[str]]] = defaultdict(lambda: defaultdict(list))
    for voice in found.voices:
        manner = "quoted" if voice.kind == "direct" else "reported"
        words = f"{phrases.count(voice.words, 'word')} {manner}"
        said[voice.speaker, voice.anonymous][voice.article].append(words)
    for (speaker, anonymous), by in said.items():
        parts = [f"{series(words)} in {who[article]}" for article, words in by.items()]
        yield f"{speaker}{', unnamed' if anonymous else ''}: {'; '.join(parts)}."
    for one in found.unheard:
        yield (
            f"No voice of {one.party} was found in {who[one.article]}, "
            f"which names it {times(len(one.named))}."
        )


def _sources(found: Comparison) -> Iterator[str]:
    who = _who(found)
    for one in found.sources:
        verb = "carries text of" if one.kind == "credit" else "cites"
        through = f", through {one.via}" if one.via else ""
        often = f", {times(len(one.spans))}" if one.spans else ""
        yield f"{_upper(who[one.article])}, {verb} {one.name}{through}{often}."


def _only_here(found: Comparison) -> Iterator[str]:
    who = _who(found)
    for article in found.articles:
        here = [one for one in found.only_here if one.article == article]
        if not here:
            continue
        yield _Heading(_upper(who[article]))
        for kind, name in _KINDS.items():
            if few := [_often(one) for one in here if one.kind == kind]:
                yield f"{name}: {'; '.join(few)}."
        alone = [clean_line(one.text) for one in here if one.kind == "sentence"]
        if alone:
            yield f"{phrases.count(len(alone), 'sentence')} to which no other text has one close:"
        yield from alone


def _often(one: OnlyHere) -> str:
    more = f" {times(len(one.spans))}" if len(one.spans) > 1 else ""
    return f"{clean_line(one.text)}{more}"


def _shared(found: Comparison) -> Iterator[str]:
    for shared in found.shared:
        where = series([str(id) for id in dict.fromkeys(one.article for one in shared.passages)])
        words = phrases.count(shared.words, "word")
        yield f"In articles {where}, {words} in a row: “{clean_line(shared.text)}”"


def _contradictions(found: Comparison, articles: Mapping[int, Article]) -> Iterator[str]:
    who = _who(found)
    for one in found.contradictions:
        yield _Heading(f"Another {one.kind}, beside {series(one.about)}")
        for claim in one.claims:
            sentence = cut(articles[claim.article].text, claim.sentence)
            yield f"{_upper(who[claim.article])}: {claim.value}, in “{sentence}”"
