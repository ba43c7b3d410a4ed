"""A comparison to take along: Markdown, one self-contained HTML page, or a JSON-ready dict.

Both texts hold the same sections; every number in them links to the sentence it counts,
which stands with its article at the end.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from index.article import Article, Span
from index.comparison import Cell, Column, Comparison, Voice, Wording
from tui import phrases, records
from tui.report_parts import Anchors, Line, Link, Lit, Part, Section, Table, Text, heads

NOTE = (
    "Counts of what stands in these texts, each linked to its sentence. Word choice has many "
    "reasons, translation among them; nothing here is a score, and nothing found is no proof "
    "that nothing was said elsewhere."
)
NONE = "·"
_SHOWN = 12


def to_markdown(comparison: Comparison, articles: Mapping[int, Article]) -> str:
    """The comparison as Markdown. ``articles`` holds every article compared, by id."""
    from tui.report_markdown import page

    anchors = Anchors(articles)
    return page(comparison, _sections(comparison, articles, anchors), articles, anchors, NOTE)


def to_html(comparison: Comparison, articles: Mapping[int, Article]) -> str:
    """The comparison as one HTML page: no script, nothing loaded, everything escaped."""
    from tui.report_html import page

    anchors = Anchors(articles)
    return page(comparison, _sections(comparison, articles, anchors), articles, anchors, NOTE)


def comparison_record(comparison: Comparison, articles: Mapping[int, Article]) -> dict[str, object]:
    """The documented compare JSON, with ``texts``: who published each article under what title."""
    record: dict[str, object] = records.comparison(comparison)
    record["texts"] = [
        {
            "id": column.article,
            "outlet": article.outlet.value
            if (article := articles[column.article]).outlet
            else None,
            "title": column.title,
            "url": article.url,
        }
        for column in comparison.columns
    ]
    return record


def _sections(
    found: Comparison, articles: Mapping[int, Article], anchors: Anchors
) -> list[Section]:
    return [
        Section("articles", "Articles", [_articles(found)]),
        Section("text", "Closest passages", [_rows(found, articles, anchors)]),
        Section("wording", "Wording", list(_wording(found, anchors))),
        Section("voices", "Voices", list(_voices(found, anchors))),
        Section("sources", "Sources", list(_sources(found, anchors))),
        Section("only-here", "Only here", list(_only_here(found, anchors))),
        Section("shared", "Shared passages", list(_shared(found, anchors))),
        Section("contradictions", "Contradictions", list(_contradictions(found, anchors))),
    ]


def _articles(found: Comparison) -> Table:
    rows = [
        _article(column, head) for column, head in zip(found.columns, heads(found), strict=True)
    ]
    return Table(["", "headline", "day", "words", "quoted", "to know"], rows)


def _article(column: Column, head: str) -> list[Line]:
    share = f"{column.quoted_words / column.words:.0%}" if column.words else NONE
    return [
        [Link(head, f"a{column.article}")],
        [Text(column.title or phrases.NO_TITLE)],
        [Text(phrases.dates(column.dates))],
        [Text(f"{column.words:,}")],
        [Text(share)],
        [Text("; ".join(column.remarks) or NONE)],
    ]


def _rows(found: Comparison, articles: Mapping[int, Article], anchors: Anchors) -> Table:
    rows: list[list[Line]] = [
        [
            _cell(articles[id], cell, anchors) if cell else [Text(NONE)]
            for id, cell in zip(found.articles, row.cells, strict=True)
        ]
        for row in found.rows
    ]
    return Table(heads(found), rows, wide=True)


def _cell(article: Article, cell: Cell, anchors: Anchors) -> Line:
    """The passage with what only it has lit, and a link to where it stands."""
    line: Line = []
    at = cell.start
    for lit in cell.lit:
        line += [Text(article.text[at : lit.start]), Lit(article.text[lit.start : lit.end])]
        at = lit.end
    line.append(Text(article.text[at : cell.end] + " "))
    line.append(Link("↓", anchors.of(article.id, cell.start)))
    return line


def _wording(found: Comparison, anchors: Anchors) -> Iterator[Part]:
    if not found.wording:
        return
    rows: list[list[Line]] = []
    for wording in found.wording:
        rows.extend(_forms(found, wording, anchors))
    yield Table(["", "form", *heads(found)], rows)


def _forms(found: Comparison, wording: Wording, anchors: Anchors) -> Iterator[list[Line]]:
    title = wording.title
    for form in dict.fromkeys(use.form for use in wording.uses):
        uses = {use.article: use for use in wording.uses if use.form == form}
        yield [
            [Text(title)],
            [Text(form)],
            *(
                _counted(id, uses[id].spans, anchors, uses[id].quoted) if id in uses else []
                for id in found.articles
            ),
        ]
        title = ""


def _counted(id: int, spans: Sequence[Span], anchors: Anchors, quoted: int = 0) -> Line:
    """The number, and one link a place, the first few."""
    line: Line = [Link(str(len(spans)), anchors.of(id, spans[0].start))]
    line += _further(id, spans, anchors)
    if quoted:
        line.append(Text(f" ({quoted} quoted)"))
    return line


def _further(id: int, spans: Sequence[Span], anchors: Anchors) -> Line:
    """Links to the sentences behind the first, each once."""
    places = dict.fromkeys(anchors.of(id, span.start) for span in spans)
    more = list(places)[1:_SHOWN]
    return [part for at, place in enumerate(more, 2) for part in (Text(" "), Link(f"·{at}", place))]


def _voices(found: Comparison, anchors: Anchors) -> Iterator[Part]:
    rows: list[list[Line]] = []
    for (speaker, kind), group in groupby(found.voices, key=lambda v: (v.speaker, v.kind)):
        by_article = {voice.article: voice for voice in group}
        cells = [
            _voice(by_article[id], anchors) if id in by_article else [] for id in found.articles
        ]
        rows.append([[Text(speaker)], [Text("quoted" if kind == "direct" else "reported")], *cells])
    if rows:
        yield Table(["", "", *heads(found)], rows)
    for unheard in found.unheard:
        yield [
            Text(f"[{unheard.article}]: no voice found for {unheard.party}, named "),
            *_counted(unheard.article, unheard.named, anchors),
        ]


def _voice(voice: Voice, anchors: Anchors) -> Line:
    verbs = f" ({', '.join(voice.verbs)})" if voice.verbs else ""
    words = phrases.count(voice.words, "word")
    return [
        Link(words, anchors.of(voice.article, voice.spans[0].start)),
        *_further(voice.article, voice.spans, anchors),
        Text(verbs),
    ]


def _sources(found: Comparison, anchors: Anchors) -> Iterator[Part]:
    for source in found.sources:
        via = f" through {source.via}" if source.via else ""
        kind = "carries the text of" if source.kind == "credit" else "leans on"
        line: Line = [Text(f"[{source.article}] {kind} {source.name}{via} ")]
        if source.spans:
            line += _counted(source.article, source.spans, anchors)
        yield line


def _only_here(found: Comparison, anchors: Anchors) -> Iterator[Part]:
    for column in found.columns:
        own = [each for each in found.only_here if each.article == column.article]
        if own:
            line: Line = [Text(f"[{column.article}] {column.heading}: ")]
            for number, each in enumerate(own):
                line += [
                    Text(", " if number else ""),
                    Link(each.text, anchors.of(each.article, each.spans[0].start)),
                ]
            yield line


def _shared(found: Comparison, anchors: Anchors) -> Iterator[Part]:
    for shared in found.shared:
        line: Line = [Text(f"“{shared.text}” ({phrases.count(shared.words, 'word')}): ")]
        for number, passage in enumerate(shared.passages[:_SHOWN]):
            anchor = anchors.of(passage.article, passage.start)
            line += [Text(", " if number else ""), Link(f"[{passage.article}]", anchor)]
        yield line


def _contradictions(found: Comparison, anchors: Anchors) -> Iterator[Part]:
    for each in found.contradictions:
        line: Line = [Text(f"{each.kind}, near {', '.join(each.about)}: ")]
        for number, claim in enumerate(each.claims):
            at = anchors.of(claim.article, claim.span.start)
            line += [
                Text(" against " if number else ""),
                Link(f"{claim.value} [{claim.article}]", at),
            ]
        yield line
