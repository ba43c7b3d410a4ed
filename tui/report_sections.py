"""The sections of a report, one small function each: a part of a comparison in, lines out."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from index.article import Span
from index.comparison.table import Cell, Column
from index.comparison.told import OnlyHere
from index.comparison.voices import Voice
from index.comparison.wording import LabelUse, MarkingWord, WordingUse
from tui import phrases
from tui.report_parts import Group, Line, Link, Lit, Part, Section, Sheet, Table, Text

SENTENCES = 200
"""Sentences of one text that are listed as having nothing close in another."""
_KINDS = {"direct": "quoted", "paraphrase": "reported"}


class _Maker(NamedTuple):
    id: str
    title: str
    note: str
    parts: Callable[[Sheet], Iterator[Part]]


def sections(sheet: Sheet) -> list[Section]:
    """Every section, in the order in which they are read."""
    return [Section(one.id, one.title, list(one.parts(sheet)), one.note) for one in _SECTIONS]


def _articles(sheet: Sheet) -> Iterator[Part]:
    rows = [
        _article(column, head, sheet)
        for column, head in zip(sheet.found.columns, sheet.heads, strict=True)
    ]
    if rows:
        yield Table(["", "headline", "day", "words", "quoted", "to know"], rows)


def _article(column: Column, head: str, sheet: Sheet) -> list[Line]:
    share = f"{column.quoted_words / column.words:.0%}" if column.words else ""
    remarks = "; ".join(map(phrases.in_words, column.remarks))
    told: Line = [Text(remarks)] if remarks else []
    for doubt in column.doubts:
        told += sheet.places(column.article, doubt.spans)
    return [
        [Link(head, f"a{column.article}")],
        [Text(column.title or phrases.NO_TITLE)],
        [Text(phrases.dates(column.dates))],
        [Text(f"{column.words:,}")],
        [Text(share)] if share else [],
        told,
    ]


def _passages(sheet: Sheet) -> Iterator[Part]:
    rows = [
        [
            _passage(id, cell, sheet) if cell else []
            for id, cell in zip(sheet.found.articles, row.cells, strict=True)
        ]
        for row in sheet.found.rows
        if sum(cell is not None for cell in row.cells) > 1
    ]
    if rows:
        yield Table(sheet.heads, rows, labels=0, passages=True)
    if left := len(sheet.found.rows) - len(rows):
        yield [Text(f"{phrases.count(left, 'passage')} with nothing close in another text")]


def _passage(id: int, cell: Cell, sheet: Sheet) -> Line:
    """The passage with what only it has lit, and where it stands."""
    text = sheet.articles[id].text
    line: Line = []
    at = cell.start
    for lit in cell.lit:
        line += [Text(text[at : lit.start]), Lit(text[lit.start : lit.end])]
        at = lit.end
    return [*line, Text(text[at : cell.end]), *sheet.places(id, [Span(cell.start, cell.end)])]


def _wording(sheet: Sheet) -> Iterator[Part]:
    rows: list[Sequence[Line] | Group] = []
    for wording in sheet.found.wording:
        mine = " (a set of your own)" if wording.own else ""
        rows += [Group(wording.title + mine), *_counts(wording.uses, sheet)]
    if rows:
        yield Table(["", *sheet.heads], rows)


def _counts(uses: Sequence[WordingUse | LabelUse], sheet: Sheet) -> Iterator[list[Line]]:
    """A row a form: how often each article uses it, and how often inside quotations."""
    forms: dict[str, dict[int, Line]] = {}
    for use in uses:
        cell = sheet.counted(use.article, use.spans)
        if use.quoted:
            cell.append(Text(f" ({use.quoted} quoted)"))
        forms.setdefault(use.form, {})[use.article] = cell
    for form, cells in forms.items():
        yield _row([Text(form)], cells, sheet)


def _row(label: Line, cells: dict[int, Line], sheet: Sheet) -> list[Line]:
    """A row of a table with one column an article; nothing where an article has no cell."""
    return [label, *(cells.get(id, []) for id in sheet.found.articles)]


def _labels(sheet: Sheet) -> Iterator[Part]:
    rows: list[Sequence[Line] | Group] = []
    for label in sheet.found.labels:
        if label.differs:
            rows += [Group(label.entity), *_counts(label.uses, sheet)]
    if rows:
        yield Table(["", *sheet.heads], rows)
    if same := sum(not label.differs for label in sheet.found.labels):
        yield [Text(f"{phrases.count(same, 'more name')} that all texts print alike")]


def _marking(sheet: Sheet) -> Iterator[Part]:
    for column, head in zip(sheet.found.columns, sheet.heads, strict=True):
        own = [each for each in sheet.found.marking if each.article == column.article]
        for significant, told in ((True, "marked"), (False, "more often here, perhaps by chance")):
            words = [each for each in own if each.significant is significant]
            if words:
                yield [Text(f"{head}, {told}: "), *_marked(words, sheet)]


def _marked(words: Sequence[MarkingWord], sheet: Sheet) -> Line:
    line: Line = []
    for number, each in enumerate(words):
        line.append(Text(", " if number else ""))
        counts = f"{each.word} {each.here}:{each.elsewhere}"
        line += sheet.counted(each.article, each.spans, counts)
    return line


def _voices(sheet: Sheet) -> Iterator[Part]:
    rows = []
    for (speaker, kind), group in groupby(sheet.found.voices, key=lambda v: (v.speaker, v.kind)):
        cells = {voice.article: _voice(voice, sheet) for voice in group}
        rows.append(_row([Text(f"{speaker}, {_KINDS[kind]}")], cells, sheet))
    if rows:
        yield Table(["", *sheet.heads], rows)
    for unheard in sheet.found.unheard:
        yield [
            Text(f"[{unheard.article}]: no voice found for {unheard.party}, named "),
            *sheet.counted(unheard.article, unheard.named),
        ]


def _voice(voice: Voice, sheet: Sheet) -> Line:
    told = phrases.count(voice.words, "word")
    if voice.share:
        told += f", {voice.share:.0%}"
    line = sheet.counted(voice.article, voice.spans, told)
    return [*line, Text(f" ({', '.join(voice.verbs)})")] if voice.verbs else line


def _attributions(sheet: Sheet) -> Iterator[Part]:
    kinds = dict.fromkeys(each.verb_class for each in sheet.found.attributions)
    rows: list[Sequence[Line] | Group] = []
    for kind in kinds:
        rows.append(Group(kind))
        verbs: dict[str, dict[int, Line]] = {}
        for each in sheet.found.attributions:
            if each.verb_class == kind:
                cells = verbs.setdefault(each.verb, {})
                cells[each.article] = sheet.counted(each.article, each.spans)
        rows += [_row([Text(verb)], cells, sheet) for verb, cells in verbs.items()]
    if rows:
        yield Table(["", *sheet.heads], rows)


def _quotations(sheet: Sheet) -> Iterator[Part]:
    for same in sheet.found.same_quotations:
        words = phrases.count(same.words, "word")
        yield [Text(f"{same.speaker}: “{same.text}” ({words} shared)")]
        cells: list[Line] = []
        for id in sheet.found.articles:
            line: Line = []
            for version in same.versions:
                if version.article == id:
                    cell = Cell(version.span.start, version.span.end, version.own)
                    line += [Text(f"{_KINDS[version.kind]}: "), *_passage(id, cell, sheet)]
            cells.append(line)
        yield Table(sheet.heads, [cells], labels=0, passages=True)


def _sources(sheet: Sheet) -> Iterator[Part]:
    for source in sheet.found.sources:
        via = f" through {source.via}" if source.via else ""
        kind = "carries the text of" if source.kind == "credit" else "leans on"
        yield [
            Text(f"[{source.article}] {kind} "),
            *sheet.counted(source.article, source.spans, source.name),
            Text(via),
        ]


def _only_here(sheet: Sheet) -> Iterator[Part]:
    for column, head in zip(sheet.found.columns, sheet.heads, strict=True):
        own = [each for each in sheet.found.only_here if each.article == column.article]
        facts = [each for each in own if each.kind != "sentence"]
        if facts:
            yield [Text(f"{head}: "), *_enumerated(facts, sheet)]
        whole = [each for each in own if each.kind == "sentence"]
        if whole:
            told = phrases.count(len(whole), "sentence")
            spans = [span for each in whole for span in each.spans]
            yield [
                Text(f"{head}: {told} to which no other text has a close passage:"),
                *sheet.places(column.article, spans, SENTENCES),
            ]


def _enumerated(facts: Sequence[OnlyHere], sheet: Sheet) -> Line:
    line: Line = []
    for number, each in enumerate(facts):
        line.append(Text(", " if number else ""))
        line += sheet.counted(each.article, each.spans, each.text)
    return line


def _shared(sheet: Sheet) -> Iterator[Part]:
    for shared in sheet.found.shared:
        line: Line = [Text(f"“{shared.text}” ({phrases.count(shared.words, 'word')}):")]
        for id, group in groupby(shared.passages, key=lambda each: each.article):
            spans = [Span(each.start, each.end) for each in group]
            line += [Text(" "), *sheet.counted(id, spans, f"[{id}]")]
        yield line


def _contradictions(sheet: Sheet) -> Iterator[Part]:
    for each in sheet.found.contradictions:
        line: Line = [Text(f"{each.kind}, near {', '.join(each.about)}: ")]
        for number, claim in enumerate(each.claims):
            line.append(Text(" against " if number else ""))
            day = f", {phrases.stated(claim.published)}" if claim.published else ""
            told = f"{claim.value} [{claim.article}{day}]"
            line += sheet.counted(claim.article, [claim.span], told)
        yield line


_SECTIONS = (
    _Maker("articles", "Articles", "", _articles),
    _Maker(
        "text", "Closest passages",
        "Side by side where texts come close to one another; marked: words and figures that no "
        "other text here has.",
        _passages,
    ),
    _Maker("wording", "Wording", "Different words for the same thing, and how often.", _wording),
    _Maker(
        "names", "What they are called",
        "Names, titles and descriptions of the same one, where texts differ.", _labels,
    ),
    _Maker(
        "marking", "Words that mark one text",
        "How often here and in all others; marked: more often than chance would have it.",
        _marking,
    ),
    _Maker("voices", "Voices", "Words quoted and reported, and their share of the text.", _voices),
    _Maker(
        "quotations", "The same quotation, cut differently",
        "Marked: what no other version has.", _quotations,
    ),
    _Maker("attribution", "Verbs of attribution", "", _attributions),
    _Maker("sources", "Sources", "", _sources),
    _Maker("only-here", "Only here", "Names and figures that one text alone has.", _only_here),
    _Maker("shared", "Shared passages", "The same run of words.", _shared),
    _Maker(
        "contradictions", "Contradictions",
        "Figures that differ where the words around them agree.", _contradictions,
    ),
)  # fmt: skip
