"""A comparison as plain text: headed sections, aligned tables, every article by its number."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby

from index.article import Article, Span
from index.comparison.table import Column, Comparison, Row
from index.text import clean_line
from tui import phrases, plain

COLUMN = 26
"""Most cells of an article's heading above a column."""

NOTHING = "none found"
NONE = "·"
FORM = "- "


def comparison_lines(
    found: Comparison, articles: Mapping[int, Article], width: int
) -> Iterator[str]:
    """All sections, wrapped to ``width`` cells. ``articles`` holds every article compared."""
    event = f" ({found.event})" if found.event else ""
    yield from plain.wrap(f"{found.label}{event}", width)
    texts = phrases.count(found.independent_texts, "independent text")
    yield f"{phrases.count(len(found.articles), 'article')}, {texts}"
    if found.selection and found.selection.why:
        yield from plain.wrap(found.selection.why, width)
    sections = {
        "ARTICLES": _columns(found, width),
        "TEXT: closest passages": _passages(found, articles, width),
        "WORDING": _wording(found, width),
        "VOICES: words quoted / words reported": _voices(found, width),
        "SOURCES": _sources(found, width),
        "ONLY HERE: in one text alone, or with nothing close in another": _only_here(found, width),
        "SHARED: the same run of words": _shared(found, width),
        "CONTRADICTIONS": _contradictions(found, articles, width),
    }
    for heading, lines in sections.items():
        yield ""
        yield heading
        empty = True
        for line in lines:
            empty = False
            yield line
        if empty:
            yield f"  {NOTHING}"


def _columns(found: Comparison, width: int) -> Iterator[str]:
    for column in found.columns:
        share = f"{column.quoted_words / column.words:.0%} quoted" if column.words else "no words"
        yield from plain.wrap(
            f"{column.heading}: {phrases.count(column.words, 'word')}, {share}; "
            f"{phrases.dates(column.dates)}",
            width,
            first=_number(column.article),
            rest=" " * 6,
        )
        yield from plain.wrap(column.title or "(no headline)", width, first=" " * 6, rest=" " * 6)
        for remark in column.remarks:
            yield from plain.wrap(phrases.in_words(remark), width, first="      ! ", rest=" " * 8)


def _number(article: int) -> str:
    return f"{article:>4}  "


def _passages(found: Comparison, articles: Mapping[int, Article], width: int) -> Iterator[str]:
    close = [row for row in found.rows if sum(cell is not None for cell in row.cells) > 1]
    for at, row in enumerate(close):
        if at:
            yield ""
        yield from _row(row, found.columns, articles, width)
    alone = len(found.rows) - len(close)
    if alone:
        yield f"  {phrases.count(alone, 'passage')} with nothing close in another article"


def _row(
    row: Row, columns: Sequence[Column], articles: Mapping[int, Article], width: int
) -> Iterator[str]:
    for cell, column in zip(row.cells, columns, strict=True):
        if cell is not None:
            text = articles[column.article].text[cell.start : cell.end]
            yield from plain.wrap(text, width, first=_number(column.article), rest=" " * 6)


def _wording(found: Comparison, width: int) -> Iterator[str]:
    rows: list[list[str]] = []
    for wording in found.wording:
        forms: dict[str, dict[int, str]] = defaultdict(dict)
        for use in wording.uses:
            quoted = f" ({use.quoted} quoted)" if use.quoted else ""
            forms[use.form][use.article] = f"{len(use.spans)}{quoted}"
        rows.append([wording.title, *("" for _ in found.articles)])
        for form, counts in forms.items():
            rows.append([f"{FORM}{form}", *(counts.get(id, NONE) for id in found.articles)])
    yield from _matrix(found, rows, width)


def _voices(found: Comparison, width: int) -> Iterator[str]:
    words: dict[str, dict[tuple[int, str], int]] = defaultdict(lambda: defaultdict(int))
    for voice in found.voices:
        name = f"{voice.speaker} (unnamed)" if voice.anonymous else voice.speaker
        words[name][voice.article, voice.kind] += voice.words
    rows = [
        [plain.fit(name, 36), *(_manner(said, article) for article in found.articles)]
        for name, said in words.items()
    ]
    yield from _matrix(found, rows, width)
    for article, parties in groupby(
        sorted(found.unheard, key=lambda one: found.articles.index(one.article)),
        key=lambda one: one.article,
    ):
        named = ", ".join(f"{one.party} (named {len(one.named)} times)" for one in parties)
        yield from plain.wrap(
            f"no voice found in {article}: {named}", width, first="  ", rest="    "
        )


def _manner(said: Mapping[tuple[int, str], int], article: int) -> str:
    """Words quoted / words reported of one voice in one article: ``21 / 59``, ``· / 24``."""
    figures = [said.get((article, kind), 0) for kind in ("direct", "paraphrase")]
    return " / ".join(str(figure or NONE) for figure in figures) if any(figures) else NONE


def _sources(found: Comparison, width: int) -> Iterator[str]:
    rows = []
    for source in found.sources:
        kind = "text of" if source.kind == "credit" else "cites"
        chain = f"through {source.via}" if source.via else ""
        times = f"{len(source.spans)} x" if source.spans else ""
        rows.append([str(source.article), kind, source.name, times, chain])
    yield from plain.table(rows, right=(0,), width=width, indent="  ")


def _only_here(found: Comparison, width: int) -> Iterator[str]:
    for article in found.articles:
        kinds: dict[str, list[str]] = defaultdict(list)
        for one in found.only_here:
            if one.article == article and one.kind != "sentence":
                times = f" ({len(one.spans)})" if len(one.spans) > 1 else ""
                kinds[one.kind].append(f"{clean_line(one.text)}{times}")
        head = _number(article)
        for kind, texts in kinds.items():
            label = plain.pad(kind, 8)
            yield from plain.wrap(
                "; ".join(texts), width, first=head + label, rest=" " * len(head + label)
            )
            head = " " * len(head)
        for one in found.only_here:
            if one.article == article and one.kind == "sentence":
                yield head + clean_line(one.text, max(20, width - len(head)))
                head = " " * len(head)


def _shared(found: Comparison, width: int) -> Iterator[str]:
    for shared in found.shared:
        where = dict.fromkeys(passage.article for passage in shared.passages)
        head = f"in {_list(where)}, {phrases.count(shared.words, 'word')}: "
        yield from plain.wrap(f"{head}“{shared.text}”", width, first="  ", rest="    ")


def _list(numbers: Iterable[int]) -> str:
    *most, last = [str(number) for number in numbers]
    return f"{', '.join(most)} and {last}" if most else last


def _contradictions(
    found: Comparison, articles: Mapping[int, Article], width: int
) -> Iterator[str]:
    for one in found.contradictions:
        yield from plain.wrap(
            f"{one.kind}, beside: {', '.join(one.about)}", width, first="  ", rest="    "
        )
        for claim in one.claims:
            sentence = _text(articles[claim.article], claim.sentence)
            yield from plain.wrap(
                f"{claim.value}: “{sentence}”", width, first=_number(claim.article), rest=" " * 6
            )


def _text(article: Article, span: Span) -> str:
    return article.text[span.start : span.end]


def _matrix(found: Comparison, rows: list[list[str]], width: int) -> Iterator[str]:
    """A table with a column an article, in as many blocks of columns as ``width`` asks for."""
    if not rows:
        return
    labels, *cells = zip(*rows, strict=True)
    room = width - plain.widest(labels) - 4
    share = min(COLUMN, max(10, room // len(found.columns) - 2))
    columns = [
        [plain.fit(_heading(column), share), *texts]
        for column, texts in zip(found.columns, cells, strict=True)
    ]
    for at, block in enumerate(_blocks([plain.widest(column) + 2 for column in columns], room)):
        if at:
            yield ""
        table = zip(["", *labels], *(columns[number] for number in block), strict=True)
        told = [row for row in table if any(cell != NONE for cell in row[1:])]
        yield from plain.table(told, indent="  ")


def _heading(column: Column) -> str:
    """Number and outlet in few cells: ``3 SGP·AFP``, ``5 ?·RT``."""
    outlet = column.heading.replace(phrases.NO_OUTLET, "?").replace(" · text ", "·")
    return f"{column.article} {outlet}"


def _blocks(widths: Sequence[int], room: int) -> Iterator[list[int]]:
    """Positions of neighboring columns that fit into ``room`` together, at least one a block."""
    block: list[int] = []
    taken = 0
    for at, wide in enumerate(widths):
        if block and taken + wide > room:
            yield block
            block, taken = [], 0
        block.append(at)
        taken += wide
    if block:
        yield block
